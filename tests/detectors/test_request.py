"""Requests: every way of asking × everything asked for."""

from __future__ import annotations

import re

import pytest

import touchline
from touchline.language.phrases import _grammar
from touchline.model import Intent, Kind

ASKED = {
    "skype": "skype",
    "whatsapp number": "whatsapp",
    "phone number": "phone",
    "email": "email",
    "telegram": "telegram",
    "contact details": "any",
    "paypal": "paypal",
    "instagram handle": "instagram",
}
FRAMES = (
    "what's your {thing}?",
    "send me your {thing} please",
    "can I have your {thing}?",
    "Could you share ur {thing} with me",
    "your {thing}?",
    "I need your {thing} to start",
    "drop your {thing}",
    "hi there, may i know your {thing}?",
)


def requests(message: str) -> list[tuple[str, str | None]]:
    return [
        (message[finding.start : finding.end], finding.channel)
        for finding in touchline.find(message)
        if finding.kind is Kind.REQUEST and finding.intent is Intent.REQUESTS
    ]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("thing", "channel"), ASKED.items())
def test_every_way_of_asking_for_everything_is_found(frame: str, thing: str, channel: str) -> None:
    ((span, found),) = requests(frame.format(thing=thing))
    assert found == channel
    assert thing in span


@pytest.mark.parametrize("work", ["template", "marketing plan", "bot", "API key", "integration", "campaign"])
@pytest.mark.parametrize("frame", ["send me your {thing} {work}", "what's your {thing} {work}?"])
@pytest.mark.parametrize("thing", ["email", "whatsapp", "instagram"])
def test_the_work_of_the_same_name_may_be_asked_for(frame: str, thing: str, work: str) -> None:
    assert requests(frame.format(thing=thing, work=work)) == []


@pytest.mark.parametrize(
    "message",
    [
        "shall we continue elsewhere?",
        "is there another way I can reach you?",
        "how can I contact you outside of Upwork?",
        "can we talk on whatsapp?",
        "DM me on insta",
        "email me the files",
        "join our telegram group",
    ],
)
def test_asking_without_naming_a_detail_is_found(message: str) -> None:
    assert len(requests(message)) == 1


@pytest.mark.parametrize(
    "message",
    [
        "mail me at rita@rita-ox.org",
        "add me on skype: rita.ox91",
        "my whatsapp number is +44 7700 900321",
        "call me on +44 7700 900321",
    ],
)
def test_a_request_whose_object_is_given_is_no_request(message: str) -> None:
    assert requests(message) == []


def test_a_question_and_an_answer_are_two_findings() -> None:
    kinds = [finding.kind for finding in touchline.find("what's your skype? mine is rita.ox91")]
    assert Kind.REQUEST in kinds


def test_favours_for_reviews_have_their_own_channel() -> None:
    assert requests("if you leave 5 stars I will give you a discount")[0][1] == "feedback"


def test_every_pattern_of_the_grammar_compiles_and_needs_something() -> None:
    _, phrases = _grammar()
    assert len(phrases) > 200
    for phrase in phrases:
        assert phrase.pattern.needs
        assert "span" in re.compile(phrase.pattern.source).groupindex
