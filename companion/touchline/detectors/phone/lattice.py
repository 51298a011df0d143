"""The digit lattice: which stretches of a run of digits have the shape of a phone number.

A run is never taken whole: "A / B" is two numbers, and a price may stand before one. Every stretch
that begins and ends where a writer could have begun or ended is weighed by its shape, and the
stretches that together weigh most are kept. This module must not know the words around a run
(`phone` does), nor whether a number exists (`validity` asks that).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.detectors.phone import numbering_plans
from touchline.detectors.phone.runs import FEWEST, LINK, is_odd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from touchline.detectors.phone.runs import Run
    from touchline.text.figures.compound import Atom

_UNTOLD: Final = 9
"""Digits of the shortest number that is one by its shape alone, without a word for a phone beside it."""
_MOST: Final = 17
_MOST_SPACED: Final = 11
_LONGEST_GROUP: Final = 4

_LOOSE_RE: Final = re.compile(r"[\n,;|&]| / |: ")
"""What also stands between two numbers."""
_COUNTING: Final = "01234567891011121314151617181920"
_YEARS: Final = range(1900, 2101)
_SAME_MOST: Final = 2
_FEW_WORDS: Final = 4
_STRONG_SINGLY: Final = frozenset({"phone-international", "phone-trunk", "phone-ten", "phone-mobile"})
_STRONG: Final = frozenset({"phone-international", "phone-national", "phone-trunk"})


class Stretch(NamedTuple):
    """Atoms `[first, last]` of a run, read as `digits`, with the code of their shape."""

    first: int
    last: int
    digits: str
    plus: bool
    shape: str
    leftover: bool
    weight: float


def stretches(run: Run, regions: tuple[str, ...], worth: Mapping[str, float], least: float) -> list[Stretch]:
    """The stretches of the run that weigh at least `least` and together most, in order.

    `worth` says what each shape weighs, and "phone-leftover".
    """
    total = len(run.atoms)
    spelled = any(atom.form != "figures" for atom in run.atoms)
    # some digits are words or letters, or all of them stand alone
    told = worth["phone-generic"] >= least or spelled or all(len(atom.digits) == 1 for atom in run.atoms)
    least_size = FEWEST if told else _UNTOLD
    best: list[tuple[float, Stretch | None]] = [(0.0, None)] * (total + 1)
    loose = [
        index == 0 or index in run.plus or bool(_LOOSE_RE.search(run.gaps[index])) for index in range(total)
    ]
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
            shape = _shape(run, first, last, digits, regions, spelled=spelled, told=told)
            if shape is None or _goes_on(run, first, last):
                continue
            leftover = _is_tied(run, loose, first, first - 1) or _is_tied(run, loose, last + 1, last + 1)
            weight = worth[shape] + (worth["phone-leftover"] if leftover else 0.0)
            if weight >= least and best[first][0] + weight > best[last + 1][0]:
                stretch = Stretch(first, last, digits, first in run.plus, shape, leftover, weight)
                best[last + 1] = best[first][0] + weight, stretch
    return _traced(best)


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


def _is_tied(run: Run, loose: Sequence[bool], gap: int, neighbour: int) -> bool:
    """Whether digits stand right beside a stretch as if they belonged to it; sounds are words too."""
    if not 0 <= neighbour < len(run.atoms):
        return False
    return not loose[gap] and run.atoms[neighbour].form != "sound"


def _goes_on(run: Run, first: int, last: int) -> bool:
    """Whether groups of figures go on alike after the stretch: "480 768 1024 1200" is a list.

    So they do before it, where all are as long: "76541 76542 76543".
    """
    if first == last:
        return False
    if first > 0 and run.gaps[first] == run.gaps[last] != "":
        sizes = {len(atom.digits) for atom in run.atoms[first - 1 : last + 1]}
        if len(sizes) == 1 and min(sizes) > _SAME_MOST and first not in run.plus:
            return True
    if last + 1 >= len(run.atoms):
        return False
    after, gap = run.atoms[last + 1], run.gaps[last + 1]
    return len(after.digits) > _SAME_MOST and after.form == "figures" and gap == run.gaps[last] and gap != ""


def _is_cut(run: Run, index: int) -> bool:
    """Whether a number may begin at an atom: not between single digits that all stand apart alike."""
    before, atom = run.atoms[index - 1], run.atoms[index]
    if run.gaps[index] == "" and atom.form != "figures" and before.form != "figures":
        return False
    if {before.form, atom.form} == {"word", "sound"} and not (before.inner or atom.inner):
        return False  # "six" and "oh" are spoken alike
    if before.form != atom.form or before.inner or atom.inner:
        return run.gaps[index] != ""
    if run.gaps[index] == "" or atom.form != "figures":
        return False
    # groups of one length are a row, or a part of one number: "415 555 0132", "12 12 12"
    return len(atom.digits) != len(before.digits) or len(atom.digits) > _LONGEST_GROUP


def _shape(  # noqa: PLR0911  one line a reason
    run: Run, first: int, last: int, digits: str, regions: tuple[str, ...], *, spelled: bool, told: bool
) -> str | None:
    """The evidence code of the shape of atoms `first` to `last`; None when they are no phone number.

    `spelled` says that some digits of the run are not written as figures, `told` that even a shape
    without a plan may count.
    """
    plus = first in run.plus
    groups = _groups(run, first, last)
    shape = numbering_plans.shape(digits, groups, plus, regions)
    if shape == "phone-generic" and not told:
        return None
    atoms = run.atoms[first : last + 1]
    # "oh" is the one sound that people use as a digit without thinking
    sounds = sum(atom.form == "sound" and atom.digits != "0" for atom in atoms) if spelled else 0
    words = sum(atom.form == "word" for atom in atoms) if spelled else 0
    if sounds and not _sounds_right(atoms, sounds, len(digits)):
        return None
    if not plus and (_is_stray(atoms) if words else len(set(digits)) <= _SAME_MOST):
        return None
    if shape == "phone-generic":
        if words or (spelled and any(atom.form in {"leet", "sound"} for atom in atoms)):
            enough = len(digits) > FEWEST + 1
            shape = "phone-spelled" if enough else "phone-spelled-short" if words > _FEW_WORDS else shape
        elif _UNTOLD <= len(digits) <= _MOST_SPACED and max(groups) == 1:
            shape = "phone-spaced"
    odd = _odd_gaps(run, first, last)
    right = _STRONG if max(groups) > 1 else _STRONG_SINGLY
    if odd and (shape not in right or len({*odd}) > 1 or len(odd) != len(groups) - 1):
        return None
    listed = not plus and _has_commas(run, first, last)
    series = not plus and _is_series(digits, groups, atoms)
    if series and not words:
        return None
    if shape == "phone-generic":
        return None if listed or _has_links(run, first, last) else shape
    alike = len({atom.form for atom in atoms}) == 1  # nobody counts "9 eight 7 six"
    counted = _is_order(digits, groups) or (alike and (series or _is_count(digits)))
    return "phone-generic" if not plus and (listed or counted) else shape


def _odd_gaps(run: Run, first: int, last: int) -> list[str]:
    """The gaps that hold a filler or a sign of code: right only where all are the same."""
    return [gap for gap in run.gaps[first + 1 : last + 1] if is_odd(gap)]


def _has_commas(run: Run, first: int, last: int) -> bool:
    """Whether commas part longer figures, as in a list of amounts."""
    return any(
        "," in run.gaps[index]
        and {run.atoms[index - 1].form, run.atoms[index].form} == {"figures"}
        and min(len(run.atoms[index - 1].digits), len(run.atoms[index].digits)) > 1
        for index in range(first + 1, last + 1)
    )


def _has_links(run: Run, first: int, last: int) -> bool:
    """Whether a word like "and" stands between longer figures."""
    return any(
        run.gaps[index] == LINK and len(run.atoms[index].digits) > 1 for index in range(first + 1, last + 1)
    )


def _sounds_right(atoms: Sequence[Atom], sounds: int, size: int) -> bool:
    """Whether words that only sound like digits may be meant as such, as few or in a long row of them."""
    if any(len(atom.digits) > 1 for atom in atoms if atom.form == "figures"):
        return False
    firm = sum(atom.form != "sound" or not atom.inner for atom in atoms)
    return sounds <= size * 0.4 or (len(atoms) >= _UNTOLD and firm >= len(atoms) * 0.6)


def _is_stray(atoms: Sequence[Atom]) -> bool:
    """Whether one word stands at the edge of groups of figures: "EIN 12-3456789" is no "one 12 …"."""
    words = [index for index, atom in enumerate(atoms) if atom.form == "word"]
    figures = [atom for atom in atoms if atom.form == "figures" and len(atom.digits) > 1]
    edge = len(words) == 1 and words[0] in {0, len(atoms) - 1} and len(atoms[words[0]].digits) == 1
    return edge and len(figures) == len(atoms) - 1


def _groups(run: Run, first: int, last: int) -> tuple[int, ...]:
    groups: list[int] = []
    for index in range(first, last + 1):
        size = len(run.atoms[index].digits)
        if groups and run.gaps[index] == "":
            groups[-1] += size
        else:
            groups.append(size)
    return tuple(groups)


def _is_count(digits: str) -> bool:
    """Whether the digits only count up or down."""
    stem = digits.lstrip("0") or digits
    ways = (stem, stem[::-1], (stem + "0")[::-1], digits)
    return any(way in _COUNTING or way in "1234567890" for way in ways)


def _is_order(digits: str, groups: tuple[int, ...]) -> bool:
    """Whether so many things are named in another order: "one three two four …"."""
    return max(groups) == 1 and "".join(sorted(digits)) == "123456789"[: len(digits)]


def _is_series(digits: str, groups: tuple[int, ...], atoms: Sequence[Atom]) -> bool:
    """Whether the groups are years, sizes or steps: a list of numbers."""
    if len(atoms) != len(groups) or len(groups) < _SAME_MOST + 1:
        return False
    values = [int(atom.digits) for atom in atoms]
    if all(size == len("2026") and value in _YEARS for size, value in zip(groups, values, strict=True)):
        return True
    rising = all(before < after for before, after in pairwise(values))
    if rising and len(groups) > _SAME_MOST + 1 and digits[0] != "0" and min(groups) > _SAME_MOST:
        return True
    if rising and len(groups) > _FEW_WORDS and set(groups) == {_SAME_MOST} and digits[0] != "0":
        return True
    steps = {after - before for before, after in pairwise(values)}
    return len(steps) == 1 and len(values) > _FEW_WORDS
