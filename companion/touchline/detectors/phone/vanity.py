"""Phone numbers that end in a word, as letters stand on the keys: 1-800-FLOWERS.

The letters are capitals, and the number begins like one of the North American plan, or like one that is
free or cheap to call elsewhere. This module must not know the words around it beyond those for calling.

Flagged:
    reach us at 1-800-GO-PAINT
    call 0800 REPAIRS today
Not flagged:
    the part is 300-ABC, see page 1
    I have 100 USD left
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.claims.claim import Candidate, Detector
from touchline.claims.evidence import evidence
from touchline.detectors.phone.validity import confirmed
from touchline.detectors.phone.vetoes import VETOES
from touchline.model import Kind, Technique
from touchline.text.figures.numerals import figures
from touchline.text.roles import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views

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
_EXCHANGE_RE: Final = re.compile(r"[2-9]\d\d")
_ABROAD: Final = frozenset({"0800", "0808", "0845", "0870", "1300", "1800"})
"""How numbers at the price of a local call begin in the United Kingdom, in Ireland and in Australia."""
_WORD_RE: Final = re.compile(r"[-.\s] (?P<local> [A-Z]{5,9} ) (?! \w )", re.VERBOSE)
_RUNG_RE: Final = re.compile(any_of("call", "telephone", "hotline"), re.VERBOSE | re.IGNORECASE)
_OURS_RE: Final = re.compile(
    rf"\s {any_of('copula')} \s {any_of('my', 'our', 'us')}", re.VERBOSE | re.IGNORECASE
)
_NEAR: Final = 24


def find(views: Views) -> Iterator[Candidate]:
    """Vanity numbers of the folded message."""
    text = views.folded.text
    for start, end in figures(views):
        if end - start == _AREA:
            found = _american(text, start, end)
        elif text[start:end] in _ABROAD and text[end + 1 : end + 2].isupper():
            found = _abroad(text, start, end)
        else:
            continue
        if found is not None:
            span, value = found
            reasons = evidence("phone-vanity", "disguised")
            techniques = (Technique.VANITY,)
            yield Candidate(Kind.PHONE, views.folded, *span, value, None, techniques, evidence=reasons)


def _american(text: str, start: int, end: int) -> tuple[tuple[int, int], str] | None:
    after = _LOCAL_RE.match(text, end, end + _LONGEST)
    local = "".join(filter(str.isalnum, after["local"])) if after else ""
    if after is None or len(local) not in _LOCAL or sum(map(str.isalpha, local)) < _LEAST_LETTERS:
        return None
    low = max(0, start - _AREA - 1)
    before = _BEFORE_RE.search(text[low:start])
    if before is None:
        return None
    span = low + before.start(), after.end()
    free = before["one"] or text[start:end] in _FREE
    full = (
        len(local) == _LOCAL.start
        and local[_AREA:].isalpha()
        and all(map(_EXCHANGE_RE.fullmatch, (text[start:end], local[:_AREA])))
    )
    if free or (full and (text[span[0]] == "(" or _is_rung(text, *span))):
        return span, "+1" + text[start:end] + local.translate(_KEYS)
    return None


def _abroad(text: str, start: int, end: int) -> tuple[tuple[int, int], str] | None:
    after = _WORD_RE.match(text, end)
    if after is None or text[start - 1 : start].isalnum() or not _is_rung(text, start, after.end()):
        return None
    return (start, after.end()), text[start:end] + after["local"].translate(_KEYS)


def _is_rung(text: str, start: int, end: int) -> bool:
    """Whether a word right beside says that a number is rung there."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return bool(_RUNG_RE.search(before) or _OURS_RE.match(after))


VANITY: Final = Detector(
    "vanity", frozenset({Kind.PHONE}), find, frozenset({"some-digits"}), VETOES, confirmed
)
