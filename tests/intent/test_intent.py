"""Intent: negation, quotation and who is speaking, as rules of scope."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from tests.accuracy.messages import corpus_lines, unmarked

import touchline
from touchline import short_memory
from touchline.model import Finding, Intent, Kind

CORPORA = Path(__file__).parents[1] / "corpora"
REFUSALS = CORPORA / "refusal.txt"


def strongest(message: str) -> Finding:
    return max(touchline.find(message), key=lambda finding: finding.confidence)


def texts(corpus: str) -> list[str]:
    lines = corpus_lines(CORPORA / f"{corpus}.txt")
    return [unmarked(line).text for _, line in lines]


@pytest.mark.parametrize("message", texts("quotation"))
def test_what_is_in_somebody_elses_text_is_quoted(message: str) -> None:
    assert {finding.intent for finding in touchline.find(message)} <= {Intent.QUOTES}


@pytest.mark.parametrize("message", texts("own_words"))
def test_ones_own_detail_beside_a_text_is_given(message: str) -> None:
    assert Intent.PROVIDES in {finding.intent for finding in touchline.find(message)}


def refusals() -> list[str]:
    return [line for line in REFUSALS.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("message", refusals())
def test_a_refusal_is_a_mention_that_refuses(message: str) -> None:
    findings = touchline.find(message)
    assert {finding.kind for finding in findings} == {Kind.MENTION}
    assert Intent.REFUSES in {finding.intent for finding in findings}


PROPOSALS = ("talk on WhatsApp", "work outside of Fiverr", "continue on telegram")
NEGATIONS = (
    "we can't {}",
    "I don't {}",
    "I will never {}",
    "we are not allowed to {}",
    "please let's not {}",
)
NO_NEGATIONS = (
    "why don't we {}?",
    "can't we just {}?",
    "I don't mind if we {}",
    "I can't open the file here, let's {}",
    "no problem, we can {}",
    "I know it is against the rules but let's {}",
)


@pytest.mark.parametrize("frame", NEGATIONS)
@pytest.mark.parametrize("proposal", PROPOSALS)
def test_negation_reaches_to_the_end_of_its_clause(frame: str, proposal: str) -> None:
    assert strongest(frame.format(proposal)).intent is Intent.REFUSES


@pytest.mark.parametrize("frame", NO_NEGATIONS)
@pytest.mark.parametrize("proposal", PROPOSALS)
def test_what_only_sounds_like_a_negation_still_proposes(frame: str, proposal: str) -> None:
    assert strongest(frame.format(proposal)).intent in {Intent.MOVES, Intent.REQUESTS}


@pytest.mark.parametrize(
    "message",
    [
        "The buyer asked me for my WhatsApp number, is that allowed?",
        "a client asked me to pay outside fiverr, what should I do?",
        "users chat on Telegram with the bot",
    ],
)
def test_what_others_say_or_do_asks_for_nothing(message: str) -> None:
    assert {finding.intent for finding in touchline.find(message)} <= {Intent.MENTIONS, Intent.REFUSES}


QUOTED = (
    "voice-over script: call us today at {}",
    "the flyer should say call {} for a table",
    'please record "call {} and ask for Ben" in a calm tone',
    "put {} on the business card",
)


@pytest.mark.parametrize("frame", QUOTED)
def test_somebody_elses_words_are_quoted_at_lower_confidence(frame: str) -> None:
    number = "+44 7700 900321"
    quoted, given = strongest(frame.format(number)), strongest(f"call us today at {number}")
    assert quoted.intent is Intent.QUOTES
    assert quoted.confidence < given.confidence


@pytest.mark.parametrize(
    "message", ['my number is "+44 7700 900321"', "the script is done, my number is +44 7700 900321"]
)
def test_ones_own_number_is_not_quoted(message: str) -> None:
    assert strongest(message).intent is Intent.PROVIDES


def test_a_value_under_a_negation_is_given_all_the_same() -> None:
    assert strongest("don't call me at +44 7700 900321").kind is Kind.PHONE


@pytest.mark.parametrize("run", [".", "…", "!", "?", " ", "\n", "not ", "your number? ", "call me "])
def test_runs_of_marks_and_cues_are_read_in_linear_time(run: str) -> None:
    def seconds(length: int) -> float:
        message = ("what's your skype " + run * length)[:length] + "x"
        best = float("inf")
        for _ in range(3):
            short_memory.forget()
            start = time.thread_time()
            with contextlib.suppress(touchline.Incomplete):  # a flood may be cut short, and says so
                touchline.find(message)
            best = min(best, time.thread_time() - start)
        return best

    seconds(100)
    assert seconds(16_000) < 12 * seconds(4_000) + 0.05


def test_a_value_found_in_a_rewriting_does_not_unsettle_the_phrase_beside_it() -> None:
    kinds = {finding.kind for finding in touchline.find("write to jo%40jo-design.org? what's your skype?")}
    assert kinds == {Kind.EMAIL, Kind.REQUEST}
