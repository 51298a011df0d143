"""Handles: what stands beside a service's name, and links that lead to a person."""

from __future__ import annotations

import pytest

import touchline
from touchline.model import Kind, Technique
from touchline.text.account_name import Likeness, likeness


def handles(message: str) -> list[tuple[str, str | None]]:
    return [
        (message[finding.start : finding.end], finding.channel)
        for finding in touchline.find(message)
        if finding.kind is Kind.HANDLE
    ]


SERVICES = {
    "skype": "Skype",
    "telegram": "Telegram",
    "discord": "Discord",
    "viber": "Viber",
    "wechat": "WeChat",
    "snapchat": "Snapchat",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "x": "Twitter",
    "tiktok": "TikTok",
    "kakaotalk": "KakaoTalk",
    "whatsapp": "WhatsApp",
}
FRAMES = (
    "{service}: {handle}",
    "my {service} is {handle}",
    "add me on {service} {handle}",
    "{handle} on {service}",
    "I'm {handle} on {service}, write me",
    "{service} id {handle} thanks",
    "{service} - {handle}",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("channel", "service"), SERVICES.items())
@pytest.mark.parametrize("handle", ["rita_ox", "rita.ox91", "@rita.ox", "ritaox91"])
def test_a_handle_is_found_on_either_side_of_any_service(
    frame: str, channel: str, service: str, handle: str
) -> None:
    assert handles(frame.format(service=service, handle=handle)) == [(handle, channel)]


@pytest.mark.parametrize(
    "dressed", ["T3legr@m", "te1egram", "tele gram", "t.e.l.e.g.r.a.m", "Telgram", "TELEGRAM"]
)
def test_a_dressed_up_service_still_names_its_handle(dressed: str) -> None:
    assert handles(f"{dressed}: @rita_ox") == [("@rita_ox", "telegram")]


def test_the_disguise_of_the_service_is_told() -> None:
    (finding,) = (finding for finding in touchline.find("sk1pe: rita.ox91") if finding.kind is Kind.HANDLE)
    assert finding.techniques == (Technique.LEET,)


@pytest.mark.parametrize(
    ("link", "channel"),
    [
        ("t.me/rita_ox", "telegram"),
        ("https://wa.me/447700900321", "whatsapp"),
        ("https://us02web.zoom.us/j/93012345678?pwd=abc", "zoom"),
        ("meet.google.com/xyz-abcd-efg", "google-meet"),
        ("https://www.linkedin.com/in/rita-ox/", "linkedin"),
        ("discord.gg/aBcDeF", "discord"),
        ("calendly.com/rita-ox/30min", "calendly"),
    ],
)
def test_a_link_to_a_person_is_one_handle_with_scheme_and_path(link: str, channel: str) -> None:
    assert handles(f"see {link}.") == [(link, channel)]


@pytest.mark.parametrize(
    "message",
    ["t.me/", "make it like instagram.com", "https://www.youtube.com/watch?v=abc", "linkedin.com/jobs"],
)
def test_a_site_without_a_person_is_no_handle(message: str) -> None:
    assert handles(message) == []


@pytest.mark.parametrize("message", ["my skype is ", "telegram @", "discord: r", "add me on insta"])
def test_an_unfinished_handle_is_silent(message: str) -> None:
    assert handles(message) == []


@pytest.mark.parametrize(
    ("message", "span"),
    [
        ("ping me on whatsapp +44 7700 900321", "+44 7700 900321"),
        ("whatsapp: zero seven seven double oh nine double oh one two three", None),
    ],
)
def test_a_number_on_whatsapp_is_the_handle_there(message: str, span: str | None) -> None:
    ((found, channel),) = handles(message)
    assert channel == "whatsapp"
    assert span is None or found == span


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("live:rita.ox", Likeness.CERTAIN),
        ("rita#0042", Likeness.CERTAIN),
        ("@rita", Likeness.STRONG),
        ("rita_ox", Likeness.STRONG),
        ("ritaox91", Likeness.STRONG),
        ("bot_token", Likeness.FAIR),
        ("ritaox", Likeness.WORD),
        ("available", Likeness.NONE),
        ("2.0.1", Likeness.NONE),
        ("bot.py", Likeness.NONE),
        ("seven", Likeness.NONE),
        ("ri", Likeness.NONE),
    ],
)
def test_shapes_of_words(word: str, expected: Likeness) -> None:
    assert likeness(word) is expected


@pytest.mark.parametrize("earlier", ["my insta is", "insta:", "add me on instagram", "find me on Insta as"])
@pytest.mark.parametrize(
    "now", ["rita.ox91", "@rita_ox", "it's rita_ox", "ritaox", "es rita_ox", "es: rita_ox", "ist rita_ox"]
)
def test_a_name_in_the_next_message_is_found(earlier: str, now: str) -> None:
    (finding,) = touchline.find(now, (earlier,))
    assert (finding.kind, finding.channel, finding.techniques) == (
        Kind.HANDLE,
        "instagram",
        (Technique.SPLIT,),
    )


@pytest.mark.parametrize(
    "earlier", ["do you post on instagram?", "the instagram feed is broken", "hello there"]
)
@pytest.mark.parametrize("now", ["yes", "rita_ox", "ok thanks", "es rita_ox"])
def test_a_name_that_nothing_announced_is_silent(earlier: str, now: str) -> None:
    assert not touchline.find(now, (earlier,))
