"""Clauses and answers about the terms as lines for the terminal, shared by the commands that show them.

It must not decide anything, nor read files.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from touchline.model import Clause, TermsWarning

WIDTH = 88

CURRENCY = {
    "recent": "seen recently",
    "not_confirmed_current": "not confirmed as current",
    "historical": "an older text",
}
DISCLAIMER = "Touchline is not legal advice and is not endorsed by any platform."


def wrapped(text: str, indent: int = 2) -> list[str]:
    """`text` in lines of at most `WIDTH` characters; long addresses are left whole."""
    margin = " " * indent
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def clause_lines(clause: Clause) -> list[str]:
    """Everything that is known of one clause: words, dates and where they come from."""
    lines = [clause.id, *wrapped(f"{clause.section}: {clause.title}"), *wrapped(clause.plain)]
    if clause.quote:
        lines += wrapped(f"“{clause.quote}”", 4)
    else:
        lines += wrapped("(The exact words are not shown, because they were not seen at the source.)", 4)
    lines += [line for label, text in _facts(clause) for line in wrapped(f"{label}: {text}")]
    return lines


def clause_object(clause: Clause) -> dict[str, Any]:
    """One clause as JSON."""
    return {
        "id": clause.id,
        "platform": clause.platform,
        "section": clause.section,
        "title": clause.title,
        "plain": clause.plain,
        "quote": clause.quote,
        "source": {"title": clause.source.title, "url": clause.source.url},
        "provenance": clause.provenance,
        "currency": clause.currency,
        "as_of": clause.as_of,
        "effective_from": clause.effective_from and clause.effective_from.isoformat(),
        "effective_to": clause.effective_to and clause.effective_to.isoformat(),
        "effective_note": clause.effective_note,
        "forbids": clause.forbids,
        "permits": clause.permits,
        "lang": clause.lang,
    }


def answer_object(warning: TermsWarning) -> dict[str, Any]:
    """The answer to a question without a message as JSON."""
    return {
        "verdict": warning.verdict,
        "message": warning.message,
        "clauses": [clause_object(clause) for clause in warning.clauses],
        "depends_on": list(warning.depends_on),
        "filter_risk": warning.filter_risk,
        "advice": list(warning.advice),
    }


def _facts(clause: Clause) -> list[tuple[str, str]]:
    dates = [
        f"from {clause.effective_from}" if clause.effective_from else "",
        f"to {clause.effective_to}" if clause.effective_to else "",
        f"({clause.effective_note})" if clause.effective_note else "",
    ]
    facts = [
        ("Forbids", clause.forbids),
        ("Permits", clause.permits),
        ("In force", " ".join(part for part in dates if part)),
        ("Source", clause.source.title),
        ("Address", clause.source.url),
        ("Seen", f"{clause.as_of}; {CURRENCY.get(clause.currency, clause.currency)}"),
        ("How it came to us", clause.provenance.replace("_", " ")),
    ]
    return [(label, text) for label, text in facts if text]
