"""What each shortcut saves: `python -m tests.bench.shortcuts`.

A shortcut gives the same findings sooner. Each one is measured against the same reading with the long
way in its place, the two taking turns; the figures stand in the shortcut's docstring. What saves less
than 3 % in every column is to go. `tests/pipeline/test_shortcuts.py` holds that no finding changes.
"""

from __future__ import annotations

import math
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from tests.bench import messages
from tests.bench.reading import read, read_cold, start_cold

from touchline import lexicon
from touchline.detectors.email import email
from touchline.detectors.phone import phone, validity
from touchline.language import phrases, sentences
from touchline.language.grammar import Grammar
from touchline.pipeline import pipeline
from touchline.text.signs import restored
from touchline.views import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TEXTS = 12
TURNS = 15
TYPED = (
    "it is mara@lindt-prints.de now.",
    "My number is 020 7946 0123.",
    "0301 5550177 is it.",
    "Can you please give me your number?",
)
"""Details that stand in the text, each for another part of what is remembered."""


class Shortcut(NamedTuple):
    """What `owner` has under `name`, and what stands there when the short way is never taken."""

    owner: Any
    name: str
    long_way: Any

    def __str__(self) -> str:
        return f"{self.owner.__name__.rpartition('.')[2]}.{self.name}"


def _anew(_: str, text: str, verdict: Callable[[str], Any]) -> Any:
    return verdict(text)


class _Searched(message._Hits):
    """Hits of every list, searched for at once."""

    def __init__(self, lower: str, found: Any) -> None:
        super().__init__(lower, found)
        self.__missing__(lexicon.CONTEXT[0])


SHORTCUTS = (
    Shortcut(phone, "international", lambda *_: None),
    Shortcut(phone, "is_spent", lambda *_: False),
    Shortcut(restored, "is_plain", lambda _: False),
    Shortcut(restored, "may_hold_host", lambda _: True),
    Shortcut(Grammar, "possible", lambda grammar, _: range(len(grammar.patterns))),
    Shortcut(sentences, "_FIRST_LOOK", sentences._LONGEST),
    Shortcut(message, "_Hits", _Searched),
    *(Shortcut(module, "remembered", _anew) for module in (pipeline, phone, phrases, email, validity)),
)


def main() -> None:
    sizes = (50, 300, 2_500)
    columns = [
        *(("contact", [messages.with_contacts(size, 1, seed) for seed in range(TEXTS)]) for size in sizes),
        *(("everyday", [messages.everyday(size, seed) for seed in range(TEXTS)]) for size in sizes[1:]),
    ]
    heads = [f"{name} {size}" for (name, _), size in zip(columns, (*sizes, *sizes[1:]), strict=True)]
    print(" " * 33, *(f"{head:>13}" for head in [*heads, "typed", "typed, worst", "read again"]))
    for shortcut in SHORTCUTS:
        costs = [_cost(shortcut, read_cold, texts) for _, texts in columns]
        costs.append(_cost(shortcut, _typed, [messages.with_contacts(1_200, 1, seed) for seed in (7, 8, 9)]))
        costs.append(max(_cost(shortcut, _typed, [_sentences(detail)]) for detail in TYPED))
        costs.append(_cost(shortcut, read, columns[1][1]))
        print(f"{shortcut!s:33}", *(f"{cost:+13.0%}" for cost in costs))


def _sentences(detail: str) -> str:
    return f"{messages.ordinary(300, 1)}. {detail} {messages.ordinary(900, 2)}"


def _typed(text: str) -> None:
    """Reads the message as at every pause while it is typed, from nothing remembered."""
    start_cold()
    for end in range(20, len(text) + 1, 20):
        read(text[:end])


def _cost(shortcut: Shortcut, reader: Callable[[str], object], texts: Sequence[str]) -> float:
    """How much longer the texts take without the shortcut, as a share."""
    total = [0.0, 0.0]
    for text in texts:
        best = [math.inf, math.inf]
        for turn in range(2 * TURNS):
            off = turn % 2
            with patch.object(*shortcut) if off else nullcontext():
                start = time.perf_counter()
                reader(text)
                best[off] = min(best[off], time.perf_counter() - start)
        total[0] += best[0]
        total[1] += best[1]
    return total[1] / total[0] - 1


if __name__ == "__main__":
    main()
