"""Postal addresses: a street with its number, a house in its block, a post-office box, a plus code.

Only strong shapes: a street word with a name and a number, and for words that mean other things as
well ("drive", "office") a town, a postcode or a word like "ship to" beside it. This module must not
know whose address it is; a client's shop in a leaflet text is for the intent stage.

Flagged:
    send the box to 17 Heron Street, Flat 2, Leeds LS1 4AB
    our office: Lindenstraße 112, 10969 Berlin
    post it to PO Box 318, Dunedin 9054
    I live on Heron Street, number 17
    visit us: Office 12, 2nd Floor, Noor Plaza, Lahore
Not flagged:
    put 5 files in Google Drive please
    the 2nd street photo needs 20 px more
    the logo has 3 way arrows
    level 3, room 12 is too dark
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Candidate, Detector
from touchline.claims.evidence import evidence
from touchline.detectors.address.parts import (
    LABEL,
    LETTER,
    NAME,
    NUMBER,
    chain,
    letters_of,
    with_leading_units,
    word_of,
)
from touchline.detectors.address.postcode import settled
from touchline.model import Kind
from touchline.text.figures.numerals import figures
from touchline.text.figures.quantities import units
from touchline.text.near import Reach, sentence_after, sentence_before
from touchline.text.roles import any_of, listed_as, one_letter, words_of
from touchline.text.sentence_ends import MARKS
from touchline.text.word import WORD_RE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views
    from touchline.views.word_search import Hit

_REACH: Final = Reach(60, 60)

_BEFORE_RE: Final = re.compile(
    rf"""
    (?<! [\w$€£.,:/#-] )
    (?: {LABEL} )? (?: [A-Za-z]{{1,4}} \d{{1,3}} / )? {NUMBER} ,? \s (?: on \s )?
    (?: (?: {NAME} | \d{{1,3}}(?:st|nd|rd|th) | [NSEW]{{1,2}}\.? ) \s ){{1,4}} $
    """,
    re.VERBOSE,
)
_PLAIN_BEFORE_RE: Final = re.compile(
    rf"(?<! [\w$€£.,:/#-] ) {NUMBER} \s (?: [a-z]{{3,14}} \s ){{1,2}} $", re.VERBOSE
)
"""The same as people type it in a hurry: "12 copper mill road"."""
_NAME_BEFORE_RE: Final = re.compile(rf"(?: (?<! \w ) {NAME} \s ){{1,3}} $", re.VERBOSE)
_NUMBERED_RE: Final = re.compile(rf",? \s {LABEL} {NUMBER} (?! [\w%] )", re.VERBOSE)
_BEHIND: Final = letters_of("again", "heading")
_AFTER_RE: Final = re.compile(
    rf"""
    \.? \s
    (?: {NAME} (?: \s {NAME} ){{0,4}} ,? \s (?: {LABEL} )? {NUMBER}
      | \d{{1,3}} [A-Z]? (?: \s? {_BEHIND} )? \s? {LABEL}     # Calle 45 # 12-34
        \d{{1,3}} [A-Z]? \s? - \s? \d{{1,3}} (?: \s {_BEHIND} \b )?
      | \d{{1,3}} \s {LABEL} {NUMBER} )
    (?! [\w%] )
    """,
    re.VERBOSE,
)
_PLAIN_AFTER_RE: Final = re.compile(
    rf"\s (?: [^\W\d_A-Z]{{2,14}} \s ){{1,4}} (?: {LABEL} )? {NUMBER} (?! [\w%] )", re.VERBOSE
)
_POSTED_RE: Final = re.compile(r"\b\d{4,6}$")
"""A postcode that follows the street, for the house's number."""
_BETWEEN_RE: Final = re.compile(rf"\s {NAME} (?: \s {NAME} ){{0,4}}", re.VERBOSE)
_LEADING_RE: Final = re.compile(
    rf"(?<! [\w$€£.,:/#-] ) (?: {LABEL} )? {NUMBER} (?: \s {word_of('again')} )? ,? \s $",
    re.VERBOSE,
)
_STORY_RE: Final = re.compile(
    r"(?<! \w ) (?: \d{1,3} (?: st | nd | rd | th )"
    rf" | (?i: {word_of('ordinal')} ) ) \s $",
    re.VERBOSE,
)
"""How high a floor is, before the word."""
_BOX_RE: Final = re.compile(r"[.:]? \s (?: n[or]\.? \s )? \d{1,6} (?! [\w%] )", re.VERBOSE)
_HOUSE_RE: Final = re.compile(
    rf"(?: [.:]? \s? (?: {LABEL} )? | \s - \s? ) (?: [A-Z]{{1,2}} -? \s? )? {NUMBER} (?= ,? \s )", re.VERBOSE
)
_ENDING_RE: Final = re.compile(
    rf"(?<! \w ) (?! [a-z] ) {LETTER} [^\W\d_]{{2,30}}"
    rf" {letters_of('ending')}"
    rf" \s (?: {LABEL} )? {NUMBER} (?! [\w%] )",
    re.VERBOSE,
)
_ENDINGS: Final = tuple(f"{ending} " for ending in sorted(listed_as("address_parts", "ending")))
_POST_BOX_RE: Final = re.compile(
    r"(?<! \w ) G? [Pp]\.? \s? [Oo]\.? \s? [Bb]ox [.:]? \s \d{1,6} (?! [\w%] )", re.VERBOSE
)
_CALLE_RE: Final = re.compile(
    rf"(?<! \w ) [Cc] / \s? {NAME} (?: \s {NAME} ){{0,3}} ,? \s (?: {LABEL} )? {NUMBER} (?! [\w%] )",
    re.VERBOSE,
)
_PLUS_CODE_RE: Final = re.compile(
    r"(?<! [\w+] ) (?= \d{0,8} [A-Z] ) [2-9CFGHJMPQRVWX]{4,8} \+ [2-9CFGHJMPQRVWX]{2,3} (?! \w )", re.VERBOSE
)
_PLUS_RE: Final = re.compile(r"\+(?<=[2-9A-Z]\+)[2-9A-Z]")
_HAN: Final = rf"(?: (?! {one_letter(words_of('leads-to-place'))} ) [\u3400-\u9fff] )"
_KANA_OR_HAN: Final = r"[\u3040-\u30ff\u3400-\u9fff]"
_HANGUL: Final = r"[\uac00-\ud7a3]"
_UNSPACED_RE: Final = re.compile(
    rf"""
      # 上海市浦东新区世纪大道100号5楼
      (?: {_HAN}{{1,8}} {letters_of("han-area")} ){{0,4}} {_HAN}{{1,10}} {letters_of("han-street")} \d{{1,5}}
      (?: {letters_of("han-lane")} \d{{1,4}} )? {letters_of("han-house")}
      (?: {_HAN}{{0,6}} [A-Za-z]? \d{{1,5}} {letters_of("han-room")} ){{0,3}}
      # 東京都渋谷区神南1-2-3
    | {_HAN}{{2,4}} {letters_of("prefecture")} {_KANA_OR_HAN}{{1,8}} {letters_of("city")}
      {_KANA_OR_HAN}{{1,12}} \d{{1,3}} (?: {letters_of("block")} \d{{0,3}} | - \d{{1,3}} ){{1,3}}
      # 서울시 강남구 테헤란로 12
    | {_HANGUL}{{1,6}} {letters_of("province")} \s (?: {_HANGUL}{{1,5}} {letters_of("district")} \s ){{1,2}}
      (?: {_HANGUL} | \d ){{1,10}} {letters_of("neighbourhood")} \s? \d{{1,4}} (?: - \d{{1,4}} )?
      (?: {letters_of("lot")} )?
    """,
    re.VERBOSE,
)
_UNSPACED_MARKS: Final = (
    *listed_as("address_parts", "han-house", "city"),
    *(f"{province} " for province in listed_as("address_parts", "province")),
)
_HERE_RE: Final = re.compile(
    rf"""
    (?: ^ | (?<= \s ) )
    (?: {any_of("lives", "come", "own-address")}
      | {any_of("here-we-are")} \s (?: {any_of("located")} \s )? {any_of("at", "on")}
      | {any_of("my", "our")} \s {any_of("premises")} \s {any_of("copula")}
      | {any_of("my", "our")} \s {any_of("postal-address")} )
    [^\n{MARKS}]{{0,45}} $
    """,
    re.VERBOSE,
)
"""Words that say somebody is at what comes next."""
_PLACES: Final = frozenset({"after", "before", "between"})
_IN_HOUSES: Final = frozenset({"house", "floor"})
_MANY: Final = 3


def find(views: Views) -> Iterator[Candidate]:
    """Postal addresses of the folded message."""
    text, hits = views.folded.text, views.hits["street_words"]
    if views.has_digits:
        yield from _without_street_word(views)
    elif not any(text[hit.start].isupper() for hit in hits):
        return  # only a spelled number can stand here, and then the street's name is written as one
    for hit in hits:
        place, strength = lexicon.table("street_words")[hit.entry].split(" ")
        span = _span(text, hit, place)
        if span is not None:
            yield from _claim(views, *span, strong=strength == "strong", is_house=place in _IN_HOUSES)
        elif place in _PLACES and strength == "strong" and views.has_digits:
            yield from _typed_plainly(views, hit, place)


def _without_street_word(views: Views) -> Iterator[Candidate]:
    """Addresses by forms that no separate word introduces: plus codes, boxes, "Lindenstraße 112"."""
    text = views.folded.text
    for match in _PLUS_CODE_RE.finditer(text) if _PLUS_RE.search(text) else ():
        reasons = evidence("address-plus-code")
        yield Candidate(Kind.ADDRESS, views.folded, *match.span(), match[0], evidence=reasons)
    ends = any(views.lower.endswith(_ENDINGS, 0, start) for start, _ in figures(views))
    shapes = (
        (_ENDING_RE, ends),
        (_POST_BOX_RE, "box" in views.lower),
        (_CALLE_RE, "c/" in views.lower),
    )
    for pattern, shown in shapes:
        for match in pattern.finditer(text) if shown else ():
            yield from _claim(views, match.start(), match.end(), strong=True)
    for start, end in settled(text):
        reasons = evidence("address-street", "address-town", "address-whole")
        yield Candidate(Kind.ADDRESS, views.folded, start, end, text[start:end], evidence=reasons)
    if "non-ascii" in views.triggers and any(mark in text for mark in _UNSPACED_MARKS):
        for match in _UNSPACED_RE.finditer(text):
            reasons = evidence("address-street", "address-town", "address-cue")
            yield Candidate(Kind.ADDRESS, views.folded, *match.span(), match[0], evidence=reasons)


def _span(text: str, hit: Hit, place: str) -> tuple[int, int] | None:
    """The street word with its name and number; None when one of them is missing."""
    low = max(0, hit.start - _REACH.ahead)
    if place == "before":
        before = _BEFORE_RE.search(text[low : hit.start])
        if before is not None:
            counted = not units().isdisjoint(WORD_RE.findall(before[0])[:1])
            return None if counted else (low + before.start(), hit.end)
        numbered = _NUMBERED_RE.match(text, hit.end)
        name = _NAME_BEFORE_RE.search(text[low : hit.start]) if numbered else None
        return (low + name.start(), numbered.end()) if name and numbered else None
    if place == "floor":
        story = _STORY_RE.search(text[low : hit.start])
        return (low + story.start(), hit.end) if story else None
    if place == "between":
        number, name = _LEADING_RE.search(text[low : hit.start]), _BETWEEN_RE.match(text, hit.end)
        return (low + number.start(), name.end()) if number and name else None
    after = {"after": _AFTER_RE, "box": _BOX_RE, "house": _HOUSE_RE}[place].match(text, hit.end)
    span = (hit.start, after.end()) if after else None
    if place == "after" and (after is None or _POSTED_RE.search(after[0])):
        return _span(text, hit, "between") or span  # "No 7, Jalan Ampang, 50450 …"
    return span


def _typed_plainly(views: Views, hit: Hit, place: str) -> Iterator[Candidate]:
    """A street in small letters: only where the words right before it say that somebody is there."""
    text, start, end = views.folded.text, hit.start, hit.end
    if place == "before":
        low = max(0, hit.start - _REACH.ahead)
        before = _PLAIN_BEFORE_RE.search(text[low : hit.start])
        start = low + before.start() if before else end
    else:
        after = _PLAIN_AFTER_RE.match(text, hit.end) if place == "after" else None
        end = after.end() if after else start
    if start < end and _HERE_RE.search(views.lower, max(0, start - _REACH.ahead), start):
        reasons = evidence("address-street", "address-cue")
        end = chain(text, end).end
        yield Candidate(Kind.ADDRESS, views.folded, start, end, text[start:end], evidence=reasons)


def _claim(
    views: Views, start: int, end: int, *, strong: bool, is_house: bool = False
) -> Iterator[Candidate]:
    text = views.folded.text
    named = any(word[0].isupper() or not word.isascii() for word in WORD_RE.findall(text[start:end])[-2:])
    rest = chain(text, end)
    if is_house and (not rest.names or (rest.names + rest.units < _MANY - strong and not rest.has_town)):
        return  # a number with its word is a house only together with where it stands
    if not (named or is_house):
        return
    start = with_leading_units(text, start)
    codes = ["address-street" if strong else "address-weak"]
    if rest.has_town or rest.names + rest.units >= _MANY or (rest.names and rest.units):
        codes.append("address-town")
    if rest.is_whole:
        codes.append("address-whole")
    before, after = (
        sentence_before(views.lower, start, _REACH),
        sentence_after(views.lower, rest.end, _REACH),
    )
    cues = lexicon.table("address_cues")
    if (
        any(word in cues for word in WORD_RE.findall(before))
        or any(cues.get(word) == "own" for word in WORD_RE.findall(after))
        or _HERE_RE.search(before)
    ):
        codes.append("address-cue")
    yield Candidate(
        Kind.ADDRESS, views.folded, start, rest.end, text[start : rest.end], evidence=evidence(*codes)
    )


ADDRESS: Final = Detector("address", frozenset({Kind.ADDRESS}), find, frozenset({"digits", "digit_words_en"}))
