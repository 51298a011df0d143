"""Rows of a table, typed or pasted: lines with as many cells as the line above them.

This module must not know what a cell holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.text.material.line import is_prose, names_contact

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
_WIDE: Final = 3
"""Columns; in a wider table a cell may hold a sentence."""


_FIGURES_RE: Final = re.compile(
    r"\s* [+-]? [\d.,:%$€£₹/-]+ (?: \s+ [+-]? [\d.,:%$€£₹/-]+ ){2,} \s*", re.VERBOSE
)
_LABELLED_RE: Final = re.compile(
    r"""
    \s* (?P<label> [^\d:=\n]{2,32}? ) \s? [:=]? \s+
    [A-Z]{0,4} \d [\w./-]* (?: \s [\w./-]* \d [\w./-]* ){0,4} \s*
    """,
    re.VERBOSE,
)
"""A name and a number after it, as in a list of ids."""
_MANY: Final = 4


def rows(lines: Sequence[Line]) -> Iterator[int]:
    """Rows with as many cells as the row above them, rows of figures, and lists of named numbers."""
    for sign, fewest in _CELLS:
        counts = [_cells(sign, line.text) for line in lines]
        yield from _alike([count if count >= fewest else 0 for count in counts], _ROWS)
    yield from _alike(
        [len(line.text.split()) if _FIGURES_RE.fullmatch(line.text) else 0 for line in lines], _ROWS + 1
    )
    yield from _alike([int(_is_named_number(line.text)) for line in lines], _MANY)


def _alike(counts: Sequence[int], fewest: int) -> Iterator[int]:
    """Where at least so many neighbours have the same count, and it is not 0."""
    index = 0
    while index < len(counts):
        stop = index + 1
        while stop < len(counts) and counts[stop] == counts[index]:
            stop += 1
        if counts[index] and stop - index >= fewest:
            yield from range(index, stop)
        index = stop


def _is_named_number(text: str) -> bool:
    match = _LABELLED_RE.fullmatch(text)
    return match is not None and not names_contact(match["label"])


def _cells(sign: re.Pattern[str], text: str) -> int:
    """How many signs part the cells of a row; 0 where what they part is no cell but a sentence."""
    cells = sign.split(text)
    if len(cells) <= _WIDE and any(len(cell) > _CELL or is_prose(cell) for cell in cells):
        return 0
    return len(cells) - 1
