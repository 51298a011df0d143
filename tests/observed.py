"""What an observer hears while one message is read, for tests that ask why and not only that."""

from __future__ import annotations

from typing import NamedTuple

import touchline
from touchline.claims.fate import Fate, Step
from touchline.context import Context
from touchline.model import Kind


class Marked(NamedTuple):
    """A message with one place in it, which its source marks with ⟦ and ⟧."""

    text: str
    start: int
    end: int


def unmarked(marked: str) -> Marked:
    """The message and the marked place."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    return Marked(marked.replace("⟦", "").replace("⟧", ""), start, end)


def fates(message: str, recent: tuple[str, ...] = (), context: Context | None = None) -> list[Fate]:
    """Every event, in order; with a context those of the terms, too."""
    heard: list[Fate] = []
    if context is None:
        touchline.find(message, recent, observe=heard.append)
    else:
        touchline.review(message, context, recent=recent, observe=heard.append)
    return heard


def fates_of(marked: str, detector: str) -> list[tuple[Step, str]]:
    """What became of the claims of one detector on the marked place: steps and codes, in order."""
    text, start, end = unmarked(marked)
    heard = fates(text)
    numbers = {
        fate.number
        for fate in heard
        if (fate.step, fate.detector, fate.start, fate.end) == (Step.CLAIMED, detector, start, end)
    }
    return [(fate.step, fate.code) for fate in heard if fate.number in numbers]


def ends(message: str, kind: Kind, recent: tuple[str, ...] = ()) -> set[tuple[Step, str]]:
    """How the claims ended that were made as `kind`: the last step of each, with its code."""
    last: dict[int, Fate] = {}
    first: dict[int, Fate] = {}
    for fate in fates(message, recent):
        first.setdefault(fate.number, fate)
        last[fate.number] = fate
    return {(fate.step, fate.code) for number, fate in last.items() if number and first[number].kind is kind}
