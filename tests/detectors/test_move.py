"""Moves: leading the talk or the payment away."""

from __future__ import annotations

import pytest

import touchline
from touchline.model import Intent, Kind


def moves(message: str) -> list[tuple[str, Intent]]:
    return [
        (message[finding.start : finding.end], finding.intent)
        for finding in touchline.find(message)
        if finding.kind is Kind.MOVE
    ]


PLACES = ("on telegram", "over skype", "outside of Fiverr", "off the platform", "somewhere else")
WAYS = ("directly", "outside of Upwork", "off platform", "via PayPal", "through Wise")


@pytest.mark.parametrize("verb", ["talk", "continue", "chat", "discuss this"])
@pytest.mark.parametrize(
    "place", ["on telegram", "over skype", "outside of Fiverr", "off the platform", "somewhere else"]
)
@pytest.mark.parametrize(
    "frame", ["let's {verb} {place}", "we can {verb} {place}", "I'd prefer to {verb} {place}"]
)
def test_inviting_away_is_found(frame: str, verb: str, place: str) -> None:
    ((span, intent),) = moves(frame.format(verb=verb, place=place))
    assert place in span
    assert intent is Intent.MOVES


@pytest.mark.parametrize(
    "way", ["directly", "outside of Upwork", "off platform", "via PayPal", "through Wise"]
)
@pytest.mark.parametrize("frame", ["pay me {way}", "you can pay me {way}", "I will pay you {way}"])
def test_paying_elsewhere_is_found(frame: str, way: str) -> None:
    ((_, intent),) = moves(frame.format(way=way))
    assert intent is Intent.PAYS


@pytest.mark.parametrize(
    "message",
    [
        "it costs you less if we skip the platform",
        "outside the platform to avoid the fee",
        "let's avoid the Upwork commission",
        "I would rather take crypto, without a middleman",
        "cancel the order and I will pay you by PayPal",
    ],
)
def test_sparing_the_fee_is_paying_elsewhere(message: str) -> None:
    assert [intent for _, intent in moves(message)] == [Intent.PAYS]


@pytest.mark.parametrize(
    "message",
    [
        "My number is in the attached PDF",
        "search for my name on google",
        "I sent you a request on Linked In",
        "let's move to email",
    ],
)
def test_detours_are_moves(message: str) -> None:
    assert len(moves(message)) == 1


def test_contact_the_other_side_did_not_give_is_told_apart() -> None:
    (finding,) = touchline.find("I found you on LinkedIn, I will call you")
    assert (finding.kind, finding.channel) == (Kind.MOVE, "uninvited")


def test_a_call_on_the_platform_itself_is_no_move() -> None:
    assert moves("let's schedule a zoom call here on Upwork") == []
