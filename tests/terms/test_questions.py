"""The questions of `questions.txt`, each answered with verdict, clause and reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from touchline import review
from touchline.context import Allowance, Context
from touchline.model import Fact, Stage, Surface
from touchline.terms.library import built_in

if TYPE_CHECKING:
    from tests.terms.conftest import Ask

LINES = (Path(__file__).parent / "questions.txt").read_text("utf-8").splitlines()


class Question(NamedTuple):
    """One line: `fiverr order active_contract | phone | they_asked | note <clause> | words of the reason`."""

    line: str
    platform: str
    surface: str
    stage: str
    day: date | None
    what: str
    facts: tuple[Allowance, ...]
    verdict: str
    clause: str
    reason: str

    def __str__(self) -> str:
        return self.line


def question(line: str) -> Question:
    where, what, facts, answer, *reason = (part.strip() for part in line.split("|"))
    platform, surface, stage, *day = where.split()
    stated = tuple(allowance(fact) for fact in facts.split(", ") if fact)
    verdict, clause = answer.split()
    on = date.fromisoformat(day[0]) if day else None
    return Question(line, platform, surface, stage, on, what, stated, verdict, clause, "".join(reason))


def allowance(text: str) -> Allowance:
    """A stated fact: `they_asked`, or `support_permission:ticket 4711:2026-10-01`."""
    fact, *more = text.split(":")
    return Allowance(Fact(fact), more[0], date.fromisoformat(more[1])) if more else Allowance(Fact(fact))


QUESTIONS = [question(line) for line in LINES if line and not line.startswith("#")]
FINDINGS = [each for each in QUESTIONS if not each.what.startswith('"')]
MESSAGES = [each for each in QUESTIONS if each.what.startswith('"')]


@pytest.mark.parametrize("asked", FINDINGS, ids=str)
def test_a_question_is_answered_with_verdict_clause_and_reason(ask: Ask, asked: Question) -> None:
    day = {"on": asked.day} if asked.day else {}
    answer = ask(asked.platform, asked.what, asked.surface, asked.stage, *asked.facts, **day)
    assert answer is not None
    assert (answer.verdict, asked.clause in [c.id for c in answer.clauses]) == (asked.verdict, True), answer
    assert asked.reason
    assert asked.reason in answer.message


@pytest.mark.parametrize("asked", MESSAGES, ids=str)
def test_a_message_is_judged_by_the_whole_path(asked: Question) -> None:
    place = Surface(asked.surface), Stage(asked.stage)
    context = Context(asked.platform, *place, allowances=asked.facts, as_of=asked.day)
    outcome = review(asked.what.strip('"'), context)
    assert {str(warning.verdict) for warning in outcome.warnings} == {asked.verdict}
    assert asked.clause in {named.id for warning in outcome.warnings for named in warning.clauses}


def test_the_whole_path_says_so_too() -> None:
    def verdicts(platform: str, surface: Surface, stage: Stage) -> set[str]:
        warnings = review("mail me at jo@example.org", Context(platform, surface, stage)).warnings
        return {warning.verdict for warning in warnings}

    assert verdicts("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT) == {"breach"}
    assert verdicts("upwork", Surface.INBOX, Stage.ACTIVE_CONTRACT) == {"note"}
    assert verdicts("upwork", Surface.INBOX, Stage.UNKNOWN) == {"caution"}
    assert verdicts("fiverr", Surface.INBOX, Stage.BEFORE_CONTRACT) == {"breach"}


def test_upworks_own_sample_refusal_is_a_note() -> None:
    sample = built_in("upwork").clauses["upwork.help.circumvention.sample-replies"].quote
    assert sample is not None
    outcome = review(sample, Context("upwork", Surface.INBOX, Stage.ACTIVE_CONTRACT))
    assert {str(warning.verdict) for warning in outcome.warnings} == {"note"}
