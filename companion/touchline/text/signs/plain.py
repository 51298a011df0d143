"""Messages whose addresses and links are plain: every address has its "@", every link its scheme or "www".

Most details are given like this, and then no sign has to be put back. Whatever might stand for a sign,
or be joined to one, is left to the closer look of `restored`. This module must not decide what is an
address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.lexicon import table
from touchline.text.signs.missing import RUN_INTO
from touchline.views.spans import covers

if TYPE_CHECKING:
    from touchline.views.message import Views
    from touchline.views.word_search import Hit

_PLACE_RE: Final = re.compile(
    r"""
    (?<! [^\s:,] )
    (?: (?P<address> [a-z0-9] (?: [a-z0-9._+-]{0,62} [a-z0-9] )? @ ) | https?:// (?: www\. )? | www\. )
    [a-z0-9] [a-z0-9-]{0,62} (?: \. [a-z0-9] [a-z0-9-]{0,62} ){1,4}
    (?(address) | (?: [/?] [a-z0-9/._?=&%-]{0,200} )? )
    (?= [.,;:!?]? (?: \s | \Z ) )
    """,
    re.VERBOSE,
)
_SIGN_RE: Final = re.compile(
    r"[@\\(\[{<] | // | \. (?: [^\W\d] | (?<= \s\. ) ) | \. \Z (?<= \s\. )", re.VERBOSE
)
"""What is a sign, or may be drawn around one, in the text between."""
_TRIGGERS: Final = frozenset({"at_signs", "dot_words", "camel", "glued_cues", "bracketed", "leet"})
_CLOSE: Final = 8
"""Characters; a word so close to a place may be joined to it."""
_MOST: Final = 8
"""More places than this are a list, and read as any other text."""


def is_plain(views: Views) -> bool:
    """Whether every address has its "@" and every link its scheme or "www": "mail jane@acme.com, thanks".

    A shortcut (`tests/bench/shortcuts.py`): without it a message with one contact, cold, takes 4 to 5 %
    longer at every length.
    """
    text = views.lower
    if not views.triggers.isdisjoint(_TRIGGERS) or not ("@" in text or "www." in text or "://" in text):
        return False
    places = [match.span() for match in _PLACE_RE.finditer(text)]
    if not 0 < len(places) <= _MOST or _SIGN_RE.search(_PLACE_RE.sub(",", text)):
        return False
    for name in ("email_providers", "tld_words", "domain_words"):
        meant = table(name)
        for hit in views.hits[name]:
            written = (
                name == "domain_words" or text[hit.start : hit.end] == meant[hit.entry].partition(".")[0]
            )
            if not written or not _is_inside(hit, places):
                return False
    for hit in views.hits["connectors"]:
        if table("connectors")[hit.entry] != "@" or not _is_apart(hit, places, text):
            return False
    return all(text.find(domain) <= 0 or f"@{domain}" in text for domain in RUN_INTO)


def _is_inside(hit: Hit, places: list[tuple[int, int]]) -> bool:
    for start, end in places:  # noqa: SIM110  a generator would cost more than all else here
        if covers(start, end, hit.start, hit.end):
            return True
    return False


def _is_apart(hit: Hit, places: list[tuple[int, int]], text: str) -> bool:
    """Whether a word for the at sign touches no place, or leads to one that has its own sign or scheme."""
    for start, end in places:
        if start - _CLOSE <= hit.end and hit.start <= end + _CLOSE:
            return start == hit.end + 1 and ("@" in text[start:end] or text.startswith("http", start))
    return True
