"""Every detector has a kind, a corpus and a docstring whose examples are really flagged and not flagged.

A detector module's docstring holds two headings, each followed by indented messages, one a line:

    Flagged:
        write to jo@example.org
    Not flagged:
        git@github.com:touchline/touchline
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import touchline
from touchline.detectors import DETECTORS, Detector
from touchline.model import Kind

CORPORA = Path(__file__).parent.parent / "corpora"
BY_NAME = pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.name)


def examples(detector: Detector, heading: str) -> list[str]:
    """The indented lines below `heading` in the docstring of the detector's module."""
    docstring = sys.modules[detector.find.__module__].__doc__ or ""  # type: ignore[attr-defined]
    _, found, rest = docstring.partition(f"\n{heading}:\n")
    assert found, f"{detector.name}: the docstring has no {heading!r}"
    lines: list[str] = []
    for line in rest.splitlines():
        if not line.startswith("    "):
            break
        lines.append(line.strip())
    return lines


def test_every_kind_has_a_detector_and_every_name_is_unique() -> None:
    assert {kind for detector in DETECTORS for kind in detector.kinds} == set(Kind)
    names = [detector.name for detector in DETECTORS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_corpus(kind: Kind) -> None:
    assert (CORPORA / f"{kind}.txt").is_file()


@BY_NAME
def test_flagged_examples_are_flagged(detector: Detector) -> None:
    messages = examples(detector, "Flagged")
    assert messages
    for message in messages:
        assert {finding.kind for finding in touchline.find(message)} & detector.kinds, message


@BY_NAME
def test_not_flagged_examples_are_not(detector: Detector) -> None:
    messages = examples(detector, "Not flagged")
    assert messages
    for message in messages:
        assert not {finding.kind for finding in touchline.find(message)} & detector.kinds - {Kind.MENTION}, (
            message
        )
