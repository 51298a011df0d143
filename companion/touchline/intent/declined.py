"""Whether what a sentence names is declined right after it, in the same sentence or in the next.

"You wrote that we could settle it between us; I would rather not", "kind of you to suggest a transfer, but
no". The words are data (`declines`). This module must not know what was proposed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.lexicon import table
from touchline.text.roles import any_of, any_word
from touchline.text.sentence_ends import LINE_END_RE, MARKS
from touchline.views.code_points import folded_entry

if TYPE_CHECKING:
    from touchline.language.words import Sentence
    from touchline.views.message import Views

_REACH: Final = 160
"""Characters after a phrase in which it may be declined."""
_CLOSE: Final = 8


def _listed(value: str) -> str:
    return any_word(
        frozenset(folded_entry(word) for word, kind in table("declines").items() if kind == value)
    )


_DECLINED_RE: Final = re.compile(_listed(""), re.VERBOSE)
_CLOSING_RE: Final = re.compile(
    rf"""
    ^ \s* (?: [^\W\d_]+ \s )? {_listed("end")} (?: \s? [^\W\d_]+ ){{0,2}} \s?
    (?: [{MARKS},;)\n–—-] | $ )
    """,
    re.VERBOSE,
)
"""A negated verb that the phrase belongs to: "пошту скинути не можу"."""
_FORBIDDEN_RE: Final = re.compile(rf"{_listed('end')} \W? $", re.VERBOSE)
"""The same before it, in scripts without spaces: "不允许留电话"."""
_NO_RE: Final = re.compile(
    rf"^ \s? [–—:;,-]{{1,2}} \s? {any_of('no')} (?: \s? [,.!;–—] | \s {any_of('thanks')} )", re.VERBOSE
)
"""A plain no right after it: "direct payment — no, thank you"."""
_THANKS_RE: Final = re.compile(any_of("thanks-for"), re.VERBOSE)
_BUT_RE: Final = re.compile(any_of("but"), re.VERBOSE)
_HAN: Final = "\u3040"


def is_declined(views: Views, sentence: Sentence, start: int, end: int) -> bool:
    """Whether words after `[start, end)` of the sentence, or at the start of the next, decline it."""
    text = views.lower
    after = text[end : end + _REACH]
    if _NO_RE.match(after) or _CLOSING_RE.match(after):
        return True
    if text[start] >= _HAN and _FORBIDDEN_RE.search(text, max(0, start - _CLOSE), start):
        return True
    ends = [match.end() for match in LINE_END_RE.finditer(after)]
    own = after[: ends[0]] if ends else after
    if (
        _DECLINED_RE.search(own)
        or _DECLINED_RE.search(text, start, end)
        or _is_thanked_away(text[sentence.start : start], own)
    ):
        return True
    return bool(ends) and _DECLINED_RE.match(after, ends[0]) is not None


def _is_thanked_away(before: str, after: str) -> bool:
    """Whether somebody is thanked for it, and a "but" follows: "thanks for the offer to …, but"."""
    return _BUT_RE.search(after) is not None and _THANKS_RE.search(before) is not None
