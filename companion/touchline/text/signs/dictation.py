"""Finds the words and commas that set a spoken sign apart: "jane, then at, then example …".

People who spell an address aloud pause and count its parts off. This module must not know which words
are signs, nor what an address is.
"""

from __future__ import annotations

import re
from typing import Final

from touchline.text.roles import any_of

_REACH: Final = 32
_PAUSE: Final = 5

_THEN: Final = any_of("then")
"""What people say between the parts of an address that they spell."""
_ARTICLE: Final = any_of("article")
_THEN_BEFORE_RE: Final = re.compile(rf"[\s,]{{1,2}} {_THEN} [\s,]? (?: {_ARTICLE} \s? )? $", re.VERBOSE)
_SURE_BEFORE_RE: Final = re.compile(
    rf"[\s,]{{1,2}} (?: {_THEN} [\s,]? (?: {_ARTICLE} \s? )? | {_ARTICLE} \s? ) $", re.VERBOSE
)
_THEN_AFTER_RE: Final = re.compile(rf"[\s,]{{0,2}} {_THEN} \s", re.VERBOSE)
_PAUSE_BEFORE_RE: Final = re.compile(r"\s? (?: [,;:] | \.{1,3} ) \s? $", re.VERBOSE)
_PAUSE_AFTER_RE: Final = re.compile(r"\s? (?: [,;:] | \.{1,3} ) \s?", re.VERBOSE)


def set_apart(text: str, start: int, end: int, *, sure: bool = False) -> tuple[int, int]:
    """The sign's word with the words and the punctuation that set it apart: "jane, then at, then …".

    `sure` words mean nothing else, so an article or a comma before them is enough.
    """
    before = (_SURE_BEFORE_RE if sure else _THEN_BEFORE_RE).search(text, max(0, start - _REACH), start)
    after = _THEN_AFTER_RE.match(text, end)
    if before is not None:
        start = before.start()
    if after is not None:
        end = after.end()
    left = _PAUSE_BEFORE_RE.search(text, max(0, start - _PAUSE), start)
    right = _PAUSE_AFTER_RE.match(text, end)
    if sure or before is not None or (left is not None and right is not None):
        start = left.start() if left is not None else start
        end = right.end() if right is not None else end
    return start, end
