"""The questions people really ask, each with verdict, clause and reason.

A seller of reminder calls reads two sentences of Fiverr's terms that seem to contradict each other; a
freelancer on Upwork asks whether Skype is fine when the client wants it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from touchline import review
from touchline.context import Allowance, Context
from touchline.model import Fact, Stage, Surface
from touchline.terms.library import built_in

if TYPE_CHECKING:
    from tests.terms.conftest import Ask

BEFORE, ACTIVE, AFTER = "before_contract", "active_contract", "after_contract"
SPRING_2020 = date(2020, 5, 1)
TICKET = Allowance(Fact.SUPPORT_PERMISSION, "ticket 4711", date(2026, 10, 1))

# platform, what, surface, stage, allowances, day, verdict, clause, words of the reason
QUESTIONS = [
    (
        "fiverr",
        "phone",
        "inbox",
        BEFORE,
        (),
        None,
        "breach",
        "fiverr.tos.9.1.contact-details",
        "Before an order",
    ),
    (
        "fiverr",
        "phone",
        "order",
        ACTIVE,
        ("needed_for_delivery",),
        None,
        "note",
        "fiverr.tos.9.1.order-page",
        "delivery needs",
    ),
    (
        "fiverr",
        "phone",
        "order",
        "unknown",
        ("needed_for_delivery",),
        None,
        "note",
        "fiverr.tos.9.1.order-page",
        "order page",
    ),
    (
        "fiverr",
        "phone",
        "order",
        ACTIVE,
        (TICKET,),
        None,
        "note",
        "fiverr.practice.cs-permission",
        "ticket 4711, given on 2026-10-01",
    ),
    (
        "fiverr",
        "request/email",
        "inbox",
        AFTER,
        (),
        None,
        "breach",
        "fiverr.tos.9.1.contact-details",
        "After the order",
    ),
    (
        "fiverr",
        "request/email",
        "order",
        AFTER,
        (),
        None,
        "breach",
        "fiverr.tos.9.1.contact-details",
        "After the order",
    ),
    (
        "fiverr",
        "move/email",
        "inbox",
        AFTER,
        (),
        None,
        "breach",
        "fiverr.tos.9.1.contact-details",
        "After the order",
    ),
    (
        "upwork",
        "handle/skype",
        "inbox",
        BEFORE,
        ("they_asked",),
        None,
        "breach",
        "upwork.tou.4.1.means-of-direct-contact",
        "Before a contract",
    ),
    (
        "upwork",
        "request/skype",
        "inbox",
        BEFORE,
        (),
        None,
        "breach",
        "upwork.tou.4.1.means-of-direct-contact",
        "Before a contract",
    ),
    (
        "upwork",
        "handle/skype",
        "inbox",
        BEFORE,
        ("they_asked",),
        SPRING_2020,
        "note",
        "upwork.staff.2020-04.permission",
        "asked for it",
    ),
    (
        "upwork",
        "handle/skype",
        "inbox",
        BEFORE,
        (),
        SPRING_2020,
        "caution",
        "upwork.notice.2020-04-03.unsolicited-contact",
        "consent",
    ),
    (
        "upwork",
        "handle/skype",
        "inbox",
        ACTIVE,
        ("they_asked",),
        None,
        "note",
        "upwork.tspolicy.platform-as-intended",
        "they asked",
    ),
    (
        "upwork",
        "handle/skype",
        "inbox",
        ACTIVE,
        (),
        None,
        "note",
        "upwork.help.unsolicited-contact",
        "consent",
    ),
    (
        "upwork",
        "move/uninvited",
        "inbox",
        ACTIVE,
        (),
        None,
        "caution",
        "upwork.tou.4.1.unsolicited-contact",
        "without consent",
    ),
    (
        "upwork",
        "email",
        "inbox",
        BEFORE,
        ("enterprise_client",),
        None,
        "note",
        "upwork.help.enterprise-private-only",
        "Enterprise client",
    ),
    (
        "upwork",
        "email",
        "job_post",
        BEFORE,
        ("enterprise_client",),
        None,
        "breach",
        "upwork.help.enterprise-private-only",
        "only in private",
    ),
    (
        "upwork",
        "payment/paypal",
        "inbox",
        ACTIVE,
        (),
        None,
        "breach",
        "upwork.7.1.payments-24-months",
        "24 months",
    ),
    (
        "upwork",
        "move//refuses",
        "inbox",
        BEFORE,
        (),
        None,
        "note",
        "upwork.help.circumvention.sample-replies",
        "Saying no is fine",
    ),
]


@pytest.mark.parametrize(
    ("platform", "what", "surface", "stage", "allow", "on", "verdict", "clause", "reason"),
    QUESTIONS,
    ids=[f"{q[0]}-{q[1].replace('/', '.')}-{q[2]}-{q[3]}-{n}" for n, q in enumerate(QUESTIONS)],
)
def test_a_question_is_answered_with_verdict_clause_and_reason(  # noqa: PLR0917  a table row
    ask: Ask,
    platform: str,
    what: str,
    surface: str,
    stage: str,
    allow: tuple[str | Allowance, ...],
    on: date | None,
    verdict: str,
    clause: str,
    reason: str,
) -> None:
    answer = ask(platform, what, surface, stage, *allow, **({"on": on} if on else {}))
    assert answer is not None
    assert (answer.verdict, clause in [c.id for c in answer.clauses]) == (verdict, True), answer
    assert reason in answer.message


def test_the_whole_path_says_so_too() -> None:
    def verdicts(platform: str, surface: Surface, stage: Stage) -> set[str]:
        warnings = review("mail me at jo@example.org", Context(platform, surface, stage)).warnings
        return {warning.verdict for warning in warnings}

    assert verdicts("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT) == {"breach"}
    assert verdicts("upwork", Surface.INBOX, Stage.ACTIVE_CONTRACT) == {"note"}
    assert verdicts("upwork", Surface.INBOX, Stage.UNKNOWN) == {"caution"}
    assert verdicts("fiverr", Surface.INBOX, Stage.BEFORE_CONTRACT) == {"breach"}


REMINDERS = "My number for the reminder calls is +1 212 555 0147."
SKYPE = "Sure, my Skype is live:jo.doe_1"

# message, platform, surface, stage, stated facts, day, the one verdict, a clause that must be named
MESSAGES = [
    (REMINDERS, "fiverr", "inbox", BEFORE, (), None, "breach", "fiverr.tos.9.1.contact-details"),
    (
        REMINDERS,
        "fiverr",
        "order",
        ACTIVE,
        ("needed_for_delivery",),
        None,
        "note",
        "fiverr.tos.9.1.order-page",
    ),
    (
        REMINDERS,
        "fiverr",
        "order",
        ACTIVE,
        ("support_permission",),
        None,
        "note",
        "fiverr.practice.cs-permission",
    ),
    (
        "Please email me your past offers.",
        "fiverr",
        "inbox",
        AFTER,
        (),
        None,
        "breach",
        "fiverr.tos.9.1.contact-details",
    ),
    (
        SKYPE,
        "upwork",
        "inbox",
        BEFORE,
        ("they_asked",),
        None,
        "breach",
        "upwork.tou.4.1.means-of-direct-contact",
    ),
    (
        SKYPE,
        "upwork",
        "inbox",
        BEFORE,
        ("they_asked",),
        SPRING_2020,
        "note",
        "upwork.staff.2020-04.permission",
    ),
    (SKYPE, "upwork", "inbox", ACTIVE, ("they_asked",), None, "note", "upwork.tspolicy.platform-as-intended"),
    (SKYPE, "upwork", "inbox", ACTIVE, (), None, "note", "upwork.help.unsolicited-contact"),
    (
        "I found you on LinkedIn, I will call you.",
        "upwork",
        "inbox",
        ACTIVE,
        (),
        None,
        "caution",
        "upwork.tou.4.1.unsolicited-contact",
    ),
    (
        "Write to jo@example.org",
        "upwork",
        "inbox",
        BEFORE,
        ("enterprise_client",),
        None,
        "note",
        "upwork.help.enterprise-private-only",
    ),
    (
        "Write to jo@example.org",
        "upwork",
        "job_post",
        BEFORE,
        ("enterprise_client",),
        None,
        "breach",
        "upwork.help.enterprise-private-only",
    ),
    (
        "My PayPal is jo@example.org",
        "upwork",
        "inbox",
        ACTIVE,
        (),
        None,
        "breach",
        "upwork.7.1.payments-24-months",
    ),
]


@pytest.mark.parametrize(
    ("message", "platform", "surface", "stage", "allow", "on", "verdict", "clause"), MESSAGES
)
def test_a_message_is_judged_by_the_whole_path(
    message: str,
    platform: str,
    surface: str,
    stage: str,
    allow: tuple[str, ...],
    on: date | None,
    verdict: str,
    clause: str,
) -> None:
    allowances = tuple(Allowance(Fact(fact)) for fact in allow)
    context = Context(platform, Surface(surface), Stage(stage), allowances=allowances, as_of=on)
    outcome = review(message, context)
    assert {str(warning.verdict) for warning in outcome.warnings} == {verdict}
    assert clause in {named.id for warning in outcome.warnings for named in warning.clauses}


def test_upworks_own_sample_refusal_is_a_note() -> None:
    sample = built_in("upwork").clauses["upwork.help.circumvention.sample-replies"].quote
    assert sample is not None
    outcome = review(sample, Context("upwork", Surface.INBOX, Stage.ACTIVE_CONTRACT))
    assert {str(warning.verdict) for warning in outcome.warnings} == {"note"}
