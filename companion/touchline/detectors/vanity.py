"""Phone numbers that end in a word, as letters stand on the keys: 1-800-FLOWERS.

The letters are capitals, and the number begins like a number of the North American plan: the only
one where this is usual. This module must not know the words around it beyond that.

Flagged:
    reach us at 1-800-GO-PAINT
Not flagged:
    the part is 300-ABC, see page 1
    I have 100 USD left
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.detectors.model import Candidate, Detector, evidence
from touchline.detectors.numerals import figures
from touchline.model import Kind, Technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views import Views

_KEYS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_AREA: Final = 3
_LOCAL: Final = range(7, 10)
"""Digits after the area code: seven, or one or two letters more than are dialled."""
_LEAST_LETTERS: Final = 3
_LONGEST: Final = 24

_BEFORE_RE: Final = re.compile(r"(?<! [\w.$-] ) (?P<one> \+? 1 [-.\s]? )? [(]? $", re.VERBOSE)
_LOCAL_RE: Final = re.compile(
    r"[)]? [-.\s] (?P<local> [A-Z\d]{2,9} (?: [-.\s] [A-Z\d]{1,7} ){0,2} ) (?! \w )", re.VERBOSE
)
_FREE: Final = frozenset({"800", "833", "844", "855", "866", "877", "888"})


def find(views: Views) -> Iterator[Candidate]:
    """Vanity numbers of the folded message."""
    text = views.folded.text
    for start, end in figures(views):
        if end - start != _AREA:
            continue
        after = _LOCAL_RE.match(text, end, end + _LONGEST)
        local = "".join(filter(str.isalnum, after["local"])) if after else ""
        if after is None or len(local) not in _LOCAL or sum(map(str.isalpha, local)) < _LEAST_LETTERS:
            continue
        low = max(0, start - _AREA - 1)
        before = _BEFORE_RE.search(text[low:start])
        if before and (before["one"] or text[start:end] in _FREE):
            value = "+1" + text[start:end] + local.translate(_KEYS)
            span = low + before.start(), after.end()
            reasons = evidence("phone-vanity", "disguised")
            techniques = (Technique.VANITY,)
            yield Candidate(Kind.PHONE, views.folded, *span, value, None, techniques, evidence=reasons)


VANITY: Final = Detector("vanity", frozenset({Kind.PHONE}), find, frozenset({"some-digits"}))
