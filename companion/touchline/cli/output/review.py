"""A review as text for people and as JSON for programs, both for the terminal.

Positions in this JSON count code points; UTF-16 is the wire's business.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from touchline.cli.output.terms import DISCLAIMER, wrapped
from touchline.model import Fact
from touchline.web.wire import warning_object

if TYPE_CHECKING:
    from touchline.model import Clause, Review, TermsWarning

_HEADLINES = {"breach": "NOT ALLOWED HERE", "caution": "IT DEPENDS", "note": "GOOD TO KNOW"}
_CURRENCY = {
    "recent": "The platform may have changed these words since.",
    "not_confirmed_current": "We could not confirm that these words are still current.",
    "historical": "This is an older text.",
}
_OPTIONS = {Fact.STAGE: "--stage", Fact.SURFACE: "--surface"}


def as_text(message: str, review: Review) -> str:
    """Every warning with its words, rule, source and advice; each clause is printed once."""
    if not review.warnings:
        return "Not fully checked." if review.incomplete else "Nothing found."
    lines: list[str] = []
    shown: set[str] = set()
    for warning in review.warnings:
        lines += [*_warning_lines(message, warning), *_clause_lines(warning, shown), ""]
    if review.incomplete:
        lines += [f"Not fully checked: {', '.join(review.incomplete)}."]
    return "\n".join([*lines, DISCLAIMER])


def as_json(message: str, review: Review) -> str:
    """The review as one JSON object; `start` and `end` are code points of the message."""
    return json.dumps(
        {
            "pack": {"id": review.pack.id, "revision": review.pack.revision},
            "warnings": [_warning_object(message, warning) for warning in review.warnings],
            "incomplete": list(review.incomplete),
        },
        indent=2,
    )


def _warning_lines(message: str, warning: TermsWarning) -> list[str]:
    finding = warning.finding
    words = message[finding.start : finding.end].replace("\n", " ")
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


def _clause_lines(warning: TermsWarning, shown: set[str]) -> list[str]:
    lines: list[str] = []
    for clause in warning.clauses:
        if clause.id in shown:
            lines += [f"  Rule: {clause.id} (above)"]
        else:
            shown.add(clause.id)
            lines += _clause(clause)
    return lines


def _clause(clause: Clause) -> list[str]:
    lines = [f"  Rule: {clause.id}", *wrapped(f"{clause.section}. {clause.plain}", 4)]
    if clause.quote:
        lines += wrapped(f"“{clause.quote}”", 4)
    lines += wrapped(f"Source: {clause.source.title}. Seen: {clause.as_of}.", 4)
    if clause.source.url:
        lines += [f"    {clause.source.url}"]
    return [*lines, f"    {_CURRENCY[clause.currency]}"]


def _warning_object(message: str, warning: TermsWarning) -> dict[str, object]:
    finding = warning.finding
    return {**warning_object(warning, lambda index: index), "text": message[finding.start : finding.end]}
