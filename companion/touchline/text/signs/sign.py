"""A sign put back into a text: what it replaces, and how much it can be trusted.

It must not know where signs come from, nor what they are part of.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Sign(IntEnum):
    """How much a sign that was put back can be trusted to be one."""

    WEAK = 1
    """An ordinary word ("at"), a sign set in spaces, or a gap where a sign may have been dropped."""

    WORDED = 2
    """A word or drawing that means only the sign, or a bracketed word."""


class Piece(NamedTuple):
    """`text` in place of `[start, end)`; a gap where the text has nothing to replace."""

    start: int
    end: int
    text: str
    sign: Sign
    gap: bool = False
