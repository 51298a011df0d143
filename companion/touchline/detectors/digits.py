"""The digit lattice: which stretches of a run of digits have the shape of a phone number.

A run is never taken whole: "A / B" is two numbers, and a price may stand before one. Every stretch
that begins and ends where a writer could have begun or ended is weighed by its shape, and the
stretches that together weigh most are kept. This module must not know the words around a run
(`phone` does), nor whether a number exists (`validity` asks that).
"""

# ruff: noqa: PLR2004  how long numbers are, and how they begin, is what is written down here

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from touchline.detectors.numerals import Atom

FEWEST: Final = 7
"""Digits of the shortest number that anybody gives: a local one, without its area code."""
_UNTOLD: Final = 9
"""Digits of the shortest number that is one by its shape alone, without a word for a phone beside it."""
_MOST: Final = 17
_MOST_ATOMS: Final = 32
"""A longer run is a table of figures."""

_CALLING_CODE_RE: Final = re.compile(
    r"1|7|20|27|2[1-689]\d|3[0-469]|3[578]\d|4[013-9]|42\d|5[1-8]|5[09]\d|6[0-6]|6[789]\d|8[1246]|8[0578]\d"
    r"|9[0-58]|9[679]\d"
)
_NANP_RE: Final = re.compile(r"1?[2-9]\d\d[2-9]\d{6}")
_NANP_GROUPS: Final = frozenset({(3, 3, 4), (3, 7), (6, 4), (3, 3, 2, 2)})
_TEN_GROUPS: Final = frozenset(
    {(5, 5), (4, 3, 3), (3, 3, 4), (4, 6), (3, 4, 3), (2, 4, 4), (5, 2, 3), (3, 7)}
)
_BRAZIL_RE: Final = re.compile(r"[1-9]\d(?:9\d{8}|[2-5]\d{7})")
_COUNTING: Final = "01234567891011121314151617181920"
_YEARS: Final = range(1900, 2101)
_SAME_MOST: Final = 2


class Stretch(NamedTuple):
    """Atoms `[first, last]` of a run, read as `digits`, with the code of their shape."""

    first: int
    last: int
    digits: str
    plus: bool
    shape: str
    leftover: bool
    weight: float


class Run(NamedTuple):
    """Atoms with nothing but separators between them; `gaps[i]` stands before atom `i`."""

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


def stretches(run: Run, regions: tuple[str, ...], worth: Mapping[str, float], least: float) -> list[Stretch]:
    """The stretches of the run that weigh at least `least` and together most, in order.

    `worth` says what each shape weighs, "leftover" included.
    """
    total = len(run.atoms)
    if total > _MOST_ATOMS:
        return []
    least_size = FEWEST if worth["phone-generic"] >= least or _is_written(run) else _UNTOLD
    best: list[tuple[float, Stretch | None]] = [(0.0, None)] * (total + 1)
    loose = [index == 0 or _is_loose(run, index) for index in range(total)]
    cut = [index == 0 or loose[index] or _is_cut(run, index) for index in range(total)]
    for first in range(total):
        if best[first + 1][0] < best[first][0]:
            best[first + 1] = best[first][0], None
        if not cut[first] or run.atoms[first].inner:
            continue
        digits = ""
        for last in range(first, total):
            digits += run.atoms[last].digits
            if len(digits) > _MOST or (last > first and last in run.plus):
                break
            if len(digits) < least_size or run.atoms[last].inner or (last + 1 < total and not cut[last + 1]):
                continue
            plus = first in run.plus
            shape = _shape(run, first, last, digits, plus, regions)
            if shape is None:
                continue
            leftover = not loose[first] or (last + 1 < total and not loose[last + 1])
            weight = worth[shape] + (worth["phone-leftover"] if leftover else 0.0)
            if weight >= least and best[first][0] + weight > best[last + 1][0]:
                stretch = Stretch(first, last, digits, plus, shape, leftover, weight)
                best[last + 1] = best[first][0] + weight, stretch
    return _traced(best)


def _is_written(run: Run) -> bool:
    """Whether some digits are words or letters, or stand all alone."""
    return any(atom.form != "figures" for atom in run.atoms) or all(
        len(atom.digits) == 1 for atom in run.atoms
    )


def _traced(best: list[tuple[float, Stretch | None]]) -> list[Stretch]:
    found: list[Stretch] = []
    index = len(best) - 1
    while index:
        stretch = best[index][1]
        if stretch is None:
            index -= 1
        else:
            found.append(stretch)
            index = stretch.first
    return found[::-1]


def _is_loose(run: Run, index: int) -> bool:
    """Whether the gap before an atom is one that also stands between two numbers."""
    gap = run.gaps[index]
    return index in run.plus or "\n" in gap or any(mark in gap for mark in (",", ";", " / ", "|", "&", ": "))


def _is_cut(run: Run, index: int) -> bool:
    """Whether a number may begin at an atom: not between single digits that all stand apart alike."""
    before, atom = run.atoms[index - 1], run.atoms[index]
    if run.gaps[index] == "" and atom.form != "figures" and before.form != "figures":
        return False
    if before.form != atom.form:
        return run.gaps[index] != ""
    return (
        atom.form == "figures" and run.gaps[index] != "" and (len(atom.digits) > 1 or len(before.digits) > 1)
    )


def _shape(run: Run, first: int, last: int, digits: str, plus: bool, regions: tuple[str, ...]) -> str | None:
    """The evidence code of the shape of atoms `first` to `last`; None when they are no phone number."""
    atoms = run.atoms[first : last + 1]
    sounds = sum(len(atom.digits) for atom in atoms if atom.form == "sound")
    words = sum(atom.form == "word" for atom in atoms)
    if sounds and not _sounds_right(atoms, sounds, len(digits)):
        return None
    if len(set(digits)) <= _SAME_MOST and not plus and not words:
        return None
    groups = _groups(run, first, last)
    shape = _national(digits, groups, plus, regions)
    if shape == "phone-generic":
        if words or sounds or any(atom.form == "leet" for atom in atoms):
            enough = len(digits) > FEWEST + 1
            shape = "phone-spelled" if enough else "phone-spelled-short" if words > _FEW_WORDS else shape
        elif len(digits) > FEWEST + 1 and max(groups) == 1:
            shape = "phone-spaced"
    if shape == "phone-generic" or (plus and shape == "phone-international"):
        return shape
    return "phone-generic" if _is_list(digits, groups, atoms) or _has_commas(run, first, last) else shape


_FEW_WORDS: Final = 4


def _has_commas(run: Run, first: int, last: int) -> bool:
    """Whether commas part longer figures, as in a list of amounts."""
    return any(
        "," in run.gaps[index]
        and {run.atoms[index - 1].form, run.atoms[index].form} == {"figures"}
        and min(len(run.atoms[index - 1].digits), len(run.atoms[index].digits)) > 1
        for index in range(first + 1, last + 1)
    )


def _sounds_right(atoms: Sequence[Atom], sounds: int, size: int) -> bool:
    """Whether words that only sound like digits may be meant as such: few of them, among single digits."""
    if sounds > size * 0.4:
        return False
    return all(len(atom.digits) == 1 for atom in atoms if atom.form == "figures")


def _groups(run: Run, first: int, last: int) -> tuple[int, ...]:
    groups: list[int] = []
    for index in range(first, last + 1):
        size = len(run.atoms[index].digits)
        if groups and run.gaps[index] == "":
            groups[-1] += size
        else:
            groups.append(size)
    return tuple(groups)


def _is_list(digits: str, groups: tuple[int, ...], atoms: Sequence[Atom]) -> bool:
    """Whether the digits count up or down, or the groups are years or sizes: a list, not a number."""
    stem = digits.lstrip("0") or digits
    if (
        stem in _COUNTING
        or stem[::-1] in _COUNTING
        or (stem + "0")[::-1] in _COUNTING
        or digits in "1234567890"
    ):
        return True
    if len(atoms) != len(groups) or len(groups) < _SAME_MOST + 1:
        return False
    values = [int(atom.digits) for atom in atoms]
    if all(size == len("2026") and value in _YEARS for size, value in zip(groups, values, strict=True)):
        return True
    steps = {after - before for before, after in pairwise(values)}
    return len(steps) == 1 and len(values) > _FEW_WORDS


def _national(digits: str, groups: tuple[int, ...], plus: bool, regions: tuple[str, ...]) -> str:
    size = len(digits)
    if plus:
        code = _CALLING_CODE_RE.match(digits)
        return "phone-international" if code and 9 <= size <= 15 else "phone-generic"
    if digits.startswith("00") and size >= 11 and digits[2] != "0":
        return "phone-international" if _CALLING_CODE_RE.match(digits, 2) else "phone-generic"
    if digits[0] == "0" and digits[1] != "0" and 10 <= size <= 12:
        grouped = 1 < len(groups) <= 6 and size < 12 and max(groups) > 1
        return "phone-national" if grouped else "phone-trunk"
    if size in {10, 11} and _NANP_RE.fullmatch(digits):
        own = groups[1:] if size == 11 and groups[0] == 1 else groups
        if size == 11 and own and own[0] == 4:
            own = (3, *own[1:])
        if own in _NANP_GROUPS:
            return "phone-national"
    return _mobile(digits, groups, regions)


def _mobile(  # noqa: PLR0911  one line a numbering plan
    digits: str, groups: tuple[int, ...], regions: tuple[str, ...]
) -> str:
    """Shapes without plus sign or leading zero: a calling code and a mobile number, or a mobile number."""
    size, grouped = len(digits), len(groups) > 1 and max(groups) > 1
    if digits[0] == "0" and size > 11:
        return _mobile(digits[1:], groups, ()) if grouped else "phone-generic"  # (044) 7700 900 123
    if size == 11 and digits[0] == "8" and digits[1] in "3489":
        return "phone-national" if len(groups) > 2 else "phone-ten"
    if _has_calling_code(digits):
        return "phone-trunk" if grouped else "phone-mobile"
    for plan in _home_plans(regions):
        if size in plan.sizes and digits.startswith(plan.beginnings):
            if groups in _TEN_GROUPS:
                return "phone-trunk"
            return "phone-mobile" if not grouped and plan.code != "1" else _ten(size)
    if size == 10 and groups in _TEN_GROUPS and digits[0] in "23456789":
        return "phone-trunk" if groups in {(5, 5), (3, 3, 4)} else "phone-ten"
    if groups in {(2, 5, 4), (2, 4, 4), (2, 1, 4, 4)} and _BRAZIL_RE.fullmatch(digits):
        return "phone-trunk"
    if size == 11 and digits[0] == "1" and digits[1] in "3456789" and groups in {(11,), (3, 4, 4)}:
        return "phone-mobile"
    return _ten(size) if len(groups) == 1 and digits[0] in "23456789" else "phone-generic"


def _has_calling_code(digits: str) -> bool:
    plans = (_plans().get(digits[:length]) for length in (2, 3))
    return any(
        plan is not None
        and len(digits) - len(plan.code) in plan.sizes
        and digits.startswith(plan.beginnings, len(plan.code))
        for plan in plans
    )


def _ten(size: int) -> str:
    return "phone-ten" if size == 10 else "phone-generic"


class _Plan(NamedTuple):
    code: str
    regions: frozenset[str]
    beginnings: tuple[str, ...]
    sizes: frozenset[int]


@cache
def _plans() -> dict[str, _Plan]:
    plans = {}
    for code, value in lexicon.table("calling_codes").items():
        regions, beginnings, sizes = value.split(" ")
        plans[code] = _Plan(
            code,
            frozenset(regions.split(",")),
            tuple(beginnings.split("/")),
            frozenset(map(int, sizes.split(","))),
        )
    return plans


@cache
def _home_plans(regions: tuple[str, ...]) -> tuple[_Plan, ...]:
    return tuple(plan for plan in _plans().values() if not plan.regions.isdisjoint(regions))
