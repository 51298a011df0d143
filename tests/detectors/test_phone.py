"""Phone numbers: values, techniques, evidence, and what typing and long inputs do."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path

import pytest

import touchline
from touchline.claims.claim import CutShort
from touchline.detectors.address.address import ADDRESS
from touchline.detectors.payment.payment import PAYMENT
from touchline.detectors.phone.numbering_plans import shape
from touchline.detectors.phone.phone import PHONE
from touchline.detectors.phone.vanity import VANITY
from touchline.model import Kind, Technique
from touchline.text.figures.numerals import atoms, number_words
from touchline.views.message import Views

CORPORA = Path(__file__).parents[1] / "corpora"
MARK_RE = re.compile(r"⟦[a-z]+:")


def phones(message: str, **options: tuple[str, ...]) -> list[touchline.Finding]:
    return [finding for finding in touchline.find(message, **options) if finding.kind is Kind.PHONE]


def spelled(message: str) -> str:
    views = Views(message)
    read = atoms(views.lower, 0, len(views.lower), number_words(views.hits))
    return " ".join(atom.digits if atom else "·" for atom in read)


@pytest.mark.parametrize(
    ("message", "digits"),
    [
        ("six four six", "6 4 6"),
        ("double five triple zero", "55 000"),
        ("twenty three forty", "23 40"),
        ("nine hundred sixteen", "916"),
        ("eight hundred five five five", "800 5 5 5"),
        ("quatre-vingt-dix-huit", "98"),
        ("treinta y cinco", "35"),
        ("dreiundzwanzig", "23"),
        ("девятьсот шестнадцать", "916"),
        ("thr33 z3r0 0n3", "3 0 1"),
        ("O3OO", "0 3 0 0"),
        ("five apples", "5 ·"),
        ("4our 5ive", "4 5"),
    ],
)
def test_digits_are_read_however_they_are_spelled(message: str, digits: str) -> None:
    assert spelled(message) == digits


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("ring +44 7700 900461", "+447700900461"),
        ("ring +44 (0) 7700 900461", "+447700900461"),
        ("ring 0044 7700 900461", "00447700900461"),
        ("ring 646-555-0142", "6465550142"),
        ("zero three zero one double five five zero one seven seven", "03015550177"),
        ("book with 1-800-GO-PAINT", "+18004672468"),
    ],
)
def test_the_value_is_what_would_be_dialled(message: str, value: str) -> None:
    assert [finding.value for finding in phones(message)] == [value]


@pytest.mark.parametrize(
    ("message", "techniques"),
    [
        ("646-555-0142", (Technique.PLAIN,)),
        ("6 4 6 5 5 5 0 1 4 2", (Technique.SPACED,)),
        ("6*4*6*5*5*5*0*1*4*2", (Technique.SEPARATORS,)),
        ("six four six five five five zero one four two", (Technique.DIGIT_WORDS,)),
        ("O3O1 555OI77", (Technique.LEET,)),
        ("６４６－５５５－０１４２", (Technique.STYLED,)),
        ("646\u200b555\u200b0142", (Technique.INVISIBLE,)),
        ("1-800-GO-PAINT", (Technique.VANITY,)),
        ("৬৪৬-৫৫৫-০১৪২", (Technique.PLAIN,)),
    ],
)
def test_the_disguise_is_named(message: str, techniques: tuple[Technique, ...]) -> None:
    assert [finding.techniques for finding in phones(message)] == [techniques]


@pytest.mark.parametrize(
    ("digits", "groups", "plus", "code"),
    [
        ("447700900461", (2, 4, 6), True, "phone-international"),
        ("6465550142", (3, 3, 4), False, "phone-national"),
        ("03015550177", (11,), False, "phone-trunk"),
        ("923015550177", (2, 3, 7), False, "phone-trunk"),
        ("9876501238", (10,), False, "phone-mobile"),
        ("5550142", (3, 4), False, "phone-generic"),
        ("100200300", (3, 3, 3), False, "phone-generic"),
    ],
)
def test_shapes_follow_the_numbering_plans(
    digits: str, groups: tuple[int, ...], plus: bool, code: str
) -> None:
    assert shape(digits, groups, plus, ("US", "GB", "IN")) == code


def test_regions_decide_what_a_bare_mobile_number_is() -> None:
    at_home = phones("612345678 is free after six, mi movil", regions=("ES",))
    abroad = phones("612345678 is free after six, mi movil", regions=("US",))
    assert at_home[0].confidence > abroad[0].confidence


def test_a_number_that_libphonenumber_does_not_know_is_found_all_the_same() -> None:
    (finding,) = phones("+44 7700 900461")
    assert "phone-valid" not in {item.code for item in finding.evidence}


def test_a_real_looking_number_is_more_certain_than_a_bare_one() -> None:
    assert phones("text 646-555-0142")[0].confidence > phones("6465550142")[0].confidence


def test_two_numbers_side_by_side_are_two_findings() -> None:
    message = "0301 5550177 / 0321 5550178, 646-555-0142 or +44 7700 900461"
    assert [message[finding.start : finding.end] for finding in phones(message)] == [
        "0301 5550177",
        "0321 5550178",
        "646-555-0142",
        "+44 7700 900461",
    ]


def test_typing_a_number_speaks_once_it_is_whole_and_stays() -> None:
    message = "my cell is 646-555-0142 ok"
    found = [bool(phones(message[:end])) for end in range(len(message) + 1)]
    first = found.index(True)
    assert message[:first].count("-") == 2
    assert all(found[first:])


@pytest.mark.parametrize("message", ["my number is 5", "ring me at +1 2", "646-555", "zero three zero"])
def test_an_unfinished_number_is_silent(message: str) -> None:
    assert phones(message) == []


@pytest.mark.parametrize("corpus", ["phone", "payment", "address"])
def test_no_half_typed_message_breaks_a_detector(corpus: str) -> None:
    text = (CORPORA / f"{corpus}.txt").read_text("utf-8")
    for line in text.replace("⟧", "").splitlines():
        message = MARK_RE.sub("", line)
        for end in range(1, len(message)):
            views = Views(message[:end])
            for detector in (PHONE, VANITY, PAYMENT, ADDRESS):
                list(detector.find(views))


@pytest.mark.parametrize(
    ("recent", "message", "part"),
    [
        (("646", "555"), "0142", "0142"),
        (
            ("my number", "zero three zero one five"),
            "five five zero one seven seven",
            "five five zero one seven seven",
        ),
        (("07700",), "900461", "900461"),
    ],
)
def test_a_number_sent_in_parts_is_found_in_the_last_one(
    recent: tuple[str, ...], message: str, part: str
) -> None:
    (finding,) = phones(message, recent=recent)
    assert message[finding.start : finding.end] == part
    assert Technique.SPLIT in finding.techniques


def test_figures_of_two_messages_about_something_else_are_no_number() -> None:
    assert phones("it has 2500 words", recent=("the budget is 500", "due in 2026")) == []


@pytest.mark.parametrize(
    "flood",
    [
        "1",
        "1 ",
        "12 ",
        " 1 - ",
        "123-",
        "(1)",
        "1.",
        "+1 ",
        "one ",
        "six oh ",
        "l1o0 ",
        "0300 1234567 ",
        "1(aa)",
    ],
)
def test_floods_are_read_in_linear_time(flood: str) -> None:
    def seconds(size: int) -> float:
        message = (flood * size)[:size]
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            with contextlib.suppress(CutShort):  # which the pipeline names in `incomplete`
                list(PHONE.find(Views(message)))
            best = min(best, time.process_time() - began)
        return best

    short, long = seconds(2_500), seconds(20_000)
    assert long < max(short, 0.002) * 8 * 3, "eight times the text, at most three times eight the time"


@pytest.mark.parametrize("row", ["1 " * 41, "12 " * 50, "7-" * 45, "1, 2, " * 30])
def test_a_number_after_a_row_of_figures_is_found(row: str) -> None:
    message = row + "+44 7700 900461"
    assert [message[finding.start : finding.end] for finding in phones(message)] == ["+44 7700 900461"]


def test_a_flood_is_named_incomplete() -> None:
    with pytest.raises(touchline.Incomplete) as caught:
        touchline.find("0300 1234567, " * 1_000)
    assert "phone" in caught.value.incomplete
    assert caught.value.findings
