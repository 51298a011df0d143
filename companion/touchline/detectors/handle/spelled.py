"""Names of accounts spelled out beside a service: letter by letter, in radio words, or as a path in words.

This module must not know how services are written; `services` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.language.services import is_service
from touchline.model import Kind, Technique
from touchline.text.account_name import Likeness, likeness
from touchline.text.everyday import is_everyday
from touchline.text.roles import any_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.language.services import Named
    from touchline.views.message import Views

_RUN: Final = r"""
    @? [ ]? [a-z0-9] (?P<joint> [ ]{1,2} | [-*|/~] ) [a-z0-9._-] (?: (?P=joint) {1,2} [a-z0-9._-] ){2,40}
    (?: (?<= [._-] ) (?P=joint) [a-z0-9]{2,20} (?: (?P=joint) [._-] (?P=joint) [a-z0-9]{2,20} ){0,2} )?
    (?! \w )
"""
"""Letters one by one; after a sign the rest may come whole: "r o h a n _ scraper"."""
_PARTED: Final = r"""
    @? [a-z0-9]{2,20} (?P<sign> [·•|—*~→💠⭐🔹] | [(\[{] [._-] [)\]}] ) [a-z0-9]{1,20}
    (?: (?P=sign) [a-z0-9]{1,20} ){0,4} (?! [\w] )
"""
"""Words with a sign between them that no sentence puts there: "jo·marsh·writes", "jo(.)ships"."""
_LEADS: Final = (
    "account",
    "name",
    "copula",
    "it-is",
    "as",
    "i-am",
    "at",
    "on",
    "to",
    "search",
    "find",
    "me",
    "add",
)
_AFTER_RE: Final = re.compile(
    r"[\s,:=>–—→(-]{1,5}"
    rf" (?: {any_of(*_LEADS)} [\s,:=-]{{1,3}} ){{0,4}}"
    rf" (?P<name> {_RUN} | {_PARTED} )",
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE_RE: Final = re.compile(
    rf"(?<! \w ) (?P<name> {_RUN} )"
    rf" [ ] (?: {any_of('on', 'at')} [ ] )? $",
    re.VERBOSE | re.IGNORECASE,
)
_PATH_RE: Final = re.compile(
    rf"(?: [ ] {any_of('dot')} [ ] com )?"
    rf" (?: [ ]? (?: / | {any_of('slash')} [ ] ) [ ]? (?P<last> [a-z0-9][\w.-]{{0,40}} ) ){{1,3}}",
    re.VERBOSE | re.IGNORECASE,
)
_RADIO_RE: Final = re.compile(
    rf"[\s:=>–—→(-]{{1,5}} (?: {any_of('account', 'name', 'copula')} [\s:=-]{{1,3}} ){{0,2}}"
    r" (?P<name> [a-z]{4,8} (?: [\s,_.-]{1,3} [a-z]{1,9} ){2,20} )",
    re.VERBOSE,
)
_WORD_RE: Final = re.compile(r"[a-z]+")
_PARTS_RE: Final = re.compile(r"[\W_]+")
_SHORTEST: Final = 5
_WINDOW: Final = 90
_FEWEST: Final = 3
"""Radio words that are no chance: a hotel, golf and Oscar may all be in one sentence, not in a row."""


def spelled(views: Views, name: Named) -> Iterator[Candidate]:
    """`skype: m a r t a k`, `m a r t a k on skype`, `skype is alpha lima …`, `linkedin slash in slash jo`."""
    lower = views.lower
    window = lower[name.end : name.end + _WINDOW]
    before = lower[max(0, name.start - _WINDOW) : name.start]
    if not words_of("slash").isdisjoint(window.split()):
        path = _PATH_RE.match(lower, name.end, name.end + _WINDOW)
        if path is not None and likeness(path["last"].rstrip(".-")) is not Likeness.NONE:
            yield _claim(views, name, name.start, path.end(), Technique.WORDS)
    match = _AFTER_RE.match(lower, name.end, name.end + _WINDOW)
    if match is None and before[-1:] == " ":
        match = _BEFORE_RE.search(lower, max(0, name.start - _WINDOW), name.start)
    if match is not None and (_is_parted(match["name"]) or _is_name(match["name"])):
        yield _claim(views, name, *match.span("name"), Technique.SPACED)
    radio = _RADIO_RE.match(lower, name.end, name.end + _WINDOW)
    if radio is not None:
        end = _radio_end(lower, radio.start("name"), radio.end("name"))
        if end:
            yield _claim(views, name, radio.start("name"), end, Technique.WORDS)


def _is_name(run: str) -> bool:
    """Whether the letters put together may be a name: enough of them, and not the alphabet's own."""
    if any(len(word) > 1 for word in _PARTS_RE.split(run)[:-1]):
        return False
    letters = [char for char in run if char.isalnum()]
    return len(letters) >= _SHORTEST and letters != sorted(letters)


def _is_parted(run: str) -> bool:
    """Whether the words with a sign between them may be a name, and no list: "reels|stories|posts"."""
    words = [word for word in _PARTS_RE.split(run) if word]
    return any(len(word) > 1 for word in words) and not all(
        is_everyday(word) or is_service(word) or word.isdecimal() for word in words
    )


def _radio_end(lower: str, start: int, end: int) -> int:
    """Where the radio words that begin at `start` end; 0 where there are too few in a row."""
    count, last = 0, 0
    for word in _WORD_RE.finditer(lower, start, end):
        if word[0] not in lexicon.table("spelling_words"):
            break
        count, last = count + 1, word.end()
    return last if count >= _FEWEST else 0


def _claim(views: Views, name: Named, start: int, end: int, technique: Technique) -> Candidate:
    value = "".join(views.folded.text[start:end].split()).removeprefix("@").lower()
    codes = ("handle-shape", "service-weak" if name.weak else "service-named", "service-disguised")
    span = (start, end)
    return Candidate(
        Kind.HANDLE, views.folded, *span, value, name.channel, (technique,), evidence=evidence(*codes)
    )
