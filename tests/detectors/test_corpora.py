"""Every line of every corpus: marked spans are found exactly, everything else stays silent."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.accuracy.messages import Message, corpus_lines, unmarked

import touchline
from touchline.model import Kind

CORPORA = Path(__file__).parents[1] / "corpora"
REPORTED = 0.5
"""Below this, standard mode shows nothing; strict mode may."""


class Line(NamedTuple):
    """A line of a corpus by its name, and the message it holds."""

    name: str
    message: Message


LINES = [
    Line(f"{path.stem}:{number}", unmarked(text))
    for path in sorted(CORPORA.glob("*.txt"))
    for number, text in corpus_lines(path)
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_marked_spans_and_nothing_else_are_found(line: Line) -> None:
    text, marks = line.message.text, line.message.expected
    findings = [item for item in touchline.find(text, line.message.recent) if item.confidence >= REPORTED]
    wanted = {mark.kind for mark in marks}
    found = [
        (finding.kind.value, finding.start, finding.end)
        for finding in findings
        if finding.kind is not Kind.MENTION or Kind.MENTION in wanted
    ]
    shown = [(kind, text[start:end]) for kind, start, end in found]
    assert found == [(mark.kind, mark.start, mark.end) for mark in marks], f"{line.name}: found {shown}"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.MENTION])
def test_each_kind_has_thirty_lines_of_either_sort(kind: Kind) -> None:
    own = [line for line in LINES if line.name.startswith(f"{kind}:")]
    assert sum(not line.message.clean for line in own) >= 30, f"{kind}: positive lines"
    assert sum(line.message.clean for line in own) >= 30, f"{kind}: near misses"


def test_clean_is_the_longest_corpus() -> None:
    sizes = {path.stem: len(path.read_text("utf-8").splitlines()) for path in CORPORA.glob("*.txt")}
    assert max(sizes, key=lambda stem: sizes[stem]) == "clean"
