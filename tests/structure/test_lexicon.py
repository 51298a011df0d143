"""Word lists are data: one entry a line, sorted, unique, lower-case."""

from __future__ import annotations

from pathlib import Path

import pytest

import touchline

LISTS = sorted((Path(touchline.__file__).parent / "lexicon").glob("*.txt"))


def entries(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_is_sorted_unique_and_lower_case(path: Path) -> None:
    found = entries(path)
    assert found, "an empty list"
    assert found == sorted(set(found))
    assert found == [entry.lower() for entry in found]
    assert all(entry == entry.strip() for entry in found)


def test_there_are_lists() -> None:
    assert LISTS
