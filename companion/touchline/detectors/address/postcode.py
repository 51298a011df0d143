"""Addresses told by what ends them, where no word says "street": a postcode of letters, or a ward.

Britain has streets called Gillygate or The Shambles, and Japan numbers its blocks. This module must not
know street words, nor whose address it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.detectors.address.parts import LABEL, NAME, NUMBER, letters_of, with_leading_units
from touchline.text.everyday import is_everyday
from touchline.text.roles import listed_as

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH: Final = 80
_POSTCODE_RE: Final = re.compile(
    # Britain's and Canada's, Royal Mail's PAF and Canada Post's guide: no other text looks like them
    r"(?<! \w ) (?: [A-Z]{1,2} \d [A-Z\d]? \s \d [A-Z]{2} | [A-Z] \d [A-Z] \s \d [A-Z] \d ) (?! \w )",
    re.VERBOSE,
)
_BEFORE_CODE_RE: Final = re.compile(
    rf"(?<! [\w$€£.,:/#-] ) (?: {LABEL} )? {NUMBER} ,? \s {NAME} (?: \s {NAME} ){{0,3}}"
    rf" (?: , \s (?P<town> {NAME} (?: [\s-] {NAME} ){{0,2}} ) (?: , \s [A-Z]{{2}} )? ){{1,3}} ,? \s $",
    re.VERBOSE,
)
_WARDS: Final = tuple(f"-{word}" for word in sorted(listed_as("address_parts", "ward-alone")))
_WARD: Final = letters_of("ward")
_BLOCK_RE: Final = re.compile(
    # 3-14-2 Midorigaoka, Hoshimachi-ku, Nagoya 460-9999, Japan; 12 Teheran-ro, Gangnam-gu, Seoul
    rf"(?<! [\w$€£.,:/#-] ) (?: {NAME} \s )? \d{{1,4}} (?: - \d{{1,4}} ){{0,3}} ,? \s {NAME} (?: \s {NAME} )?"
    rf" (?: , \s {NAME} (?: - {_WARD} )? (?: \s {NAME} )? ){{1,3}} (?: ,? \s \d{{3}}-?\d{{2,4}} (?! \w ) )?"
    rf" (?: , \s {NAME} )?",
    re.VERBOSE,
)


def settled(text: str) -> Iterator[tuple[int, int]]:
    """Where such addresses stand in the folded view with its case."""
    for code in _POSTCODE_RE.finditer(text):
        low = max(0, code.start() - _REACH)
        before = _BEFORE_CODE_RE.search(text[low : code.start()])
        if before is not None and not is_everyday(before["town"].lower()):
            yield with_leading_units(text, low + before.start()), code.end()
    if any(ward in text for ward in _WARDS):
        for match in _BLOCK_RE.finditer(text):
            if match[0].count(",") > 1 and any(ward in match[0] for ward in _WARDS):
                yield match.span()
