"""Explanations say what the decision says: which rule fired, and which facts would change it."""

from __future__ import annotations

from datetime import date

from touchline import review
from touchline.context import Allowance, Context
from touchline.model import Fact, Intent, Kind, Mode, Stage, Surface, Verdict
from touchline.terms.explain import NOTHING_TO_SAY, asked, explained, explanation, explanation_lines
from touchline.terms.library import built_in

TODAY = date(2026, 11, 21)
UPWORK = built_in("upwork")
FIVERR = built_in("fiverr")


def test_a_question_without_a_message_is_answered() -> None:
    allowance = (Allowance(Fact.NEEDED_FOR_DELIVERY),)
    context = Context("fiverr", Surface.ORDER, allowances=allowance)
    answer = asked(Kind.PHONE, Intent.PROVIDES, None, context, FIVERR, TODAY)
    assert answer is not None
    assert (answer.verdict, answer.clauses[0].id) == (Verdict.NOTE, "fiverr.tos.9.1.order-page")
    assert asked(Kind.LINK, Intent.PROVIDES, "fiverr", context, FIVERR, TODAY) is None


def test_every_change_that_is_named_is_true() -> None:
    context = Context("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT)
    answer = asked(Kind.HANDLE, Intent.PROVIDES, "skype", context, UPWORK, TODAY)
    assert answer is not None
    reasons = explanation(answer.finding, context, UPWORK, TODAY)
    assert reasons is not None
    assert reasons.rule == "before.user-name"
    changes = {(change.fact, change.value): change.verdict for change in reasons.changes}
    assert changes == {
        (Fact.STAGE, "active_contract"): Verdict.NOTE,
        (Fact.STAGE, "after_contract"): Verdict.CAUTION,
        (Fact.ENTERPRISE_CLIENT, "stated"): Verdict.NOTE,
        (Fact.PRIOR_RELATIONSHIP, "stated"): Verdict.NOTE,
    }


def test_statements_are_sorted_into_counted_and_not_counted() -> None:
    allowances = (
        Allowance(Fact.ENTERPRISE_CLIENT),
        Allowance(Fact.NEEDED_FOR_DELIVERY),
        Allowance(Fact.SYSTEM_ACCESS, expires=date(2020, 1, 1)),
    )
    context = Context("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT, allowances=allowances)
    answer = asked(Kind.EMAIL, Intent.PROVIDES, None, context, UPWORK, TODAY)
    assert answer is not None
    reasons = explanation(answer.finding, context, UPWORK, TODAY)
    assert reasons is not None
    assert reasons.counted == (Fact.ENTERPRISE_CLIENT,)
    assert reasons.not_counted == (Fact.NEEDED_FOR_DELIVERY, Fact.SYSTEM_ACCESS)
    lines = "\n".join(explanation_lines(reasons))
    assert "it counts here: enterprise_client" in lines
    assert "it changes nothing here: needed_for_delivery, system_access" in lines
    assert "enterprise_client not stated: breach" in lines


def test_a_reading_of_ours_is_said_to_be_one() -> None:
    context = Context("upwork", Surface.INBOX, Stage.AFTER_CONTRACT)
    answer = asked(Kind.EMAIL, Intent.PROVIDES, None, context, UPWORK, TODAY)
    assert answer is not None
    reasons = explanation(answer.finding, context, UPWORK, TODAY)
    assert reasons is not None
    assert reasons.inference is not None
    assert "Our reading, not the platform's words" in "\n".join(explanation_lines(reasons))


def test_several_topics_are_all_named() -> None:
    context = Context("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT)
    answer = asked(Kind.PAYMENT, Intent.PROVIDES, "paypal", context, UPWORK, TODAY)
    assert answer is not None
    reasons = explanation(answer.finding, context, UPWORK, TODAY)
    assert reasons is not None
    assert (reasons.rule, reasons.agreeing) == ("payment.details", ("before.payment-account-as-contact",))


def test_a_review_is_explained_without_repeating_the_message() -> None:
    context = Context("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT, as_of=TODAY)
    outcome = review("mail me at jo@example.org", context)
    text = explained(outcome, context, UPWORK)
    assert "email (provides): breach\n  Rule: before.email" in text
    assert "With stage active_contract: note" in text
    assert "jo@" not in text
    assert explained(review("See you on Monday.", context), context, UPWORK) == NOTHING_TO_SAY


def test_strict_mode_is_explained_as_strict() -> None:
    context = Context("fiverr", Surface.ORDER, mode=Mode.STRICT)
    answer = asked(Kind.PHONE, Intent.PROVIDES, None, context, FIVERR, TODAY)
    assert answer is not None
    assert answer.verdict is Verdict.BREACH
    reasons = explanation(answer.finding, context, FIVERR, TODAY)
    assert reasons is not None
    assert (Fact.NEEDED_FOR_DELIVERY, Verdict.NOTE) in {(c.fact, c.verdict) for c in reasons.changes}


def test_nothing_to_say_needs_no_explanation() -> None:
    context = Context("upwork", Surface.INBOX)
    link = asked(Kind.LINK, Intent.PROVIDES, "upwork", Context("upwork", mode=Mode.STRICT), UPWORK, TODAY)
    assert link is not None
    assert explanation(link.finding, context, UPWORK, TODAY) is None


def test_what_nothing_would_change_is_said_to_be_so() -> None:
    pack = built_in("peopleperhour")
    context = Context("peopleperhour", Surface.INBOX, Stage.ACTIVE_CONTRACT)
    answer = asked(Kind.EMAIL, Intent.PROVIDES, None, context, pack, TODAY)
    assert answer is not None
    reasons = explanation(answer.finding, context, pack, TODAY)
    assert reasons is not None
    assert "No other fact would change this." in "\n".join(explanation_lines(reasons))
