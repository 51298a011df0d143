"""One platform's terms, ready to be asked: clauses, rules, and the words of that platform.

This module says what a pack is and where packs come from. It must not know how a pack file is checked
(`packfile`, `overlap`), what is decided with it (`decide`), nor anything about messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from touchline.errors import PackError, UnknownPlatform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from touchline.model import Clause, Fact, Intent, Kind, Stage, Surface, Verdict

BUILT_IN = ("fiverr", "freelancer", "peopleperhour", "upwork")
"""The packs that ship with Touchline, by id; each is `packs/<id>.toml`."""

SIZE_LIMIT = 1_000_000
"""Largest pack file that is read, in bytes."""

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
    """What the platform's own filter may do with allowed words; `often` when users report it often."""

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


@lru_cache(maxsize=len(BUILT_IN))
def built_in(platform: str) -> Pack:
    """The pack that ships with Touchline for `platform`; raises `UnknownPlatform` with the known ids."""
    if platform not in BUILT_IN:
        raise UnknownPlatform(platform, BUILT_IN)
    return _read(files("touchline.terms") / "packs" / f"{platform}.toml", platform)


def load(platform: str, folder: Path | None = None) -> Pack:
    """The built-in pack, or else the user's own `<folder>/<platform>.toml`.

    Raises `UnknownPlatform` with the known ids, and `PackError` for a file that cannot be used.
    """
    if platform in BUILT_IN:
        return built_in(platform)
    ids = known(folder)
    if folder is None or platform not in ids:
        raise UnknownPlatform(platform, ids)
    return _read(folder / f"{platform}.toml", platform)


def known(folder: Path | None = None) -> tuple[str, ...]:
    """The ids of the built-in packs and of the user's own pack files in `folder`, sorted.

    A file whose name is no id, or the id of a built-in pack, is a `PackError`: it would never be used.
    """
    return tuple(sorted({*BUILT_IN, *(_own_id(path) for path in _pack_files(folder))}))


def _pack_files(folder: Path | None) -> tuple[Path, ...]:
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(folder.glob("*.toml")))


def _own_id(path: Path) -> str:
    if path.stem in BUILT_IN:
        raise PackError(path, "id", "a built-in pack has this id; choose another")
    if not ID_RE.fullmatch(path.stem):
        raise PackError(path, "id", "a pack file is named <id>.toml: small letters, digits, underscores")
    return path.stem


def _read(path: Path | Traversable, platform: str) -> Pack:
    from touchline.terms.packfile import parsed  # noqa: PLC0415  packfile builds the classes of this module

    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise PackError(path, "file", error.strerror or "cannot be read") from None
    if len(content) > SIZE_LIMIT:
        raise PackError(path, "file", f"longer than {SIZE_LIMIT} bytes")
    pack = parsed(content, path)
    if pack.id != platform:
        raise PackError(path, "id", f"the file is named {platform}.toml, so the id must be {platform}")
    return pack
