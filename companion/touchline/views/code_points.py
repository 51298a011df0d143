"""One code point folded to what a reader takes it for: the tables behind `folded`.

Folding works per code point (NFKC of a whole string is quadratic on unsorted marks and loses
positions). This module must not know positions, views or what is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from touchline.model import Technique
from touchline.views.confusables import unmasked

_DASHES: Final = frozenset("‐‑‒–—―−﹘﹣－⁃")
_QUOTES: Final = {"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"'}
# letters with a stroke have no decomposition, yet are read and typed as their base letter
_STROKED: Final = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "ı": "i", "ŧ": "t"}
_ORDINALS: Final = {"º": "°", "ª": "°"}
"""Written for each other with the degree sign: "2º B", never meant as the letters they are drawn after."""
_FILLERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u2800\u3164\uffa0")
_MARK_RE: Final = re.compile(
    # combining marks of the general blocks, variation selectors, the keycap (in 20D0–20FF)
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_REPLACEMENT: Final = "\ufffd"
_MOST_NUMERIC: Final = 20
"""The enclosed numbers run to 20 in the blocks people paste from."""

_NAMED_LETTERS: Final = (
    "NEGATIVE SQUARED LATIN CAPITAL LETTER ",
    "NEGATIVE CIRCLED LATIN CAPITAL LETTER ",
    "CROSSED NEGATIVE SQUARED LATIN CAPITAL LETTER ",
    "REGIONAL INDICATOR SYMBOL LETTER ",
    "LATIN LETTER SMALL CAPITAL ",
)


def is_mark(char: str) -> bool:
    """Whether `char` is drawn on the character before it and carries no letter of its own.

    Vowel signs of Indic, Arabic or Thai script are letters to their readers, so only the marks of
    the general blocks count, with variation selectors and the keycap.
    """
    return _MARK_RE.match(char) is not None


def is_invisible(char: str) -> bool:
    """Whether `char` shows nothing: format and bidi controls, fillers, soft hyphens, joiners, tags."""
    return char in _FILLERS or unicodedata.category(char) == "Cf"


class _Folds(dict[str, str]):
    """Code point to its folding. Only those of our own word lists are kept, see `folded_entry`.

    A message holds few others, and each takes about 2 µs to work out; a table of them would grow by up to
    1.1 million entries and tell which rare characters somebody has typed.
    """

    def __missing__(self, char: str) -> str:
        return _folding(char)


def _folding(char: str) -> str:
    if char.isascii():
        return char
    if is_mark(char) or is_invisible(char):
        return ""
    if unicodedata.category(char) == "Cs":
        return _REPLACEMENT  # lone surrogates cannot be encoded, so nothing native could read them
    if char in _DASHES:
        return "-"
    if char in "\u2028\u2029\x85":
        return "\n"
    return _QUOTES.get(char) or _STROKED.get(char) or _ORDINALS.get(char) or _number(char) or _letter(char)


def _number(char: str) -> str:
    number = unicodedata.numeric(char, -1.0)
    if unicodedata.decimal(char, None) is not None or unicodedata.digit(char, None) is not None:
        return str(int(number))
    enclosed = unicodedata.category(char) == "No" and number.is_integer()
    return str(int(number)) if enclosed and 0 <= number <= _MOST_NUMERIC else ""


def _letter(char: str) -> str:
    name = unicodedata.name(char, "")
    for prefix in _NAMED_LETTERS:
        if name.startswith(prefix) and len(name) == len(prefix) + 1:
            return name[-1] if "SMALL" not in name else name[-1].lower()
    composed = unicodedata.normalize("NFKC", char)
    if composed != char:
        # a compatibility form may hold marks or dashes of its own, and "´" a space that is no space
        folded = "".join(FOLDS[part] for part in composed)
        return folded.strip() or folded[:1] if composed[0] == " " and len(composed) > 1 else folded
    apart = unicodedata.normalize("NFD", char)
    base, marks = apart[0], apart[1:]
    return base if marks and base.isascii() and all(map(is_mark, marks)) else char


FOLDS: Final = _Folds()
"""Code point to its folding: one or more characters, or nothing for what is not drawn."""


def folded_word(text: str) -> str:
    """A word of a message as the folded, lower-case view holds it."""
    return "".join(map(FOLDS.__getitem__, text)).lower()


def folded_entry(entry: str) -> str:
    """A word of our own lists, folded the same way; its foldings are kept, because lists share letters."""
    FOLDS.update((char, _folding(char)) for char in entry if char not in FOLDS)
    return folded_word(entry)


def disguises(raw: str) -> tuple[Technique, ...]:
    """The disguises that a span of raw text shows by its characters alone, in enum order.

    Accents and the digits of other scripts are ordinary writing, not disguises.
    """
    if raw.isascii():
        return ()
    found = {technique for char in raw if (technique := _disguise(char))}
    if unmasked(raw) != raw:
        found.add(Technique.HOMOGLYPH)
    return tuple(technique for technique in Technique if technique in found)


def _disguise(char: str) -> Technique | None:
    if char.isascii():
        return None
    if is_mark(char):
        return Technique.STYLED
    if is_invisible(char):
        return Technique.INVISIBLE
    if unicodedata.category(char) == "Nd":
        return None if unicodedata.normalize("NFKC", char) == char else Technique.STYLED
    folded = FOLDS[char]
    drawn_otherwise = folded != char and unicodedata.normalize("NFD", char)[0] != folded[:1]
    known = _QUOTES.keys() | _STROKED.keys() | _ORDINALS.keys()
    ordinary = char in _DASHES or char in known or folded.isspace()
    return Technique.STYLED if drawn_otherwise and not ordinary else None
