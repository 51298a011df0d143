"""Candidates to findings: raw spans, confidence, one finding per place.

Only this module knows overlap. It must not know how a candidate was found, nor the terms.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from touchline.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.detectors.model import Candidate


def resolved(candidates: Iterable[Candidate]) -> tuple[Finding, ...]:
    """Findings in message order; where two overlap the stronger one stays."""
    claims = sorted((_finding(candidate) for candidate in candidates), key=lambda claim: -claim.confidence)
    kept: list[Finding] = []
    for claim in claims:
        if not any(claim.start < other.end and other.start < claim.end for other in kept):
            kept.append(claim)
    return tuple(sorted(kept, key=lambda finding: (finding.start, finding.end)))


def _finding(candidate: Candidate) -> Finding:
    start, end = candidate.view.raw_span(candidate.start, candidate.end)
    log_odds = sum(evidence.weight for evidence in candidate.evidence)
    return Finding(
        candidate.kind,
        candidate.channel,
        start,
        end,
        candidate.value,
        candidate.techniques,
        candidate.intent,
        1 / (1 + math.exp(-log_odds)),
        candidate.evidence,
    )
