"""Values, families and unfinished typing of links; spans stand in the corpus."""

from __future__ import annotations

import pytest

import touchline
from touchline.lexicon import table
from touchline.model import Finding, Kind, Technique
from touchline.text import hosts
from touchline.text.signs.restored import restored
from touchline.views.message import Views


def links(message: str) -> list[Finding]:
    return [finding for finding in touchline.find(message) if finding.kind is Kind.LINK]


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("see https://Marlowe.dev/Prints/.", "marlowe.dev/Prints"),
        ("www.marlowe-prints.co.uk", "marlowe-prints.co.uk"),
        ("marloweprints dot com slash shop", "marloweprints.com/shop"),
        ("hxxps://marlowe[.]studio", "marlowe.studio"),
        ("https://gmail.com@marlowe.dev/", "marlowe.dev"),
        ("behance slash marlowe", "behance.net/marlowe"),
    ],
)
def test_the_value_is_host_and_path(message: str, value: str) -> None:
    assert [finding.value.removeprefix("www.") for finding in links(message)] == [value]


@pytest.mark.parametrize(
    ("message", "channel"),
    [
        ("https://www.figma.com/file/x1", "figma"),
        ("github.com/marlowe/store", "github"),
        ("https://docs.google.com/document/d/1", "google-docs"),
        ("https://www.upwork.com/freelancers/~01", "upwork"),
        ("https://pro.fiverr.com/marlowe", "fiverr"),
        ("linktr.ee/marlowe", "linktree"),
        ("bit.ly/3xyz", "shortener"),
        ("forms.gle/abc", "google-forms"),
        ("https://developer.mozilla.org/docs", "reference"),
        ("marlowe-prints.com", None),
    ],
)
def test_the_family_of_the_host_is_the_channel(message: str, channel: str | None) -> None:
    assert [finding.channel for finding in links(message)] == [channel]


def test_a_longer_name_is_not_the_known_host() -> None:
    assert hosts.family("notfigma.com") is None
    assert hosts.family("figma.com.evil.io") is None


def test_hosts_that_lead_to_a_person_are_left_to_handles() -> None:
    assert not set(table("link_hosts")) & set(table("handle_hosts"))
    assert links("https://t.me/marlowe") == []


@pytest.mark.parametrize(
    ("message", "technique"),
    [
        ("marlowe-prints.com", Technique.PLAIN),
        ("marloweprints dot com", Technique.WORDS),
        ("hxxp://marlowe.dev", Technique.SYMBOLS),
        ("marloweprints[.]com", Technique.SEPARATORS),
        ("mаrlоwe.com", Technique.HOMOGLYPH),
        ("ｍａｒｌｏｗｅ．ｃｏｍ", Technique.STYLED),
    ],
)
def test_the_disguise_is_named(message: str, technique: Technique) -> None:
    assert [technique in finding.techniques for finding in links(message)] == [True]


@pytest.mark.parametrize(
    "message", ["https://", "https://marlowe", "www.", "www.marlowe", "marlowe.", "marlowe dot"]
)
def test_an_unfinished_link_is_silent(message: str) -> None:
    assert links(message) == []


@pytest.mark.parametrize("after", ["", " ", ".", ", thanks", ")", "!", "\nbye"])
def test_punctuation_after_a_link_is_none_of_it(after: str) -> None:
    (finding,) = links(f"see https://marlowe.dev/about{after}")
    assert (finding.start, finding.end) == (4, 29)


def test_an_example_of_somebody_else_is_less_certain() -> None:
    (own,), (example,) = links("see marlowe-prints.com"), links("a competitor is marlowe-prints.com")
    assert example.confidence < 0.5 < own.confidence


@pytest.mark.parametrize(
    ("label", "tld", "ends"),
    [
        ("a", "com", True),
        ("co", "za", True),
        ("a", "js", False),
        ("a", "рф", True),
        ("a", "2", False),
        ("", "com", False),
    ],
)
def test_top_level_domains_are_those_of_the_list(label: str, tld: str, ends: bool) -> None:
    assert hosts.ends_host(label, tld) is ends


def test_a_host_that_www_announces_needs_no_known_ending() -> None:
    (finding,) = links("see seewww.marlowe-prints.zzyx and tell me")
    assert finding.value.endswith("marlowe-prints.zzyx")


@pytest.mark.parametrize("message", ["e.g. the blue one", "Ready.Have a look", "v.nice, i.e. better"])
def test_dots_that_end_no_host_start_no_reading(message: str) -> None:
    assert restored(Views(message)) is None
