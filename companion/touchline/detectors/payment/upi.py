"""UPI payment addresses, as NPCI of India writes them: a name, an "@" and the bank or app that keeps it.

The "@" may be said in words where something else tells that an address is meant. This module must
not know any other way of being paid.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.model import Technique
from touchline.text.everyday import is_everyday
from touchline.text.roles import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST: Final = 65
_SIGN_RE: Final = re.compile(r"@ ([a-z]{2,12}) (?! [\w@] | \.\w )", re.VERBOSE | re.IGNORECASE)
_NAME_RE: Final = re.compile(r"(?<! [\w.+@-] ) [\w.-]{2,64} \Z", re.VERBOSE)
_WORDED_RE: Final = re.compile(
    rf"""
    (?<! [\w.+@-] )
    (?P<name> [a-z0-9] [\w.-]{{1,40}} (?: \s {any_of("dot")} \s [\w-]{{1,40}} ){{0,2}} )
    (?: \s? [(\[{{<] \s? (?: at | @ ) \s? [)\]}}>] \s? | \s @ \s? | @ \s
      | \s (?: at \s? the \s? rate (?: \s of )? | (?P<at> at ) ) \s )
    (?P<ending> [a-z]{{2,12}} ) (?! [\w@.-] \w | \w )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_OWN_RE: Final = re.compile(r"ok[a-z]+|ybl|yapl|ibl|axl|apl|upi|pt(?:axis|hdfc|sbi|yes)")
"""Endings that are no company's name: "Ravi is at paytm" is about his work."""


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the addresses written as such: `deepa.k@okaxis`."""
    for match in _SIGN_RE.finditer(text):
        if match[1].lower() in lexicon.table("upi_handles"):
            name = _NAME_RE.search(text, max(0, match.start() - _MOST), match.start())
            if name is not None:
                yield name.start(), match.end()


def worded(text: str) -> Iterator[tuple[int, int, Technique]]:
    """Spans of those with the sign said or set apart: `deepa dot k at okaxis`, `deepa (at) paytm`."""
    for match in _WORDED_RE.finditer(text):
        ending = match["ending"].lower()
        if ending not in lexicon.table("upi_handles"):
            continue
        name = match["name"].lower()
        if not match["at"] or not name.isalpha() or (_OWN_RE.fullmatch(ending) and not is_everyday(name)):
            said = any(map(str.isalpha, text[match.end("name") : match.start("ending")]))
            yield *match.span(), Technique.WORDS if said else Technique.SPACED
