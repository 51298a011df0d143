"""Digits where they stand, and number words put together: "twenty" "three", "double" "five".

This module must not know how a digit may be spelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUNDRED: Final = 100
_NINE: Final = 9
_TEN: Final = 10
_NEAR: Final = 3
"""Characters between two words that are one number: a space, a hyphen, a comma and a space."""


class Atom(NamedTuple):
    """`digits` are spelled by the text at `[start, end)`.

    `form` is "figures", "word", "leet" (figures and letters standing for each other), "sound" (a word
    that only sounds like a digit), or "link", with no digits ("dash", "then", or "+" for "plus");
    `inner` is a sound that never begins or ends a number.
    """

    start: int
    end: int
    digits: str
    form: str
    inner: bool = False


class NumberWord(NamedTuple):
    """A number word at `[start, end)` with its value as the lexicon writes it, and its language."""

    start: int
    end: int
    value: str
    language: str


def composed(parts: list[Atom | NumberWord | None]) -> Iterator[Atom | None]:
    """Number words put together: "twenty" "three", "nine" "hundred" "sixteen", "double" "five"."""
    index = 0
    while index < len(parts):
        part = parts[index]
        index += 1
        if not isinstance(part, NumberWord):
            yield part
            continue
        if part.value[0] == "x":
            repeated = _repeated(part, parts[index] if index < len(parts) else None)
            index += repeated is not None
            yield repeated
            continue
        value, end, last = _HUNDRED if part.value == "h" else int(part.value), part.end, part
        while index < len(parts):
            follower = parts[index]
            total = _sum(value, last, follower) if isinstance(follower, NumberWord) else None
            if total is None or not isinstance(follower, NumberWord):
                break
            value, end, last, index = total, follower.end, follower, index + 1
        yield Atom(part.start, end, str(value), "word")


def _sum(value: int, last: NumberWord, word: NumberWord) -> int | None:
    """The number of `value`, ending in the word `last`, with `word` after it; None when they stay apart."""
    if word.language != last.language or word.value[0] == "x" or word.start - last.end > _NEAR:
        return None
    if word.value == "h":
        return value * _HUNDRED if 1 <= value <= _NINE else None
    more = int(word.value)
    if 1 <= more <= _NINE and value % _TEN == 0 and value % _HUNDRED > _TEN:
        return value + more
    # "eight hundred five five five" goes on digit by digit, "novecientos uno" does not
    least = _TEN if last.value == "h" else 1
    return value + more if value and value % _HUNDRED == 0 and least <= more < _HUNDRED else None


def _repeated(times: NumberWord, follower: Atom | NumberWord | None) -> Atom | None:
    """The digits of "double" and the digit after it; None when no digit follows."""
    if follower is None or follower.start - times.end > _NEAR:
        return None
    if isinstance(follower, NumberWord):
        if not follower.value.isdecimal():
            return None
        digits = follower.value
    else:
        digits = follower.digits
    if not digits:  # a word for a separator
        return None
    return Atom(times.start, follower.end, digits[0] * (int(times.value[1]) - 1) + digits, "word")
