"""The folded message with the words and stand-ins for "@", "." and "/" put back as signs.

"jane [at] mail dot com" becomes "jane@mail.com", position by position, so that the e-mail and link
grammars need to know the plain forms only. How much was put back is kept for each sign, because "at"
and "dot" are ordinary words too. This module must not decide what is an address.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.lexicon import table
from touchline.model import Technique
from touchline.text.hosts import may_hold_host
from touchline.text.roles import any_of
from touchline.text.signs.broken import broken
from touchline.text.signs.dictation import set_apart
from touchline.text.signs.missing import stand_ins
from touchline.text.signs.plain import is_plain
from touchline.text.signs.sign import Piece, Sign
from touchline.views.per_message import per_message
from touchline.views.spans import apart
from touchline.views.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from touchline.views.message import Views


TRIGGERS: Final = frozenset(
    {
        "@",
        "camel",
        "at_signs",
        "dot_words",
        "domain_words",
        "email_providers",
        "glued_cues",
        "dotted",
        "bracketed",
    }
)
_HINTS: Final = TRIGGERS - {"dotted"} | {"://"}
_MOST: Final = 600
"""Replacements in one message; more is a flood, and the first ones say enough."""
_READ: Final = 2 * _MOST
"""At most this many words or brackets of each sort are read; overlapping ones are dropped later."""
_SURE: Final = ("at_signs", "dot_words")


class Restored(NamedTuple):
    """`view.text` with signs; `signs` holds the positions of those that were put back."""

    view: View
    signs: Mapping[int, Sign]
    dropped: frozenset[int]
    """Positions of signs put where the message has nothing but a gap."""
    folded: View
    cut: bool = False
    """Whether there were more signs to put back than are read."""
    plain: bool = False
    """Whether addresses with their "@" and links with a scheme or "www" are all that hints at either."""

    def cased(self, start: int, end: int) -> str:
        """The text of the span with its case, position by position."""
        if start == end:
            return ""
        low, high = self.view_span(start, end)
        if high - low == end - start:
            return self.folded.text[low:high]
        return "".join(
            char if char in "@./_-" else self.folded.text[self.view_span(position, position + 1)[0]]
            for position, char in enumerate(self.view.text[start:end], start)
        )

    def view_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the folded view that `[start, end)` was made from."""
        return self.view.span_in(self.folded, start, end)

    def source(self, start: int, end: int) -> str:
        """The folded, lower-case text behind the span."""
        return self.folded.text[slice(*self.view_span(start, end))].lower()

    def techniques(self, start: int, end: int) -> set[Technique]:
        """How the signs in the span were dressed."""
        if not self.signs:
            return set()
        return {self._technique(position) for position in range(start, end) if position in self.signs}

    def _technique(self, position: int) -> Technique:
        source = self.source(position, position + 1)
        if any(map(str.isalnum, source)):
            return Technique.WORDS
        if source.isspace() or source.strip() == self.view.text[position]:
            return Technique.SPACED
        return Technique.SEPARATORS if self.view.text[position] in source else Technique.SYMBOLS


_BEFORE: Final = " \n-_*~|=/\\([{<«“\"'‹【「"
_AFTER: Final = " \n-_*~|=/\\)]}>»”\"'›】」"
_NAME_MAX: Final = 64
_WIDEST: Final = 4
"""Signs on either side that belong to a word for a sign."""

# each begins with what it cannot do without, so that text without one is skipped at full speed
_BRACKETED_RE: Final = re.compile(
    rf"""
    [(\[{{<]{{1,2}} \s?
    (?: (?P<at> @ t? | [a4] \s? t{{1,2}} | {any_of("at-sign")} )
      | (?P<dot> \. | d \s? [o0] \s? t | d | dt | {any_of("dot")} )
      | (?P<slash> / | {any_of("slash")} ) )
    \s? [)\]}}>]{{1,2}} \s{{0,2}}
    """,
    re.VERBOSE,
)
_ESCAPED_RE: Final = re.compile(r"\\[@.]")
"""Signs escaped as in Markdown."""
_LOOSE_AT_RE: Final = re.compile(r"@{1,3} [\s\-_*~|\"']{0,3}", re.VERBOSE)
"""The sign with the spaces or joiners after it, or doubled."""
_WORD_RE: Final = re.compile(r"[a-z0-9]{2,12}")
_COMMON_HOST_RE: Final = re.compile(r"(?:[a-z0-9-]{1,40}+\.[ ]?){1,4}(?:com|net|org)\b(?!\.\w)")
_LETTERS_RE: Final = re.compile(r"(?<![\w.@-])(?:[a-z0-9] ){2,30}[a-z0-9]$")
_PATHED: Final = ("be", "co", "com", "ee", "gg", "gle", "io", "ly", "me", "net", "to")
"""Top-level domains of the hosts whose paths lead to a person or a page of links."""
_LOOSE_SLASH_RE: Final = re.compile(
    "(?:"
    + "|".join(rf"(?<={dot}{tld})" for dot in (r"\.", r"\. ", "dot ") for tld in _PATHED)
    + r")[ ]/[ ](?=\w)"
)
"""The slash of a link to a person, set in spaces: "t . me / jane"."""
_LOOSE_DOT_RE: Final = re.compile(r"[ ](?<=\w[ ]) [ ]?\. [ ]{0,2} (?= [^\W\d_]{2,24}\b )", re.VERBOSE)


@per_message
def restored(views: Views) -> Restored | None:
    """The message with its signs put back: "jane [at] mail dot com" reads "jane@mail.com".

    None where nothing hints at an address and no host can stand.
    """
    if views.triggers.isdisjoint(_HINTS) and not may_hold_host(views.lower):
        return None
    if is_plain(views):
        return Restored(_lower(views), {}, frozenset(), views.folded, plain=True)
    return _rewritten(views)


def _rewritten(views: Views) -> Restored:
    # the longest of those that start together says most
    joined = _with_letters_joined(views.lower, [*_pieces(views)])
    pieces = list(apart(sorted(joined, key=lambda piece: (piece.start, piece.gap, -piece.end))))
    cut = len(pieces) > _MOST or any(len(views.hits[name]) > _READ for name in _sorts(views))
    del pieces[_MOST:]
    signs: dict[int, Sign] = {}
    dropped: set[int] = set()
    if not pieces:
        return Restored(_lower(views), signs, frozenset(), views.folded)
    parts: list[tuple[str, int, int]] = []
    position = length = 0
    text = views.lower
    for piece in pieces:
        parts.append((text[position : piece.start], position, piece.start))
        length += piece.start - position
        if len(piece.text) == 1:
            signs[length] = piece.sign
            if piece.gap:
                dropped.add(length)
        parts.append((piece.text, piece.start, piece.end))
        length += len(piece.text)
        position = piece.end
    parts.append((text[position:], position, len(text)))
    return Restored(views.folded.mapped("restored", parts), signs, frozenset(dropped), views.folded, cut)


def _with_letters_joined(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, and the gaps in a user name spelled letter by letter before an "@"."""
    for piece in pieces:
        yield piece
        if piece.text == "@":
            letters = _LETTERS_RE.search(text, max(0, piece.start - _NAME_MAX), piece.start)
            for position in range(letters.start() + 1, letters.end(), 2) if letters else ():
                yield Piece(position, position + 1, "", Sign.WORDED)


def _lower(views: Views) -> View:
    return View("restored", views.lower, parent=views.folded)


def _pieces(views: Views) -> Iterator[Piece]:
    text = views.lower
    if "@" in text:
        yield from _loose_ats(text)
    yield from _wrapped(text)
    yield from broken(text)
    yield from _words(views)
    yield from stand_ins(views)
    if " / " in text:
        for match in _LOOSE_SLASH_RE.finditer(text):
            yield Piece(match.start(), match.end(), "/", Sign.WEAK)
    if " ." in text:
        for match in _LOOSE_DOT_RE.finditer(text):
            if "/" in text[max(0, match.start() - _NAME_MAX) : match.start()].rpartition(" ")[2]:
                continue  # a path ends there
            yield Piece(match.start(), match.end(), ".", Sign.WEAK)


def _wrapped(text: str) -> Iterator[Piece]:
    """Signs, and words for them, in brackets; and signs escaped."""
    if "\\@" in text:
        for match in _ESCAPED_RE.finditer(text):
            yield Piece(*match.span(), match[0][1], Sign.WORDED)
    if any(bracket in text for bracket in "([{<"):
        done = 0
        for match in islice(_BRACKETED_RE.finditer(text), _READ):
            char = {"at": "@", "dot": ".", "slash": "/"}[match.lastgroup or "at"]
            start = max(done, _reached_back(text, match.start(), 2, ""))
            done = match.end()
            yield Piece(start, done, char, Sign.WORDED)


def _words(views: Views) -> Iterator[Piece]:
    text = views.lower
    for name in _SURE:
        for hit in views.hits[name][:_READ]:
            start, end = _widened(text, hit.start, hit.end, "@" if name == "at_signs" else "")
            start, end = set_apart(text, start, end, sure=name == "at_signs")
            yield Piece(start, end, table(name)[hit.entry], Sign.WORDED)
    for hit in views.hits["connectors"][:_READ] if "connectors" in _sorts(views) else ():
        sign = table("connectors")[hit.entry]
        if text[hit.start - 1 : hit.start] == "." and text[hit.end : hit.end + 1] != ".":
            continue  # "example.at", "example.pt": countries have these endings
        start, end = set_apart(text, *_widened(text, hit.start, hit.end))
        if sign == "@" and "@" in text[end : end + _NAME_MAX].partition(" ")[0]:
            continue  # "reach me at jane@example.org": the address has its sign
        joined = text[start : hit.start].strip() and text[hit.end : end].strip()
        yield Piece(start, end, sign, Sign.WORDED if joined else Sign.WEAK)


def _sorts(views: Views) -> tuple[str, ...]:
    """The lists of words for signs that count in this message: a connector is an ordinary word elsewhere."""
    return _SURE if views.triggers.isdisjoint(TRIGGERS) else (*_SURE, "connectors")


def _loose_ats(text: str) -> Iterator[Piece]:
    end = 0
    for match in _LOOSE_AT_RE.finditer(text):
        start = max(end, _reached_back(text, match.start(), 3, "-_*~|\"'"))
        end = match.end()
        if end - start == 1 or start == 0 or end == len(text):
            continue
        left, right = text[start] != "@", text[end - 1] != "@"
        if left and not right and not _at_host(text, end):
            continue  # " @name" calls on somebody, it does not end an address
        spaced = text[start:end].replace("@", "", 1).isspace()
        yield Piece(start, end, "@", Sign.WEAK if spaced else Sign.WORDED)


def _reached_back(text: str, start: int, most: int, joiners: str) -> int:
    """Where up to `most` spaces and joiners before `start` begin."""
    floor = max(0, start - most)
    while start > floor and (text[start - 1].isspace() or text[start - 1] in joiners):
        start -= 1
    return start


def _at_host(text: str, position: int) -> bool:
    """Whether a mail provider or a host that cannot be a user's name stands there."""
    word = _WORD_RE.match(text, position, position + 12)
    named = word is not None and word[0] in table("email_providers")
    return named or _COMMON_HOST_RE.match(text, position) is not None


def _widened(text: str, start: int, end: int, doubled: str = "") -> tuple[int, int]:
    """The connector with the spaces, brackets or drawings it is set in, or the sign it doubles."""
    first, last = max(0, start - _WIDEST), min(len(text), end + _WIDEST)
    while start > first and _is_part(text[start - 1], _BEFORE, doubled):
        start -= 1
    while end < last and _is_part(text[end], _AFTER, doubled):
        end += 1
    return start, end


def _is_part(char: str, signs: str, doubled: str) -> bool:
    if char in signs or char == doubled:
        return True
    # arrows, signs and emoji begin there
    return not char.isascii() and not char.isalnum() and char.isprintable() and ord(char) > 0x2000  # noqa: PLR2004
