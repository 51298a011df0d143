"""Whether a value is made up, or one of a list: for a test, a form, a mock-up or an explanation.

Told by the value itself (nothing but zeros, a domain reserved for examples) and by words in its line or
paragraph that say so. A word for the writer before it takes it back. This module must not know the terms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.language.words import between
from touchline.lexicon import table
from touchline.model import Kind, Technique
from touchline.text.roles import any_of, anywhere

if TYPE_CHECKING:
    from touchline.claims.claim import Candidate
    from touchline.views.message import Views

_ANYBODY: Final = anywhere(frozenset(table("sample_names")))
_RESERVED_RE: Final = re.compile(
    rf"^ {_ANYBODY} [\w.+-]* @ (?: [\w-]+ \. )* example \. (?: com | net | org | edu ) $", re.VERBOSE
)
"""Anybody's name at a domain kept for examples (RFC 2606, section 3)."""
_SAME_RE: Final = re.compile(r"(\d)\1{6,}$|0{7,}")
_MINE_RE: Final = re.compile(any_of("my", "me", "i-am"), re.VERBOSE)
_LEADS_RE: Final = re.compile(any_of("find", "mail"), re.VERBOSE)
"""Words that lead to somebody's mail, whoever's it is: "write to bob@example.net"."""
_PLACES: Final = frozenset({Kind.ADDRESS, Kind.EMAIL, Kind.PAYMENT, Kind.PHONE})
_BEFORE: Final = 60
_PARAGRAPH: Final = 600
_TWICE: Final = 2
_FEW: Final = 5


def is_sample(candidate: Candidate, views: Views) -> bool:
    """Whether the value leads to nobody, or is said to be made up."""
    if candidate.techniques != (Technique.PLAIN,):
        return False  # nobody dresses what leads nowhere
    start, end = candidate.view.span_in(views.folded, candidate.start, candidate.end)
    text = views.lower
    digits = "".join(filter(str.isdecimal, candidate.value))
    if candidate.kind is Kind.EMAIL and candidate.value not in text[start:end]:
        return False  # another reading of the message: it was dressed
    if _is_nobodys(candidate, digits) or (
        candidate.kind is Kind.PHONE and _is_listed(candidate, views, start, end)
    ):
        return True
    if _MINE_RE.search(text, max(text.rfind("\n", 0, start), start - _BEFORE, 0), start):
        return False
    if _RESERVED_RE.search(candidate.value):
        return _LEADS_RE.search(text, max(0, start - _BEFORE), start) is None
    return candidate.kind in _PLACES and _is_said(views, candidate.kind, start, end)


def _is_nobodys(candidate: Candidate, digits: str) -> bool:
    """Whether a number is all of one digit where a number of somebody differs."""
    if candidate.kind is Kind.PHONE:
        return _SAME_RE.search(digits) is not None
    return candidate.kind is Kind.PAYMENT and len(digits) > _FEW and not digits.strip("0")


def _is_said(views: Views, kind: Kind, start: int, end: int) -> bool:
    """Whether a word for made-up data stands in the line, or two of the vaguer ones in the paragraph."""
    text, hits = views.lower, views.hits["placeholder_cues"]
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    hits = tuple(hit for hit in hits if hit.end <= start or end <= hit.start)
    told = between(hits, max(first, start - _PARAGRAPH), last if last >= 0 else len(text))
    if told and kind is not Kind.ADDRESS and any(hit.entry not in _VAGUE for hit in told):
        return True
    top = max(text.rfind("\n\n", 0, start), start - _PARAGRAPH, 0)
    below = text.find("\n\n", end)
    bottom = below if below >= 0 else len(text)
    vague = between(views.hits["sample_words"], top, bottom)
    return len({hit.start for hit in (*between(hits, top, bottom), *vague)}) >= _TWICE


def _is_listed(candidate: Candidate, views: Views, start: int, end: int) -> bool:
    """Whether three numbers of one build stand in the message; four, where a word calls one a phone."""
    told = any(item.group == "context" for item in candidate.evidence)
    build = _DIGIT_RE.sub(r"\\d", re.escape(views.lower[start:end]))
    alike = re.findall(rf"(?<!\d){build}(?!\d)", views.lower)
    return len(set(alike)) >= _LISTED + told


_DIGIT_RE: Final = re.compile(r"\d")
_LISTED: Final = 3
_VAGUE: Final = table("sample_words").keys()
