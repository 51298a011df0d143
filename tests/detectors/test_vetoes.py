"""Vetoes: each reason ends what it names, in a whole message, and nothing that only looks alike."""

from __future__ import annotations

import pytest
from tests.observed import fates_of

from touchline.claims.fate import Step
from touchline.detectors import DETECTORS

VETOED = [
    ("order number ⟦6465550142⟧ is late", "label"),
    ("ticket ⟦9876501238⟧", "label"),
    ("⟦6465550142⟧ is not a phone number", "denied"),
    ("see #⟦6465550142⟧", "label"),
    ('{"id": ⟦6465550142⟧}', "label"),
    ("the hint says e.g. ⟦6465550142⟧", "example"),
    ('placeholder="⟦6465550142⟧"', "example"),
    ("the number of visitors is ⟦5550199⟧", "amount"),
    ("curl /things/v1/⟦6465550142⟧", "in-link"),
    ("https://example.org/p/⟦6465550142⟧", "in-link"),
    ("open ⟦6465550142⟧.jpg", "in-file-name"),
    ("setTimeout(⟦6465550142⟧)", "in-code"),
    ("⟦9876501234⟧@ybl", "in-address"),
    ("use AB-⟦6465550142⟧", "part-number"),
    ("number ⟦9783161484100⟧", "book-number"),
    ("[0.5, 12, ⟦6465550142⟧, 3]", "in-tuple"),
]


@pytest.mark.parametrize(("marked", "code"), VETOED)
def test_a_reason_ends_the_claim(marked: str, code: str) -> None:
    assert fates_of(marked, "phone") == [(Step.CLAIMED, ""), (Step.VETOED, code)]


def test_every_veto_of_every_detector_is_reached_above() -> None:
    vetoes = [veto.code for detector in DETECTORS for veto in detector.vetoes]
    assert set(vetoes) == {code for _, code in VETOED}


@pytest.mark.parametrize(
    "marked",
    [
        "my number is ⟦6465550142⟧",
        "about the order, call ⟦6465550142⟧",
        "phone: ⟦6465550142⟧",
        "tel=⟦6465550142⟧",
        "number (⟦6465550142⟧)",
        "tel:⟦6465550142⟧",
        "⟦646.555.0142⟧.",
        "number ⟦9783161484101⟧",  # no check digit of a book
    ],
)
def test_no_reason_holds(marked: str) -> None:
    assert fates_of(marked, "phone")[-1] == (Step.FOUND, "")


def test_a_part_of_a_number_sent_in_parts_is_no_label() -> None:
    assert fates_of("second part of my number ⟦5550142⟧", "phone")[-1] == (Step.FOUND, "")
    assert fates_of("part number ⟦6465550142⟧", "phone")[-1] == (Step.VETOED, "label")


@pytest.mark.parametrize(
    "marked",
    [
        "Kundennummer ⟦6465550142⟧",
        "Bestellnr. ⟦6465550142⟧",
        "арт. ⟦6465550142⟧",
        "заказ номер ⟦6465550142⟧",
        "订单号⟦6465550142⟧",
        "ऑर्डर नंबर ⟦6465550142⟧",
        "codigo ⟦6465550142⟧",
    ],
)
def test_labels_are_known_in_other_languages(marked: str) -> None:
    assert fates_of(marked, "phone")[-1] == (Step.VETOED, "label")


@pytest.mark.parametrize(
    "marked",
    [
        "Handynummer ⟦6465550142⟧",
        "мой номер ⟦6465550142⟧",
        "codigo de area ⟦6465550142⟧",
        "number ko po ⟦6465550142⟧",
    ],
)
def test_words_for_a_phone_are_no_label(marked: str) -> None:
    assert fates_of(marked, "phone")[-1] == (Step.FOUND, "")


def test_a_number_that_ends_in_a_word_has_the_same_vetoes() -> None:
    assert fates_of("the order number is ⟦1-800-FLOWERS⟧", "vanity")[-1] == (Step.VETOED, "label")
    assert fates_of("ring us: ⟦1-800-FLOWERS⟧", "vanity")[-1] == (Step.FOUND, "")


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.name)
def test_codes_are_unique(detector: object) -> None:
    codes = [veto.code for veto in detector.vetoes]  # type: ignore[attr-defined]
    assert len(codes) == len(set(codes))
