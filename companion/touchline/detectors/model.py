"""The one shape of a detector and of its claims.

Detectors claim, in a view's positions; they must not know about terms, overlap or transport.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from touchline.model import Evidence, Intent, Kind, Technique

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from touchline.view import View
    from touchline.views import Views


class Candidate(NamedTuple):
    """A detector's claim that `view.text[start:end]` is a `kind`."""

    kind: Kind
    view: View
    start: int
    end: int
    value: str
    channel: str | None = None
    techniques: tuple[Technique, ...] = (Technique.PLAIN,)
    intent: Intent = Intent.PROVIDES
    evidence: tuple[Evidence, ...] = ()


class CutShort(Exception):
    """A flood of cues: the detector stopped reading, which `review` names in `incomplete`."""


class Find(Protocol):
    """Reads the views and claims candidates; raises only when something is broken or timed out."""

    def __call__(self, views: Views, /) -> Iterable[Candidate]:
        """Claims about the views, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class Detector:
    """A named way of finding one or more kinds.

    It runs only on messages that show one of its `cues`: the name of a searched lexicon list that was
    hit, or one of the cues that `Views.cues` names.
    """

    name: str
    kinds: frozenset[Kind]
    find: Find
    cues: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """`weights.toml`: what each piece of evidence is worth, and how far a group of them may go."""

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
    """What this evidence speaks for: the prior and each group's sum, capped.

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


def is_sure(reasons: tuple[Evidence, ...]) -> bool:
    """Whether a library that agrees would change nothing that is said or done."""
    return log_odds(reasons) >= _SURE


_SURE: Final = 2.4
"""Log-odds; a probability of 0.92, more than a doubtful one gets when a library agrees."""


def in_order(techniques: Iterable[Technique]) -> tuple[Technique, ...]:
    """The techniques in the order of their enum; `PLAIN` where there are none."""
    return tuple(sorted(techniques, key=_ORDER.__getitem__)) or (Technique.PLAIN,)


_ORDER: Final = {technique: index for index, technique in enumerate(Technique)}


@cache
def evidence(*codes: str) -> tuple[Evidence, ...]:
    """The evidence of these codes as `weights.toml` weighs them. Raises `KeyError` for an unknown code."""
    table = weights().evidence
    return tuple(table[code] for code in codes)
