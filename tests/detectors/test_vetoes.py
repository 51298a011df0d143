"""Vetoes: each reason holds for what it names, and for nothing that only looks alike."""

from __future__ import annotations

import pytest

from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.detectors.phone.vetoes import VETOES, veto
from touchline.model import Kind
from touchline.views.view import View


def candidate(marked: str, kind: Kind = Kind.PHONE, *codes: str) -> Candidate:
    """The candidate that `marked` holds between ⟦ and ⟧."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    value = "".join(char for char in text[start:end] if char.isdecimal())
    return Candidate(kind, View("folded", text), start, end, value, evidence=evidence(*codes))


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("order number ⟦6465550142⟧ is late", "label"),
        ("ticket ⟦9876501238⟧", "label"),
        ("see #⟦6465550142⟧", "label"),
        ("the hint says e.g. ⟦6465550142⟧", "example"),
        ('placeholder="⟦6465550142⟧"', "example"),
        ("the number of visitors is ⟦5550199⟧", "amount"),
        ("curl /things/v1/⟦6465550142⟧", "in-link"),
        ("https://example.org/p/⟦6465550142⟧", "in-link"),
        ("open ⟦60412_1756⟧-300x159.jpg", "in-file-name"),
        ("setTimeout(⟦6465550142⟧", "in-code"),
        ('{"id": ⟦6465550142⟧}', "label"),
        ("the part XR-⟦6465550142⟧-B", "label"),
        ("⟦9876501234⟧@ybl", "in-address"),
        ("use AB-⟦6465550142⟧", "part-number"),
        ("⟦9783161484100⟧ is out of print", "book-number"),
        ("[0.5, 12, ⟦6465550142⟧, 3]", "in-tuple"),
    ],
)
def test_a_reason_holds(marked: str, code: str) -> None:
    assert veto(candidate(marked)) == code


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
    ],
)
def test_no_reason_holds(marked: str) -> None:
    assert veto(candidate(marked)) is None


def test_a_part_of_a_number_sent_in_parts_is_no_label() -> None:
    assert veto(candidate("second part ⟦5550142⟧")) is None
    assert veto(candidate("the part ⟦5550142⟧")) == "label"


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
    assert veto(candidate(marked)) == "label"


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
    assert veto(candidate(marked)) is None


def test_other_kinds_are_left_alone() -> None:
    assert veto(candidate("order number ⟦6465550142⟧", Kind.PAYMENT)) is None


def test_codes_are_unique() -> None:
    codes = [reason.code for reason in VETOES]
    assert len(codes) == len(set(codes))
