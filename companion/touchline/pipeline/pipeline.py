"""The whole pipeline in one place: views, detectors, resolve, decide.

This is the only module that composes the stages. What any of them raises is caught by `failures` and
named in `incomplete`, so that it can never look like clean text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import arguments
from touchline.claims.claim import dressed
from touchline.claims.evidence import confidence, is_sure
from touchline.claims.fate import Reading, Step
from touchline.context import Context
from touchline.errors import Incomplete
from touchline.model import DEFAULT_REGIONS, Mode, PackId, Review, Technique
from touchline.pipeline.failures import Failures
from touchline.pipeline.trace import Trace
from touchline.short_memory import remembered
from touchline.terms.decide import REPORTING_FLOOR, decided, decision_for
from touchline.terms.library import built_in
from touchline.terms.pack import Pack
from touchline.today import today
from touchline.views.message import Views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from touchline.claims.fate import Observe
    from touchline.detectors import Candidate, Detector
    from touchline.intent.outcome import Outcome
    from touchline.model import Finding, TermsWarning


_MOST_CLAIMS: Final = 300
"""Claims of one detector that are weighed; a longer list is a flood, and named in `incomplete`."""
_MOST_ASKED: Final = 24
"""Doubtful claims of one detector that a library is asked about; the rest stand on their shape."""
_READINGS: Final = {
    Technique.SPACED: Reading.SQUEEZED,
    Technique.ENCODED: Reading.DECODED,
    Technique.REVERSED: Reading.REVERSED,
}


def find(
    message: str,
    recent: tuple[str, ...] | list[str] = (),
    regions: tuple[str, ...] | list[str] = DEFAULT_REGIONS,
    *,
    observe: Observe | None = None,
) -> tuple[Finding, ...]:
    """Every contact detail, request and move in `message`, in order of position.

    Spans are half-open and count code points. `recent` holds up to five earlier messages of the same
    person, oldest first; a finding always overlaps the current message. `regions` are ISO 3166-1
    alpha-2 codes assumed for phone numbers without a country code. Half an emoji (a lone surrogate), as
    it stands while it is being deleted, is read as U+FFFD is: one character that means nothing.
    `observe` is told what becomes of everything that looked like something.

    Raises `MessageTooLong`, `InvalidRequest`, and `Incomplete` (carrying what was found) when a
    part of the detection failed or ran out of time.
    """
    observe = arguments.function("observe", observe)
    trace = None if observe is None else Trace(observe)
    findings, incomplete = _found(message, recent, arguments.regions(regions), trace)
    if incomplete is not None:
        raise incomplete
    return findings


def review(
    message: str,
    context: Context,
    pack: Pack | None = None,
    recent: tuple[str, ...] | list[str] = (),
    *,
    observe: Observe | None = None,
) -> Review:
    """The warnings for `message` by the terms of `context.platform`; `pack` replaces the built-in terms.

    Raises `MessageTooLong`, `InvalidRequest` and `UnknownPlatform`; a part that failed is named in the
    review's `incomplete`. `observe` is told what becomes of everything that looked like something.
    """
    context = arguments.instance("context", context, Context)
    pack = built_in(context.platform) if pack is None else arguments.instance("pack", pack, Pack)
    observe = arguments.function("observe", observe)
    trace = None if observe is None else Trace(observe)
    findings, incomplete = _found(message, recent, context.regions, trace)
    on = context.as_of or today()
    warnings: tuple[TermsWarning, ...] = ()
    failures = Failures()
    with failures.part("terms"):
        warnings = decided(findings, context, pack, on)
        if trace is not None:
            _tell_answers(trace, findings, context, pack, on)
    parts, causes = failures.parts, failures.causes
    if incomplete is not None:
        parts, causes = incomplete.incomplete + parts, incomplete.causes + causes
    return Review(warnings, parts, PackId(pack.id, pack.revision), causes)


def _tell_answers(
    trace: Trace, findings: tuple[Finding, ...], context: Context, pack: Pack, on: date
) -> None:
    for finding in findings:
        decision = decision_for(finding, context, pack, on)
        if decision is not None:
            trace.answered(Step.WARNED, finding, decision.rule.id)
        elif finding.confidence < REPORTING_FLOOR and context.mode is not Mode.STRICT:
            trace.answered(Step.DOUBTFUL, finding)
        else:
            trace.answered(Step.NO_RULE, finding)


def _found(
    message: str, recent: tuple[str, ...] | list[str], regions: tuple[str, ...], trace: Trace | None
) -> tuple[tuple[Finding, ...], Incomplete | None]:
    message, recent = arguments.message("message", message), arguments.recent(recent)
    views = Views(message, recent, regions)
    if not views.triggers and trace is None:
        return (), None  # ordinary text ends here: nothing any detector looks for is in it

    def worked_out(_: str) -> tuple[Finding, ...]:
        failures = Failures()
        claims = _claims(views, failures, trace)
        findings: tuple[Finding, ...] = ()
        with failures.part("findings"):
            findings = _stages().resolved(claims, trace)
        if failures:
            raise failures.incomplete(findings)  # not remembered: it may go well next time
        return findings

    try:
        if trace is not None:
            return worked_out(""), None  # what is remembered has no fates to tell
        return remembered("findings", f"{recent!r}{regions!r}{message}", worked_out), None
    except Incomplete as incomplete:
        return incomplete.findings, incomplete


class _Stages(NamedTuple):
    detectors: tuple[Detector, ...]
    judged: Callable[[Iterable[Candidate], Views], list[Outcome]]
    resolved: Callable[[Iterable[Candidate], Trace | None], tuple[Finding, ...]]
    split: Callable[..., Iterator[Candidate]]


@cache
def _stages() -> _Stages:
    # the grammars take as long to compile as Flask to import, so the first message with a trigger pays
    from touchline.detectors import DETECTORS  # noqa: PLC0415
    from touchline.intent.judge import judged  # noqa: PLC0415
    from touchline.pipeline.earlier_messages import split  # noqa: PLC0415
    from touchline.pipeline.resolve import resolved  # noqa: PLC0415

    return _Stages(DETECTORS, judged, resolved, split)


def _claims(views: Views, failures: Failures, trace: Trace | None) -> list[Candidate]:
    """The claims about the message, its other readings, and the message after earlier ones."""
    claims = _read(views, failures, trace, Reading.MESSAGE)
    with failures.part("readings"):
        for reading, technique in views.alternatives:
            read = _read(reading, failures, trace, _READINGS[technique])
            claims.extend(dressed(claim, technique) for claim in read)
    if views.recent:
        with failures.part("earlier-messages"):
            claims.extend(
                _stages().split(
                    views,
                    claims,
                    lambda reading, trace: _read(reading, failures, trace, Reading.EARLIER),
                    confidence,
                    trace,
                )
            )
    return claims


def _read(views: Views, failures: Failures, trace: Trace | None, reading: Reading) -> list[Candidate]:
    """The detectors' claims on one reading, as vetoes, libraries and the sentence leave them."""
    claims: list[Candidate] = []
    for detector in _stages().detectors:
        if detector.triggers.isdisjoint(views.triggers):
            if trace is not None:
                trace.silent(Step.NO_TRIGGER, detector.name, reading)
            continue
        found: list[Candidate] = []
        with failures.part(detector.name):
            for claim in detector.find(views):
                if len(found) == _MOST_CLAIMS:
                    failures.cut(detector.name)
                    break
                found.append(claim)
        if trace is not None:
            with failures.part(detector.name):  # a claim of no characters stands nowhere
                found = trace.claimed(found, detector.name, reading)
        if found:
            claims += _weighed(detector, found, views, failures, trace)
    return _judged(claims, views, failures, trace) if claims else claims


def _weighed(
    detector: Detector, claims: list[Candidate], views: Views, failures: Failures, trace: Trace | None
) -> list[Candidate]:
    """The claims without those that a veto ends; of the doubtful ones a library may make some surer.

    When a veto or a library fails, the claims are shown as they are.
    """
    with failures.part(detector.name):
        if detector.vetoes:
            claims = [claim for claim in claims if not _is_vetoed(detector, claim, trace)]
        if detector.confirm is not None:
            claims = _confirmed(detector, claims, views, trace)
    return claims


def _is_vetoed(detector: Detector, claim: Candidate, trace: Trace | None) -> bool:
    for veto in detector.vetoes:
        if veto.holds(claim):
            if trace is not None:
                trace.tell(Step.VETOED, claim, veto.code)
            return True
    return False


def _confirmed(
    detector: Detector, claims: list[Candidate], views: Views, trace: Trace | None
) -> list[Candidate]:
    result: list[Candidate] = []
    asked = 0
    for claim in claims:
        confirmed = claim
        if detector.confirm is not None and asked < _MOST_ASKED and not is_sure(claim.evidence):
            asked += 1
            confirmed = detector.confirm(claim, views.regions)
        if trace is not None and confirmed is not claim:
            trace.tell(Step.CONFIRMED, confirmed)
        result.append(confirmed)
    return result


def _judged(
    claims: list[Candidate], views: Views, failures: Failures, trace: Trace | None
) -> list[Candidate]:
    with failures.part("intent"):
        outcomes = _stages().judged(claims, views)
        if trace is not None:
            trace.judged(outcomes)
        return [outcome.became for outcome in outcomes if outcome.became is not None]
    return claims  # what is claimed so far is shown all the same
