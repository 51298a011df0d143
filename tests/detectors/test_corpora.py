"""Every line of every corpus: marked spans are found exactly, everything else stays silent."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

import touchline
from touchline.model import Kind

CORPORA = Path(__file__).parents[1] / "corpora"
MARK_RE = re.compile(r"⟦(?P<kind>[a-z]+):(?P<text>[^⟧]*)⟧")
REPORTED = 0.5
"""Below this, standard mode shows nothing; strict mode may."""


class Line(NamedTuple):
    """A message and the (kind, start, end) that must be found in it."""

    name: str
    message: str
    marks: tuple[tuple[str, int, int], ...]


def unmarked(text: str) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """The message without its marks, and the marks in the message's positions."""
    message, marks, position = "", [], 0
    for match in MARK_RE.finditer(text):
        message += text[position : match.start()]
        marks.append((match["kind"], len(message), len(message) + len(match["text"])))
        message += match["text"]
        position = match.end()
    return message + text[position:], tuple(marks)


def lines() -> list[Line]:
    found: list[Line] = []
    for path in sorted(CORPORA.glob("*.txt")):
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            if text.strip() and not text.startswith("# "):
                found.append(Line(f"{path.stem}:{number}", *unmarked(text.replace("\\n", "\n"))))
    return found


LINES = lines()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_marked_spans_and_nothing_else_are_found(line: Line) -> None:
    findings = [finding for finding in touchline.find(line.message) if finding.confidence >= REPORTED]
    wanted = {kind for kind, _, _ in line.marks}
    found = tuple(
        (finding.kind.value, finding.start, finding.end)
        for finding in findings
        if finding.kind is not Kind.MENTION or Kind.MENTION in wanted
    )
    shown = [(kind, line.message[start:end]) for kind, start, end in found]
    assert found == line.marks, f"{line.name}: found {shown}"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.MENTION])
def test_each_kind_has_thirty_lines_of_either_sort(kind: Kind) -> None:
    own = [line for line in LINES if line.name.startswith(f"{kind}:")]
    assert sum(bool(line.marks) for line in own) >= 30, f"{kind}: positive lines"
    assert sum(not line.marks for line in own) >= 30, f"{kind}: near misses"


def test_clean_is_the_longest_corpus() -> None:
    sizes = {path.stem: len(path.read_text("utf-8").splitlines()) for path in CORPORA.glob("*.txt")}
    assert max(sizes, key=lambda stem: sizes[stem]) == "clean"
