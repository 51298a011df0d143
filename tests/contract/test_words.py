"""The words and limits that both sides know are compared with the one file that both sides read."""

from __future__ import annotations

from tests.contract.words import SAVED, saved_words


def test_the_contract_names_the_companions_words_and_limits() -> None:
    command = "python -m tests.contract.words > tests/contract/words.json"
    assert SAVED.read_text("utf-8") == saved_words(), f"write it again: {command}"
