"""Whole messages by many authors: `tests/corpora/messages/`, one file an author, read with their fields.

Authors in `open/` may be read by whoever changes a detector. Those in `kept_back/` may not: only their
totals are printed, so that they say how Touchline does on what nobody here has read.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.accuracy.messages import Message, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGES: Final = Path(__file__).parent.parent / "corpora" / "messages"
LONG: Final = 400
"""Code points from which a message is long: a brief, a log, a script."""
SHORT: Final = 100


class Side(StrEnum):
    """Whether the author may be read; the name of the folder."""

    OPEN = "open"
    KEPT_BACK = "kept_back"


class Meaning(StrEnum):
    """What a fair moderator would say of a message."""

    ORDINARY = "ordinary"
    INNOCENT = "innocent"
    VIOLATION = "violation"


class Difficulty(StrEnum):
    """How a violation is said."""

    PLAIN = "plain"
    DRESSED = "dressed"
    ROUNDABOUT = "roundabout"


@dataclass(frozen=True)
class Authored:
    """One message of an author. `difficulty` is there for violations only."""

    message: Message
    side: Side
    author: str
    trade: str
    meaning: Meaning
    difficulty: Difficulty | None
    language: str

    @property
    def length(self) -> str:
        """`short`, `middle` or `long`."""
        size = len(self.message.text)
        return "long" if size >= LONG else "short" if size < SHORT else "middle"


def authors() -> dict[str, dict[str, Any]]:
    """What is known of each author, by id: name, trade, country, languages, and the brief they had."""
    return tomllib.loads((MESSAGES / "authors.toml").read_text("utf-8"))


def authored(side: Side) -> Iterator[Authored]:
    """Every message of the authors on this side."""
    known = authors()
    for path in sorted((MESSAGES / side).glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield _authored(json.loads(line), side, known[path.stem]["trade"])


def _authored(row: dict[str, Any], side: Side, trade: str) -> Authored:
    difficulty = row.get("difficulty")
    marked = unmarked(row["text"])
    meaning = Meaning(row["class"])
    return Authored(
        Message(marked.text, marked.expected, clean=meaning is not Meaning.VIOLATION),
        side,
        row["author"],
        trade,
        meaning,
        Difficulty(difficulty) if difficulty else None,
        row["language"],
    )
