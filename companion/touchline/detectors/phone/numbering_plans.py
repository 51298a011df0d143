"""Numbering plans: how the digits of a phone number are counted and grouped, country by country.

The shapes are those people write, not those a plan allows: a number that no exchange knows would get
its writer into trouble all the same. This module must not know where the digits stood.
"""

# ruff: noqa: PLR2004  how long numbers are, and how they begin, is what is written down here

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from touchline import lexicon

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


def shape(digits: str, groups: tuple[int, ...], plus: bool, regions: tuple[str, ...]) -> str:
    """The evidence code of the digits in these groups; `phone-generic` where no plan has the shape."""
    size = len(digits)
    if plus:
        code = _CALLING_CODE_RE.match(digits)
        return "phone-international" if code and 9 <= size <= 15 else "phone-generic"
    if digits.startswith("00") and size >= 11 and digits[2] != "0":
        return "phone-international" if _CALLING_CODE_RE.match(digits, 2) else "phone-generic"
    if digits[0] == "0" and digits[1] != "0" and (10 <= size <= 11 or (size == 12 and len(groups) <= 4)):
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
            return _at_home(plan, size, groups)
    if size == 10 and groups in _TEN_GROUPS and digits[0] in "23456789":
        return "phone-trunk" if groups in {(5, 5), (3, 3, 4)} else "phone-ten"
    if groups in {(2, 5, 4), (2, 4, 4), (2, 1, 4, 4)} and _BRAZIL_RE.fullmatch(digits):
        return "phone-trunk"
    if size == 11 and digits[0] == "1" and digits[1] in "3456789" and groups in {(11,), (3, 4, 4)}:
        return "phone-mobile"
    return _ten(size) if len(groups) == 1 and digits[0] in "23456789" else "phone-generic"


def _at_home(plan: _Plan, size: int, groups: tuple[int, ...]) -> str:
    """A number of one of the user's own regions, without its leading zero."""
    if groups in _TEN_GROUPS:
        return "phone-trunk"
    if len(groups) > 1 and max(groups) > 2:
        return "phone-generic"  # 7729 4410 85
    return "phone-mobile" if len(groups) == 1 and plan.code != "1" else _ten(size)


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


@lru_cache(maxsize=16)  # of the settings that several callers may have
def _home_plans(regions: tuple[str, ...]) -> tuple[_Plan, ...]:
    own = [plan for plan in _plans().values() if not plan.regions.isdisjoint(regions)]
    return tuple(sorted(own, key=lambda plan: plan.code == "1"))  # its ten digits fit nearly anything
