"""What Touchline tells people to say must itself be fine to say, and must never be a way around a filter."""

from __future__ import annotations

import re

import pytest

from touchline import review
from touchline.context import Context
from touchline.model import Mode, Stage, Surface
from touchline.terms.library import BUILT_IN, built_in

SENTENCES = [
    (platform, sentence)
    for platform in BUILT_IN
    for sentence in dict.fromkeys(advice for rule in built_in(platform).rules for advice in rule.advice)
]

TRIGGERS_RE = re.compile(
    r"""
      \boutside\b               # the words that users report as held for review, even in a refusal
    | \boff[ ](?:the[ ])?(?:platform|fiverr|upwork|site)\b
    | \b(?:skype|whatsapp|telegram|paypal|e-?mail)\b
    | \b(?:pay|payments?|money)\b   # the reminder of Fiverr's message box reacts to these, too
    """,
    re.VERBOSE | re.IGNORECASE,
)

BROKEN_UP_RE = re.compile(
    r"""
      \(at\)|\[at\]|\bdot[ ]com\b   # spelled signs
    | \b(?:\w[-._ ]){3,}\w\b        # l-e-t-t-e-r-s
    | \w@\w                         # addresses
    """,
    re.VERBOSE | re.IGNORECASE,
)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(("platform", "sentence"), SENTENCES)
def test_no_advice_is_more_than_a_note(platform: str, sentence: str, mode: Mode) -> None:
    for surface in (Surface.INBOX, Surface.PROPOSAL, Surface.JOB_POST):
        outcome = review(sentence, Context(platform, surface, Stage.BEFORE_CONTRACT, mode))
        assert not outcome.incomplete
        assert not outcome.has_alarm, [warning.message for warning in outcome.warnings]


@pytest.mark.parametrize(("platform", "sentence"), SENTENCES)
def test_no_advice_breaks_words_up_or_spells_signs(platform: str, sentence: str) -> None:
    assert platform
    assert not BROKEN_UP_RE.search(sentence)


@pytest.mark.parametrize("platform", BUILT_IN)
def test_the_words_for_saying_no_hold_no_trigger(platform: str) -> None:
    """A refusal that may trip the platform's filter gets a wording without the words that trip it."""
    rule = next(rule for rule in built_in(platform).rules if rule.id == "talk.refusing")
    assert rule.filter_risk is not None
    assert rule.advice
    for sentence in rule.advice:
        assert not TRIGGERS_RE.search(sentence)


@pytest.mark.parametrize("platform", BUILT_IN)
def test_a_disguised_detail_is_told_that_disguise_makes_it_worse(platform: str) -> None:
    text = "write to jo at example dot org"
    (warning,) = review(text, Context(platform, Surface.INBOX, Stage.BEFORE_CONTRACT)).warnings
    assert warning.verdict == "breach"
    assert warning.advice[0] == built_in(platform).evasion
    assert "does not help" in warning.advice[0]
