"""A review as text for people and as JSON for programs, both for the terminal.

Positions in this JSON count code points; UTF-16 is the wire's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from touchline.cli.output.terms import DISCLAIMER, wrapped
from touchline.cli.output.voice import printable
from touchline.cli.output.why import Reasons  # noqa: TC001  msgspec reads the annotations
from touchline.model import Fact
from touchline.web.replies import PackId, TermsWarning
from touchline.web.wire import warning_of

if TYPE_CHECKING:
    from touchline import model
    from touchline.cli.output.why import Why

_HEADLINES = {"breach": "NOT ALLOWED HERE", "caution": "IT DEPENDS", "note": "GOOD TO KNOW"}
_CURRENCY = {
    "recent": "The platform may have changed these words since.",
    "not_confirmed_current": "We could not confirm that these words are still current.",
    "historical": "This is an older text.",
}
_OPTIONS = {Fact.STAGE: "--stage", Fact.SURFACE: "--surface"}


def as_text(message: str, review: model.Review) -> str:
    """Every warning with its words, rule, source and advice; each clause is printed once."""
    if not review.warnings and not review.incomplete:
        return "Nothing found."
    lines: list[str] = []
    shown: set[str] = set()
    for warning in review.warnings:
        lines += [*_warning_lines(message, warning), *_clause_lines(warning, shown), ""]
    if review.incomplete:
        lines += [f"Not fully checked: {', '.join(review.incomplete)}."]
    lines += [f"This is a bug in Touchline. Please report it: {cause}" for cause in review.causes]
    return "\n".join([*lines, DISCLAIMER])


class Warned(TermsWarning, frozen=True):
    """A warning for programs, with the words that it is about: they stay on this computer."""

    text: str


class Reviewed(msgspec.Struct, frozen=True):
    """A review for programs."""

    pack: PackId
    warnings: tuple[Warned, ...]
    incomplete: tuple[str, ...]
    causes: tuple[str, ...]
    why: Reasons | msgspec.UnsetType = msgspec.UNSET


def review_of(message: str, review: model.Review, why: Why | None = None) -> Reviewed:
    """The review as `touchline check --format json` prints it; positions are code points of the message."""
    return Reviewed(
        PackId(review.pack.id, review.pack.revision),
        tuple(_warned(message, warning) for warning in review.warnings),
        review.incomplete,
        tuple(map(str, review.causes)),
        msgspec.UNSET if why is None else why.reasons(message),
    )


def _warning_lines(message: str, warning: model.TermsWarning) -> list[str]:
    finding = warning.finding
    words = printable(message[finding.start : finding.end])
    lines = [f"{_HEADLINES[warning.verdict]}: {words}", *wrapped(warning.message)]
    if warning.depends_on:
        options = (_OPTIONS.get(fact, f"--allow {fact}") for fact in warning.depends_on)
        lines += wrapped(f"Say it with: {', '.join(options)}.")
    if warning.filter_risk:
        lines += wrapped(warning.filter_risk)
    if warning.advice:
        lines += [
            "  You can say instead:",
            *(line for tip in warning.advice for line in wrapped(f"- {tip}", 4)),
        ]
    return lines


def _clause_lines(warning: model.TermsWarning, shown: set[str]) -> list[str]:
    lines: list[str] = []
    for clause in warning.clauses:
        if clause.id in shown:
            lines += [f"  Rule: {clause.id} (above)"]
        else:
            shown.add(clause.id)
            lines += _clause(clause)
    return lines


def _clause(clause: model.Clause) -> list[str]:
    lines = [f"  Rule: {clause.id}", *wrapped(f"{clause.section}. {clause.plain}", 4)]
    if clause.quote:
        lines += wrapped(f"“{clause.quote}”", 4)
    lines += wrapped(f"Source: {clause.source.title}. Seen: {clause.as_of}.", 4)
    if clause.source.url:
        lines += [f"    {clause.source.url}"]
    return [*lines, f"    {_CURRENCY[clause.currency]}"]


def _warned(message: str, warning: model.TermsWarning) -> Warned:
    finding = warning.finding
    said = warning_of(warning, lambda index: index)
    return Warned(**msgspec.structs.asdict(said), text=message[finding.start : finding.end])
