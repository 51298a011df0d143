"""What an observer is told: where each claim came from, what was made of it, and how it ended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.observed import ends, fates, fates_of

import touchline
from touchline import short_memory
from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.claims.fate import Drop, Fate, Merge, Reading, Step, Turn
from touchline.context import Context
from touchline.detectors import DETECTORS
from touchline.model import Intent, Kind, Mode, Stage, Surface
from touchline.views.message import Views

INBOX = Context("fiverr", Surface.INBOX, Stage.BEFORE_CONTRACT)


def steps(message: str, step: Step, recent: tuple[str, ...] = ()) -> list[Fate]:
    return [fate for fate in fates(message, recent) if fate.step is step]


def test_a_claim_is_told_with_its_detector_place_kind_and_evidence() -> None:
    (claimed,) = steps("see jo@example.org", Step.CLAIMED)
    assert (claimed.detector, claimed.reading, claimed.number) == ("email", Reading.MESSAGE, 1)
    assert (claimed.kind, claimed.start, claimed.end, claimed.seen) == (Kind.EMAIL, 4, 18, "jo@example.org")
    assert [item.code for item in claimed.evidence] == ["email-plain"]


@pytest.mark.parametrize(
    ("message", "recent", "reading", "seen"),
    [
        ("j-o-h-n-@-g-m-a-i-l.com", (), Reading.SQUEEZED, "john@gmail.com"),
        ("am9obkBnbWFpbC5jb20= decode base64", (), Reading.DECODED, "john@gmail.com"),
        ("moc.liamg@nhoj (reverse it)", (), Reading.REVERSED, "john@gmail.com"),
        ("gmail dot com", ("mara.l77", "at"), Reading.EARLIER, "mara.l77@gmail.com"),
    ],
)
def test_a_claim_names_the_reading_that_shows_it(
    message: str, recent: tuple[str, ...], reading: Reading, seen: str
) -> None:
    assert (reading, seen) in {
        (fate.reading, fate.seen) for fate in steps(message, Step.CLAIMED, recent) if fate.kind is Kind.EMAIL
    }


def test_a_library_that_agrees_is_told_with_its_evidence() -> None:
    (confirmed,) = steps("see jo@studio-north.com", Step.CONFIRMED)
    assert confirmed.evidence[-1].code == "email-valid"
    assert steps("mail: jo@studio-north.com or +44 7700 900123", Step.CONFIRMED) == [], "both sure already"


TURNED = [
    ("call me: ⟦646 555 0142⟧ on viber", "phone", Turn.MESSENGER),
    ("no ⟦whatsapp⟧ please", "mention", Turn.REFUSED),
    ("⟦Pay directly⟧? No thanks", "move", Turn.ANSWERED_NO),
    ("customers ⟦pay via PayPal⟧", "move", Turn.REPORTED),
    ("is it allowed to ⟦share a number⟧ here?", "request", Turn.ABOUT_RULES),
    ("can we ⟦have a call⟧ here on Upwork?", "request", Turn.STAYS),
    ('Put "⟦call me⟧ tonight" on the cover', "request", Turn.QUOTED),
    ("put ⟦+44 7700 900321⟧ on the business card", "phone", Turn.SCRIPT),
    ("the bounce test went to ⟦nobody@example.com⟧", "email", Turn.SAMPLE),
    ("please audit ⟦www.bluefern.com⟧ for us", "link", Turn.WORKED_ON),
    ("2024-11-06 09:14:22 WARN to ⟦+44 7700 900321⟧", "phone", Turn.MATERIAL),
]


@pytest.mark.parametrize(("marked", "detector", "turn"), TURNED)
def test_the_sentence_turns_a_claim_and_says_why(marked: str, detector: str, turn: Turn) -> None:
    assert (Step.TURNED, turn) in fates_of(marked, detector)


def test_a_claim_may_be_turned_twice() -> None:
    marked = "voice-over script: call ⟦6465550142⟧ on whatsapp"
    turns = [code for step, code in fates_of(marked, "phone") if step is Step.TURNED]
    assert turns == [Turn.MESSENGER, Turn.SCRIPT]


def test_a_turned_claim_is_told_as_what_it_became() -> None:
    (turned,) = steps("Sorry, no whatsapp please", Step.TURNED)
    assert (turned.kind, turned.intent, turned.seen) == (Kind.MENTION, Intent.REFUSES, "whatsapp")


MERGED = [
    ("wa.me/⟦447700900321⟧", "phone", Step.VETOED, "in-link"),
    ("⟦discord⟧.gg/olenaX7", "mention", Step.MERGED, Merge.IN_LINK),
    ("⟦text me⟧ on viber", "request", Step.MERGED, Merge.SAME_PHRASE),
    ("⟦call me⟧ at jo@example.org", "request", Step.MERGED, Merge.ANNOUNCES),
    ("⟦ring me⟧ at +1 2", "request", Step.DROPPED, Drop.UNFINISHED),
    ("⟦420 Mason Street⟧.", "address", Step.BELOW_FLOOR, ""),
]


@pytest.mark.parametrize(("marked", "detector", "step", "code"), MERGED)
def test_a_claim_that_is_no_finding_says_how_it_ended(
    marked: str, detector: str, step: Step, code: str
) -> None:
    assert fates_of(marked, detector)[-1] == (step, code)


def test_what_is_merged_names_the_claim_that_counts() -> None:
    heard = fates("call me at jo@example.org")
    (merged,) = [fate for fate in heard if fate.step is Step.MERGED]
    (email,) = [fate for fate in heard if fate.step is Step.CLAIMED and fate.kind is Kind.EMAIL]
    assert (merged.kind, merged.other) == (Kind.REQUEST, email.number)


def test_the_same_thing_in_two_readings_is_merged() -> None:
    assert (Step.MERGED, Merge.SAME_VALUE) in ends("j o h n @ g m a i l . c o m", Kind.EMAIL)


def test_a_claim_loses_its_place_to_one_of_another_kind() -> None:
    heard = fates("write me at jane77 at gmail dot com or wa.me/447700900123")
    (lost,) = [fate for fate in heard if fate.step is Step.LOST]
    winner = next(fate for fate in heard if fate.number == lost.other)
    assert (lost.kind, winner.kind) == (Kind.HANDLE, Kind.EMAIL)


@pytest.mark.parametrize(
    ("message", "recent", "kind", "drop"),
    [
        ("see you tomorrow", ("mara@lindt.de",), Kind.EMAIL, Drop.ELSEWHERE),
        ("646 555 0142", ("1",), Kind.PHONE, Drop.ALONE),
        ("@gmail.com", ("hello", "jane77"), Kind.EMAIL, Drop.LESS_SURE),
        (".pk", ("sara@firm.com",), Kind.EMAIL, Drop.GIVEN_BEFORE),
    ],
)
def test_a_claim_of_several_messages_says_why_it_is_dropped(
    message: str, recent: tuple[str, ...], kind: Kind, drop: Drop
) -> None:
    assert (Step.DROPPED, drop) in ends(message, kind, recent)


def test_every_turn_and_every_end_without_a_finding_is_reached_above() -> None:
    assert {turn for _, _, turn in TURNED} == set(Turn)
    assert {code for *_, code in MERGED} >= set(Merge) - {Merge.SAME_VALUE}


def answers(message: str, context: Context) -> list[tuple[Step, str]]:
    ends = {Step.WARNED, Step.NO_RULE, Step.DOUBTFUL}
    return [(fate.step, fate.code) for fate in fates(message, context=context) if fate.step in ends]


def test_the_terms_answer_for_each_finding() -> None:
    assert answers("mail me at jo@example.org", INBOX) == [(Step.WARNED, "before")]
    assert answers("on telegram: hello", INBOX) == [(Step.DOUBTFUL, "")]


def test_a_finding_that_no_rule_speaks_of_says_so() -> None:
    upwork = Context("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT)
    assert answers("https://www.upwork.com/freelancers/~01abc", upwork) == [(Step.NO_RULE, "")]


def test_in_strict_mode_no_finding_is_too_doubtful() -> None:
    steps = {step for step, _ in answers("on telegram: hello", replace(INBOX, mode=Mode.STRICT))}
    assert Step.DOUBTFUL not in steps
    assert steps


@pytest.mark.parametrize("confirm", ["email", "phone", "vanity"])
def test_what_a_library_does_not_know_stays_as_it_is(confirm: str) -> None:
    (detector,) = [each for each in DETECTORS if each.name == confirm]
    views = Views("nothing here")
    claim = Candidate(Kind.PHONE, views.folded, 0, 7, "0000000", evidence=evidence("phone-generic"))
    assert detector.confirm is not None
    assert detector.confirm(claim, ("US",)) == claim


def test_what_does_not_run_and_what_sees_nothing_is_told() -> None:
    heard = fates("www.")
    silent = {fate.detector: fate.step for fate in heard}
    assert set(silent) == {detector.name for detector in DETECTORS}
    assert silent["link"] is Step.SAW_NOTHING
    assert silent["payment"] is Step.NO_TRIGGER
    assert {fate.step for fate in fates("See you on Monday.")} == {Step.NO_TRIGGER}


def test_what_is_remembered_hides_nothing_from_an_observer() -> None:
    short_memory.forget()
    message = "order number 6465550142, mail jo@example.org"
    cold = fates(message)
    plain = touchline.find(message)
    assert fates(message) == cold
    assert touchline.find(message, observe=lambda _: None) == plain == touchline.find(message)


def test_every_claim_ends_once_and_as_found_exactly_when_it_is_a_finding() -> None:
    message = "my whatsapp is +1 415 555 0132, order number 9876543210, or mail j o @ example . org, no skype"
    heard = fates(message)
    last = {fate.number: fate for fate in heard if fate.number}
    endings = {Step.VETOED, Step.MERGED, Step.DROPPED, Step.LOST, Step.BELOW_FLOOR, Step.FOUND}
    ended = [fate.number for fate in heard if fate.step in endings]
    assert sorted(ended) == sorted(last)
    found = {(fate.kind, fate.start, fate.end) for fate in last.values() if fate.step is Step.FOUND}
    assert found == {(finding.kind, finding.start, finding.end) for finding in touchline.find(message)}
