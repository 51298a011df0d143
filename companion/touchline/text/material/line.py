"""One line of a message, and whether it is a sentence. It must not know what sorts of material there are."""

from __future__ import annotations

from typing import Final, NamedTuple


class Line(NamedTuple):
    """A line of the message as typed, `raw[start:end]`, without its line break."""

    start: int
    end: int
    text: str


def is_prose(text: str) -> bool:
    """Whether the line is a sentence: some words, most of them of letters alone."""
    words = text.split()
    plain = sum(word.strip(".,!?;:'\"()").isalpha() for word in words)
    return len(words) >= _SENTENCE and plain * 3 >= len(words) * 2


_SENTENCE: Final = 5
