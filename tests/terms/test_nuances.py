"""Each nuance that a policy of contact details must know, with the cases on both sides of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from touchline.context import Allowance
from touchline.model import Fact, Stage, Surface, Verdict
from touchline.terms.library import built_in

if TYPE_CHECKING:
    from tests.terms.conftest import Ask

    from touchline.model import TermsWarning

BEFORE, ACTIVE, AFTER = "before_contract", "active_contract", "after_contract"
STAGES = (BEFORE, ACTIVE, AFTER)
GIVEN = ("email", "phone", "handle/skype", "address")
PUBLIC = ("job_post", "listing", "profile", "review")


def verdict(answer: TermsWarning | None) -> str | None:
    return None if answer is None else str(answer.verdict)


def ids(answer: TermsWarning | None) -> set[str]:
    return set() if answer is None else {clause.id for clause in answer.clauses}


# 1: the stage switch differs


@pytest.mark.parametrize("what", GIVEN)
def test_upworks_switch_is_the_contract(ask: Ask, what: str) -> None:
    answers = [verdict(ask("upwork", what, "inbox", stage)) for stage in STAGES]
    assert answers == ["breach", "note", "caution"]


@pytest.mark.parametrize("what", ["email", "phone"])
def test_fiverrs_switch_needs_an_order_the_order_page_and_necessity(ask: Ask, what: str) -> None:
    needed = "needed_for_delivery"
    assert verdict(ask("fiverr", what, "order", ACTIVE, needed)) == "note"
    assert verdict(ask("fiverr", what, "order", ACTIVE)) == "caution"
    assert verdict(ask("fiverr", what, "inbox", ACTIVE, needed)) == "caution"
    assert verdict(ask("fiverr", what, "inbox", BEFORE, needed)) == "breach"
    assert verdict(ask("fiverr", what, "order", BEFORE, needed)) == "breach"


@pytest.mark.parametrize("platform", ["freelancer", "peopleperhour"])
@pytest.mark.parametrize("what", ["email", "phone", "handle/skype", "move", "request/any"])
def test_the_other_two_have_no_switch(ask: Ask, platform: str, what: str) -> None:
    answers = {verdict(ask(platform, what, "inbox", stage)) for stage in (*STAGES, "unknown")}
    assert answers == {"breach"}


# 2: payment is separate


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
@pytest.mark.parametrize("stage", [*STAGES, "unknown"])
@pytest.mark.parametrize(
    "what", ["payment/paypal", "payment/bank", "move//pays", "request/paypal", "payment"]
)
def test_a_contract_never_lifts_the_payment_rule(ask: Ask, platform: str, stage: str, what: str) -> None:
    assert verdict(ask(platform, what, "inbox", stage)) == "breach"


@pytest.mark.parametrize("what", ["payment/paypal", "request/paypal", "move//pays"])
def test_only_people_who_met_elsewhere_may_pay_elsewhere_on_upwork(ask: Ask, what: str) -> None:
    assert verdict(ask("upwork", what, "inbox", ACTIVE, "prior_relationship")) == "note"
    assert verdict(ask("upwork", what, "inbox", ACTIVE, "enterprise_client")) == "breach"
    assert verdict(ask("fiverr", what, "inbox", ACTIVE, "prior_relationship")) == "breach"


def test_a_payment_account_before_a_contract_names_both_clauses(ask: Ask) -> None:
    answer = ask("upwork", "payment/paypal", "inbox", BEFORE)
    assert ids(answer) == {"upwork.7.1.payments-24-months", "upwork.tou.4.1.means-of-direct-contact"}
    assert ids(ask("upwork", "payment/paypal", "inbox", ACTIVE)) == {"upwork.7.1.payments-24-months"}


def test_upwork_names_its_24_months_and_the_paid_way_out(ask: Ask) -> None:
    answer = ask("upwork", "move//pays", "inbox", AFTER)
    assert answer is not None
    assert "24 months" in answer.message
    assert any("Conversion Fee" in advice for advice in answer.advice)


# 3: asking counts as much as giving


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
@pytest.mark.parametrize(
    ("given", "asked"), [("email", "email"), ("phone", "phone"), ("handle/skype", "skype")]
)
def test_asking_counts_as_much_as_giving(ask: Ask, platform: str, given: str, asked: str) -> None:
    for surface in ("inbox", "proposal", "job_post", "profile"):
        giving = ask(platform, given, surface, BEFORE)
        asking = ask(platform, f"request/{asked}", surface, BEFORE)
        assert verdict(giving) == verdict(asking) == "breach"


# 4: the Enterprise badge and an older acquaintance


@pytest.mark.parametrize("what", [*GIVEN, "request/skype", "move", "link/calendly"])
def test_the_enterprise_badge_opens_private_channels_only(ask: Ask, what: str) -> None:
    badge = "enterprise_client"
    assert verdict(ask("upwork", what, "inbox", BEFORE, badge)) == "note"
    assert verdict(ask("upwork", what, "proposal", BEFORE, badge)) == "caution"
    for surface in PUBLIC:
        assert verdict(ask("upwork", what, surface, BEFORE, badge)) == "breach"


@pytest.mark.parametrize("what", [*GIVEN, "request/skype", "move"])
def test_an_older_acquaintance_opens_private_channels_only(ask: Ask, what: str) -> None:
    prior = "prior_relationship"
    assert verdict(ask("upwork", what, "inbox", BEFORE, prior)) == "note"
    assert verdict(ask("upwork", what, "inbox", AFTER, prior)) == "note"
    assert verdict(ask("upwork", what, "profile", BEFORE, prior)) == "breach"


def test_freelancer_lets_people_who_knew_each_other_talk_elsewhere(ask: Ask) -> None:
    assert verdict(ask("freelancer", "move", "inbox", BEFORE, "prior_relationship")) == "note"
    assert verdict(ask("freelancer", "email", "inbox", BEFORE, "prior_relationship")) == "caution"
    assert verdict(ask("freelancer", "email", "job_post", BEFORE, "prior_relationship")) == "breach"


# 5: system access, legal papers, shipping, local services


def test_system_access_frees_an_e_mail_address_and_nothing_else(ask: Ask) -> None:
    access = "system_access"
    assert verdict(ask("upwork", "email", "inbox", BEFORE, access)) == "note"
    assert verdict(ask("upwork", "request/email", "inbox", BEFORE, access)) == "note"
    assert verdict(ask("upwork", "email", "job_post", BEFORE, access)) == "breach"
    for what in ("phone", "handle/skype", "move", "request/phone", "link/calendly"):
        assert verdict(ask("upwork", what, "inbox", BEFORE, access)) == "breach"


def test_legal_papers_free_addresses_and_numbers_not_messengers(ask: Ask) -> None:
    papers = "legal_paperwork"
    for what in ("email", "phone", "address", "request/address"):
        assert verdict(ask("upwork", what, "inbox", BEFORE, papers)) == "note"
    for what in ("handle/skype", "move", "request/skype"):
        assert verdict(ask("upwork", what, "inbox", BEFORE, papers)) == "breach"


def test_a_shipping_address_is_expected_on_fiverrs_order_page(ask: Ask) -> None:
    answer = ask("fiverr", "address", "order", ACTIVE)
    assert verdict(answer) == "note"
    assert ids(answer) == {"fiverr.tos.4.7.shipping-address", "fiverr.tos.6.1.local-services"}
    assert verdict(ask("fiverr", "request/address", "order", ACTIVE)) == "note"
    assert verdict(ask("fiverr", "address", "order", ACTIVE, mode="strict")) == "caution"
    assert verdict(ask("fiverr", "address", "inbox", BEFORE)) == "breach"


def test_local_jobs_on_freelancer_may_need_details_in_private_messages(ask: Ask) -> None:
    local = "needed_for_delivery"
    assert verdict(ask("freelancer", "phone", "inbox", ACTIVE, local)) == "note"
    assert verdict(ask("freelancer", "handle/skype", "inbox", ACTIVE, local)) == "breach"
    answer = ask("freelancer", "phone", "job_post", ACTIVE, local)
    assert (verdict(answer), "freelancer.16.4.local-jobs" in ids(answer)) == ("breach", True)


# 6: public places, indirect routes, identifying details


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
@pytest.mark.parametrize("surface", PUBLIC)
@pytest.mark.parametrize("stage", [*STAGES, "unknown"])
def test_public_places_stay_closed_at_every_stage(ask: Ask, platform: str, surface: str, stage: str) -> None:
    everything = [Allowance(fact) for fact in Fact if fact not in {Fact.STAGE, Fact.SURFACE}]
    for what in (*GIVEN, "request/any", "move"):
        assert verdict(ask(platform, what, surface, stage)) == "breach"
        assert verdict(ask(platform, what, surface, stage, *everything)) == "breach"


@pytest.mark.parametrize(
    "route", ["google-forms", "calendly", "linktree", "applicant-system", "linkedin", "whatsapp"]
)
def test_indirect_routes_count_like_a_number(ask: Ask, route: str) -> None:
    answer = ask("upwork", f"link/{route}", "inbox", BEFORE)
    assert (verdict(answer), "upwork.7.2.means-of-direct-contact" in ids(answer)) == ("breach", True)
    assert verdict(ask("fiverr", f"link/{route}", "inbox", BEFORE)) == "breach"


def test_a_website_is_a_caution_before_a_contract_and_a_note_with_one(ask: Ask) -> None:
    answer = ask("upwork", "link", "proposal", BEFORE)
    assert verdict(answer) == "caution"
    assert "upwork.staff.portfolio-links" in ids(answer)
    assert verdict(ask("upwork", "link", "inbox", ACTIVE)) == "note"


def test_a_clients_job_post_must_not_identify_the_client(ask: Ask) -> None:
    assert verdict(ask("upwork", "link", "job_post", BEFORE)) == "caution"
    assert verdict(ask("upwork", "link/linkedin", "job_post", BEFORE)) == "breach"
    assert verdict(ask("upwork", "handle/instagram", "job_post", BEFORE)) == "breach"


def test_a_gig_page_may_link_to_approved_hosts_only(ask: Ask) -> None:
    assert verdict(ask("fiverr", "link/soundcloud", "listing")) == "note"
    assert verdict(ask("fiverr", "link/figma", "listing")) == "caution"
    assert verdict(ask("fiverr", "link", "profile")) == "caution"


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
def test_a_link_to_the_platform_itself_is_no_way_out(ask: Ask, platform: str) -> None:
    for stage in STAGES:
        for surface in Surface:
            assert ask(platform, f"link/{platform}", surface, stage) is None
            assert verdict(ask(platform, f"link/{platform}", surface, stage, mode="strict")) == "note"


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
def test_a_link_to_another_marketplace_asks_whose_page_it_is(ask: Ask, platform: str) -> None:
    answer = ask(platform, "link/guru", "inbox", BEFORE, mode="strict")
    assert answer is not None
    assert answer.verdict is Verdict.CAUTION
    assert verdict(ask(platform, "link/guru", "inbox", BEFORE)) == "note"


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
@pytest.mark.parametrize("tool", ["figma", "github", "google-docs", "google-drive", "loom"])
def test_a_link_to_shared_work_is_never_an_alarm_in_private(ask: Ask, platform: str, tool: str) -> None:
    for surface in ("inbox", "order"):
        for stage in (*STAGES, "unknown"):
            assert verdict(ask(platform, f"link/{tool}", surface, stage)) in {None, "note"}


# 7: Fiverr while an order is active, and after it


@pytest.mark.parametrize(
    "what", ["handle/whatsapp", "handle/discord", "move/whatsapp", "request/skype", "move"]
)
@pytest.mark.parametrize("surface", ["order", "inbox"])
def test_sources_conflict_on_outside_tools_during_an_order(ask: Ask, what: str, surface: str) -> None:
    answer = ask("fiverr", what, surface, ACTIVE)
    assert verdict(answer) == "caution"
    assert ids(answer) == {
        "fiverr.help.third-party-tools-after-order",
        "fiverr.cs.off-platform.communication",
    }
    assert answer is not None
    assert any("summary" in advice for advice in answer.advice), "document the talk on Fiverr"


@pytest.mark.parametrize(
    "what", ["handle/whatsapp", "move/whatsapp", "request/skype", "move", "request/email"]
)
@pytest.mark.parametrize("surface", ["order", "inbox"])
def test_after_completion_moving_is_a_breach(ask: Ask, what: str, surface: str) -> None:
    assert verdict(ask("fiverr", what, surface, AFTER)) == "breach"


def test_an_open_problem_may_still_need_a_detail_on_the_order_page(ask: Ask) -> None:
    answer = ask("fiverr", "email", "order", AFTER)
    assert answer is not None
    assert (answer.verdict, answer.depends_on) == (Verdict.CAUTION, (Fact.NEEDED_FOR_DELIVERY,))
    assert verdict(ask("fiverr", "email", "order", AFTER, "needed_for_delivery")) == "note"


# Customer Support's permission


def test_a_permission_counts_from_its_day_until_it_expires(ask: Ask) -> None:
    permission = Allowance(Fact.SUPPORT_PERMISSION, "ticket 4711", date(2026, 3, 1), date(2026, 9, 1))
    for on, expected in (
        (date(2026, 2, 28), "caution"),
        (date(2026, 3, 1), "note"),
        (date(2026, 9, 2), "caution"),
    ):
        assert verdict(ask("fiverr", "phone", "order", ACTIVE, permission, on=on)) == expected


def test_a_permission_is_named_with_ticket_and_day(ask: Ask) -> None:
    permission = Allowance(Fact.SUPPORT_PERMISSION, "ticket 4711", date(2026, 3, 1))
    answer = ask("fiverr", "handle/skype", "order", ACTIVE, permission)
    assert answer is not None
    assert "ticket 4711, given on 2026-03-01" in answer.message


def test_a_permission_never_opens_gig_pages_or_payment(ask: Ask) -> None:
    assert verdict(ask("fiverr", "phone", "listing", BEFORE, "support_permission")) == "breach"
    assert verdict(ask("fiverr", "payment/paypal", "order", ACTIVE, "support_permission")) == "breach"
    assert verdict(ask("fiverr", "phone", "inbox", BEFORE, "support_permission")) == "caution"


def test_peopleperhour_may_permit_a_single_payment(ask: Ask) -> None:
    permission = Allowance(Fact.SUPPORT_PERMISSION, "case 9")
    answer = ask("peopleperhour", "payment/paypal", "inbox", ACTIVE, permission)
    assert answer is not None
    assert (answer.verdict, "case 9" in answer.message) == (Verdict.NOTE, True)


# 8: dates


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 4, 3), "note"),
        (date(2020, 5, 1), "note"),
        (date(2020, 6, 25), "note"),
        (date(2020, 6, 26), "breach"),
        (date(2021, 1, 1), "breach"),
    ],
)
def test_skype_by_consent_ended_on_26_june_2020(ask: Ask, on: date, expected: str) -> None:
    assert verdict(ask("upwork", "handle/skype", "inbox", BEFORE, "they_asked", on=on)) == expected


def test_uninvited_contact_was_a_breach_already_in_spring_2020(ask: Ask) -> None:
    answer = ask("upwork", "move/uninvited", "inbox", BEFORE, on=date(2020, 5, 1))
    assert (verdict(answer), ids(answer)) == ("breach", {"upwork.notice.2020-04-03.unsolicited-contact"})


def test_each_day_shows_the_words_of_its_day(ask: Ask) -> None:
    shown = [
        ids(ask("fiverr", "phone", "inbox", BEFORE, on=on)) for on in (date(2022, 1, 1), date(2025, 2, 1))
    ]
    assert shown == [{"fiverr.tos.conduct-basics.contact-details"}, {"fiverr.tos.9.1.contact-details"}]
    early = ids(ask("upwork", "email", "inbox", BEFORE, on=date(2020, 7, 1)))
    assert early == {"upwork.announcement.2020-06-26"}


# 9: refusals and topics


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
@pytest.mark.parametrize("surface", list(Surface))
@pytest.mark.parametrize("stage", list(Stage))
def test_saying_no_is_never_more_than_a_note(ask: Ask, platform: str, surface: str, stage: str) -> None:
    for what in ("mention//refuses", "move//refuses", "request/email/refuses", "request/paypal/refuses"):
        for mode in ("standard", "strict"):
            assert verdict(ask(platform, what, surface, stage, mode=mode)) == "note"


def test_fiverrs_filter_is_named_apart_from_the_rule(ask: Ask) -> None:
    answer = ask("fiverr", "move//refuses", "inbox", BEFORE)
    assert answer is not None
    assert answer.filter_risk is not None
    assert "hold the message" in answer.filter_risk
    assert "breaks no rule" in answer.message


def test_a_rare_filter_risk_is_said_in_strict_mode_only(ask: Ask) -> None:
    standard, strict = (
        ask("upwork", "move//refuses", "inbox", BEFORE, mode=m) for m in ("standard", "strict")
    )
    assert standard is not None
    assert strict is not None
    assert (standard.filter_risk, strict.filter_risk is None) == (None, False)


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
def test_a_topic_gives_nothing_in_standard_and_a_note_in_strict_mode(ask: Ask, platform: str) -> None:
    assert ask(platform, "mention/whatsapp", "inbox", BEFORE) is None
    assert verdict(ask(platform, "mention/whatsapp", "inbox", BEFORE, mode="strict")) == "note"
    assert (
        verdict(ask(platform, "mention/whatsapp", "inbox", BEFORE, mode="strict", confidence=0.1)) == "note"
    )


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
def test_a_number_in_the_clients_script_is_a_note(ask: Ask, platform: str) -> None:
    assert verdict(ask(platform, "phone//quotes", "order", ACTIVE)) == "note"
    assert verdict(ask(platform, "phone//quotes", "inbox", BEFORE, mode="strict")) == "caution"


# 10: uninvited contact


def test_uninvited_contact_needs_consent_also_with_a_contract(ask: Ask) -> None:
    answers = [ask("upwork", "move/uninvited", "inbox", stage) for stage in STAGES]
    assert [verdict(answer) for answer in answers] == ["breach", "caution", "caution"]
    assert answers[1] is not None
    assert answers[1].depends_on == (Fact.THEY_ASKED,)
    assert verdict(ask("upwork", "move/uninvited", "inbox", ACTIVE, "they_asked")) == "note"


# reviews for favours


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_review_for_a_favour_is_a_breach(ask: Ask, platform: str, stage: str) -> None:
    for surface in ("inbox", "order", "review"):
        assert verdict(ask(platform, "request/feedback", surface, stage)) == "breach"


def test_past_buyers_may_not_be_asked_to_change_a_review(ask: Ask) -> None:
    assert ids(ask("fiverr", "request/feedback", "inbox", AFTER)) == {"fiverr.tos.9.2.no-review-pressure"}


# a private place is not a public one, and an old contract does not close what never needed one


@pytest.mark.parametrize("surface", PUBLIC)
@pytest.mark.parametrize("stage", [*STAGES, "unknown"])
def test_announcing_contact_in_public_is_a_breach_whatever_they_asked(
    ask: Ask, surface: str, stage: str
) -> None:
    for allow in ((), ("they_asked",)):
        assert verdict(ask("upwork", "move/uninvited", surface, stage, *allow)) == "breach"


def test_system_access_and_legal_papers_count_after_a_contract_too(ask: Ask) -> None:
    for what in ("email", "request/email"):
        assert verdict(ask("upwork", what, "inbox", AFTER, "system_access")) == "note"
        assert verdict(ask("upwork", what, "inbox", AFTER, "legal_paperwork")) == "note"
    for what in ("phone", "address", "request/phone"):
        assert verdict(ask("upwork", what, "inbox", AFTER, "system_access")) == "caution"
        assert verdict(ask("upwork", what, "inbox", AFTER, "legal_paperwork")) == "note"
    for fact in ("system_access", "legal_paperwork"):
        for what in ("handle/skype", "move", "request/skype", "link/calendly"):
            assert verdict(ask("upwork", what, "inbox", AFTER, fact)) == "caution"


@pytest.mark.parametrize("fact", ["enterprise_client", "prior_relationship"])
def test_a_website_in_a_proposal_stays_a_caution_with_every_exception(ask: Ask, fact: str) -> None:
    assert verdict(ask("upwork", "link", "inbox", BEFORE, fact)) == "note"
    assert verdict(ask("upwork", "link", "proposal", BEFORE, fact)) == "caution"


@pytest.mark.parametrize("surface", ["inbox", "proposal"])
def test_a_link_to_a_messenger_is_judged_like_its_user_name_on_freelancer(ask: Ask, surface: str) -> None:
    for allow in ((), ("prior_relationship",)):
        name = ask("freelancer", "handle/whatsapp", surface, ACTIVE, *allow)
        link = ask("freelancer", "link/whatsapp", surface, ACTIVE, *allow)
        assert verdict(name) == verdict(link)


def test_asking_for_the_address_of_a_local_job_counts_like_giving_it(ask: Ask) -> None:
    for surface, expected in (("inbox", "caution"), ("order", "caution"), ("proposal", "breach")):
        assert verdict(ask("freelancer", "address", surface)) == expected
        assert verdict(ask("freelancer", "request/address", surface)) == expected


@pytest.mark.parametrize("platform", ["fiverr", "upwork", "freelancer", "peopleperhour"])
def test_that_payment_details_mean_an_offer_is_marked_as_our_reading(platform: str) -> None:
    rules = [rule for rule in built_in(platform).rules if rule.id == "payment.details"]
    assert len(rules) == 1
    assert rules[0].inference


def test_peopleperhours_sentence_about_talk_is_read_and_not_quoted_as_one_about_details() -> None:
    rules = {rule.id: rule for rule in built_in("peopleperhour").rules}
    assert rules["details"].inference
    assert rules["asking"].inference
    assert not rules["moving"].inference
