"""How single answers are put together: unknown facts, several topics, doubt, and what is shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from touchline.context import Allowance, Context
from touchline.model import (
    Fact,
    Finding,
    Intent,
    Kind,
    Mode,
    Stage,
    Surface,
    Technique,
    Verdict,
)
from touchline.terms.decide import REPORTING_FLOOR, decided
from touchline.terms.library import built_in

if TYPE_CHECKING:
    from tests.terms.conftest import Ask

BEFORE, ACTIVE = "before_contract", "active_contract"


def test_nothing_found_is_nothing_said() -> None:
    assert decided([], Context("upwork"), built_in("upwork"), date(2026, 1, 1)) == ()


def test_one_warning_for_each_finding_in_their_order() -> None:
    findings = [
        Finding(kind, None, at, at + 3, "x", (Technique.PLAIN,), Intent.PROVIDES, 0.9)
        for at, kind in ((0, Kind.PHONE), (10, Kind.EMAIL), (20, Kind.MENTION), (30, Kind.PAYMENT))
    ]
    context = Context("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT)
    warnings = decided(findings, context, built_in("upwork"), date(2026, 1, 1))
    assert [warning.finding.start for warning in warnings] == [0, 10, 30]


def test_an_unknown_stage_is_a_caution_that_asks_for_it(ask: Ask) -> None:
    answer = ask("upwork", "email", "inbox")
    assert answer is not None
    assert (answer.verdict, answer.depends_on) == (Verdict.CAUTION, (Fact.STAGE,))
    assert answer.message.startswith("Has a contract with this person started?")
    assert "upwork.tou.4.1.means-of-direct-contact" in {clause.id for clause in answer.clauses}


def test_an_unknown_stage_is_no_question_where_it_changes_nothing(ask: Ask) -> None:
    for platform, what, surface in (
        ("upwork", "email", "profile"),
        ("upwork", "payment/bank", "inbox"),
        ("freelancer", "email", "inbox"),
        ("upwork", "email", "proposal"),
    ):
        answer = ask(platform, what, surface)
        assert answer is not None
        assert (answer.verdict, answer.depends_on) == (Verdict.BREACH, ())


def test_an_unknown_place_asks_for_the_place(ask: Ask) -> None:
    answer = ask("upwork", "email", "unknown", ACTIVE)
    assert answer is not None
    assert (answer.verdict, answer.depends_on) == (Verdict.CAUTION, (Fact.SURFACE,))
    assert "Where will this text stand?" in answer.message
    both = ask("upwork", "email")
    assert both is not None
    assert both.depends_on == (Fact.STAGE, Fact.SURFACE)
    sure = ask("upwork", "email", "unknown", BEFORE)
    assert sure is not None
    assert (sure.verdict, sure.depends_on) == (Verdict.BREACH, ())


def test_strict_mode_takes_the_stricter_case_and_still_says_what_it_hangs_on(ask: Ask) -> None:
    for answer in (
        ask("upwork", "email", "inbox", mode="strict"),
        ask("fiverr", "phone", "order", ACTIVE, mode="strict"),
    ):
        assert answer is not None
        assert answer.verdict is Verdict.BREACH
        assert answer.depends_on


def test_fiverrs_order_page_implies_an_order(ask: Ask) -> None:
    implied, said = ask("fiverr", "phone", "order"), ask("fiverr", "phone", "order", ACTIVE)
    assert implied is not None
    assert implied == said


def test_upworks_proposal_stands_before_its_contract_whatever_was_said(ask: Ask) -> None:
    assert ask("upwork", "email", "proposal", ACTIVE) == ask("upwork", "email", "proposal", BEFORE)


def test_the_floor_of_confidence_is_the_first_shown_value(ask: Ask) -> None:
    assert ask("upwork", "email", "inbox", BEFORE, confidence=REPORTING_FLOOR) is not None
    assert ask("upwork", "email", "inbox", BEFORE, confidence=REPORTING_FLOOR - 0.01) is None
    doubtful = ask("upwork", "email", "inbox", BEFORE, confidence=REPORTING_FLOOR - 0.01, mode="strict")
    assert doubtful is not None
    assert doubtful.verdict is Verdict.CAUTION
    assert doubtful.message.startswith("This may mean giving an e-mail address.")
    topic = ask("upwork", "mention/skype", "inbox", BEFORE, confidence=0.1, mode="strict")
    assert topic is not None
    assert topic.message.startswith("Only a topic")


def test_strict_mode_shows_which_statements_were_counted_on(ask: Ask) -> None:
    answer = ask("upwork", "email", "inbox", BEFORE, "enterprise_client", "system_access", mode="strict")
    assert answer is not None
    assert answer.verdict is Verdict.NOTE
    assert "You said: the client has the Enterprise badge." in answer.message
    assert "project system" not in answer.message
    standard = ask("upwork", "email", "inbox", BEFORE, "enterprise_client")
    assert standard is not None
    assert "You said" not in standard.message


@pytest.mark.parametrize(
    ("allowance", "counts"),
    [
        (Allowance(Fact.ENTERPRISE_CLIENT), True),
        (Allowance(Fact.ENTERPRISE_CLIENT, granted=date(2026, 11, 21)), True),
        (Allowance(Fact.ENTERPRISE_CLIENT, granted=date(2026, 11, 22)), False),
        (Allowance(Fact.ENTERPRISE_CLIENT, expires=date(2026, 11, 21)), True),
        (Allowance(Fact.ENTERPRISE_CLIENT, expires=date(2026, 11, 20)), False),
    ],
)
def test_a_statement_counts_on_its_days_only(ask: Ask, allowance: Allowance, counts: bool) -> None:
    answer = ask("upwork", "email", "inbox", BEFORE, allowance)
    assert answer is not None
    assert answer.verdict is (Verdict.NOTE if counts else Verdict.BREACH)


def test_messages_name_place_stage_and_thing(ask: Ask) -> None:
    answer = ask("upwork", "email", "inbox", BEFORE)
    assert answer is not None
    assert answer.message == "Before a contract, Upwork does not allow giving an e-mail address in messages."
    answer = ask("upwork", "request/skype", "job_post", BEFORE)
    assert answer is not None
    assert "asking for contact on Skype in a job post" in answer.message


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("email", "giving an e-mail address"),
        ("phone", "giving a phone number"),
        ("handle/whatsapp", "giving a contact on WhatsApp"),
        ("handle", "giving a user name on another service"),
        ("address", "giving a postal address"),
        ("request/any", "asking for contact details"),
        ("request/email", "asking for an e-mail address"),
        ("request/some-new-app", "asking for contact on Some New App"),
        ("move", "moving the talk to another place"),
        ("move/phone", "moving the talk to the phone"),
        ("move/google-meet", "moving the talk to Google Meet"),
    ],
)
def test_what_is_done_is_said_in_plain_words(ask: Ask, what: str, words: str) -> None:
    answer = ask("upwork", what, "inbox", BEFORE)
    assert answer is not None
    assert words in answer.message


def test_strict_mode_of_a_context_is_not_remembered_for_standard(ask: Ask) -> None:
    """Decisions are remembered per case; the mode is part of the case."""
    for mode, verdict in ((Mode.STRICT, "breach"), (Mode.STANDARD, "caution"), (Mode.STRICT, "breach")):
        answer = ask("upwork", "email", "inbox", mode=mode)
        assert answer is not None
        assert answer.verdict == verdict


def test_what_is_known_is_not_asked_again(ask: Ask) -> None:
    for what, surface, stage, mode in (
        ("link", "inbox", BEFORE, "standard"),
        ("email", "inbox", "after_contract", "standard"),
        ("email", "proposal", BEFORE, "strict"),
    ):
        answer = ask("upwork", what, surface, stage, mode=mode)
        assert answer is not None
        assert "Has a contract with this person started?" not in answer.message
    for platform, what, surface, stage in (
        ("fiverr", "email", "inbox", ACTIVE),
        ("freelancer", "link", "inbox", ACTIVE),
    ):
        answer = ask(platform, what, surface, stage, mode="strict")
        assert answer is not None
        assert "Where will this text stand?" not in answer.message
        assert Fact.SURFACE not in answer.depends_on


def test_a_reason_that_holds_in_one_place_names_that_place(ask: Ask) -> None:
    answer = ask("upwork", "request/phone", "unknown", ACTIVE)
    assert answer is not None
    assert answer.message == (
        "Where will this text stand? Upwork does not allow asking for a phone number in a job post: "
        "everyone who has no contract with you can read it."
    )
    everywhere = ask("upwork", "email", "unknown", BEFORE)
    assert everywhere is not None
    assert everywhere.message == "Before a contract, Upwork does not allow giving an e-mail address here."
