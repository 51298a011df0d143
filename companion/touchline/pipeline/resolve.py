"""Candidates to findings: raw spans, confidence, one finding per place.

Only this module knows overlap. It must not know how a candidate was found, nor the terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from touchline.claims.evidence import confidence, weights
from touchline.claims.fate import Merge, Step
from touchline.model import Finding, Intent, Kind
from touchline.views.spans import covers, overlap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.claims.claim import Candidate
    from touchline.pipeline.trace import Trace

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


def resolved(candidates: Iterable[Candidate], trace: Trace | None = None) -> tuple[Finding, ...]:
    """Findings in message order, none under the reporting floor; `trace` is told what became of the rest.

    Of two that overlap the more confident one stays, the longer one where they are alike; a phrase
    (request, move, mention) and a value given inside it both stay.
    """
    floor = weights().floor
    claims: list[tuple[Finding, Candidate]] = []
    for candidate in candidates:
        finding = _finding(candidate)
        if finding.confidence >= floor:
            claims.append((finding, candidate))
        elif trace is not None:
            trace.tell(Step.BELOW_FLOOR, candidate)
    kept = claims if len(claims) < 2 else _without_clashes(claims, trace)  # noqa: PLR2004  as nearly always
    if trace is not None:
        for finding, candidate in kept:
            trace.found(finding, candidate)
    return tuple(finding for finding, _ in kept)


def _without_clashes(
    claims: list[tuple[Finding, Candidate]], trace: Trace | None
) -> list[tuple[Finding, Candidate]]:
    claims.sort(key=lambda claim: _order(claim[0]))
    kept: dict[int, tuple[Finding, Candidate]] = {}
    places: dict[int, list[int]] = {}  # stretch of the message to the kept claims in it
    for number, (finding, candidate) in enumerate(claims):
        stretches = range(finding.start // _STRETCH, (finding.end - 1) // _STRETCH + 1)
        near = {other for stretch in stretches for other in places.get(stretch, ()) if other in kept}
        rivals = [other for other in near if _clash(finding, kept[other][0])]
        stronger = next((other for other in rivals if not _completes(finding, kept[other][0])), None)
        if stronger is None:
            for other in rivals:
                _told(trace, kept.pop(other), (finding, candidate))
            kept[number] = finding, candidate
            for stretch in stretches:
                places.setdefault(stretch, []).append(number)
        else:
            _told(trace, (finding, candidate), kept[stronger])
    return sorted(kept.values(), key=lambda claim: (claim[0].start, claim[0].end, claim[0].kind))


def _told(trace: Trace | None, loser: tuple[Finding, Candidate], winner: tuple[Finding, Candidate]) -> None:
    """Two claims of one kind in one place are the same thing, read twice; of two kinds one loses."""
    if trace is None:
        return
    if loser[0].kind is winner[0].kind:
        trace.tell(Step.MERGED, loser[1], Merge.SAME_VALUE, winner[1])
    else:
        trace.tell(Step.LOST, loser[1], "", winner[1])


def _order(finding: Finding) -> tuple[object, ...]:
    belief = -round(finding.confidence, 2)
    # the rest only settles ties, so that the order in which claims come changes nothing
    tie = (finding.start, _TIES.index(finding.kind), -finding.confidence, finding.value)
    return _rank(finding), belief, finding.start - finding.end, *tie


def _rank(finding: Finding) -> int:
    # a bare mention says less than anything else that stands there, a link less than what it leads to
    if finding.intent is Intent.MENTIONS or finding.kind is Kind.MENTION:
        return 2
    return 1 if finding.kind is Kind.LINK or finding.confidence < _LIKELY else 0


def _completes(finding: Finding, other: Finding) -> bool:
    """Whether `finding` is what `other` is a part of, and nearly as certain."""
    inside = covers(finding.start, finding.end, other.start, other.end)
    longer = finding.end - finding.start > other.end - other.start
    return (
        inside
        and longer
        and finding.kind is other.kind
        and finding.confidence >= max(_LIKELY, other.confidence - _NEARLY)
    )


def _clash(finding: Finding, other: Finding) -> bool:
    if not overlap(finding.start, finding.end, other.start, other.end):
        return False
    phrase, value = finding.kind in _ASKING, other.kind in _ASKING
    return phrase == value or Kind.MENTION in {finding.kind, other.kind}


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
