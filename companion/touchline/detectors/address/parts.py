"""The parts that postal addresses are made of, and how they follow on each other.

An address is a chain: a street with its number or a house with its own, then flats, floors, buildings,
quarters, towns and postcodes, most of them parted by commas. Their order differs by country, so any is
taken. This module must not know which street words there are, nor whose address it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import lexicon
from touchline.text.everyday import is_everyday
from touchline.text.roles import any_word, anywhere, listed_as

if TYPE_CHECKING:
    from collections.abc import Iterator


def word_of(*classes: str) -> str:
    """A pattern for each whole word of `lexicon/address_parts.txt` with one of the classes."""
    return any_word(listed_as("address_parts", *classes))


def letters_of(*classes: str) -> str:
    """The same without a look at the letters on either side: the pattern around it sees to them."""
    return anywhere(listed_as("address_parts", *classes))


LETTER: Final = r"(?: [^\W\d_] | [\u0900-\u0963\u0970-\u0dff] )"
"""Vowel signs of India's scripts are no letters to Python."""
_INSIDE: Final = letters_of("inside")
"""Small words inside names: "Rua das Flores", "via dei Mille", "Calle de la Paz"."""
NAME: Final = (
    rf"(?: {_INSIDE} \s ){{0,2}} (?: [dl]' )?"
    rf" (?! [a-z] ) {LETTER} {LETTER}*+ (?: ['’.-] {LETTER}++ )*+ (?! \d )"
    r" (?: \. (?: (?<= \b \w \.) | (?<= \b \w\w \.) | (?<= \b \w{3} \.) | (?<= \b \w{4} \.) ) )?"
)
"""A word of a name: capitalised, or of a script without capitals, small words before it."""
_FIGURES: Final = r"(?! [234][DdKk]\b ) \d{1,5} [a-zA-Z]? (?: [-/] \d{1,4} [a-zA-Z]? ){0,3}"
_ONE: Final = letters_of("one")
_AND_ONE: Final = rf"(?: [\s-] {_ONE} )?"
_HUNDREDS: Final = (
    rf"\s {letters_of('hundred')} (?: \s (?: {letters_of('joint')} \s )? \w{{3,9}} {_AND_ONE} )?"
)
_SPELLED: Final = (
    rf"(?i: (?: {letters_of('teen')} | {letters_of('tens')} {_AND_ONE} | {_ONE} (?: {_HUNDREDS} )? ) )"
)
NUMBER: Final = rf"(?: {_FIGURES} | {_SPELLED} \b )"
_LABEL_WORD: Final = letters_of("label")
LABEL: Final = rf"(?: (?i: n[or.°]{{0,3}} | {_LABEL_WORD} ) [.:]? \s? | № \s? | \# \s? )"
"""What stands before a house's number: "No. 12", "number 19", "д. 5"."""

_FLOOR: Final = word_of("floor")
_UNIT: Final = (
    rf"(?: (?i: {word_of('unit')} ) [.:]? \s? (?: {LABEL} )?"
    r"   (?: (?: [A-Za-z]{1,2} - )?"
    rf"    {NUMBER} | [A-Z]{{1,2}} (?: [-/]? \d{{1,3}} (?: / \d{{1,2}} )? )? ) (?! \w )"
    rf" | \d{{1,3}} (?: \s? (?: st | nd | rd | th | o | a | ° | er | e | eme | \. ) ) \s? (?i: {_FLOOR} ) \.?"
    rf" | (?i: {word_of('ordinal')} \s {_FLOOR} )"
    r" | \d{1,2} / [FfPp] \b"  # Hong Kong, Manila
    r" | \d{1,2} \s? (?: [oa] (?! \w ) | ° )"
    rf"  (?: \s? (?: [A-Z] | {letters_of('side')} )\b )?"  # 3º B, in Spain
    rf" | {word_of('again')}"
    r" | [A-Z]{1,2} - \d{1,3} (?: / \d{1,2} )? (?! \w ) )"  # quarters of planned towns: F-8, G-11/3
)
_POSTCODE: Final = (
    r"(?: (?: [A-Z]{1,3} [-,:\s] \s? )?"
    r"    (?: \d{3} \s \d{2,3} | \d{4,6} (?: - \d{3,4} )? | \d\d-\d{3} )"
    r" | [A-Z]{1,2} \d [A-Z\d]? \s \d [A-Z]{2} | [A-Z] \d [\dWA-Z] \s [A-Z\d]{3,4}"  # Britain, Canada
    r" | \d{4} \s [A-Z]{2} ) (?! \w )"  # the Netherlands
)
_NEXT: Final = rf"(?: {word_of('near', 'quarter')} \.? \s )?"
_PART_RE: Final = re.compile(
    rf"""
    (?: (?P<comma> \.? \s? , \s? | \s? [-–—] \s | / (?= [Rr][Ww] ) | \n ) | \.? \s ) {_NEXT}
    (?: (?P<unit> {_UNIT} )
      | (?P<code> {_POSTCODE} (?: \s {NAME} (?: [\s-] {NAME} ){{0,2}} )? )     # 28012 Madrid
      | (?P<name> {NAME} (?: [\s-] {NAME} ){{0,3}} (?: \s [IVX]{{1,4}} \b )?
          (?: (?P<coded> (?: \s? [-–,]? \s? [A-Z]{{2}} \b )? ,? \s? -? \s? {_POSTCODE} )
            | \s \d{{1,2}} (?! [\w:.,]?\d | \w ) )? )                          # Dublin 8
    )
    """,
    re.VERBOSE,
)
_QUARTER_RE: Final = re.compile(
    r"\.? \s (?: (?: [NS]?[EW] | [NS] ) \b"
    rf" | (?= [A-Z] ) (?i: {word_of('heading')} ) )",
    re.VERBOSE,
)
"""The part of a long street, or of a town: "Ave NW", "Queen Street West"."""
_LEADING_UNITS_RE: Final = re.compile(rf"(?<! [\w-] ) (?: {_UNIT} \s? ,? \s ){{1,3}} $", re.VERBOSE)
_LEFT: Final = 48
_PARTS: Final = 9
_SOME: Final = 2
_LONGEST: Final = 90
"""Characters of the longest part of an address, generously."""


class Chain(NamedTuple):
    """The parts that follow a street or house: where they end, and which they are."""

    end: int
    units: int
    names: int
    has_town: bool
    """A postcode stands in it, or the name of a large town."""
    is_whole: bool
    """Nothing is missing that a letter needs: a postcode, or a town after several other parts."""


def chain(text: str, end: int) -> Chain:
    """The parts of an address that follow on each other from `end` on, in the folded view with its case."""
    units = names = 0
    has_town = has_code = False
    quarter = _QUARTER_RE.match(text, end)
    end = quarter.end() if quarter is not None else end
    for match in _parts(text, end):
        kind = match.lastgroup if match.lastgroup != "coded" else "name"
        if kind == "unit" and match["unit"]:
            units += 1
        else:
            names += 1
            words = (match["name"] or match["code"]).lower()
            has_code = has_code or match["code"] is not None or match["coded"] is not None
            has_town = has_town or has_code or _is_large_town(words)
        end = match.end()
    if text[end - 1 : end] == ".":
        end -= 1
    return Chain(end, units, names, has_town, has_code or (has_town and units + names > _SOME))


def _parts(text: str, end: int) -> Iterator[re.Match[str]]:
    for _ in range(_PARTS):
        match = _PART_RE.match(text, end, end + _LONGEST)
        if match is None:
            return
        name = match["name"]
        if name and not (match["comma"] or match["coded"]):
            return  # "31 Juniper Street Thanks": without a comma only what has its postcode is a town
        if name and not match["coded"] and is_everyday(name.rstrip(".0123456789 ").lower()):
            return
        yield match
        end = match.end()


def _is_large_town(words: str) -> bool:
    towns = lexicon.table("towns")
    stripped = [word.strip(" .,-") for word in re.split(r"[\d,]+", words)]
    return any(
        part in towns or part.rpartition(" ")[2] in towns or part.partition(" ")[0] in towns
        for part in stripped
        if part
    )


def with_leading_units(text: str, start: int) -> int:
    """Where the address that has its street at `start` begins: "Flat 2, 17 Heron Street"."""
    low = max(0, start - _LEFT)
    match = _LEADING_UNITS_RE.search(text[low:start])
    return low + match.start() if match else start
