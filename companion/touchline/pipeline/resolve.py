"""Candidates to findings: raw spans, confidence, one finding per place.

Only this module knows overlap. It must not know how a candidate was found, nor the terms.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from touchline.claims.evidence import log_odds, weights
from touchline.model import Finding, Intent, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.claims.claim import Candidate
    from touchline.model import Evidence

_ASKING = frozenset({Kind.REQUEST, Kind.MOVE, Kind.MENTION})
"""Kinds whose span is a phrase: they may stand around a value, which is then a finding of its own."""


_TIES: Final = (
    *(Kind.EMAIL, Kind.LINK, Kind.PAYMENT, Kind.PHONE, Kind.ADDRESS, Kind.HANDLE),
    *(Kind.REQUEST, Kind.MOVE, Kind.MENTION),
)
"""Of two claims alike in all else the kind that asks for less reading between the lines stays."""
_NEARLY: Final = 0.25
_LIKELY: Final = 0.5
_STRETCH: Final = 64
"""Claims are compared within stretches of this many characters, so that resolving stays linear."""


def resolved(candidates: Iterable[Candidate]) -> tuple[Finding, ...]:
    """Findings in message order, none under the reporting floor.

    Of two that overlap the more confident one stays, the longer one where they are alike; a phrase
    (request, move, mention) and a value given inside it both stay.
    """
    floor = weights().floor
    claims = [finding for candidate in candidates if (finding := _finding(candidate)).confidence >= floor]
    if len(claims) < 2:  # noqa: PLR2004  as in nearly every message
        return tuple(claims)
    claims.sort(key=_order)
    kept: dict[int, Finding] = {}
    places: dict[int, list[int]] = {}  # stretch of the message to the kept claims in it
    for number, claim in enumerate(claims):
        stretches = range(claim.start // _STRETCH, (claim.end - 1) // _STRETCH + 1)
        near = {other for stretch in stretches for other in places.get(stretch, ()) if other in kept}
        rivals = [other for other in near if _clash(claim, kept[other])]
        if all(_completes(claim, kept[other]) for other in rivals):
            for other in rivals:
                del kept[other]
            kept[number] = claim
            for stretch in stretches:
                places.setdefault(stretch, []).append(number)
    return tuple(sorted(kept.values(), key=lambda finding: (finding.start, finding.end, finding.kind)))


def confidence(evidence: tuple[Evidence, ...]) -> float:
    """The probability that this evidence speaks for."""
    return 1 / (1 + math.exp(-log_odds(evidence)))


def _order(claim: Finding) -> tuple[object, ...]:
    belief = -round(claim.confidence, 2)
    # the rest only settles ties, so that the order in which claims come changes nothing
    tie = (claim.start, _TIES.index(claim.kind), -claim.confidence, claim.value)
    return _rank(claim), belief, claim.start - claim.end, *tie


def _rank(claim: Finding) -> int:
    # a bare mention says less than anything else that stands there, a link less than what it leads to
    if claim.intent is Intent.MENTIONS or claim.kind is Kind.MENTION:
        return 2
    return 1 if claim.kind is Kind.LINK or claim.confidence < _LIKELY else 0


def _completes(claim: Finding, other: Finding) -> bool:
    """Whether `claim` is what `other` is a part of, and nearly as certain."""
    inside = claim.start <= other.start and other.end <= claim.end
    longer = claim.end - claim.start > other.end - other.start
    return (
        inside
        and longer
        and claim.kind is other.kind
        and claim.confidence >= max(_LIKELY, other.confidence - _NEARLY)
    )


def _clash(claim: Finding, other: Finding) -> bool:
    if claim.start >= other.end or other.start >= claim.end:
        return False
    phrase, value = claim.kind in _ASKING, other.kind in _ASKING
    return phrase == value or Kind.MENTION in {claim.kind, other.kind}


def _finding(candidate: Candidate) -> Finding:
    start, end = candidate.view.raw_span(candidate.start, candidate.end)
    return Finding(
        candidate.kind,
        candidate.channel,
        start,
        end,
        candidate.value,
        candidate.techniques,
        candidate.intent,
        confidence(candidate.evidence),
        candidate.evidence,
    )
