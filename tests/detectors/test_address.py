"""Postal addresses: what is enough, and what is not."""

from __future__ import annotations

import pytest

import touchline
from touchline.model import Kind


def addresses(message: str) -> list[str]:
    return [
        message[found.start : found.end]
        for found in touchline.find(message)
        if found.kind is Kind.ADDRESS and found.confidence >= 0.5
    ]


@pytest.mark.parametrize(
    ("message", "span"),
    [
        ("send it to 31 Juniper Street please", "31 Juniper Street"),
        (
            "48 Larkfield Lane, Apt 3B, Denver, CO 80014 is the place",
            "48 Larkfield Lane, Apt 3B, Denver, CO 80014",
        ),
        ("our flat: 12 Copper Mill Road, Leeds, LS1 4AB.", "12 Copper Mill Road, Leeds, LS1 4AB"),
        ("Birkenstraße 112, 10969 Berlin", "Birkenstraße 112, 10969 Berlin"),
        ("14 rue des Lilas, 75011 Paris", "14 rue des Lilas, 75011 Paris"),
        ("mail to P.O. Box 88, Hobart 7001", "P.O. Box 88, Hobart 7001"),
    ],
)
def test_the_whole_address_is_marked(message: str, span: str) -> None:
    assert addresses(message) == [span]


def test_a_street_alone_is_somebodys_only_with_a_claim_to_it() -> None:
    assert addresses("the museum is at 62 Gilded Road") == []
    assert addresses("my studio is at 62 Gilded Road") == ["62 Gilded Road"]


def test_a_word_that_means_other_things_needs_a_town() -> None:
    assert addresses("send 5 Google Drive links") == []
    assert addresses("send it to 44 Lindale Drive, Salem, OR 97301") == ["44 Lindale Drive, Salem, OR 97301"]
