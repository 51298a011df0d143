"""Fitting the weights: what moves, what stays, and that the weights in use are the fitted ones."""

from __future__ import annotations

import tomllib

import pytest
from tests.accuracy.fit import (
    CORPORA,
    MARGIN,
    WEIGHTS,
    Example,
    examples,
    fitted,
    lack,
    rewritten,
    shipped,
)
from tests.accuracy.messages import from_corpus, unmarked

from touchline.claims.evidence import weights

SHIPPED = shipped()
BETTER_BY = 2.0
"""Log-odds that all corpora together may still gain; more, and the weights want fitting again."""


@pytest.fixture(scope="module")
def told() -> list[Example]:
    return examples(message for path in sorted(CORPORA.glob("*.txt")) for message in from_corpus(path))


def test_the_weights_in_use_are_the_fitted_ones(told: list[Example]) -> None:
    worth = fitted(told, SHIPPED)
    gain = lack(told, SHIPPED) - lack(told, worth)
    assert gain <= BETTER_BY, "python -m tests.accuracy.fit --write"
    assert len(told) > 800


def test_fitting_again_changes_nothing(told: list[Example]) -> None:
    worth = fitted(told, SHIPPED)
    assert fitted(told, worth) == worth


def test_every_kind_of_evidence_keeps_its_sign_and_its_group_its_cap(told: list[Example]) -> None:
    table = weights()
    flood = [Example((code,), wanted=item.weight < 0) for code, item in table.evidence.items()] * 200
    for code, weight in fitted([*told, *flood], SHIPPED).items():
        assert weight * SHIPPED[code] > 0, code
        assert abs(weight) <= max(table.caps[table.evidence[code].group], abs(SHIPPED[code])), code


def test_a_weight_that_is_off_comes_back_as_far_as_its_lines_ask() -> None:
    lines = [Example(("email-plain", "provider"), wanted=True)] * 10
    off = {**SHIPPED, "email-plain": 0.2}
    worth = fitted(lines, off)
    assert lack(lines, off) > 0
    assert lack(lines, worth) == pytest.approx(0)
    assert weights().prior + worth["email-plain"] + worth["provider"] == pytest.approx(MARGIN, abs=0.1)


def test_a_weight_without_lines_stays() -> None:
    worth = fitted([Example(("email-plain",), wanted=False)] * 50, SHIPPED)
    assert {code for code in worth if worth[code] != SHIPPED[code]} == {"email-plain"}


def test_a_finding_over_part_of_a_mark_is_no_example() -> None:
    assert [one.wanted for one in examples([unmarked("write to ⟦email:jo@lindt-prints.de⟧ now")])] == [True]
    assert [one.wanted for one in examples([unmarked("write to jo@lindt-prints.de now")])] == [False]
    assert examples([unmarked("write to jo@⟦email:lindt-prints.de⟧ now")]) == []


def test_only_the_weights_are_rewritten() -> None:
    text = WEIGHTS.read_text("utf-8")
    assert rewritten(text, SHIPPED) == text
    changed = rewritten(text, {**SHIPPED, "email-plain": 1.7})
    before, after = tomllib.loads(text), tomllib.loads(changed)
    assert after["evidence"]["shape"].pop("email-plain") == 1.7
    assert before["evidence"]["shape"].pop("email-plain") == SHIPPED["email-plain"]
    assert before == after
