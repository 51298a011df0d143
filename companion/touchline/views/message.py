"""Rewritings of a message, each with a map back to raw positions.

Only this module knows how a position in a rewriting relates to the raw message. It must not know
what is looked for in a view, nor anything about terms or transport.
"""

from __future__ import annotations

import re
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import lexicon
from touchline.model import DEFAULT_REGIONS
from touchline.views.folded import folded
from touchline.views.readings import TRIGGERS, alternatives
from touchline.views.unfinished_name import unfinished_names
from touchline.views.word_search import Hit, hits_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    r"[013457@$!](?<!@(?=[\w-]{1,63}\.\w))(?:(?<=[a-z].)[a-z]|(?<!!)(?:[a-z]{2}|(?<=[a-z]{2}.)))"
)

_LEET: Final = (str.maketrans("013457@$!€", "oieastasie"), str.maketrans("013457@$!€", "oleastasie"))
"""Digits and signs that stand for letters; a 1 is an i or an l."""
_LEET_SIGNS: Final = ("at_signs", "dot_words", "email_providers")
"""Lists whose leet hits are hits like any other: "arr0ba", "p0nto", "gm4il" mean nothing else."""
_LEET_LISTS: Final = (
    *("services", "services_misspelt", "contact_nouns", "platforms", "payment_services"),
    *_LEET_SIGNS,
)
_LEET_SHORTEST: Final = 5

_START: Final = attrgetter("start")

_TOKEN_RE: Final = re.compile(
    r"""
    \d+                      # a digit run
    | [^\W\d_]+              # letters, then …
      (?:[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u064b-\u065f]+ [^\W\d_]*)*  # … vowel signs, not in \w
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word or a digit run of the lower-case folded view."""

    text: str
    start: int
    end: int


class Views:
    """Every view of one message, made when first asked for, with what the reader assumes about it.

    `lower` has the length and the positions of `folded.text`; `hits` holds the whole-word occurrences
    in it of the searched lists, keyed by the list's name (ask with `hits[name]`: a list without a hit
    is an empty tuple). `raw` is what spans point into; `message` is that too, or the rewriting that is
    read instead of it. `memo` is for what several readers of this one message share.
    """

    def __init__(
        self, message: str, recent: tuple[str, ...] = (), regions: tuple[str, ...] = DEFAULT_REGIONS
    ) -> None:
        self.message = message
        self.raw = message
        self.recent = recent
        self.regions = regions
        self._read(folded(message))

    def _read(self, view: View) -> None:
        self.folded = view
        self.lower = _lowered(self.folded.text)
        octets = self.lower.encode()
        self.digit_count = len(octets) - len(octets.translate(None, _DIGITS))
        found = hits_in(self.lower, lexicon.SEARCHED)
        for name, hits in unfinished_names(self.lower).items():
            found[name] = (*found.get(name, ()), *hits)
        self.leet = tuple(_disguised(self.lower)) if self._may_be_leet() else ()
        """Lists and their hits on names written with digits or signs for letters: `T3l3gr@m`, `1nsta`."""
        for name, hit in self.leet:
            if name in _LEET_SIGNS:
                found[name] = tuple(sorted((*found.get(name, ()), hit), key=_START))
        self.hits: Mapping[str, tuple[Hit, ...]] = _Hits(self.lower, found)
        self.memo: dict[str, object] = {}
        self.triggers = self._shown(found)
        """What a detector may ask to be there: names of searched lists that were hit, and `digits` (one
        or more), `some-digits` (three or more), `@`, `$`, `://`, `dotted`
        (a letter right after a dot, or a dot between spaces), `bracketed` ("at" or
        "dot" in brackets), `spread` (an at sign beside single letters), `leet` (a name is in `leet`),
        `camel` (a DOT inside a word), `non-ascii`, `encoded` (`&`, `%` or `=`), `bidi` (a right-to-left
        override), `recent`."""

    @classmethod
    def over(cls, view: View, raw: str, regions: tuple[str, ...]) -> Views:
        """The views of a rewriting: its own words and hits, with positions leading back to `raw`."""
        views = cls.__new__(cls)
        views.message, views.raw, views.recent, views.regions = view.text, raw, (), regions
        views._read(view)  # noqa: SLF001  its own class
        return views

    @property
    def alternatives(self) -> Iterator[tuple[Views, Technique]]:
        """Other readings of the message that its triggers call for: squeezed, decoded, reversed."""
        if not TRIGGERS.isdisjoint(self.triggers):
            for view, technique in alternatives(self.folded, self.triggers):
                if view.text != self.folded.text:
                    yield Views.over(view, self.raw, self.regions), technique

    def _shown(self, found: Iterable[str]) -> frozenset[str]:
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
        if not self.message.isascii():
            triggers.update(("non-ascii", "bidi") if _RIGHT_TO_LEFT in self.message else ("non-ascii",))
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
        signed = self.digit_count or "@" in lower or "$" in lower or "!" in lower
        return bool(signed) and _LEET_RE.search(lower) is not None

    @property
    def has_digits(self) -> bool:
        """Whether the folded message holds any digit, of any script or style."""
        return self.digit_count > 0

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words and digit runs of `lower`, in order."""
        return tuple(Token(match[0], *match.span()) for match in _TOKEN_RE.finditer(self.lower))


class _Hits(dict[str, tuple[Hit, ...]]):
    """List name to hits; the lists of `CONTEXT` are searched when one of them is first asked for."""

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
