"""The whole pipeline in one place: views, detectors, resolve, decide.

This is the only module that composes the stages, and the only one that catches what a detector
raises: a failure is named in `incomplete`, so that it can never look like clean text.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from touchline.detectors import DETECTORS
from touchline.errors import Incomplete, InvalidRequest, MessageTooLong
from touchline.model import DEFAULT_REGIONS, MESSAGE_LIMIT, RECENT_LIMIT, PackId, Review
from touchline.resolve import resolved
from touchline.terms.decide import decided
from touchline.terms.pack import built_in
from touchline.views import Views

if TYPE_CHECKING:
    from touchline.detectors import Candidate
    from touchline.model import Context, Finding
    from touchline.terms.pack import Pack


def find(
    message: str, recent: tuple[str, ...] = (), regions: tuple[str, ...] = DEFAULT_REGIONS
) -> tuple[Finding, ...]:
    """Every contact detail, request and move in `message`, in order of position.

    Spans are half-open and count code points. `recent` holds up to five earlier messages of the same
    person, oldest first; a finding always overlaps the current message. `regions` are ISO 3166-1
    alpha-2 codes assumed for phone numbers without a country code.

    Raises `MessageTooLong`, `InvalidRequest`, and `Incomplete` (carrying what was found) when a
    detector failed or ran out of time.
    """
    findings, incomplete = _found(message, recent, regions)
    if incomplete:
        raise Incomplete(findings, incomplete)
    return findings


def review(message: str, context: Context, pack: Pack | None = None, recent: tuple[str, ...] = ()) -> Review:
    """What the terms of `context.platform` say of `message`; `pack` replaces the built-in terms.

    Raises `MessageTooLong`, `InvalidRequest` and `UnknownPlatform`; a detector that failed is named in
    the review's `incomplete`.
    """
    pack = pack or built_in(context.platform)
    findings, incomplete = _found(message, recent, context.regions)
    on = context.as_of or date.today()  # noqa: DTZ011  the user's own calendar day is meant
    warnings = decided(findings, context, pack, on)
    return Review(warnings, incomplete, PackId(pack.id, pack.revision))


def _found(
    message: str, recent: tuple[str, ...], regions: tuple[str, ...]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    if len(message) > MESSAGE_LIMIT:
        raise MessageTooLong(MESSAGE_LIMIT)
    if len(recent) > RECENT_LIMIT:
        raise InvalidRequest("recent", f"more than {RECENT_LIMIT} messages")
    views = Views(message, recent, regions)
    candidates: list[Candidate] = []
    incomplete: list[str] = []
    cues = views.cues
    for detector in DETECTORS:
        if detector.cues and detector.cues.isdisjoint(cues):
            continue
        try:
            candidates.extend(detector.find(views))
        except Exception:  # noqa: BLE001  whatever went wrong is named, never hidden
            incomplete.append(detector.name)
    return resolved(candidates), tuple(incomplete)
