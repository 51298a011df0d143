"""Decides about findings by one platform's terms: a pure function, no text, no clock, no files.

For each topic of the pack (contact, payment …) the rules that cover a finding are looked up; what the
user has not told us (the stage, the place) is tried out, and becomes a caution where it matters. Then the
topics are put together: one warning a finding. This module must not know how anything was found, where
packs lie, or how warnings are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from touchline.errors import InvalidRequest
from touchline.model import Fact, Mode, Stage, Surface, Technique, TermsWarning, Verdict
from touchline.terms.schema import STAGES, SURFACES
from touchline.terms.wording import doing, permission, stated, what

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from touchline.context import Context
    from touchline.model import Clause, Finding, Intent, Kind
    from touchline.terms.pack import Pack, Rule

T = TypeVar("T")

REPORTING_FLOOR = 0.5
"""Findings less likely than this are shown in strict mode only, and then at most as a caution."""

REMEMBERED_CASES = 4096
"""How many decided cases are kept; a case holds no value and no text, only what kind of thing is where."""

_UNDISGUISED = frozenset({Technique.PLAIN, Technique.SEPARATORS, Technique.PARTIAL})


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a decision hangs on: what kind of thing, where, when, and what the user has stated."""

    kind: Kind
    intent: Intent
    channel: str | None
    surface: Surface
    stage: Stage
    facts: frozenset[Fact]
    strict: bool
    day: date


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of a case: the deciding rule, what it hangs on, and every clause that counts.

    `surface` is the place that the rule speaks of; unknown where it says the same of every place.
    """

    rule: Rule
    verdict: Verdict
    surface: Surface
    depends_on: tuple[Fact, ...]
    clauses: tuple[Clause, ...]
    others: tuple[Rule, ...]


def decided(findings: Iterable[Finding], context: Context, pack: Pack, on: date) -> tuple[TermsWarning, ...]:
    """One warning for each finding that `pack` has something to say about in `context` on the day `on`.

    The most severe rule decides, earlier rules of the pack first; clauses of other topics with the same
    verdict are named too. Raises `InvalidRequest` for a day whose terms the pack does not know.
    """
    if on < pack.known_from:
        raise InvalidRequest("as_of", f"the terms of {pack.name} are known from {pack.known_from} on")
    return tuple(
        _warning(finding, decision, context, pack, on)
        for finding in findings
        if (decision := decision_for(finding, context, pack, on)) is not None
    )


def decision_for(finding: Finding, context: Context, pack: Pack, on: date) -> Decision | None:
    """The rule that decides about `finding`, or None when there is nothing to say about it."""
    strict = context.mode is Mode.STRICT
    if finding.confidence < REPORTING_FLOOR and not strict:
        return None
    return _decision(
        pack,
        Case(
            finding.kind,
            finding.intent,
            finding.channel,
            context.surface,
            context.stage,
            facts_stated(context, on),
            strict,
            on,
        ),
    )


def facts_stated(context: Context, on: date) -> frozenset[Fact]:
    """The allowances that count on the day `on`: given by then, and not run out."""
    return frozenset(
        allowance.fact
        for allowance in context.allowances
        if (allowance.granted is None or allowance.granted <= on)
        and (allowance.expires is None or on <= allowance.expires)
    )


@lru_cache(maxsize=REMEMBERED_CASES)
def _decision(pack: Pack, case: Case) -> Decision | None:
    rules = [rule for rule in pack.rules if _covers_finding(rule, case)]
    by_topic = [
        decision
        for topic in dict.fromkeys(rule.topic for rule in rules)
        if (decision := _topic_decision(pack, [rule for rule in rules if rule.topic == topic], case))
        is not None
    ]
    if not by_topic:
        return None
    order = {rule: place for place, rule in enumerate(pack.rules)}
    first = min(by_topic, key=lambda decision: (-decision.verdict.severity, order[decision.rule]))
    agreeing = [
        first,
        *(other for other in by_topic if other is not first and other.verdict is first.verdict),
    ]
    return Decision(
        first.rule,
        first.verdict,
        first.surface,
        _unique(fact for decision in agreeing for fact in decision.depends_on),
        _unique(clause for decision in agreeing for clause in decision.clauses),
        tuple(decision.rule for decision in agreeing[1:]),
    )


def _topic_decision(pack: Pack, rules: list[Rule], case: Case) -> Decision | None:
    """The answer of the rules of one topic; an unknown place or stage is tried out in every way."""
    tried = {
        (surface, stage): next(
            (rule for rule in rules if surface in rule.surfaces and stage in rule.stages), None
        )
        for surface, stage in _places(pack, case)
    }
    answers = {where: _verdict(rule, case) for where, rule in tried.items()}
    strictest = max(tried, key=lambda where: _severity(answers[where]))
    rule, verdict = tried[strictest], answers[strictest]
    if rule is None or verdict is None:
        return None
    unknown = tuple(_hanging(answers)) if verdict.is_alarm else ()
    if unknown and not case.strict:
        verdict = min(verdict, Verdict.CAUTION, key=_severity)
    depends_on = _unique((*unknown, *(rule.depends_on if verdict.is_alarm else ())))
    surface = strictest[0] if Fact.SURFACE in unknown else case.surface
    return Decision(rule, verdict, surface, depends_on, rule.clauses_on(case.day), ())


def _covers_finding(rule: Rule, case: Case) -> bool:
    return (
        case.kind in rule.kinds
        and case.intent in rule.intents
        and (case.strict or not rule.only_strict)
        and rule.covers_channel(case.channel)
        and rule.needs <= case.facts
        and rule.unless.isdisjoint(case.facts)
        and rule.days.covers(case.day)
    )


def _places(pack: Pack, case: Case) -> Iterator[tuple[Surface, Stage]]:
    """The places and stages the case may be about; private places first, so that they speak for a tie."""
    for surface in SURFACES if case.surface is Surface.UNKNOWN else (case.surface,):
        said = pack.implied_stages.get(surface, case.stage) if case.stage is Stage.UNKNOWN else case.stage
        stage = pack.fixed_stages.get(surface, said)
        for one in STAGES if stage is Stage.UNKNOWN else (stage,):
            yield surface, one


def _verdict(rule: Rule | None, case: Case) -> Verdict | None:
    if rule is None:
        return None
    return rule.strict_verdict if case.strict else rule.verdict


def _severity(verdict: Verdict | None) -> int:
    return -1 if verdict is None else verdict.severity


def _hanging(answers: dict[tuple[Surface, Stage], Verdict | None]) -> Iterator[Fact]:
    """The unknown facts, stage or place, that would change the answer."""
    stages = {surface: {answers[s, t] for s, t in answers if s is surface} for surface, _ in answers}
    if any(len(verdicts) > 1 for verdicts in stages.values()):
        yield Fact.STAGE
    surfaces = {stage: {answers[s, t] for s, t in answers if t is stage} for _, stage in answers}
    if any(len(verdicts) > 1 for verdicts in surfaces.values()):
        yield Fact.SURFACE


def _warning(finding: Finding, decision: Decision, context: Context, pack: Pack, on: date) -> TermsWarning:
    strict = context.mode is Mode.STRICT
    rule, verdict = decision.rule, decision.verdict
    doubtful = finding.confidence < REPORTING_FLOOR
    if doubtful:
        verdict = min(verdict, Verdict.CAUTION, key=_severity)
    open_questions = {Fact.STAGE} if context.stage is Stage.UNKNOWN else set()
    if context.surface is Surface.UNKNOWN:
        open_questions.add(Fact.SURFACE)
    sentences = [
        *(pack.questions[fact] for fact in decision.depends_on if fact in open_questions),
        *([f"This may mean {doing(finding)}."] if doubtful and verdict.is_alarm else []),
        rule.message.format(
            doing=doing(finding),
            what=what(finding),
            place=pack.places.get(decision.surface, "here"),
            permission=permission(context.allowances),
        ),
        *([stated(rule.needs & facts_stated(context, on))] if strict else []),
    ]
    risk = rule.filter_risk
    return TermsWarning(
        finding,
        verdict,
        decision.clauses,
        " ".join(sentence for sentence in sentences if sentence),
        decision.depends_on,
        risk.text if risk and (risk.often or strict) else None,
        _advice(rule, finding, pack, verdict),
    )


def _advice(rule: Rule, finding: Finding, pack: Pack, verdict: Verdict) -> tuple[str, ...]:
    """The words to use instead; a disguised detail is told first that disguise makes it worse."""
    disguised = verdict.is_alarm and not _UNDISGUISED.issuperset(finding.techniques)
    return (pack.evasion, *rule.advice) if disguised else rule.advice


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
