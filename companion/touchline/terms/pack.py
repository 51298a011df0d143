"""One platform's terms, ready to be asked: clauses, rules, and the words of that platform.

This module says what a pack is. It must not know where packs come from (`library`), how a pack file is
checked (`pack_file`, `conflicts`), what is decided with it (`decide`), nor anything about messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from touchline.model import Clause, Fact, Intent, Kind, Stage, Surface, Verdict

NO_CHANNEL = "none"
"""How a rule names a finding that belongs to no known service."""

ID_RE = re.compile(
    r"""
    [a-z][a-z0-9_]{0,39}   # an identifier, so that error messages may repeat it
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """A span of calendar days, both ends included; None leaves an end open."""

    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the span."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause, and the days for which it is the one to show."""

    clause: Clause
    days: Days


@dataclass(frozen=True, slots=True)
class FilterRisk:
    """The risk that the platform's own filter stops allowed words; `often` when users report it often."""

    text: str
    often: bool


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """When a finding meets a clause, and with which verdict.

    A rule covers a finding when every selector does: `channels` None means any service, `needs` are facts
    the user must have stated, `unless` are facts that switch the rule off. Rules of one `topic` (contact,
    payment …) never contradict each other; rules of different topics may meet on one finding.
    `strict_verdict` is at least as severe as `verdict`; a rule with `only_strict` is silent in standard
    mode. `inference` says so when the verdict is our reading rather than the platform's text.
    """

    id: str
    topic: str
    kinds: frozenset[Kind]
    intents: frozenset[Intent]
    channels: frozenset[str] | None
    not_channels: frozenset[str]
    surfaces: frozenset[Surface]
    stages: frozenset[Stage]
    needs: frozenset[Fact]
    unless: frozenset[Fact]
    days: Days
    verdict: Verdict
    strict_verdict: Verdict
    only_strict: bool
    citations: tuple[Citation, ...]
    see_also: tuple[Clause, ...]
    message: str
    depends_on: tuple[Fact, ...]
    advice: tuple[str, ...]
    filter_risk: FilterRisk | None
    inference: str | None

    def covers_channel(self, channel: str | None) -> bool:
        """Whether findings of this service are meant."""
        name = channel or NO_CHANNEL
        return name not in self.not_channels and (self.channels is None or name in self.channels)

    def clauses_on(self, day: date) -> tuple[Clause, ...]:
        """The clauses to show on `day`; the loader made sure that there is one on every day."""
        return tuple(citation.clause for citation in self.citations if citation.days.covers(day))


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One platform's terms. Compared by identity, so that decisions can be remembered per pack.

    `known_from` is the first day whose terms the pack holds; `places` are phrases such as "in messages";
    `questions` ask the user for a fact; `implied_stages` give the stage of a surface when nobody said it,
    `fixed_stages` whatever was said; `evasion` is what to say about disguised details.
    """

    id: str
    name: str
    revision: str
    known_from: date
    clauses: Mapping[str, Clause]
    rules: tuple[Rule, ...]
    places: Mapping[Surface, str]
    questions: Mapping[Fact, str]
    implied_stages: Mapping[Surface, Stage]
    fixed_stages: Mapping[Surface, Stage]
    evasion: str

    @property
    def facts(self) -> frozenset[Fact]:
        """The facts that can change a verdict of this pack, beside stage and surface."""
        return frozenset(fact for rule in self.rules for fact in rule.needs | rule.unless)
