"""The messages by many authors: each file holds what its brief asks for, and nobody kept back is shown."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.accuracy import by_message
from tests.accuracy.authored import MESSAGES, Authored, Difficulty, Meaning, Side, authored, authors
from tests.accuracy.messages import Expected, Message

FILES = sorted(MESSAGES.glob("*/*.jsonl"))
MARKED = {"email", "phone", "handle", "link", "address", "payment", "request", "move"}


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_author_wrote_what_the_brief_asks_for(path: Path) -> None:
    counts = Counter((row["class"], row.get("difficulty", "")) for row in rows(path))
    assert counts == {
        ("ordinary", ""): 125,
        ("innocent", ""): 50,
        ("violation", "plain"): 38,
        ("violation", "dressed"): 25,
        ("violation", "roundabout"): 12,
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_two_messages_of_an_author_are_alike_and_a_third_of_the_ordinary_ones_is_long(path: Path) -> None:
    texts = [row["text"] for row in rows(path)]
    assert len(set(texts)) == len(texts)
    assert sum(row["class"] == "ordinary" and len(row["text"]) >= 400 for row in rows(path)) >= 41


@pytest.mark.parametrize("side", Side)
def test_only_violations_are_marked_and_by_known_kinds(side: Side) -> None:
    for each in authored(side):
        marked = {mark.kind for mark in each.message.expected}
        assert marked <= MARKED
        assert bool(marked) is (each.meaning is Meaning.VIOLATION) is (each.difficulty is not None)
        assert "⟦" not in each.message.text


def test_every_file_has_its_author_and_is_on_one_side() -> None:
    assert len({path.stem for path in FILES}) == len(FILES)
    assert {path.stem for path in FILES} == authors().keys()


def test_a_message_of_a_kept_back_author_is_never_shown() -> None:
    hidden = Authored(
        Message("jo@marlowe.net", (Expected("email", 0, 14),)),
        Side.KEPT_BACK,
        "x",
        "bakery",
        Meaning.VIOLATION,
        Difficulty.PLAIN,
        "en",
    )
    with pytest.raises(ValueError, match="kept back"):
        list(by_message.misses([hidden]))


def test_answers_are_counted_by_group() -> None:
    def one(text: str, meaning: Meaning, difficulty: Difficulty | None = None) -> Authored:
        marks = (Expected("email", text.find("jo@"), len(text)),) if difficulty else ()
        return Authored(Message(text, marks), Side.OPEN, "x", "bakery", meaning, difficulty, "en")

    told = by_message.answers(
        [
            one("the bread is ready", Meaning.ORDINARY),
            one("write to jo@marlowe.net", Meaning.VIOLATION, Difficulty.PLAIN),
            one("my name and the usual ending jo@", Meaning.VIOLATION, Difficulty.DRESSED),
        ]
    )
    assert told.alarmed["ordinary", "all"] == 0
    assert told.messages["ordinary, length", "short"] == 1
    assert (told.alarmed["plain", "all"], told.messages["plain", "all"]) == (1, 1)
    assert told.alarmed["dressed, kind", "email"] == 0
    assert sum(count for count, _, _ in told.bins) == sum(right for _, right, _ in told.bins) == 1
