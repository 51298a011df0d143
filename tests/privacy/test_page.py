"""docs/privacy.md promises nothing that no test holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "privacy.md").read_text("utf-8")
NOTES = {
    number: re.findall(r"`(tests/[^`]+)`: ([^;]+?)(?=;\s+`|\s*\Z)", " ".join(text.split()))
    for number, text in re.findall(r"^\[\^(\d+)\]: (.*?)(?=^\[\^|\Z)", PAGE, re.MULTILINE | re.DOTALL)
}
NAMED = sorted({named for note in NOTES.values() for named in note})


def section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_every_sentence_of_the_promises_has_a_number() -> None:
    sentences = re.split(r"(?<=[.!?])(?:\[\^\d+\])*\s+", " ".join(section("What Touchline promises").split()))
    marked = re.findall(r"[.!?](?:\[\^\d+\])+", section("What Touchline promises"))
    assert len(sentences) == len(marked) >= 15


def test_numbers_and_notes_are_the_same_and_in_order() -> None:
    used = re.findall(r"\[\^(\d+)\](?!:)", PAGE)
    assert used == list(NOTES) == [str(number) for number in range(1, len(used) + 1)]
    assert all(NOTES.values()), "a note names a test"


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_a_test_that_the_page_names_is_there(file: str, name: str) -> None:
    source = (ROOT / file).read_text("utf-8")
    wanted = rf"^def {name}\(" if file.endswith(".py") else rf"test\([\"'`][^\n]*{re.escape(name)}[\"'`]"
    assert re.search(wanted, source, re.MULTILINE), f"{file} has no test of this name"
