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
from touchline.model import Kind, Technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views import Views

_KEYS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_LOCAL: Final = range(7, 10)
"""Digits after the area code: seven, or one or two letters more than are dialled."""
_LEAST_LETTERS: Final = 3

_VANITY_RE: Final = re.compile(
    r"""
    (?<! [\w.$-] )
    (?: \+? 1 [-.\s]? [(]? (?P<area>[2-9]\d\d) [)]? [-.\s]     # 1-415-…
      | [(]? (?P<free>8(?:00|33|44|55|66|77|88)) [)]? [-.\s] )  # 800-…, free of charge
    (?P<local> [A-Z\d]{2,9} (?: [-.\s] [A-Z\d]{1,7} ){0,2} )
    (?! \w )
    """,
    re.VERBOSE,
)


def find(views: Views) -> Iterator[Candidate]:
    """Vanity numbers of the folded message."""
    for match in _VANITY_RE.finditer(views.folded.text):
        local = "".join(char for char in match["local"] if char.isalnum())
        letters = sum(char.isalpha() for char in local)
        if letters >= _LEAST_LETTERS and len(local) in _LOCAL:
            value = "+1" + (match["area"] or match["free"]) + local.translate(_KEYS)
            yield Candidate(
                Kind.PHONE,
                views.folded,
                *match.span(),
                value,
                techniques=(Technique.VANITY,),
                evidence=evidence("phone-vanity", "disguised"),
            )


VANITY: Final = Detector("vanity", frozenset({Kind.PHONE}), find, frozenset({"digits"}))
