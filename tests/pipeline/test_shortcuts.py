"""Shortcuts change no finding: every corpus and every generated message reads the same the long way."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.accuracy.messages import from_corpus
from tests.bench.reading import start_cold
from tests.bench.shortcuts import SHORTCUTS, Shortcut
from tests.detectors import test_generator as generator

import touchline
from touchline.detectors import DETECTORS, Detector
from touchline.model import Finding
from touchline.views.message import Views

CORPORA = Path(__file__).parents[1] / "corpora"


class Written(NamedTuple):
    text: str
    recent: tuple[str, ...] = ()


@cache
def messages() -> tuple[Written, ...]:
    """The lines of every corpus, and each generated value in four sentences."""
    corpora = [line for path in sorted(CORPORA.glob("*.txt")) for line in from_corpus(path)]
    dressed = [
        *(dress(value) for value in generator.PHONES for dress in generator.PHONE_TECHNIQUES.values()),
        *(dress(value) for value in generator.EMAILS for dress in generator.EMAIL_TECHNIQUES.values()),
        *generator.LINKS,
        *generator.ADDRESSES,
        *(value.replace("⟦", "").replace("⟧", "") for value in (*generator.PAYMENTS, *generator.HANDLES)),
    ]
    frames = (*generator.FRAMES[:2], *generator.FRAMES[-2:])
    return (
        *(Written(line.text, line.recent) for line in corpora),
        *(Written(frame.format(value)) for value in dressed for frame in frames),
    )


def found(message: Written) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    start_cold()
    try:
        return touchline.find(*message), ()
    except touchline.Incomplete as cut:
        return cut.findings, cut.incomplete


@cache
def read() -> tuple[Views, ...]:
    return tuple(Views(*message) for message in messages())


@cache
def found_with_every_shortcut() -> tuple[tuple[tuple[Finding, ...], tuple[str, ...]], ...]:
    return tuple(map(found, messages()))


@pytest.mark.parametrize("shortcut", SHORTCUTS, ids=str)
def test_a_shortcut_changes_no_finding(shortcut: Shortcut, monkeypatch: pytest.MonkeyPatch) -> None:
    short = found_with_every_shortcut()
    monkeypatch.setattr(shortcut.owner, shortcut.name, shortcut.long_way)
    other = [
        message for message, findings in zip(messages(), short, strict=True) if found(message) != findings
    ]
    assert other == []


@pytest.mark.parametrize("shortcut", [each for each in SHORTCUTS if callable(each.long_way)], ids=str)
def test_a_shortcut_is_taken(shortcut: Shortcut, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test above would compare the long way with itself."""
    asked: list[object] = []

    def watched(*arguments: object) -> object:
        asked.append(arguments)
        return shortcut.long_way(*arguments)

    monkeypatch.setattr(shortcut.owner, shortcut.name, watched)
    for message in messages()[::10]:
        found(message)
    assert asked


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.name)
def test_a_detector_finds_nothing_where_none_of_its_triggers_shows(detector: Detector) -> None:
    silent = [views for views in read() if detector.triggers.isdisjoint(views.triggers)]
    assert silent
    missed = [views.raw for views in silent if list(detector.find(views))]
    assert missed == []
