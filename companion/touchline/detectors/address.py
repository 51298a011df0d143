"""Postal addresses: a street with its number, a post-office box, a plus code.

Only strong shapes: a street word with a name and a number, and for words that mean other things as
well ("drive", "way") a town, a postcode or a word like "ship to" beside it. This module must not know
whose address it is; a client's shop in a leaflet text is for the intent stage.

Flagged:
    send the box to 17 Heron Street, Flat 2, Leeds LS1 4AB
    our office: Lindenstraße 112, 10969 Berlin
    post it to PO Box 318, Dunedin 9054
Not flagged:
    put 5 files in Google Drive please
    the 2nd street photo needs 20 px more
    the logo has 3 way arrows
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.detectors.model import Candidate, Detector, evidence
from touchline.detectors.numerals import figures
from touchline.detectors.quantity import units
from touchline.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.search import Hit
    from touchline.views import Views

_REACH: Final = 60

# a word of a name: capitalised, or one of the small words inside names
_NAME: Final = (
    r"(?: (?: d[aeiou]s? | l[aeo]s? | l' | del(?:la)? | von | van | of ) \s ){0,2}"
    r" [^\W\d_a-z] [^\W\d_]*+ (?: ['’.-] [^\W\d_]++ )*+ (?! \d ) \.?"
)
_NUMBER: Final = r"(?! [234][DdKk]\b ) \d{1,5} [a-zA-Z]? (?: [-/] \d{1,4} [a-zA-Z]? ){0,3}"
_POSTCODE: Final = (
    r"(?: [A-Z]{2} [,\s] \s? )? \d{4,6} (?: - \d{3,4} )?"
    r" | [A-Z]{1,2} \d [A-Z\d]? \s \d [A-Z]{2} | [A-Z] \d [\dW] \s [A-Z\d]{4}"
)

_BEFORE_RE: Final = re.compile(
    rf"(?<! [\w$€£.,:/#-] ) {_NUMBER} ,? \s (?: (?: {_NAME} | \d{{1,3}}(?:st|nd|rd|th) ) \s ){{1,4}} $",
    re.VERBOSE,
)
_AFTER_RE: Final = re.compile(
    rf"\.? \s {_NAME} (?: \s {_NAME} ){{0,4}} ,? \s"
    rf" (?: [nNд] [or.º°]{{0,3}} \s? | № \s? | дом \s )? {_NUMBER} (?! [\w%] )",
    re.VERBOSE,
)
_BETWEEN_RE: Final = re.compile(rf"\s {_NAME} (?: \s {_NAME} ){{0,4}}", re.VERBOSE)
_LEADING_RE: Final = re.compile(
    rf"(?<! [\w$€£.,:/#-] ) {_NUMBER} (?: \s (?: bis | ter ) )? ,? \s $", re.VERBOSE
)
_BOX_RE: Final = re.compile(r"[.:]? \s (?: n[or]\.? \s )? \d{1,6} (?! [\w%] )", re.VERBOSE)
_HOUSE_RE: Final = re.compile(
    rf"[.:\s\#-]{{0,3}} [A-Z]{{0,2}} -? {_NUMBER} (?= ,? \s )"
    r" (?: ,? \s (?: [Ss]treet | [Rr]oad | [Bb]lock | [Ss]ector | [Pp]hase | [Ll]ane | [Gg]ali ) \b"
    r" [^,.!?\n]{1,30} | , \s? [A-Z][^,.!?\n]{2,30} ){1,5}",
    re.VERBOSE,
)
_ENDING_RE: Final = re.compile(
    r"(?<! \w ) [^\W\d_a-z] [^\W\d_]{2,30}"
    r" (?: stra(?:ß|ss)e | str\. | weg | platz | allee | gasse | damm | ufer"
    r" | straat | laan | plein | gracht | kade | dijk | gatan | vägen | gade | vej | veien )"
    rf" \s {_NUMBER} (?! [\w%] )",
    re.VERBOSE,
)
_ENDINGS: Final = (
    *("straße ", "strasse ", "str. ", "weg ", "platz ", "allee ", "gasse ", "damm ", "ufer "),
    *(
        "straat ",
        "laan ",
        "plein ",
        "gracht ",
        "kade ",
        "dijk ",
        "gatan ",
        "vägen ",
        "gade ",
        "vej ",
        "veien ",
    ),
)
_POST_BOX_RE: Final = re.compile(
    r"(?<! \w ) G? [Pp]\.? \s? [Oo]\.? \s? [Bb]ox [.:]? \s \d{1,6} (?! [\w%] )", re.VERBOSE
)
_PLUS_CODE_RE: Final = re.compile(
    r"(?<! [\w+] ) (?= \d{0,8} [A-Z] ) [2-9CFGHJMPQRVWX]{4,8} \+ [2-9CFGHJMPQRVWX]{2,3} (?! \w )", re.VERBOSE
)
_PLUS_RE: Final = re.compile(r"\+(?<=[2-9A-Z]\+)[2-9A-Z]")
_TAIL_RE: Final = re.compile(
    rf"""
    \.?
    (?: ,? \s (?: [Aa]pt | [Aa]partment | [Ss]uite | [Ss]te | [Uu]nit | [Ll]evel | [Ff]loor | [Ff]lat | \# )
        \.? \s? \#? \w{{1,6}} )?
    (?: , \s? \d [\w.º°]{{0,3}} \s [A-Z\d] \b )?                        # 2º B
    (?P<town>
      (?: ,? \s (?: {_POSTCODE} ) (?! \w ) \s {_NAME} (?: [\s-] {_NAME} ){{0,2}}      # 28012 Madrid
        | (?: , \s? {_NAME} (?: [\s-] {_NAME} ){{0,2}} ){{1,3}} (?: ,? \s (?: {_POSTCODE} ) (?! \w ) )?
        | ,? \s (?: {_POSTCODE} ) (?! \w )
      )
    )?
    """,
    re.VERBOSE,
)
_WORD_RE: Final = re.compile(r"[^\W\d_]+")
_SENTENCE_RE: Final = re.compile(r"[.!?]\s")
_HERE_RE: Final = re.compile(
    r"\b (?: i \s live | we \s live | (?: me | us ) \s at ) \b [^.!?]{0,20} $", re.VERBOSE
)


def find(views: Views) -> Iterator[Candidate]:
    """Postal addresses of the folded message."""
    text = views.folded.text
    for match in _PLUS_CODE_RE.finditer(text) if _PLUS_RE.search(text) else ():
        reasons = evidence("address-plus-code")
        yield Candidate(Kind.ADDRESS, views.folded, *match.span(), match[0], evidence=reasons)
    ends = any(views.lower.endswith(_ENDINGS, 0, start) for start, _ in figures(views))
    for pattern, shown in ((_ENDING_RE, ends), (_POST_BOX_RE, "box" in views.lower)):
        for match in pattern.finditer(text) if shown else ():
            yield from _claim(views, match.start(), match.end(), strong=True)
    for hit in views.hits["street_words"]:
        place, strength = lexicon.table("street_words")[hit.entry].split(" ")
        span = _span(text, hit, place)
        if span is not None:
            yield from _claim(views, *span, strong=strength == "strong")


def _span(text: str, hit: Hit, place: str) -> tuple[int, int] | None:
    """The street word with its name and number; None when one of them is missing."""
    if place == "before":
        low = max(0, hit.start - _REACH)
        before = _BEFORE_RE.search(text[low : hit.start])
        if before is None or not units().isdisjoint(_WORD_RE.findall(before[0])[:1]):
            return None
        return low + before.start(), hit.end
    if place == "between":
        low = max(0, hit.start - _REACH)
        number, name = _LEADING_RE.search(text[low : hit.start]), _BETWEEN_RE.match(text, hit.end)
        return (low + number.start(), name.end()) if number and name else None
    after = {"after": _AFTER_RE, "box": _BOX_RE, "house": _HOUSE_RE}[place].match(text, hit.end)
    return (hit.start, after.end()) if after else None


def _claim(views: Views, start: int, end: int, *, strong: bool) -> Iterator[Candidate]:
    text = views.folded.text
    tail = _TAIL_RE.match(text, end)
    town = (tail is not None and tail["town"] is not None and _is_town(tail["town"])) or (
        text.count(",", start, end) > 1  # a house with its street, block and town
    )
    codes = ["address-street" if strong else "address-weak"]
    if town:
        codes.append("address-town")
    if not any(word[0].isupper() for word in _WORD_RE.findall(text[start:end])[-2:]):
        return
    before, after = views.lower[max(0, start - _REACH) : start], views.lower[end : end + _REACH]
    near = _WORD_RE.findall(_SENTENCE_RE.split(before)[-1] + " " + _SENTENCE_RE.split(after)[0])
    if not lexicon.table("address_cues").keys().isdisjoint(near) or _HERE_RE.search(before):
        codes.append("address-cue")
    end = tail.end() if tail is not None else end
    yield Candidate(Kind.ADDRESS, views.folded, start, end, text[start:end], evidence=evidence(*codes))


def _is_town(text: str) -> bool:
    """Whether what follows a street holds a postcode, or town and region: one name may be anything."""
    return any(char.isdecimal() for char in text) or text.count(",") > 1


ADDRESS: Final = Detector("address", frozenset({Kind.ADDRESS}), find, frozenset({"digits"}))
