"""What is remembered while a message is typed: read once, moved with the text, and no text kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import touchline
from touchline import short_memory
from touchline.claims.claim import Candidate
from touchline.detectors.phone import phone
from touchline.language import phrases
from touchline.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = (
    "Please ring +44 7700 900123 about the second draft of the logo, "
    "and take all the time that you need for it, there is no rush."
)


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    short_memory.forget()
    yield
    short_memory.forget()


def test_figures_are_read_again_only_when_the_words_around_them_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[tuple[int, int]] = []
    plain = phone._read

    def counted(*arguments: object) -> Iterator[Candidate]:
        read.append(arguments[2:4])  # type: ignore[arg-type]
        return plain(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(phone, "_read", counted)
    (first,) = touchline.find(NUMBER)
    (second,) = touchline.find(f"{NUMBER} Thanks")
    (moved,) = touchline.find(
        f"Good morning to you, and thanks for all of it so far! I like it a lot. {NUMBER}"
    )
    assert len(read) == 2, "the number alone, and with other words before it"
    assert (first.start, first.end) == (second.start, second.end) == (12, 27)
    assert moved.start == first.start + 71
    touchline.find(NUMBER.replace("ring", "call"))
    assert len(read) == 3


def test_a_sentence_is_searched_for_phrases_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    plain = phrases._spans

    def counted(code: str) -> tuple[tuple[int, int, int], ...]:
        searched.append(code)
        return plain(code)

    monkeypatch.setattr(phrases, "_spans", counted)
    for ending in ("", " Also", " Also the logo", " Also the logo is late."):
        kinds = [finding.kind for finding in touchline.find(f"What is your skype? I like it.{ending}")]
        assert kinds == [Kind.REQUEST]
    assert len(searched) == 1


def test_no_words_around_a_number_are_kept() -> None:
    touchline.find(NUMBER)
    claims = [
        claim
        for remembered in short_memory._Memory.young.values()
        if isinstance(remembered, tuple)
        for claim in remembered
        if isinstance(claim, Candidate)
    ]
    assert [claim.value for claim in claims] == ["+447700900123"]
    assert not any(claim.view.text for claim in claims)
