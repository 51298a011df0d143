"""Numbers that are plainly something else: dates, times, prices, versions, addresses of machines.

They are barriers: no phone number runs through one. The shapes are read beside a number that might
be a phone number, never over a whole message. This module must not know what a phone number is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.text.word import WORD_RE

if TYPE_CHECKING:
    from collections.abc import Iterator

_CURRENCY_SIGNS: Final = "$€£¥₹৳₨₦₱₽₺₩₫฿₴₪"

_YEAR: Final = r"(?:19|20)\d\d"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_DATES: Final = "|".join(
    form
    for sign in ("-", "/", r"\.")
    for form in (
        f"{_YEAR}{sign}{_MONTH}{sign}{_DAY}",
        f"{_DAY}{sign}{_DAY}{sign}{_YEAR}",  # day or month first
        f"{_MONTH}{sign}{_YEAR}",
        f"{_YEAR}{sign}{_MONTH}",
    )
)
_PERIOD: Final = rf"""
    (?: {_DATES} | {_YEAR}(?:0[1-9]|1[0-2]) ) (?!\d)
    (?: (?: \s? [-–—/] \s? | \s [^\W\d_]{{1,7}} \s | [ ]? \n [ ]? )
        (?: {_DATES} | {_YEAR}(?:0[1-9]|1[0-2]) ) (?! [-/.]?\d ) )+
"""
"""From one date to another, or several dates in a row: "06/2019 – 11/2021", as in a CV."""
_SHAPE_RE: Final = re.compile(
    rf"""
    (?= [-\d{_CURRENCY_SIGNS}v\#a-f] )      # so that most positions are left at once
    (?:
    (?<![\d.,:/€+]) (?<![\w)]-)
    (?:
      {_PERIOD}
    | (?<!\d[ ]) {_YEAR} \s? [-–—] \s? (?: {_YEAR} | \d\d ) (?! [-–—./]? \s? \d )       # from year to year
      # dates: year first, then day or month first; point dates and ranges of them as well
    | (?:19|20)\d\d ([-/.]) (?:0?[1-9]|1[0-2]) \1 (?:0?[1-9]|[12]\d|3[01])
      (?: [t\ ]\d\d?:\d\d(?::\d\d)? )? (?![-/.]?\d)
    | (?:0?[1-9]|[12]\d|3[01]) ([-/.]) (?:0?[1-9]|[12]\d|3[01]) \2 (?:(?:19|20)\d\d|\d\d) (?![-/.]?\d)
    | (?<!\w) \d\d?/\d\d? (?! [/\w] | [.-]\w )          # 09/05
    | (?<!\w) (?<!\d[ ]) {_MONTH} [/.-] {_YEAR} (?! \s? [-/.+]? \s? \d | \w )            # 09/2005
    | \d{{1,3}} (?: [-–] \d{{1,3}} )? (?: \s/\s \d{{1,3}} [-–] \d{{1,3}} )+ (?! [-–]? \d )  # 80 / 80-85
    | 20\d\d (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01]) (?: [t_-]? \d{{6}} )? (?!\d)     # 20240115_103000
    | \d\d?\.\d\d?\. \s?-\s? \d\d?\.\d\d?\.(?:\d\d(?:\d\d)?)?                            # 04.06.-07.06.
      # times, with seconds and thousandths as subtitles have them
    | \d\d?:\d\d (?: :\d\d )? (?: [.,]\d{{1,3}} )? (?![:\d])
    | \d\d:\d\d:\d\d[:;]\d\d (?![:\d])
    | \d{{1,2}} \s? [ap]\.?m\b
    | 97[89] [-\ ] \d{{1,5}} [-\ ] \d{{1,7}} [-\ ] \d{{1,7}} [-\ ] \d (?!\d)            # ISBN-13
      # machine addresses and versions
    | \d{{1,3}}\.\d{{1,3}}\.\d{{1,3}}\.\d{{1,3}} (?: :\d{{1,5}} )? (?![.\d])
    | \d{{1,2}}\.\d{{1,3}}\.\d{{1,4}} (?: \.\d{{1,5}} )? (?![.\d])
      # decimals, alone or in pairs; not 555.0132
    | \d{{1,3}}\.\d{{1,3}} (?![.\d]) | 0\.\d+ (?![.\d])
    | \d{{1,2}}\.\d{{5,}} (?![.\d]) | \d{{3}}\.(?:\d{{5,6}}|\d{{8,}}) (?![.\d])
    | -?\d{{1,3}}\.\d+ \s?,\s? -?\d{{1,3}}\.\d+ (?![.\d])
      # amounts: thousands, signs before or after, percentages, pixels by pixels
    | \d{{1,3}} (?:,\d{{3}})+ (?:\.\d+)? (?![,\d])
    | \d{{1,2}} (?:\.\d{{3}}){{2,}} (?:,\d+)? (?![.,\d])          # not 646.555.014, half typed
    | \d{{1,2}}(?:,\d\d){{1,4}},\d{{3}} (?![,\d])                                         # lakh and crore
    | \d+ (?:[.,]\d+)? \s? (?: [%‰°×{_CURRENCY_SIGNS}] | [kh]\b )
    )
  | (?<![a-z€]) [{_CURRENCY_SIGNS}] \s? \d+ (?:[.,\ ]\d{{2,3}}(?!\d))*                     # $1,200.50
  | \b v \.? \d+ (?:\.\d+)+                                                             # v1.12.345
  | \# [0-9a-f]{{6}} (?:[0-9a-f]{{2}})? \b                                              # #1a2b3c
  | [0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}}              # UUID
    )
    """,
    re.VERBOSE,
)
_REACH: Final = 24


def quantities(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans in or around `text[start:end]` that are dates, times, amounts and the like, in order."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    for match in _SHAPE_RE.finditer(text, low, high):
        yield match.span()


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether the number at `[start, end)` has a unit after it or a currency beside it."""
    after = WORD_RE.match(text, end + 1) if text[end : end + 1] in {" ", "-", "+"} else None
    if after is not None and len(after[0]) > 1 and after[0] in units():
        return True
    before = text[max(0, start - _REACH) : start].rstrip(" :.=")
    return before.rpartition(" ")[2].strip("(") in lexicon.table("currencies")


@cache
def units() -> frozenset[str]:
    """Words that follow a number which counts or measures something, currencies among them."""
    return frozenset((*lexicon.table("units"), *lexicon.table("currencies")))
