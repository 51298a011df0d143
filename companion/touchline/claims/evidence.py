"""Reads the weight of each piece of evidence from `weights.toml`, and adds up several pieces.

This module must not know how evidence is found, nor what is done with the sum.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from touchline.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Weights:
    """The rows of `weights.toml`: what each piece of evidence is worth, and how far a group may go."""

    prior: float
    floor: float
    caps: Mapping[str, float]
    evidence: Mapping[str, Evidence]


@cache
def weights() -> Weights:
    """The weights in use, in log-odds; `floor` is the confidence under which nothing is reported."""
    rows = tomllib.loads(files(__package__ or "").joinpath("weights.toml").read_text("utf-8"))
    evidence = {
        code: Evidence(code, group, float(weight))
        for group, codes in rows["evidence"].items()
        for code, weight in codes.items()
    }
    caps = {group: float(cap) for group, cap in rows["caps"].items()}
    return Weights(
        float(rows["prior"]), float(rows["floor"]), MappingProxyType(caps), MappingProxyType(evidence)
    )


@cache
def log_odds(reasons: tuple[Evidence, ...]) -> float:
    """The log-odds of this evidence: the prior and each group's sum, capped.

    Uncapped sums let a pile of keywords outweigh any doubt, so no group may decide alone.
    """
    table = weights()
    sums: dict[str, float] = {}
    for item in reasons:
        sums[item.group] = sums.get(item.group, 0.0) + item.weight
    total = table.prior
    for group, weight in sums.items():
        cap = table.caps[group]
        total += cap if weight > cap else max(weight, -cap)
    return total


def confidence(reasons: tuple[Evidence, ...]) -> float:
    """The probability that this evidence speaks for."""
    return 1 / (1 + math.exp(-log_odds(reasons)))


def is_sure(reasons: tuple[Evidence, ...]) -> bool:
    """Whether a library that agrees would change nothing that is said or done."""
    return log_odds(reasons) >= _SURE


_SURE: Final = 2.4
"""Log-odds; a probability of 0.92, more than a doubtful one gets when a library agrees."""


@cache
def evidence(*codes: str) -> tuple[Evidence, ...]:
    """The evidence of these codes as `weights.toml` weighs them. Raises `KeyError` for an unknown code."""
    table = weights().evidence
    return tuple(table[code] for code in codes)
