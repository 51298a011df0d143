"""Every code that the detection gives as a reason is known, is used, and has one plain sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.accuracy.messages import from_corpus

import touchline
from touchline.claims.evidence import weights
from touchline.claims.fate import Drop, Fate, Merge, Reading, Step, Turn
from touchline.cli.output import reasons
from touchline.detectors import DETECTORS

PACKAGE = Path(touchline.__file__).parent
GIVING = [
    path
    for room in ("claims", "detectors", "intent", "language", "text")
    for path in sorted((PACKAGE / room).rglob("*.py"))
]
PREFIXES = tuple(sorted({code.split("-")[0] + "-" for code in weights().evidence if "-" in code}))
CORPORA = Path(__file__).parent.parent / "corpora"
OTHER_WORDS = {"link-hub", *(detector.name for detector in DETECTORS)}
"""A channel, and detectors."""


def calls_of_evidence(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "evidence":
            yield node


def words(node: ast.AST) -> set[str]:
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


@pytest.mark.parametrize("path", GIVING, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_evidence_is_asked_for_by_codes_that_have_a_weight(path: Path) -> None:
    asked = {code for call in calls_of_evidence(path) for argument in call.args for code in words(argument)}
    unknown = asked - set(weights().evidence)
    assert not unknown, f"no weight for {sorted(unknown)}"


@pytest.mark.parametrize("path", GIVING, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_word_that_looks_like_an_evidence_code_is_one(path: Path) -> None:
    """Codes are also put together in tables and passed on, where no call of `evidence` shows them."""
    tree = ast.parse(path.read_text("utf-8"))
    seen = {word for word in words(tree) if word.startswith(PREFIXES) and " " not in word and "_" not in word}
    codes = {word for word in seen if word.replace("-", "").isalpha() and not word.endswith("-")}
    unknown = codes - set(weights().evidence) - OTHER_WORDS
    assert not unknown, f"no weight for {sorted(unknown)}"


REACHED_BY: dict[str, str] = {
    "phone-spelled-short": "my number is five five five oh one three two",
    "reference-cue": "a clone of marlowe.design",
    "script": "put +44 7700 900321 on the business card",
}
"""Messages for evidence that no line of the corpora gives."""
BOUNDS = {"phone-disguise-most"}
"""Weights that are no evidence: how much a disguise may add at most."""


@pytest.fixture(scope="module")
def heard() -> list[Fate]:
    """Every event while all lines of the corpora are read."""
    events: list[Fate] = []
    lines = (message.text for path in sorted(CORPORA.glob("*.txt")) for message in from_corpus(path))
    for text in (*lines, *REACHED_BY.values()):
        with suppress(touchline.Incomplete):
            touchline.find(text, observe=events.append)
    return events


def test_every_evidence_code_is_given_to_some_claim(heard: list[Fate]) -> None:
    given = {item.code for fate in heard for item in fate.evidence}
    assert set(weights().evidence) - given == BOUNDS


def test_every_step_but_those_of_the_terms_and_of_earlier_messages_is_taken(heard: list[Fate]) -> None:
    """Those, and each code, are reached by messages of their own in `test_fates.py`."""
    assert set(Step) - {fate.step for fate in heard} == {Step.DOUBTFUL, Step.NO_RULE, Step.WARNED}


def test_a_library_raises_the_confidence_and_changes_nothing_else_that_counts(heard: list[Fate]) -> None:
    claimed = {}
    asked = 0
    for fate in heard:
        if fate.step is Step.CLAIMED:
            claimed[fate.number] = fate
        elif fate.step is Step.CONFIRMED:
            before = claimed[fate.number]
            asked += 1
            assert fate.confidence >= before.confidence
            assert (fate.kind, fate.start, fate.end) == (before.kind, before.start, before.end)
    assert asked > 50


def test_every_reason_has_a_plain_sentence_and_no_sentence_is_left_over() -> None:
    assert set(reasons.EVIDENCE) == set(weights().evidence)
    assert set(reasons.VETOES) == {veto.code for detector in DETECTORS for veto in detector.vetoes}
    assert set(reasons.DETECTORS) == {detector.name for detector in DETECTORS}
    for table, codes in (
        (reasons.TURNS, Turn),
        (reasons.DROPS, Drop),
        (reasons.MERGES, Merge),
        (reasons.READINGS, Reading),
    ):
        assert set(table) == set(codes)


@pytest.mark.parametrize("table", ["EVIDENCE", "VETOES", "TURNS", "DROPS", "MERGES"])
def test_a_sentence_is_one(table: str) -> None:
    for code, sentence in getattr(reasons, table).items():
        assert sentence[0].isupper(), code
        assert sentence.endswith("."), code
        assert len(sentence) < 100, code
