"""Messages to measure on: the project's own corpora, and any JSONL file given.

A line of a JSONL file is `{"text", "expect"?, "polarity"?, "hard"?, "history"?, "category"?}`; without
`expect` and `polarity` it is ordinary text, in which nothing is to be found. Spans of `expect` are code
points. A corpus line marks its spans as `⟦kind:text⟧`, writes a line break as `\\n`, and has the messages
that the same person sent before it in front of it, each ended by `⏎`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENT = "⏎"
MARK_RE = re.compile(r"⟦(?P<kind>[a-z]+):(?P<text>[^⟧]*)⟧")
WORDS = {
    **dict.fromkeys(
        ("words_at_dot", "words_foreign", "abbreviated_connectors", "narrated", "euphemism"), "words"
    ),
    **dict.fromkeys(("number_words", "mixed_digits_words", "nato_numbers", "homophones"), "digit-words"),
    **dict.fromkeys(("letter_for_digit", "leetspeak", "roman_numerals"), "leet"),
    **dict.fromkeys(("symbol_swap", "symbol_dup", "symbol_insert", "dropped_symbols", "defanged"), "symbols"),
    **dict.fromkeys(
        ("fullwidth", "math_alphanumeric", "enclosed", "superscript", "small_caps", "emoji_digits"), "styled"
    ),
    **dict.fromkeys(("nonlatin_digits", "unicode_symbol", "emoji_symbol"), "styled"),
    **dict.fromkeys(("combining_marks", "zero_width", "bidi_override"), "invisible"),
    **dict.fromkeys(("html_entity", "percent_encoding", "base64"), "encoded"),
    **dict.fromkeys(("split_messages", "line_split"), "split"),
    "misspelled_platform": "misspelt",
}
"""Finer names of techniques, as a file may use them, to the names of the design."""


@dataclass(frozen=True)
class Expected:
    """What a person would point at in a message."""

    kind: str
    start: int
    end: int
    technique: str = ""


@dataclass(frozen=True)
class Message:
    """One message with what is to be found in it; `clean` says that nothing in it may raise an alarm."""

    text: str
    expected: tuple[Expected, ...] = ()
    clean: bool = False
    hard: int | None = None
    recent: tuple[str, ...] = ()
    category: str = ""


def from_jsonl(path: Path) -> Iterator[Message]:
    """The messages of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield _message(json.loads(line))


def _message(row: dict[str, Any]) -> Message:
    expected = tuple(
        Expected(item["kind"], item["start"], item["end"], _technique(item.get("technique", "")))
        for item in row.get("expect", ())
    )
    history = row.get("history", ())
    recent = tuple(
        turn["text"] if isinstance(turn, dict) else turn
        for turn in history
        if not isinstance(turn, dict) or turn.get("from", "me") == "me"
    )
    clean = not expected and row.get("polarity", "neg") == "neg"
    return Message(row["text"], expected, clean, row.get("hard"), recent[-5:], row.get("category", ""))


def _technique(name: str) -> str:
    return WORDS.get(name, name.replace("_", "-"))


def from_corpus(path: Path) -> Iterator[Message]:
    """The messages of a corpus file, marks taken out."""
    for _, line in corpus_lines(path):
        yield unmarked(line, path.stem)


def corpus_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a corpus file that hold a message, with their numbers."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("# "):
            yield number, line


def unmarked(line: str, category: str = "") -> Message:
    """A corpus line as a message: the text without its marks, where they were, and what was sent before."""
    *recent, line = line.replace("\\n", "\n").split(SENT)
    expected: list[Expected] = []
    text = ""
    position = 0
    for mark in MARK_RE.finditer(line):
        text += line[position : mark.start()]
        expected.append(Expected(mark["kind"], len(text), len(text) + len(mark["text"])))
        text += mark["text"]
        position = mark.end()
    text += line[position:]
    return Message(text, tuple(expected), not expected, recent=tuple(recent), category=category)
