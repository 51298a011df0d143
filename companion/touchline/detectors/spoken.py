"""The folded message with the words and stand-ins for "@", "." and "/" put back as signs.

"jane [at] mail dot com" becomes "jane@mail.com", position by position, so that the e-mail and link
grammars need to know the plain forms only. How much was put back is kept for each sign, because "at"
and "dot" are ordinary words too. This module must not decide what is an address.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from touchline.lexicon import table
from touchline.model import Technique
from touchline.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from touchline.views import Views

TIMEOUT: Final = 0.25
"""Seconds one search may take; every grammar is bounded, so only a broken one gets there."""

CUES: Final = frozenset(
    {"@", "at_signs", "dot_words", "domain_words", "email_providers", "glued_cues", "dotted"}
)
_RUN_INTO: Final = ("gmail.com", "hotmail.com", "icloud.com", "outlook.com", "yahoo.com")
_MOST: Final = 600
"""Replacements in one message; more is a flood, and the first ones say enough."""


class Sign(IntEnum):
    """How much a sign that was put back can be trusted to be one."""

    WEAK = 1
    """An ordinary word ("at"), or a gap where a sign may have been dropped."""

    WORDED = 2
    """A word or drawing that means only the sign, or a bracketed word."""


class Spoken(NamedTuple):
    """`view.text` with signs; `signs` holds the positions of those that were put back."""

    view: View
    signs: Mapping[int, Sign]
    dropped: frozenset[int]
    """Positions of signs put where the message has nothing but a gap."""
    folded: View

    def cased(self, start: int, end: int) -> str:
        """The text of the span with its case, position by position."""
        if self.view.starts is None:
            return self.folded.text[start:end]
        return "".join(
            self.view.text[i] if self.view.text[i] in "@./_-" else self.folded.text[self.view.starts[i]]
            for i in range(start, end)
        )

    def view_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the folded view that `[start, end)` was made from."""
        if self.view.starts is None or self.view.ends is None:
            return start, end
        return self.view.starts[start], self.view.ends[end - 1]

    def source(self, start: int, end: int) -> str:
        """The folded, lower-case text behind the span."""
        return self.folded.text[slice(*self.view_span(start, end))].lower()

    def technique(self, position: int) -> Technique:
        """How the sign at `position` was dressed."""
        source = self.source(position, position + 1)
        if any(map(str.isalnum, source)):
            return Technique.WORDS
        if source.isspace() or source.strip() == self.view.text[position]:
            return Technique.SPACED
        return Technique.SEPARATORS if self.view.text[position] in source else Technique.SYMBOLS


class _Piece(NamedTuple):
    start: int
    end: int
    text: str
    sign: Sign
    gap: bool = False


_OPEN: Final = "([{<«“\"'‹【「"
_CLOSE: Final = ")]}>»”\"'›】」"

_BRACKETED_RE: Final = regex.compile(
    r"""
    \s{0,2} [(\[{<] \s?
    (?: (?P<at> @ | a \s? t | a | ät | arroba | arobase | et )
      | (?P<dot> \. | d \s? [o0] \s? t | d | dt | punto | ponto | punkt | point )
      | (?P<slash> / | slash ) )
    \s? [)\]}>] \s{0,2}
    """,
    regex.VERBOSE,
)
_LOOSE_AT_RE: Final = regex.compile(
    r"""
    [\s\-_*~|"']{0,3} @{1,3} [\s\-_*~|"']{0,3}   # spaces or joiners around the sign, or the sign doubled
    """,
    regex.VERBOSE,
)
_STAND_IN_RE: Final = regex.compile(r"(?r)[^\w\s.,:;/\\'\"()\[\]{}-]{1,3}")
"""A drawing glued between a name and a provider: "#", "*", an envelope …"""

_DOT_STAND_IN_RE: Final = regex.compile(r"(?r)\s?[^\w\s/\\'\"()\[\]{}@:!?&+=-]{1,3}\s?|\s?-\s?\.\s?-\s?")
_SPACED_DOT_RE: Final = regex.compile(
    r"(?: \s \. \s? | \. \s ) (?= (?: com|net|org|[a-z]{2} ) \b )", regex.VERBOSE
)
_WORD_RE: Final = regex.compile(r"[a-z0-9]{2,12}")
_USER_RE: Final = regex.compile(r"(?r)(?<![\w@])[a-z0-9][\w.+-]{1,40}")


def spoken(views: Views) -> Spoken:
    """The rewriting of this message, worked out once."""
    known = views.memo.get("spoken")
    if not isinstance(known, Spoken):
        known = views.memo["spoken"] = _rewritten(views)
    return known


def _rewritten(views: Views) -> Spoken:
    pieces: list[_Piece] = []
    taken = -1
    # the longest of those that start together says most; overlapping ones lose to the first
    for piece in sorted(_pieces(views), key=lambda piece: (piece.start, piece.gap, -piece.end)):
        if piece.start >= taken and len(pieces) < _MOST:
            pieces.append(piece)
            taken = piece.end
    signs: dict[int, Sign] = {}
    dropped: set[int] = set()
    if not pieces:
        return Spoken(_lower(views), signs, frozenset(), views.folded)
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
    return Spoken(views.folded.mapped("spoken", parts), signs, frozenset(dropped), views.folded)


def _lower(views: Views) -> View:
    return View("spoken", views.lower, parent=views.folded)


def _pieces(views: Views) -> Iterator[_Piece]:
    text = views.lower
    if "@" in text:
        yield from _loose_ats(text)
    if any(bracket in text for bracket in "([{<"):
        for match in list(_BRACKETED_RE.finditer(text, timeout=TIMEOUT)):
            char = {"at": "@", "dot": ".", "slash": "/"}[match.lastgroup or "at"]
            yield _Piece(match.start(), match.end(), char, Sign.WORDED)
    for name in ("at_signs", "dot_words"):
        for hit in views.hits[name]:
            start, end = _widened(text, hit.start, hit.end, "@" if name == "at_signs" else "")
            yield _Piece(start, end, table(name)[hit.entry], Sign.WORDED)
    if {"email_providers", "dot_words", "at_signs", "domain_words", "@"} & views.cues:
        signs = table("connectors")
        for hit in views.hits["connectors"]:
            start, end = _widened(text, hit.start, hit.end)
            joined = text[start : hit.start].strip() and text[hit.end : end].strip()
            sign = Sign.WORDED if joined else Sign.WEAK
            yield _Piece(start, end, signs[hit.entry], sign)
    yield from _provider_pieces(views)
    if "domain_words" in views.cues:
        yield from _swallowed(text)
    yield from _tld_pieces(views)
    yield from _glued_pieces(views)


def _loose_ats(text: str) -> Iterator[_Piece]:
    for match in list(_LOOSE_AT_RE.finditer(text, timeout=TIMEOUT)):
        start, end = match.span()
        if end - start == 1 or start == 0 or end == len(text):
            continue
        left, right = text[start] != "@", text[end - 1] != "@"
        if left and not right and not _at_provider(text, end):
            continue  # " @name" calls on somebody, it does not end an address
        spaced = text[start:end].strip("@").isspace()
        yield _Piece(start, end, "@", Sign.WEAK if spaced else Sign.WORDED)


def _at_provider(text: str, position: int) -> bool:
    word = _WORD_RE.match(text, position, position + 12, timeout=TIMEOUT)
    return word is not None and word[0] in table("email_providers")


def _widened(text: str, start: int, end: int, doubled: str = "") -> tuple[int, int]:
    """The connector with the spaces, brackets or drawings it is set in, or the sign it doubles."""
    for _ in range(4):
        if start and (text[start - 1] in " \n-_*~|=" + _OPEN + doubled or _is_drawing(text[start - 1])):
            start -= 1
        if end < len(text) and (text[end] in " \n-_*~|=" + _CLOSE + doubled or _is_drawing(text[end])):
            end += 1
    return start, end


def _is_drawing(char: str) -> bool:
    return not char.isascii() and not char.isalnum() and char.isprintable() and ord(char) > 0x2000  # noqa: PLR2004  arrows, signs and emoji begin there


def _provider_pieces(views: Views) -> Iterator[_Piece]:
    """Providers by their canonical name, and the sign that stands or is missing before them."""
    text = views.lower
    domains = table("email_providers")
    followed = {hit.start for hit in views.hits["domain_words"]}
    for hit in views.hits["email_providers"]:
        name = domains[hit.entry].partition(".")[0]
        if text[hit.start : hit.end] != name:
            yield _Piece(hit.start, hit.end, name, Sign.WORDED)
        spaced = _SPACED_DOT_RE.match(text, hit.end, timeout=TIMEOUT)
        if spaced is not None:
            yield _Piece(spaced.start(), spaced.end(), ".", Sign.WORDED)
        before = text[max(0, hit.start - 44) : hit.start]
        stand_in = _STAND_IN_RE.match(before, timeout=TIMEOUT)
        if stand_in is not None and "@" not in stand_in[0]:
            if stand_in.start() and before[stand_in.start() - 1].isalnum():
                yield _Piece(hit.start - len(stand_in[0]), hit.start, "@", Sign.WORDED)
        elif before.endswith(" ") and _USER_RE.match(before[:-1], timeout=TIMEOUT):
            near = any(hit.end < start <= hit.end + 4 for start in followed)
            if near or any(char.isdigit() or char in "._" for char in before.split()[-1]):
                yield _Piece(hit.start - 1, hit.start, "@", Sign.WEAK, gap=True)


def _swallowed(text: str) -> Iterator[_Piece]:
    """A user name run into a provider's domain: "janeroegmail.com"."""
    for domain in _RUN_INTO:
        start = text.find(domain)
        while start > 0:
            if (
                text[start - 1].isalnum()
                and not text[start + len(domain) : start + len(domain) + 1].isalnum()
            ):
                yield _Piece(start, start, "@", Sign.WEAK, gap=True)
            start = text.find(domain, start + 1)


def _tld_pieces(views: Views) -> Iterator[_Piece]:
    """Top-level domains by their canonical name, and the stand-in for the dot before them."""
    text = views.lower
    if not {"domain_words", "email_providers", "dot_words", "at_signs"} & views.cues:
        return
    domains = table("tld_words")
    providers = {hit.end for hit in views.hits["email_providers"]}
    for hit in views.hits["tld_words"]:
        if text[hit.start : hit.end] != domains[hit.entry]:
            yield _Piece(hit.start, hit.end, domains[hit.entry], Sign.WORDED)
        if not hit.start or (gap := _dot_gap(text, hit.start)) is None:
            continue
        start = hit.start - len(gap)
        if not start or not (text[start - 1].isalnum()):
            continue
        by_provider = start in providers
        if gap == "." or (gap.isspace() and not by_provider):
            continue
        if gap[0] in ",;" and gap[-1] == " " and not by_provider:
            continue  # a comma and a space end a clause
        yield _Piece(start, hit.start, ".", Sign.WEAK if gap.isspace() else Sign.WORDED, gap.isspace())


def _dot_gap(text: str, end: int) -> str | None:
    before = text[max(0, end - 5) : end]
    if before[-1:] == " " and before[-2:-1].isalnum():
        return " "
    match = _DOT_STAND_IN_RE.match(before, timeout=TIMEOUT)
    return match[0] if match else None


def _glued_pieces(views: Views) -> Iterator[_Piece]:
    """Connectors inside one word: "janeatgmaildotcom", "janeATstudioDOTcom"."""
    for hit in views.hits["glued_cues"]:
        for connector, char in (("at", "@"), ("dot", "."), ("punto", "."), ("ponto", "."), ("point", ".")):
            inside = views.lower.find(connector, hit.start, hit.end)
            glued = inside > 0 and views.lower[inside - 1].isalnum()
            if glued:
                yield _Piece(inside, inside + len(connector), char, Sign.WORDED)
        if "dot" in hit.entry:
            word = views.folded.text[max(0, hit.start - 40) : hit.start].split(" ")[-1]
            if (at := word.rfind("AT")) > 0 and not word.isupper():
                start = hit.start - len(word) + at
                yield _Piece(start, start + 2, "@", Sign.WORDED)
