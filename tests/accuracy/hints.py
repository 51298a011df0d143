"""How well words and pairs of words tell a hint ("you have the green app, I guess?") from ordinary work.

A linear model learns from all open authors but one, and from `tests/corpora/hints/`, and is asked about the
one left out; so no figure is about a message that the model has seen. Nothing of it ships yet: this is the
measurement that a detector of hints will have to keep. `python -m tests.accuracy.hints` takes some minutes.

Each language has a feature of its own while the model learns, left out when it is asked: otherwise a language
with more hints than ordinary lines would itself look like a hint.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.accuracy.authored import Authored, Difficulty, Meaning, Side, authored

from touchline.text.sentence_ends import LINE_END_RE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HINTS: Final = Path(__file__).parent.parent / "corpora" / "hints"
NOTES: Final = (2, 5, 10)
"""Notes on ordinary messages, per 1,000, at which the share of hints found is printed."""
_TOKEN_RE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W\d_]+|\d+")
_SHORTEST: Final = 6
_PASSES: Final = 12
_COST: Final = 2.0
_COST_OF_A_HINT: Final = 8.0
_TONGUE: Final = 1.7
"""How much the feature of a language weighs beside all words of a sentence together."""


class Example(NamedTuple):
    """One sentence: what it holds, its language, and whether it is a hint (None where nobody can say)."""

    features: frozenset[str]
    language: str
    is_hint: bool | None
    message: int
    author: str


def features(sentence: str) -> frozenset[str]:
    """The words of the sentence, and its pairs of neighbours with the beginning and the end among them."""
    words = ["0" if word.isdecimal() else word for word in _TOKEN_RE.findall(sentence.lower())]
    ends = "?" if "?" in sentence or "？" in sentence else "."
    pairs = zip(["^", *words], [*words, ends], strict=True)
    return frozenset(words) | {f"{left} {right}" for left, right in pairs}


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of `text` stand."""
    start = 0
    for end in (*(match.end() for match in LINE_END_RE.finditer(text)), len(text)):
        if end - start >= _SHORTEST:
            yield start, end
        start = end


def lines(name: str, *, is_hint: bool) -> Iterator[Example]:
    """The written lines of one file; "# de" begins those of a language."""
    language = ""
    for line in (HINTS / name).read_text("utf-8").splitlines():
        if line.startswith("# "):
            language = line[2:]
        elif line:
            yield Example(features(line), language, is_hint, -1, "")


def examples(messages: Sequence[Authored]) -> Iterator[Example]:
    """The sentences of the messages; of a roundabout violation those are hints in which a mark stands."""
    for number, each in enumerate(messages):
        text = each.message.text
        for start, end in sentences(text):
            marked = any(mark.start < end and start < mark.end for mark in each.message.expected)
            is_hint: bool | None = False
            if each.meaning is Meaning.VIOLATION:
                is_hint = True if marked and each.difficulty is Difficulty.ROUNDABOUT else None
            yield Example(features(text[start:end]), each.language, is_hint, number, each.author)


def trained(known: Sequence[Example]) -> dict[str, float]:
    """A weight for each feature: a linear support vector machine by dual coordinate descent.

    Source: Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008, with the
    squared loss. A hint costs more than an ordinary sentence, because there are few.
    """
    rows = [sorted(example.features) for example in known]
    tongues = [f"#{example.language}" for example in known]
    signs = [1.0 if example.is_hint else -1.0 for example in known]
    scales = [(len(row) + 2) ** -0.5 for row in rows]
    sizes = [len(row) / (len(row) + 2) + _TONGUE**2 for row in rows]
    slack = [0.5 / (_COST * (_COST_OF_A_HINT if sign > 0 else 1.0)) for sign in signs]
    weights: dict[str, float] = {feature: 0.0 for row in (*rows, tongues) for feature in row}
    alphas = [0.0] * len(rows)
    order = list(range(len(rows)))
    shuffle = random.Random(0).shuffle  # noqa: S311  an order, the same each time
    for _ in range(_PASSES):
        shuffle(order)
        for i in order:
            row, sign, scale = rows[i], signs[i], scales[i]
            told = scale * sum([weights[feature] for feature in row]) + _TONGUE * weights[tongues[i]]
            gradient = sign * told - 1 + slack[i] * alphas[i]
            alpha = max(alphas[i] - gradient / (sizes[i] + slack[i]), 0.0)
            step = (alpha - alphas[i]) * sign
            alphas[i] = alpha
            if step:
                weights[tongues[i]] += step * _TONGUE
                for feature in row:
                    weights[feature] += step * scale
    return {feature: weight for feature, weight in weights.items() if weight and feature[0] != "#"}


def score(example: Example, weights: dict[str, float]) -> float:
    """How much the sentence is like a hint, without its language."""
    found = sum(weights.get(feature, 0.0) for feature in example.features)
    return float(found * (len(example.features) + 2) ** -0.5)


def left_out(messages: Sequence[Authored]) -> list[float]:
    """The score of each message's most hint-like sentence, by a model that knows no line of its author."""
    written = [*lines("hints.txt", is_hint=True), *lines("innocent.txt", is_hint=False)]
    told = list(examples(messages))
    scores = [float("-inf")] * len(messages)
    for author in sorted({each.author for each in messages}):
        known = [example for example in told if example.author != author and example.is_hint is not None]
        weights = trained([*known, *written])
        for example in told:
            if example.author == author:
                scores[example.message] = max(scores[example.message], score(example, weights))
    return scores


def shares(messages: Sequence[Authored], scores: Sequence[float], notes: int) -> tuple[float, float]:
    """The shares of roundabout violations and of innocent messages above the score that `notes` allows."""
    ordinary = sorted(_of(messages, scores, Meaning.ORDINARY), reverse=True)
    bar = ordinary[len(ordinary) * notes // 1000]
    hints = [s for each, s in zip(messages, scores, strict=True) if each.difficulty is Difficulty.ROUNDABOUT]
    innocent = list(_of(messages, scores, Meaning.INNOCENT))
    return _above(hints, bar), _above(innocent, bar)


def _of(messages: Sequence[Authored], scores: Sequence[float], meaning: Meaning) -> Iterable[float]:
    return (number for each, number in zip(messages, scores, strict=True) if each.meaning is meaning)


def _above(scores: Sequence[float], bar: float) -> float:
    return sum(number > bar for number in scores) / len(scores)


def main() -> None:
    """Print the table."""
    messages = list(authored(Side.OPEN))
    scores = left_out(messages)
    print("| notes on ordinary messages, per 1,000 | roundabout found | innocents noted |\n|---:|---:|---:|")
    for notes in NOTES:
        found, innocent = shares(messages, scores, notes)
        print(f"| {notes} | {found:.1%} | {innocent:.1%} |")


if __name__ == "__main__":
    main()
