"""The whole pipeline in one place: views, detectors, resolve, decide.

This is the only module that composes the stages, and the only one that catches what a detector
raises: a failure is named in `incomplete`, so that it can never look like clean text.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import arguments
from touchline.context import Context
from touchline.errors import Incomplete
from touchline.model import DEFAULT_REGIONS, PackId, Review, Technique
from touchline.pipeline.earlier_messages import split
from touchline.short_memory import remembered
from touchline.terms.decide import decided
from touchline.terms.library import built_in
from touchline.terms.pack import Pack
from touchline.views.message import Views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from touchline.detectors import Candidate, Detector
    from touchline.model import Evidence, Finding


_MOST_CLAIMS: Final = 300
"""Claims of one detector that are weighed; a longer list is a flood, and named in `incomplete`."""


def find(
    message: str,
    recent: tuple[str, ...] | list[str] = (),
    regions: tuple[str, ...] | list[str] = DEFAULT_REGIONS,
) -> tuple[Finding, ...]:
    """Every contact detail, request and move in `message`, in order of position.

    Spans are half-open and count code points. `recent` holds up to five earlier messages of the same
    person, oldest first; a finding always overlaps the current message. `regions` are ISO 3166-1
    alpha-2 codes assumed for phone numbers without a country code. Half an emoji (a lone surrogate), as
    it stands while it is being deleted, is read as U+FFFD is: one character that means nothing.

    Raises `MessageTooLong`, `InvalidRequest`, and `Incomplete` (carrying what was found) when a
    detector failed or ran out of time.
    """
    findings, incomplete = _found(message, recent, arguments.regions(regions))
    if incomplete:
        raise Incomplete(findings, incomplete)
    return findings


def review(
    message: str, context: Context, pack: Pack | None = None, recent: tuple[str, ...] | list[str] = ()
) -> Review:
    """What the terms of `context.platform` say of `message`; `pack` replaces the built-in terms.

    Raises `MessageTooLong`, `InvalidRequest` and `UnknownPlatform`; a detector that failed is named in
    the review's `incomplete`.
    """
    context = arguments.instance("context", context, Context)
    pack = built_in(context.platform) if pack is None else arguments.instance("pack", pack, Pack)
    findings, incomplete = _found(message, recent, context.regions)
    on = context.as_of or date.today()  # noqa: DTZ011  the user's own calendar day is meant
    warnings = decided(findings, context, pack, on)
    return Review(warnings, incomplete, PackId(pack.id, pack.revision))


def _found(
    message: str, recent: tuple[str, ...] | list[str], regions: tuple[str, ...]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    message, recent = arguments.message("message", message), arguments.recent(recent)
    views = Views(message, recent, regions)
    if not views.triggers:
        return (), ()  # ordinary text ends here: nothing any detector looks for is in it
    incomplete: dict[str, None] = {}

    def worked_out(_: str) -> tuple[Finding, ...]:
        findings = _stages().resolved(_claims(views, incomplete))
        if incomplete:
            raise Incomplete(findings, tuple(incomplete))  # not remembered: it may go well next time
        return findings

    try:
        return remembered("findings", f"{recent!r}{regions!r}{message}", worked_out), ()
    except Incomplete as cut:
        return cut.findings, cut.incomplete


class _Stages(NamedTuple):
    detectors: tuple[Detector, ...]
    veto: Callable[[Candidate], str | None]
    validated: Callable[[Iterable[Candidate], tuple[str, ...]], list[Candidate]]
    judged: Callable[[Iterable[Candidate], Views], list[Candidate]]
    confidence: Callable[[tuple[Evidence, ...]], float]
    resolved: Callable[[Iterable[Candidate]], tuple[Finding, ...]]


@cache
def _stages() -> _Stages:
    # the grammars take as long to compile as Flask to import, so the first message with a trigger pays
    from touchline.detectors import DETECTORS  # noqa: PLC0415
    from touchline.detectors.phone.validity import validated  # noqa: PLC0415
    from touchline.detectors.phone.vetoes import veto  # noqa: PLC0415
    from touchline.intent.judge import judged  # noqa: PLC0415
    from touchline.pipeline.resolve import confidence, resolved  # noqa: PLC0415

    return _Stages(DETECTORS, veto, validated, judged, confidence, resolved)


def _claims(views: Views, incomplete: dict[str, None]) -> list[Candidate]:
    """What is claimed of the message, of its other readings, and of it together with earlier ones."""
    claims = _read(views, incomplete)
    for reading, technique in views.alternatives:
        claims.extend(_dressed(claim, technique) for claim in _read(reading, incomplete))
    if views.recent:
        claims.extend(split(views, claims, lambda reading: _read(reading, incomplete), _stages().confidence))
    return claims


def _read(views: Views, incomplete: dict[str, None]) -> list[Candidate]:
    """The detectors' claims on one reading, as vetoes, validators and the sentence leave them."""
    triggers, stages = views.triggers, _stages()
    claims: list[Candidate] = []
    for detector in stages.detectors:
        if detector.triggers.isdisjoint(triggers):
            continue
        try:
            found = iter(detector.find(views))
            claims.extend(islice(found, _MOST_CLAIMS))
            if next(found, None) is not None:
                incomplete[detector.name] = None
        except Exception:  # noqa: BLE001  whatever went wrong is named, never hidden
            incomplete[detector.name] = None
    if not claims:
        return claims
    try:
        claims = [claim for claim in claims if stages.veto(claim) is None]
        claims = stages.validated(claims, views.regions)
    except Exception:  # noqa: BLE001  what is claimed so far is shown all the same
        incomplete["vetoes"] = None
    try:
        return stages.judged(claims, views)
    except Exception:  # noqa: BLE001  as above
        incomplete["intent"] = None
        return claims


def _dressed(claim: Candidate, technique: Technique) -> Candidate:
    techniques = {*claim.techniques, technique} - {Technique.PLAIN}
    return claim._replace(techniques=tuple(each for each in Technique if each in techniques))
