"""The folded view: what a message reads as, with its map laid only when something was found.

It must not know what is looked for. The tables are in `fold`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.fold import FOLDS, is_mark, lookalikes
from touchline.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

_FEW: Final = 8
"""Up to this many different characters, replacing one at a time beats one `str.translate`."""
_FLAG: Final = 2
_REGIONAL: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_REGIONAL_RE: Final = re.compile("[\U0001f1e6-\U0001f1ff]+")
_MIXED_RE: Final = re.compile(
    r"""
    (?<! \S ) [^\sA-Za-z0-9]*   # from the start of a token, so that one without ASCII is read once
    [A-Za-z0-9] \S*
    """,
    re.VERBOSE,
)
_LETTERS_RE: Final = re.compile(r"[^\W\d_]+")


def folded(message: str) -> View:
    """The message with look-alikes and invisible characters folded away; case is kept."""
    if message.isascii():
        return View("folded", message)
    chars = set(message)
    folds = {ord(char): drawn for char in chars if (drawn := FOLDS[char]) != char}
    if not chars.isdisjoint(_REGIONAL) and all(map(_is_flag, _REGIONAL_RE.findall(message))):
        folds = {code: folded for code, folded in folds.items() if chr(code) not in _REGIONAL}
    text = _replaced(message, folds)
    if not lookalikes().keys().isdisjoint(chars):
        text = _MIXED_RE.sub(_unmasked, text)
    if all(len(folded) == 1 for folded in folds.values()):
        return View("folded", text)
    return _FoldedView(text, message, folds)


def _is_flag(run: str) -> bool:
    return len(run) == _FLAG


def _replaced(message: str, folds: Mapping[int, str]) -> str:
    if len(folds) > _FEW:
        return message.translate(folds)
    for code, folded in folds.items():
        message = message.replace(chr(code), folded)
    return message


def _unmasked(token: re.Match[str]) -> str:
    """A token that holds ASCII letters or several digits, its look-alike letters made ASCII.

    A word of another script stays as it is unless each of its letters has an ASCII twin and the word
    is either partly ASCII or part of something built with "@" or dots, as addresses are.
    """
    text = token[0]
    twins = lookalikes()
    if twins.keys().isdisjoint(text):
        return text
    built = "@" in text or "." in text
    has_ascii = any(char.isascii() and char.isalpha() for char in text)

    def twin(word: re.Match[str]) -> str:
        letters = word[0]
        foreign = [char for char in letters if not char.isascii()]
        if not all(char in twins for char in foreign):
            return letters
        mixed = len(foreign) < len(letters) or (built and has_ascii)
        if mixed or all(twins[char].isdigit() for char in foreign):
            return "".join(twins.get(char, char) for char in letters)
        return letters

    return _LETTERS_RE.sub(twin, text)


class _FoldedView(View):
    """A folding whose map is worked out only when something was found in it."""

    __slots__ = ("_folds", "_raw")

    def __init__(self, text: str, raw: str, folds: Mapping[int, str]) -> None:
        super().__init__("folded", text)
        self._raw = raw
        self._folds = folds

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        if self.starts is None:
            self.starts, self.ends = _laid(self._raw, self._folds)
        return super().raw_span(start, end)


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
