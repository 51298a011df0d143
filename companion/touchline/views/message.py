"""A message as detectors read it, what shows in it, and the other readings that this calls for.

Positions lead back to the raw message through `View`. This module must not know what a detector looks
for, nor anything about terms or transport.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from touchline import lexicon
from touchline.model import DEFAULT_REGIONS
from touchline.views.broken_name import broken_names
from touchline.views.folded import folded
from touchline.views.readings import TRIGGERS, alternatives
from touchline.views.unfinished_name import unfinished_names
from touchline.views.word_search import Hit, hits_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from touchline.model import Technique
    from touchline.views.view import View

_DIGITS: Final = b"0123456789"
_SOME: Final = 3
_RIGHT_TO_LEFT: Final = "\u202e"
_BRACKETED_RE: Final = re.compile(r"[(\[{<]\s?(?:@|at|\.|dot)\s?[)\]}>]")
_DOTTED_RE: Final = re.compile(r"\.[^\W\d_]")

_CAMEL_RE: Final = re.compile(r"[a-z0-9]DOT[a-z]")
# in these the sign comes first, so that all text without one is skipped at full speed
_SPREAD_RE: Final = re.compile(r"@(?:(?<=(?<!\w)\w\W@)|\W\w(?!\w))")
_LEET_RE: Final = re.compile(
    # an at sign with a host after it stands in an address, and for no letter
    r"[013457@$!¥¡£](?<!@(?=[\w-]{1,63}\.\w))(?:(?<=[a-z].)[a-z]|(?<!!)(?:[a-z]{2}|(?<=[a-z]{2}.)))"
)

_LEET: Final = (
    str.maketrans("013457@$!€¥¡£", "oieastasieyil"),
    str.maketrans("013457@$!€¥¡£", "oleastasieyil"),
)
"""Digits and signs that stand for letters; a 1 is an i or an l."""
_LEET_SIGNS: Final = ("at_signs", "dot_words", "email_providers")
"""Lists whose leet hits are hits like any other: "arr0ba", "p0nto", "gm4il" mean nothing else."""
_LEET_LISTS: Final = (
    *("services", "services_misspelt", "contact_nouns", "platforms", "payment_services"),
    *_LEET_SIGNS,
)
_LEET_SHORTEST: Final = 5

SHOWN: Final = frozenset(
    {
        "digits",  # one or more
        "some-digits",  # three or more
        "@",
        "$",
        "://",
        "dotted",  # a letter right after a dot, or a dot between spaces
        "bracketed",  # "at" or "dot" in brackets
        "spread",  # an at sign beside single letters
        "leet",  # a name in `Views.leet`
        "camel",  # a DOT inside a word
        "non-ascii",
        "encoded",  # an "&", "%" or "="
        "bidi",  # a right-to-left override
        "recent",  # earlier messages of the same person
    }
)
"""What a message may show that makes detectors run, besides words of the searched lists."""

_START: Final = attrgetter("start")


class Views:
    """One message as detectors read it: folded, in lower case, with the listed words found in it.

    `raw` is the message as typed; spans that leave the package point into it. `folded` has its
    look-alikes replaced, `lower` is that in lower case with the same positions. `hits` holds the
    whole-word occurrences of the listed words in `lower`, by the list's name: `hits["services"]` of
    "Skуpe me" is one hit on "skype". A list without a hit is an empty tuple. `answers` belongs to
    `per_message`.

    `reading` is a rewriting to read instead of the message, such as "call me" for "c a l l  m e"; it was
    made from the message, so its positions lead back to `raw`.
    """

    def __init__(
        self,
        raw: str,
        recent: tuple[str, ...] = (),
        regions: tuple[str, ...] = DEFAULT_REGIONS,
        *,
        reading: View | None = None,
    ) -> None:
        self.raw = raw
        self.recent = recent
        self.regions = regions
        self.answers: dict[Callable[[Views], Any], Any] = {}
        self.folded = folded(raw) if reading is None else reading
        self.lower = _lowered(self.folded.text)
        octets = self.lower.encode()
        self.digit_count = len(octets) - len(octets.translate(None, _DIGITS))
        found = hits_in(self.lower, lexicon.SEARCHED)
        for name, hits in unfinished_names(self.lower).items():
            found[name] = (*found.get(name, ()), *hits)
        for name, hit in broken_names(self.lower):
            if all(hit.start != other.start for other in found.get(name, ())):
                found[name] = tuple(sorted((*found.get(name, ()), hit), key=_START))
        self.leet = tuple(_disguised(self.lower)) if self._may_be_leet() else ()
        """Lists and their hits on names written with digits or signs for letters: `T3l3gr@m`, `1nsta`."""
        for name, hit in self.leet:
            if name in _LEET_SIGNS:
                found[name] = tuple(sorted((*found.get(name, ()), hit), key=_START))
        self.hits: Mapping[str, tuple[Hit, ...]] = _Hits(self.lower, found)
        self.triggers = self._shown(found, raw if reading is None else reading.text)
        """Names of the searched lists that were hit, and those of `SHOWN` that the message shows."""

    @property
    def alternatives(self) -> Iterator[tuple[Views, Technique]]:
        """Other readings of the message that its triggers call for: squeezed, decoded, reversed."""
        if not TRIGGERS.isdisjoint(self.triggers):
            for view, technique in alternatives(self.folded, self.triggers):
                if view.text != self.folded.text:
                    yield Views(self.raw, regions=self.regions, reading=view), technique

    def _shown(self, found: Iterable[str], read: str) -> frozenset[str]:
        lower = self.lower
        triggers = set(found)
        for trigger in ("@", "$", "://"):
            if trigger in lower:
                triggers.add(trigger)
        if self.digit_count:
            triggers.add("digits")
            if self.digit_count >= _SOME:
                triggers.add("some-digits")
        if "." in lower and (_DOTTED_RE.search(lower) or " . " in lower):
            triggers.add("dotted")
        if (")" in lower or "]" in lower or "}" in lower or ">" in lower) and _BRACKETED_RE.search(lower):
            triggers.add("bracketed")
        triggers.update(self._dress(triggers))
        if not read.isascii():
            triggers.update(("non-ascii", "bidi") if _RIGHT_TO_LEFT in read else ("non-ascii",))
        if "&" in lower or "%" in lower or "=" in lower:
            triggers.add("encoded")
        if self.recent:
            triggers.add("recent")
        return frozenset(triggers)

    def _dress(self, triggers: set[str]) -> Iterator[str]:
        lower, cased = self.lower, self.folded.text
        if "@" in triggers and _SPREAD_RE.search(lower):
            yield "spread"
        if self.leet:
            yield "leet"
        if "DOT" in cased and _CAMEL_RE.search(cased):
            yield "camel"

    def _may_be_leet(self) -> bool:
        lower = self.lower
        signed = self.digit_count or any(sign in lower for sign in "@$!¥¡£")
        return bool(signed) and _LEET_RE.search(lower) is not None

    @property
    def has_digits(self) -> bool:
        """Whether the folded message holds any digit, of any script or style."""
        return self.digit_count > 0


class _Hits(dict[str, tuple[Hit, ...]]):
    """List name to hits. The first question about a list of `CONTEXT` searches all of those lists at once.

    Most messages end before any detector asks for such a list, so their search is put off: `hits["banks"]`
    finds no entry and comes here, which adds entries for "banks", "link_cues" and all the others. A shortcut
    (`tests/bench/shortcuts.py`): without it a message of everyday cues takes 10 to 14 % longer, and one read
    again 43 %.
    """

    def __init__(self, lower: str, found: Mapping[str, tuple[Hit, ...]]) -> None:
        super().__init__(_NO_HITS)
        self.update(found)
        self._lower = lower

    def __missing__(self, name: str) -> tuple[Hit, ...]:
        if name not in lexicon.CONTEXT:
            raise KeyError(name)
        self.update(dict.fromkeys(lexicon.CONTEXT, ()))
        self.update(hits_in(self._lower, lexicon.CONTEXT))
        return self[name]


_NO_HITS: Final[Mapping[str, tuple[Hit, ...]]] = dict.fromkeys(lexicon.SEARCHED, ())


def _disguised(lower: str) -> Iterator[tuple[str, Hit]]:
    readings = [lower, lower.replace("@", " ")] if "@" in lower else [lower]  # a letter, or the sign it is
    tables = _LEET if "1" in lower else _LEET[:1]
    for letters in dict.fromkeys(reading.translate(table) for reading in readings for table in tables):
        hits = hits_in(letters, lexicon.SEARCHED)
        for name in _LEET_LISTS:
            for hit in hits.get(name, ()):
                plain = lower[hit.start : hit.end] == letters[hit.start : hit.end]
                if len(hit.entry) >= _LEET_SHORTEST and not plain:
                    yield name, hit


def _lowered(text: str) -> str:
    lower = text.lower()
    # U+0130 is the one code point whose lower case is two; it would shift every later position
    return lower if len(lower) == len(text) else text.replace("İ", "i").lower()
