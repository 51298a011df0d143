"""Reads the text near a span: the words of its own sentence, and the listed words within reach.

How far "near" is differs by what is looked for, so each reader names its `Reach`. This module must not know
what a list means, nor what the span is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.text.sentence_ends import SENTENCE_END_RE
from touchline.text.word import WORD_RE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.views.message import Views
    from touchline.views.spans import Placed


class Reach(NamedTuple):
    """How many characters before and after a span are near it."""

    ahead: int
    behind: int


VALUE: Final = Reach(40, 24)
"""For a word that names a value: it mostly stands before the value."""
_LONGEST: Final = 100
"""Characters of the longest entry of a list, generously."""
_START: Final = attrgetter("start")


def near(views: Views, name: str, start: int, end: int) -> bool:
    """Whether an entry of the list ends shortly before the folded view's `start` or begins after `end`."""
    hits = views.hits[name]
    if not hits:
        return False
    first = bisect_left(hits, start - VALUE.ahead - _LONGEST, key=_START)
    last = bisect_right(hits, end + VALUE.behind, first, key=_START)
    return any(start - VALUE.ahead <= hit.end <= start or end <= hit.start for hit in hits[first:last])


def within(reach: Reach, placed: Iterable[Placed], start: int, end: int) -> bool:
    """Whether one of the `placed` things lies less than its reach before `start` or after `end`."""
    return any(hit.start - end < reach.behind and start - hit.end < reach.ahead for hit in placed)


def sentence_before(text: str, start: int, reach: Reach) -> str:
    """The text before `start` in the same sentence, as far as it is near: "my phone is "."""
    return SENTENCE_END_RE.split(text[max(0, start - reach.ahead) : start])[-1]


def sentence_after(text: str, end: int, reach: Reach) -> str:
    """The text after `end` in the same sentence, as far as it is near."""
    return SENTENCE_END_RE.split(text[end : end + reach.behind])[0]


def words_near(text: str, start: int, end: int, reach: Reach) -> list[str]:
    """The words on both sides of the span that are near and in the same sentence, in order."""
    return [
        *WORD_RE.findall(sentence_before(text, start, reach)),
        *WORD_RE.findall(sentence_after(text, end, reach)),
    ]
