"""Rewritings of a message, each with a map back to raw positions.

Only this module knows how a position in a rewriting relates to the raw message. It must not know
what is looked for in a view, nor anything about terms or transport.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import lexicon
from touchline.fold import FOLDS, is_mark, lookalikes
from touchline.model import DEFAULT_REGIONS
from touchline.search import Hit, hits_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_DIGITS: Final = b"0123456789"
_FEW: Final = 8
"""Up to this many different characters, replacing one at a time beats one `str.translate`."""
_FLAG: Final = 2
_MANY: Final = 7
_RIGHT_TO_LEFT: Final = "\u202e"
_DOTTED_RE: Final = re.compile(r"\.[^\W\d_]")

_TOKEN_RE: Final = re.compile(
    r"""
    \d+                      # a digit run
    | [^\W\d_]+              # letters, then …
      (?:[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u064b-\u065f]+ [^\W\d_]*)*  # … vowel signs, not in \w
    """,
    re.VERBOSE,
)
_REGIONAL: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_REGIONAL_RE: Final = re.compile("[\U0001f1e6-\U0001f1ff]+")
_MIXED_RE: Final = re.compile(
    r"""
    (?<! \S ) [^\sA-Za-z0-9]*   # from the start of a token, so that one without ASCII is read once
    [A-Za-z0-9] \S*
    """,
    re.VERBOSE,
)
_LETTERS_RE: Final = re.compile(r"[^\W\d_]+")


class Token(NamedTuple):
    """A word or a digit run of the lower-case folded view."""

    text: str
    start: int
    end: int


class View:
    """One rewriting of its `parent`, or of the raw message where there is none.

    `starts[i]`/`ends[i]` are the span in the parent that `text[i]` was made from; None means that
    positions are equal.
    """

    __slots__ = ("ends", "name", "parent", "starts", "text")

    def __init__(
        self,
        name: str,
        text: str,
        starts: Sequence[int] | None = None,
        ends: Sequence[int] | None = None,
        parent: View | None = None,
    ) -> None:
        self.name = name
        self.text = text
        self.starts = starts
        self.ends = ends
        self.parent = parent

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw half-open span, in code points, that `text[start:end]` was made from.

        Raises `ValueError` for an empty span: nothing was made from nothing.
        """
        if start >= end:
            raise ValueError("a span holds at least one character")
        if self.starts is not None and self.ends is not None:
            chars = range(start, end)
            start, end = min(self.starts[i] for i in chars), max(self.ends[i] for i in chars)
        return (start, end) if self.parent is None else self.parent.raw_span(start, end)

    def mapped(self, name: str, pieces: Iterator[tuple[str, int, int]]) -> View:
        """A view made of pieces of this one, each with the span here that all its characters stand for."""
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for text, start, end in pieces:
            chars.append(text)
            starts.extend([start] * len(text))
            ends.extend([end] * len(text))
        return View(name, "".join(chars), starts, ends, self)


class _FoldedView(View):
    """A folding whose map is worked out only when something was found in it."""

    __slots__ = ("_folds", "_raw")

    def __init__(self, text: str, raw: str, folds: Mapping[int, str]) -> None:
        super().__init__("folded", text)
        self._raw = raw
        self._folds = folds

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        if self.starts is None:
            self.starts, self.ends = _laid(self._raw, self._folds)
        return super().raw_span(start, end)


def _laid(raw: str, folds: Mapping[int, str]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    for position, char in enumerate(raw):
        folded = folds.get(ord(char), char)
        starts.extend([position] * len(folded))
        ends.extend([position + 1] * len(folded))
        if not folded and ends and is_mark(char) and ends[-1] == position:
            ends[-1] = position + 1  # a mark is drawn on the letter before it, so it is pointed at with it
    return starts, ends


class Views:
    """Every view of one message, made when first asked for, with what the reader assumes about it.

    `lower` has the length and the positions of `folded.text`; `hits` holds the whole-word occurrences
    in it of the searched lists, keyed by the list's name (ask with `hits[name]`: a list without a hit
    is an empty tuple). `memo` is for what several readers of this one message share.
    """

    def __init__(
        self, message: str, recent: tuple[str, ...] = (), regions: tuple[str, ...] = DEFAULT_REGIONS
    ) -> None:
        self.message = message
        self.recent = recent
        self.regions = regions
        self.folded = View("folded", message) if message.isascii() else _folded(message)
        self.lower = _lowered(self.folded.text)
        octets = self.lower.encode()
        self.digit_count = len(octets) - len(octets.translate(None, _DIGITS))
        self.hits: Mapping[str, tuple[Hit, ...]] = _Hits(self.lower)
        self.memo: dict[str, object] = {}

    def hits_in(self, text: str) -> Mapping[str, tuple[Hit, ...]]:
        """The searched lists' hits in another lower-case text, in its own positions."""
        return hits_in(text, lexicon.SEARCHED)

    @cached_property
    def cues(self) -> frozenset[str]:
        """What a detector may ask to be there: names of searched lists that were hit, and characters.

        `digits` (one or more), `many-digits` (seven or more), `@`, `$`, `dotted` (a letter right after
        a dot), `://`, `non-ascii`, `encoded` (an entity or a percent escape), `bidi` (a right-to-left
        override), `recent` (earlier messages are known).
        """
        cues = {cue for cue in ("@", "$", "://") if cue in self.lower}
        cues.update(self.hits)
        if self.digit_count:
            cues.add("digits")
            if self.digit_count >= _MANY:
                cues.add("many-digits")
        if _DOTTED_RE.search(self.lower):
            cues.add("dotted")
        if not self.message.isascii():
            cues.add("non-ascii")
            if _RIGHT_TO_LEFT in self.message:
                cues.add("bidi")
        if "&#" in self.lower or "%" in self.lower:
            cues.add("encoded")
        if self.recent:
            cues.add("recent")
        return frozenset(cues)

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

    def __init__(self, lower: str) -> None:
        super().__init__(hits_in(lower, lexicon.SEARCHED))
        self._lower = lower

    def __missing__(self, name: str) -> tuple[Hit, ...]:
        if name in lexicon.CONTEXT:
            self.update(dict.fromkeys(lexicon.CONTEXT, ()))
            self.update(hits_in(self._lower, lexicon.CONTEXT))
            return self[name]
        if name not in lexicon.SEARCHED:
            raise KeyError(name)
        return ()


def _lowered(text: str) -> str:
    lower = text.lower()
    # U+0130 is the one code point whose lower case is two; it would shift every later position
    return lower if len(lower) == len(text) else text.replace("İ", "i").lower()


def _folded(message: str) -> View:
    chars = set(message)
    folds = {ord(char): folded for char in chars if (folded := FOLDS[char]) != char}
    if not chars.isdisjoint(_REGIONAL) and all(map(_is_flag, _REGIONAL_RE.findall(message))):
        folds = {code: folded for code, folded in folds.items() if chr(code) not in _REGIONAL}
    text = _replaced(message, folds)
    if not lookalikes().keys().isdisjoint(chars):
        text = _MIXED_RE.sub(_unmasked, text)
    if all(len(folded) == 1 for folded in folds.values()):
        return View("folded", text)
    return _FoldedView(text, message, folds)


def _is_flag(run: str) -> bool:
    return len(run) == _FLAG


def _replaced(message: str, folds: Mapping[int, str]) -> str:
    if len(folds) > _FEW:
        return message.translate(folds)
    for code, folded in folds.items():
        message = message.replace(chr(code), folded)
    return message


def _unmasked(token: re.Match[str]) -> str:
    """A token that holds ASCII letters or several digits, its look-alike letters made ASCII.

    A word of another script stays as it is unless each of its letters has an ASCII twin and the word
    is either partly ASCII or part of something built with "@" or dots, as addresses are.
    """
    text = token[0]
    twins = lookalikes()
    if twins.keys().isdisjoint(text):
        return text
    built = "@" in text or "." in text
    has_ascii = any(char.isascii() and char.isalpha() for char in text)

    def twin(word: re.Match[str]) -> str:
        letters = word[0]
        foreign = [char for char in letters if not char.isascii()]
        if not all(char in twins for char in foreign):
            return letters
        mixed = len(foreign) < len(letters) or (built and has_ascii)
        if mixed or all(twins[char].isdigit() for char in foreign):
            return "".join(twins.get(char, char) for char in letters)
        return letters

    return _LETTERS_RE.sub(twin, text)
