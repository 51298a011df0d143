"""Why a verdict is what it is, and which facts would change it.

Asks the decision the same question again with one fact changed at a time, so that an explanation can
never say something else than the decision does. This module must not know detection or transport.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from touchline.context import Allowance
from touchline.model import ALLOWANCES, Fact, Finding, Stage, Technique
from touchline.terms.decide import decided, decision_for, facts_stated
from touchline.terms.schema import STAGES
from touchline.today import today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from touchline.context import Context
    from touchline.model import Clause, Intent, Kind, Review, TermsWarning, Verdict
    from touchline.terms.pack import Pack

NOTHING_TO_SAY = "No rule of this pack is about it."


@dataclass(frozen=True, slots=True)
class Change:
    """The verdict if one more fact held; `verdict` None means no warning at all."""

    fact: Fact
    value: str
    verdict: Verdict | None
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The deciding rule by id, rules of other topics that agree, and the facts that would change it."""

    rule: str
    agreeing: tuple[str, ...]
    counted: tuple[Fact, ...]
    not_counted: tuple[Fact, ...]
    see_also: tuple[Clause, ...]
    inference: str | None
    changes: tuple[Change, ...]


def asked(
    kind: Kind, intent: Intent, channel: str | None, context: Context, pack: Pack, on: date
) -> TermsWarning | None:
    """The answer of the terms to "may I do this, there, now?", without a message.

    The finding of the warning stands for what is asked about; its span is empty and its value too. None
    means that nothing is said against it.
    """
    finding = Finding(kind, channel, 0, 0, "", (Technique.PLAIN,), intent, 1.0)
    return next(iter(decided([finding], context, pack, on)), None)


def explanation(finding: Finding, context: Context, pack: Pack, on: date) -> Explanation | None:
    """Why `finding` is judged as it is, or None when there is nothing to say about it."""
    decision = decision_for(finding, context, pack, on)
    if decision is None:
        return None
    counted = facts_stated(context, on) & pack.facts
    said = {allowance.fact for allowance in context.allowances}
    return Explanation(
        decision.rule.id,
        tuple(rule.id for rule in decision.others),
        tuple(sorted(counted)),
        tuple(sorted(said - counted)),
        decision.rule.see_also,
        decision.rule.inference,
        tuple(_changes(finding, context, pack, on)),
    )


def explained(review: Review, context: Context, pack: Pack) -> str:
    """For each warning of `review`: which rule fired, and which facts would change the verdict, as text."""
    on = context.as_of or today()
    blocks = [
        "\n".join(
            [
                f"{warning.finding.kind} ({warning.finding.intent}): {warning.verdict}",
                *explanation_lines(reasons),
            ]
        )
        for warning in review.warnings
        if (reasons := explanation(warning.finding, context, pack, on)) is not None
    ]
    return "\n\n".join(blocks) if blocks else NOTHING_TO_SAY


def explanation_lines(reasons: Explanation) -> list[str]:
    """One explanation as indented lines of plain text."""
    lines = [f"  Rule: {', '.join((reasons.rule, *reasons.agreeing))}"]
    if reasons.inference:
        lines.append(f"  Our reading, not the platform's words: {reasons.inference}")
    if reasons.counted:
        lines.append(f"  You said, and it counts here: {', '.join(reasons.counted)}")
    if reasons.not_counted:
        lines.append(f"  You said, and it changes nothing here: {', '.join(reasons.not_counted)}")
    if reasons.see_also:
        lines.append(f"  See also: {', '.join(clause.id for clause in reasons.see_also)}")
    if not reasons.changes:
        lines.append("  No other fact would change this.")
    for change in reasons.changes:
        where = f" ({change.clauses[0].id})" if change.clauses else ""
        lines.append(f"  With {change.fact} {change.value}: {change.verdict or 'no warning'}{where}")
    return lines


def _changes(finding: Finding, context: Context, pack: Pack, on: date) -> Iterator[Change]:
    now = _outcome(finding, context, pack, on)
    for fact, value, other in _neighbours(context, pack):
        verdict, clauses = _outcome(finding, other, pack, on)
        if (verdict, clauses) != now and verdict != now[0]:
            yield Change(fact, value, verdict, clauses)


def _outcome(
    finding: Finding, context: Context, pack: Pack, on: date
) -> tuple[Verdict | None, tuple[Clause, ...]]:
    warning = next(iter(decided([finding], context, pack, on)), None)
    return (None, ()) if warning is None else (warning.verdict, warning.clauses)


def _neighbours(context: Context, pack: Pack) -> Iterator[tuple[Fact, str, Context]]:
    """Every context that differs from this one in one fact; what a place implies counts as said."""
    if context.stage is Stage.UNKNOWN and context.surface in pack.implied_stages:
        context = replace(context, stage=pack.implied_stages[context.surface])
    for stage in STAGES:
        if stage is not context.stage:
            yield Fact.STAGE, stage, replace(context, stage=stage)
    for surface in pack.places:
        if surface is not context.surface:
            yield Fact.SURFACE, surface, replace(context, surface=surface)
    stated = {allowance.fact for allowance in context.allowances}
    for fact in sorted(ALLOWANCES & pack.facts):
        if fact in stated:
            rest = tuple(allowance for allowance in context.allowances if allowance.fact is not fact)
            yield fact, "not stated", replace(context, allowances=rest)
        else:
            yield fact, "stated", replace(context, allowances=(*context.allowances, Allowance(fact)))
