"""Where numerals stand close together, and the runs of digits they make.

Ordinary text is full of figures, so most of it is left at the first look: too few, or all dates and
amounts. This module must not know what shape a phone number has (`lattice` and `numbering_plans` do).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import lexicon
from touchline.text.figures.numerals import DECOY_RE, LOOKALIKES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from touchline.text.figures.compound import Atom

FEWEST: Final = 7
"""Digits of the shortest number that anybody gives: a local one, without its area code."""
_GAP: Final = 24
"""Characters between two numerals that may still be one number: separators, or a word in between."""
_SEPARATORS: Final = 12
_MARGIN: Final = 12
_MOST_NUMERALS: Final = 40
_OVERLAP: Final = 17
"""Numerals of the longest number, each a digit: what two parts of a long row have in common."""
_ENOUGH: Final = 10
"""After so many digits a comma or a new line begins another number."""

_WORD_RE: Final = re.compile(r"(?<![€$!@])[^\W\d_]++(?![€$!@])")  # a sign may stand for a letter: "thr€€"
_BARRIER_RE: Final = re.compile(r"[\w$€£¥₹%‰°<>={}\\^]")
_PLUS_RE: Final = re.compile(r"(?<!\d)\+[ (]{0,2}$")
_LOOSE_RE: Final = re.compile(r"[,;\n|]| / ")
FILLER: Final = "x"
"""What a gap holds where one letter stands between digits."""
LINK: Final = " - "
"""What a gap holds where a word like "dash" or "then" stands between digits."""
ODD: Final = frozenset("<>={}\\^+")
"""Signs of code and sums; between digits only where they part all of them alike."""
MIXED_RE: Final = re.compile(r"\d[a-z€!@]|[a-z€!@]\d| (?:[oil]{1,4}|([szb])\1{0,3}) ")
"""Figures and letters so close that letters may stand for figures, and letters alone that may: "OO", "IO"."""
PRICED_RE: Final = re.compile(r"[$€£₹]\s?0\d{2,}")
"""An amount that begins with a zero: the sign is there to make a number look like a price."""


class Run(NamedTuple):
    """Atoms with nothing but separators between them; `gaps[i]` stands before `atoms[i]`."""

    atoms: Sequence[Atom]
    gaps: Sequence[str]
    plus: frozenset[int]
    """Atoms that have a plus sign before them."""

    def part(self, first: int, last: int) -> Run:
        """Atoms `[first, last)` as a run of their own."""
        if first == 0 and last == len(self.atoms):
            return self
        plus = frozenset(index - first for index in self.plus if first <= index < last)
        return Run(self.atoms[first:last], self.gaps[first:last], plus)


def clusters(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where numerals stand close enough together, and are enough, to be read more closely.

    A long row is read in overlapping parts, so that a number anywhere in it lies whole in one of them.
    """
    floor, low, high, digits, count = 0, 0, -_GAP, 0, 0
    for index, (start, end) in enumerate(spans):
        if start - high > _GAP or (start - high > 1 and _is_other(text, high, start, digits)):
            if digits >= FEWEST - 1:
                yield _widened(text, low, high, floor, start)
            floor, low, digits, count = max(high, 0), start, 0, 0
        elif count == _MOST_NUMERALS:
            if digits >= FEWEST - 1:
                yield _widened(text, low, high, floor, start)
            low, count = spans[index - _OVERLAP][0], _OVERLAP
            floor = low
        high = max(high, end)
        count += 1
        if not text[start].isdecimal():
            digits += 2
        else:
            mixed = text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
            digits += end - start + 2 * mixed
    if digits >= FEWEST - 1:
        yield _widened(text, low, high, floor, len(text))


def _is_other(text: str, start: int, end: int, digits: int) -> bool:
    """Whether what stands between two numerals says that the second belongs to something else."""
    if digits >= _ENOUGH and text[end].isdecimal() and _LOOSE_RE.search(text, start, end):
        return True
    if digits and text[end - 1] == "+" and text[end - 2 : end - 1].isspace():
        return True
    return _is_parted(text, start, end)


def _is_parted(text: str, start: int, end: int) -> bool:
    """Whether a word stands between two numerals that no writer puts inside a number."""
    gap = text[start:end]
    if gap.isspace():
        return False
    if "(" in gap or "[" in gap:
        gap = DECOY_RE.sub("()", gap)
    found = _WORD_RE.findall(gap)
    if not found:
        return False
    if gap[0].isalpha():
        found = found[1:]  # the rest of a word that figures stand in: "thr33"
    if found and gap[-1].isalpha():
        found = found[:-1]
    # words that sound like digits only stand among single ones: not "12 to 15"
    single = not (text[start - 2 : start].isdecimal() or text[end : end + 2].isdecimal())
    within = _sounds() if single else _connectors()
    return not all(word in within or LOOKALIKES.issuperset(word) or len(word) == 1 for word in found)


@cache
def _sounds() -> frozenset[str]:
    """Words that stand between digits: sounds and connectors."""
    return _connectors() | lexicon.table("digit_homophones").keys()


@cache
def _connectors() -> frozenset[str]:
    """Words that stand between figures: "dash", "then", and the "oh" of "9 double oh 461"."""
    zeros = (word for word, value in lexicon.table("digit_homophones").items() if value[0] == "0")
    return frozenset((*lexicon.table("digit_connectors"), *zeros))


def is_spent(text: str, start: int, end: int, barriers: Sequence[tuple[int, int]]) -> bool:
    """Whether plain figures are all dates, times and amounts, or too few beside those: "3 logos at $45.50".

    A shortcut (`tests/bench/shortcuts.py`): without it a message with one contact, cold, takes 5 % longer
    at 300 characters, 21 % at 2,500, and typing one 6 %.
    """
    if MIXED_RE.search(text, start, end):
        return False
    low, digits = start, 0
    for span in (*barriers, (end, end)):
        digits += sum(map(str.isdecimal, text[low : span[0]]))
        low = max(low, span[1])
    return digits < FEWEST


def _widened(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[int, int]:
    """The span and the words on either side of it, whole, but not into the numerals beyond."""
    low, high = max(floor, start - _MARGIN), min(ceiling, end + _MARGIN)
    while low > floor and low > start - 2 * _MARGIN and not text[low - 1].isspace():
        low -= 1
    while high < ceiling and high < end + 2 * _MARGIN and not text[high].isspace():
        high += 1
    return low, high


def runs(text: str, read: Iterable[Atom | None]) -> Iterator[Run]:
    """The atoms in runs: cut at words and at signs that no number goes through."""
    run: list[Atom] = []
    gaps: list[str] = []
    plus: set[int] = set()
    links = ""
    for atom in (*read, None):
        if atom is not None and atom.form == "link":
            if run or not atom.inner:
                links += " + " if not atom.inner else f" {FILLER} " if atom.end - atom.start == 1 else LINK
            continue
        gap = "" if atom is None or not run else _gap(text, run[-1].end, atom.start, links)
        if atom is None or gap is None:
            if run:
                yield Run(run, gaps, frozenset(plus))
            run, gaps, plus = [], [], set()
        if atom is not None:
            if "+" in links or _PLUS_RE.search(text[max(0, atom.start - 4) : atom.start]):
                plus.add(len(run))
            run.append(atom)
            gaps.append(gap or "")
        links = ""


def pieces(run: Run, barriers: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The run, cut at dates, times and amounts; nothing where it holds too few digits."""
    if sum(len(atom.digits) for atom in run.atoms) < FEWEST:
        return
    first, barrier = 0, 0
    for index, atom in enumerate(run.atoms):
        while barrier < len(barriers) and barriers[barrier][1] <= atom.start:
            barrier += 1
        if barrier < len(barriers) and barriers[barrier][0] < atom.end:
            yield run.part(first, index)
            first = index + 1
    yield run.part(first, len(run.atoms))


def is_odd(gap: str) -> bool:
    """Whether a gap holds signs of code or sums, or a letter to be left out, and nothing else."""
    signs = gap.replace("-", "").strip()
    return FILLER in gap or (bool(signs) and ODD.issuperset(signs))


def _gap(text: str, start: int, end: int, links: str) -> str | None:
    """The text between two atoms, words for separators replaced; None when it parts them."""
    gap = text[start:end]
    if links:
        return links
    if "(" in gap or "[" in gap:
        gap = DECOY_RE.sub("()", gap)
    if is_odd(gap):
        return gap
    return None if len(gap.strip()) > _SEPARATORS or _BARRIER_RE.search(gap.replace("_", "-")) else gap
