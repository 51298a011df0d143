"""Rows of a table, typed or pasted: lines with as many cells as the line above them.

This module must not know what a cell holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.text.material.line import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from touchline.text.material.line import Line

_CELLS: Final = (
    (re.compile(r"\t"), 2),
    (re.compile(r"\s?\|\s?"), 2),
    (re.compile(r";"), 2),
    (re.compile(r",(?!\s)"), 3),
    (re.compile(r"(?<=\S) {2,}(?=\S)"), 2),
)
"""What parts the cells of a line, and how many of it make a row."""
_CELL: Final = 60
_ROWS: Final = 2


def rows(lines: Sequence[Line]) -> Iterator[int]:
    """Rows with as many cells as the row above them."""
    for sign, fewest in _CELLS:
        counts = [_cells(sign, line.text) for line in lines]
        index = 0
        while index < len(lines):
            stop = index + 1
            while stop < len(lines) and counts[stop] == counts[index]:
                stop += 1
            if counts[index] >= fewest and stop - index >= _ROWS:
                yield from range(index, stop)
            index = stop


def _cells(sign: re.Pattern[str], text: str) -> int:
    """How many signs part the cells of a row; 0 where what they part is no cell but a sentence."""
    cells = sign.split(text)
    if any(len(cell) > _CELL or is_prose(cell) for cell in cells):
        return 0
    return len(cells) - 1
