"""Signs of an address with brackets, quotes, spaces or backslashes around them, or stars in their place.

"jo@marsh[.com]", "marsh*studio*com", "t,me/jo". This module must not decide what is an address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.text.signs.sign import Piece, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME_MAX: Final = 64
_ENDING_RE: Final = re.compile(
    r"""
    (?<= \w ) \s? (?P<open> [(\[{] \s? \. ) \s?
    (?: com | net | org | co\.[a-z]{2} | [a-z]{2} ) \s? (?P<close> [)\]}] )
    """,
    re.VERBOSE,
)
"""The dot in the same brackets as what follows it: "host[.com]"."""
_SIGN_RE: Final = re.compile(
    r"""
      (?<= \w ) ["'] \s? \. \s? ["'] (?= \w )                       # "."
    | (?<= \w ) , (?= (?: gg | me | com | net | org | io ) / \w )
    """,
    re.VERBOSE,
)
_GAPPED_RE: Final = re.compile(r"(?<= \w\w ) \. \s (?= (?:com|net|org) \b )", re.VERBOSE)
"""The dot of a domain with a space after it: "@marshstudio. com"."""
_BACKSLASH_RE: Final = re.compile(r"(?<= [a-z] ) \\ (?= [a-z./] [\w./\\]* )", re.VERBOSE)
_STARS_RE: Final = re.compile(
    r"(?<! [\w*] ) [a-z0-9-]{3,40} (?: \* [a-z0-9-]{2,40} ){0,3} \* (?: com | net | org ) \b", re.VERBOSE
)


def broken(text: str) -> Iterator[Piece]:
    """The signs, and what is only in the way of one as an empty piece."""
    if "\\" in text:
        yield from _with_backslashes(text)
    if "*" in text:
        yield from _starred(text)
    if "." in text or "," in text:
        yield from _dots(text)


def _with_backslashes(text: str) -> Iterator[Piece]:
    for match in _BACKSLASH_RE.finditer(text):
        if "." in text[match.start() : match.start() + _NAME_MAX].partition(" ")[0]:
            yield Piece(*match.span(), "", Sign.WORDED)


def _starred(text: str) -> Iterator[Piece]:
    for match in _STARS_RE.finditer(text):
        for place, char in enumerate(match[0], match.start()):
            if char == "*":
                yield Piece(place, place + 1, ".", Sign.WORDED)


def _dots(text: str) -> Iterator[Piece]:
    for match in _ENDING_RE.finditer(text):
        yield Piece(*match.span("open"), ".", Sign.WORDED)
        yield Piece(*match.span("close"), "", Sign.WORDED)
    for match in _SIGN_RE.finditer(text):
        yield Piece(*match.span(), ".", Sign.WORDED)
    for match in _GAPPED_RE.finditer(text):
        if "@" in text[max(0, match.start() - _NAME_MAX) : match.start()].rpartition(" ")[2]:
            yield Piece(*match.span(), ".", Sign.WORDED)
