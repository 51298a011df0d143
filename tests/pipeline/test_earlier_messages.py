"""A value sent in pieces: every way of cutting × sentence, and pieces of other talk, which make nothing."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

import touchline
from touchline.model import Kind, Technique

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from touchline.model import Finding

REPORTED = 0.5
MOST = 5
LEAST = 10
"""Digits of the shortest number among them."""
UNRELATED = (
    ("hi, thanks for the brief",),
    ("the budget is 300 for 5 pages", "ok?"),
    ("I can start on Monday", "at 9 or 10", "see the first draft below"),
)

PHONES = ("646 555 0142", "0301 555 0177", "+44 7700 900461", "98765 01238", "07700 900 123")
EMAILS = ("mara.stone77@gmail.com", "office77@studio-north.com", "jo_w@mail.marlowe.net")
LINKS = ("mara-stone.com", "www.mara-stone.com", "https://mara-stone.org/work")
ANNOUNCED = {
    Kind.HANDLE: (
        *(
            ("my skype is", "mara_stone7"),
            ("telegram:", "@mara_stone7"),
            ("add me on discord", "mara_stone7"),
        ),
        *(("my insta", "mara.draws_now"), ("skype", "live:mara.stone_7")),
    ),
    Kind.PAYMENT: (
        *(("my venmo is", "@Mara-Stone-7"), ("cash app", "$MaraDraws"), ("upi id", "mara.stone@okaxis")),
        *(("pay into IBAN", "DE02 1203 0000 0000 2020 51"), ("my account number is", "00123456789")),
    ),
    Kind.ADDRESS: (("ship it to", "48 Larkfield Lane"), ("my address:", "8 Tannery Lane, Leeds LS1 4AB")),
    Kind.PHONE: (("my number is", "5550142"), ("call me:", "646 5550142")),
}
REVERSED = (
    *(("mara_stone7", "that's my skype"), ("mara_stone7", "on telegram"), ("@mara.draws_now", "is my insta")),
    *(("live:mara.stone_7", "add me on skype"), ("mara_stone7", "my discord name")),
    *(("mara_stone7", "das ist mein skype"), ("mara_stone7", "ese es mi skype")),
)
FRONTS = ("+1 first", "and +1 before it", "put +1 in front", "country code is +1", "it starts with +1")


def _found(messages: Sequence[str], kind: Kind) -> list[Finding]:
    *recent, message = messages
    findings = touchline.find(message, tuple(recent[-MOST:]))
    return [found for found in findings if found.kind is kind and found.confidence >= REPORTED]


def _cuts(value: str, places: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """The value cut at one, two or three of the places."""
    for count in (1, 2, 3):
        for chosen in itertools.combinations(places, count):
            edges = (0, *chosen, len(value))
            yield tuple(value[start:end].strip() for start, end in itertools.pairwise(edges))


def _pieces(value: str) -> list[tuple[str, ...]]:
    return list(_cuts(value, [index for index, char in enumerate(value) if char == " "]))


def _signs(value: str) -> list[tuple[str, ...]]:
    at, dot = value.index("@"), value.rindex(".")
    return list(_cuts(value, [at, at + 1, dot]))


@pytest.mark.parametrize("before", UNRELATED)
@pytest.mark.parametrize("value", PHONES)
def test_a_number_in_pieces_is_found_where_it_ends(value: str, before: tuple[str, ...]) -> None:
    digits = "".join(char for char in value if char.isdecimal())
    for pieces in _pieces(value):
        (finding,) = _found((*before, *pieces), Kind.PHONE)
        assert (finding.start, finding.end) == (0, len(pieces[-1])), pieces
        if touchline.find(pieces[-1]):  # without its country code it is a number too
            continue
        assert Technique.SPLIT in finding.techniques
        # the fewest messages that make a number: a country code sent before them may be left out
        told = finding.value.lstrip("+")
        assert digits.endswith(told), pieces
        assert len(told) >= min(len(digits), LEAST), pieces


@pytest.mark.parametrize("before", UNRELATED)
@pytest.mark.parametrize("value", EMAILS)
def test_an_address_in_pieces_is_found_where_it_ends(value: str, before: tuple[str, ...]) -> None:
    for pieces in _signs(value):
        *earlier, last = pieces
        findings = _found((*before, *earlier, last), Kind.EMAIL)
        assert [finding.value for finding in findings] == [value], pieces
        assert (findings[0].start, findings[0].end) == (0, len(last)), pieces


@pytest.mark.parametrize(
    ("first", "joint"),
    [("my mail is {}", "and then {}"), ("{}", "the rest is {}"), ("write to {}", "then {}!")],
)
@pytest.mark.parametrize("value", EMAILS)
def test_words_that_join_the_pieces_are_none_of_them(value: str, first: str, joint: str) -> None:
    name, domain = value.split("@")
    message = joint.format("@" + domain)
    (finding,) = _found((first.format(name), message), Kind.EMAIL)
    assert message[finding.start : finding.end].strip("@") == domain


@pytest.mark.parametrize("value", LINKS)
def test_a_link_in_pieces_is_found_where_it_ends(value: str) -> None:
    dot = value.index(".", value.index("-"))
    for pieces in ((value[:dot], value[dot:]), (value[: dot + 1], value[dot + 1 :])):
        assert _found(pieces, Kind.LINK), pieces


@pytest.mark.parametrize(
    ("kind", "messages"), [(kind, pair) for kind, pairs in ANNOUNCED.items() for pair in pairs]
)
def test_what_the_last_message_announced_is_found(kind: Kind, messages: tuple[str, str]) -> None:
    (finding,) = _found(("hi there", *messages), kind)
    assert (finding.start, finding.end) == (0, len(messages[-1]))


@pytest.mark.parametrize("messages", REVERSED)
def test_a_name_whose_service_comes_after_it_is_found(messages: tuple[str, str]) -> None:
    (finding,) = _found(messages, Kind.HANDLE)
    assert finding.value == messages[0].removeprefix("@")


def test_a_handle_in_pieces_is_put_together() -> None:
    (finding,) = _found(("my telegram", "@mara", "stone7"), Kind.HANDLE)
    assert finding.value == "marastone7"


@pytest.mark.parametrize("message", FRONTS)
def test_digits_said_to_come_first_are_put_in_front(message: str) -> None:
    (finding,) = _found(("6465550142", message), Kind.PHONE)
    assert finding.value == "+16465550142"
    assert message[finding.start : finding.end] == "+1"


@pytest.mark.parametrize(
    ("kind", "messages"),
    [
        (Kind.REQUEST, ("what's your", "skype")),
        (Kind.REQUEST, ("can I get your", "number?")),
        (Kind.MOVE, ("let's talk", "on whatsapp")),
        (Kind.MOVE, ("pay me", "directly")),
    ],
)
def test_a_phrase_in_two_messages_is_found(kind: Kind, messages: tuple[str, str]) -> None:
    assert _found(messages, kind)


@pytest.mark.parametrize(
    "messages",
    [
        ("I need 3 logos", "in 2 days", "for 150"),
        ("1200", "1500"),
        ("2", "4", "6", "8", "10"),
        ("at 5", "maybe 6", "or 7 30"),
        ("my number of pages is", "5550142"),
        ("version 2.0.1", "14 files", "2026"),
        ("my budget is 1500 or 2000", "2500"),
        ("invoice 646", "555 items", "0142 sku"),
        ("order 6465550142", "first I need the brief, 1 page"),
        ("mara", "at the end of the day"),
        ("thanks", "@everyone look at this"),
        ("see you", "at", "noon"),
        ("gmail", "is down"),
        ("do you know discord", "nice_work mate"),
        ("I build telegram bots", "user_id is the key"),
        ("final_v2", "a telegram bot"),
        ("my insta", "is private"),
        ("website?", "yes"),
        ("what's your", "rate"),
        ("can I get your", "feedback?"),
        ("let's talk", "about the logo"),
        ("pay me", "for the extra page"),
        ("integrate PayPal", "$total is the variable"),
        ("+1", "sounds good"),
        ("the end.", "So what next"),
    ],
)
def test_pieces_of_other_talk_make_nothing(messages: tuple[str, ...]) -> None:
    *recent, message = messages
    found = [item for item in touchline.find(message, tuple(recent)) if item.kind is not Kind.MENTION]
    assert [
        (item.kind, message[item.start : item.end]) for item in found if item.confidence >= REPORTED
    ] == []
