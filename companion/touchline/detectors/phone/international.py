"""A phone number in its international form with nothing but prose around it: told at one look.

Most numbers are given like this, and no other reading of the figures could weigh more. Whatever might
change the reading (other figures near by, an amount, a word that may stand for a digit) is left to the
closer look of `numerals`, `runs` and `lattice`. This module must not know words for phones.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from touchline import lexicon
from touchline.detectors.phone import numbering_plans
from touchline.text.figures.quantities import units

# groups of three figures or more, so that no date, time or ISBN can be among them
_NUMBER_RE: Final = re.compile(r"\+ (?: [0-9]{1,3} (?: [ -] [0-9]{3,6} ){1,4} | [0-9]{9,13} )", re.VERBOSE)
_BEFORE_RE: Final = re.compile(r"(?: [a-z .,:;!?-]*+ (?<= [ :] ) )?+", re.VERBOSE)
_AFTER_RE: Final = re.compile(r"(?: [ .,;:!?] [a-z .,:;!?-]*+ )?+", re.VERBOSE)
_WORD_RE: Final = re.compile(r"[a-z]++")
_MOST: Final = 13
"""Digits too few for two numbers."""
_GOING_ON: Final = frozenset({"am", "pm", "ext", "extn", "extension"})
_ROUND: Final = frozenset("oil")


def international(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the number is that holds all figures of `text[start:end]`: (8, 23) in "call me +44 7700 900123".

    `text` is lower-case and folded, the span is one of `runs.clusters`. None where a closer look is needed.
    A shortcut (`tests/bench/shortcuts.py`): without it a message with one contact, cold, takes 21 % longer
    at 50 characters, 12 % at 300, 3 % at 2,500.
    """
    plus = text.find("+", start, end)
    match = _NUMBER_RE.match(text, plus, end) if plus >= 0 else None
    if match is None or not (
        _BEFORE_RE.fullmatch(text, start, plus) and _AFTER_RE.fullmatch(text, match.end(), end)
    ):
        return None
    groups = match[0][1:].replace("-", " ").split(" ")
    digits = "".join(groups)
    if (
        len(digits) > _MOST
        or numbering_plans.shape(digits, tuple(map(len, groups)), True, ()) != "phone-international"
    ):
        return None
    words = (*_WORD_RE.findall(text, start, plus), *_WORD_RE.findall(text, match.end(), end))
    return None if any(map(_may_count, words)) else match.span()


def _may_count(word: str) -> bool:
    """Whether the word may stand for a digit or a sign, go on with the number, or tell what it counts."""
    return (len({*word}) == 1 and word != "a") or word in _counting() or _ROUND.issuperset(word)


@cache
def _counting() -> frozenset[str]:
    plus = (word for word, sign in lexicon.table("digit_connectors").items() if sign == "+")
    return units().union(plus, lexicon.table("digit_homophones"), _GOING_ON)
