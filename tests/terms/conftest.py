"""How the tests ask the terms: one finding, one place, one answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

import pytest

from touchline.context import Allowance, Context
from touchline.model import Fact, Finding, Intent, Kind, Mode, Stage, Surface, Technique
from touchline.terms.decide import decided
from touchline.terms.library import built_in

if TYPE_CHECKING:
    from touchline.model import TermsWarning

TODAY = date(2026, 11, 21)


class Ask(Protocol):
    def __call__(
        self,
        platform: str,
        what: str,
        surface: str = ...,
        stage: str = ...,
        *allow: str | Allowance,
        mode: str = ...,
        on: date = ...,
        confidence: float = ...,
        techniques: tuple[Technique, ...] = ...,
    ) -> TermsWarning | None: ...


def finding_of(
    what: str, confidence: float = 0.95, techniques: tuple[Technique, ...] = (Technique.PLAIN,)
) -> Finding:
    """A finding from "kind", "kind/channel" or "kind/channel/intent"."""
    kind, channel, intent, *_ = (*what.split("/"), "", "")
    usual = {"request": Intent.REQUESTS, "move": Intent.MOVES, "mention": Intent.MENTIONS}
    return Finding(
        Kind(kind),
        channel or None,
        3,
        9,
        "value",
        techniques,
        Intent(intent) if intent else usual.get(kind, Intent.PROVIDES),
        confidence,
    )


@pytest.fixture
def ask() -> Ask:
    def one(
        platform: str,
        what: str,
        surface: str = "unknown",
        stage: str = "unknown",
        *allow: str | Allowance,
        mode: str = "standard",
        on: date = TODAY,
        confidence: float = 0.95,
        techniques: tuple[Technique, ...] = (Technique.PLAIN,),
    ) -> TermsWarning | None:
        allowances = tuple(a if isinstance(a, Allowance) else Allowance(Fact(a)) for a in allow)
        context = Context(platform, Surface(surface), Stage(stage), Mode(mode), allowances)
        finding = finding_of(what, confidence, techniques)
        return next(iter(decided([finding], context, built_in(platform), on)), None)

    return one
