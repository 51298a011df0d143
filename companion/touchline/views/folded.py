"""The folded view: what a message reads as, with its map laid only when something was found.

It must not know what is looked for. The tables are in `code_points`.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from touchline.views.code_points import FOLDS, is_mark
from touchline.views.confusables import unmasked
from touchline.views.view import LaidView, View

if TYPE_CHECKING:
    from collections.abc import Mapping

_FEW: Final = 64
"""Up to this many different characters, replacing one at a time beats one `str.translate`."""
_FLAG: Final = 2
_REGIONAL: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_REGIONAL_RE: Final = re.compile("[\U0001f1e6-\U0001f1ff]+")
_SUSPECT_RE: Final = re.compile(
    # all but the letters of living scripts and the signs that fold to themselves (a test compares)
    "[^\x00-\x7f\u00a1-\u00a7\u00ab\u00ac\u00b0\u00b1\u00b6\u00b7\u00bb\u00bf\u00d7\u00df\u00f7"
    "\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9\u0400-\u045f\u0490-\u04ff\u05d0-\u05ea\u060c\u061b\u061f-\u065f"
    "\u0671-\u0674\u0679-\u06d3\u0900-\u0957\u0960-\u0965\u0970-\u09db\u09e0-\u09e5\u0e01-\u0e32\u0e34-\u0e4f"
    "\u20ac\u3001\u3002\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]"
)


def folded(message: str) -> View:
    """The message with look-alikes and invisible characters folded away; case is kept."""
    if message.isascii():
        return View("folded", message)
    suspects = set(_SUSPECT_RE.findall(message))
    folds = {ord(char): drawn for char in suspects if (drawn := FOLDS[char]) != char}
    if not suspects.isdisjoint(_REGIONAL) and all(map(_is_flag, _REGIONAL_RE.findall(message))):
        folds = {code: drawn for code, drawn in folds.items() if chr(code) not in _REGIONAL}
    text = unmasked(_replaced(message, folds))
    if all(len(drawn) == 1 for drawn in folds.values()):
        return View("folded", text)
    return LaidView("folded", text, partial(_laid, message, folds))


def _is_flag(run: str) -> bool:
    return len(run) == _FLAG


def _replaced(message: str, folds: Mapping[int, str]) -> str:
    if len(folds) > _FEW:
        return message.translate(folds)
    for code, folded in folds.items():
        message = message.replace(chr(code), folded)
    return message


def _laid(raw: str, folds: Mapping[int, str]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    for position, char in enumerate(raw):
        folded = folds.get(ord(char), char)
        starts.extend([position] * len(folded))
        ends.extend([position + 1] * len(folded))
        if not folded and ends and is_mark(char) and ends[-1] == position:
            ends[-1] = position + 1  # a mark is drawn on the letter before it, so it is pointed at with it
    return starts, ends
