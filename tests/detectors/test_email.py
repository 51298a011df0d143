"""Values, techniques and unfinished typing of e-mail addresses; spans stand in the corpus."""

from __future__ import annotations

import email_validator.deliverability
import pytest

import touchline
from touchline.detectors.email.email import _is_valid
from touchline.model import Finding, Kind, Technique


def emails(message: str) -> list[Finding]:
    return [finding for finding in touchline.find(message) if finding.kind is Kind.EMAIL]


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("write to Mara.Lindt@Gmail.COM", "mara.lindt@gmail.com"),
        ("mara dot lindt at outlook dot com", "mara.lindt@outlook.com"),
        ("mara underscore l arroba yahoo punto es", "mara_l@yahoo.es"),
        ("m a r a @ g m a i l . c o m", "mara@gmail.com"),
        ("m4r4@gm41l.c0m", "m4r4@gmail.com"),
        ("mara77@gmail", "mara77@gmail.com"),
        ("lindt44 gmail com", "lindt44@gmail.com"),
        ("info@diseño-lima.es", "info@diseño-lima.es"),
        ("mara&#64;gmail&#46;com", "mara@gmail.com"),
        ("reversed: moc.liamg@aram", "mara@gmail.com"),
        ("lindt44 собака яндекс точка ру", "lindt44@yandex.ru"),
    ],
)
def test_the_value_is_the_address_that_is_meant(message: str, value: str) -> None:
    assert [finding.value for finding in emails(message)] == [value]


@pytest.mark.parametrize(
    ("message", "technique"),
    [
        ("mara@lindt.de", Technique.PLAIN),
        ("mara at lindt dot de", Technique.WORDS),
        ("mara77[@]lindt[.]de", Technique.SEPARATORS),
        ("mara77#gmail.com", Technique.SYMBOLS),
        ("m a r a @ g m a i l . c o m", Technique.SPACED),
        ("mаra@lindt.de", Technique.HOMOGLYPH),
        ("ma\u200bra@lindt.de", Technique.INVISIBLE),
        ("ⓜⓐⓡⓐ@lindt.de", Technique.STYLED),
        ("mara@gm41l.com", Technique.LEET),
        ("mara@gmial.com", Technique.MISSPELT),
        ("mara77@gmail", Technique.PARTIAL),
        ("mara%40lindt.de", Technique.ENCODED),
        ("backwards moc.liamg@aram", Technique.REVERSED),
    ],
)
def test_the_disguise_is_named(message: str, technique: Technique) -> None:
    assert [technique in finding.techniques for finding in emails(message)] == [True]


def test_a_plain_address_has_no_other_technique() -> None:
    assert emails("mara@lindt.de")[0].techniques == (Technique.PLAIN,)


def test_the_provider_is_the_channel() -> None:
    assert [finding.channel for finding in emails("mara@gmail.com and mara@lindt.de")] == ["gmail", None]


def test_a_validator_raises_confidence_and_vetoes_nothing() -> None:
    valid, odd = emails("mara@lindt.de")[0], emails("mara@lindt.invalidtld")[0]
    assert _is_valid("mara@lindt.de")
    assert not _is_valid("mara@@lindt")
    assert valid.confidence > odd.confidence >= 0.5


def test_no_name_server_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a name server was asked")

    monkeypatch.setattr(email_validator.deliverability, "validate_email_deliverability", refuse)
    assert _is_valid("somebody@example.org")


@pytest.mark.parametrize(
    "message", ["mara@", "mara@l", "mara@lindt", "mara@lindt.", "mara at", "mara dot lindt at lin"]
)
def test_an_unfinished_address_is_silent(message: str) -> None:
    assert emails(message) == []


@pytest.mark.parametrize("address", ["mara.lindt@gmail.com", "mara@lindt-design.studio", "mara@web.de"])
@pytest.mark.parametrize("after", ["", " ", ".", ", thanks", "\nbye", ")"])
def test_a_finished_address_stays_found_as_typing_goes_on(address: str, after: str) -> None:
    (finding,) = emails(f"it is {address}{after}")
    assert (finding.start, finding.end) == (6, 6 + len(address))


def test_an_address_does_not_flicker_at_a_provider() -> None:
    whole = "write to mara.lindt@gmail.com please"
    shown = [bool(emails(whole[:end])) for end in range(len("write to mara.lindt@gmail"), len(whole) + 1)]
    assert all(shown)


def test_a_flood_of_signs_is_named_and_not_read_to_its_end() -> None:
    with pytest.raises(touchline.Incomplete) as caught:
        touchline.find("x@" * 3_000)
    assert "email" in caught.value.incomplete
