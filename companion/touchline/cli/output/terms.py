"""Clauses and answers about the terms as lines for the terminal, shared by the commands that show them.

It must not decide anything, nor read files.
"""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import msgspec

from touchline.model import Clause, Fact, Verdict  # noqa: TC001  msgspec reads the annotations

if TYPE_CHECKING:
    from touchline.model import TermsWarning

WIDTH = 88

CURRENCY = {
    "recent": "the platform may have changed it since",
    "not_confirmed_current": "not confirmed as current",
    "historical": "an older text",
}
PROVENANCE = {
    "primary_archive": "a public archive of the terms",
    "document_copy": "a saved copy of the whole document",
    "official_page_excerpt": "a part of the platform's own page",
    "official_staff_post": "a post by the platform's staff",
    "third_party_quote": "quoted by somebody else",
    "third_party_copy": "somebody else's copy",
    "third_party_repost": "posted again by somebody else",
    "forum_thread": "quoted in a forum",
    "mirror_substitution": "a copy in which words had been replaced",
    "community_advice": "advice of a member, not a rule",
    "own_rules": "your own rules",
}
DISCLAIMER = "Touchline is not legal advice and is not endorsed by any platform."


def wrapped(text: str, indent: int = 2) -> list[str]:
    """`text` in lines of at most `WIDTH` characters; long addresses are left whole, dashes hang out."""
    margin = " " * indent
    hanging = margin + "  " if text.startswith("- ") else margin
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=hanging,
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


class Answer(msgspec.Struct, frozen=True):
    """The answer to a question without a message, for programs; each clause with all that is known of it."""

    verdict: Verdict
    message: str
    clauses: tuple[Clause, ...]
    depends_on: tuple[Fact, ...]
    filter_risk: str | None
    advice: tuple[str, ...]


def answer_of(warning: TermsWarning) -> Answer:
    """The answer to a question without a message, as `touchline ask --format json` prints it."""
    return Answer(
        warning.verdict,
        warning.message,
        warning.clauses,
        warning.depends_on,
        warning.filter_risk,
        warning.advice,
    )


def as_json(said: object) -> str:
    """The answer as JSON in ASCII, which no terminal's code page can damage."""
    return json.dumps(msgspec.to_builtins(said), indent=2)


def _facts(clause: Clause) -> list[tuple[str, str]]:
    first, last = clause.effective_from, clause.effective_to
    days = " ".join([*([f"from {first}"] if first else ()), *([f"to {last}"] if last else ())])
    facts = [
        ("Forbids", clause.forbids),
        ("Permits", clause.permits),
        ("In force", "; ".join(part for part in (days, clause.effective_note) if part)),
        ("Source", clause.source.title),
        ("Address", clause.source.url),
        ("Seen", f"{clause.as_of}; {CURRENCY.get(clause.currency, clause.currency)}"),
        ("How it came to us", PROVENANCE[clause.provenance]),
    ]
    return [(label, text) for label, text in facts if text]
