"""Lines that somebody else will say: a script with its times or its speakers.

This module must not know what is said in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.lexicon import table
from touchline.text.material.line import names_contact
from touchline.text.word import WORD_RE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from touchline.text.material.line import Line

_TIMED_RE: Final = re.compile(
    r"""
    ^ \s* [\[(]? \d{1,2} : \d\d (?: : \d\d )? (?: [.,:;] \d{1,3} )? [\])]?
    (?: \s? [-–—>]+ \s? [\[(]? [\d:.,]+ [\])]? )? \s* [-–—|:]? \s* \S
    """,
    re.VERBOSE,
)
"""A line of a script or of a film, by its time."""
_SPEAKER_RE: Final = re.compile(
    r"""
    ^ \s* [*_]{0,2} (?P<who> [^\W\d_] [\w.' -]{0,24}? (?: \s? \( [^()\n]{1,30} \) )? ) [*_]{0,2} \s? :
    [*_]{0,2} \s+ \S
    """,
    re.VERBOSE,
)
_SPEAKERS: Final = 2


def spoken_lines(lines: Sequence[Line]) -> Iterator[int]:
    """Lines with a time or a speaker before them, where there are several."""
    timed = [index for index, line in enumerate(lines) if _TIMED_RE.match(line.text)]
    if len(timed) >= _SPEAKERS:
        yield from timed
    spoken: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        match = _SPEAKER_RE.match(line.text)
        if match is not None and not names_contact(match["who"]):
            spoken.setdefault(match["who"].casefold(), []).append(index)
    if _is_dialogue(spoken, lines):
        yield from (index for places in spoken.values() for index in places)


def _is_dialogue(spoken: dict[str, list[int]], lines: Sequence[Line]) -> bool:
    if sum(map(len, spoken.values())) < _SPEAKERS:
        return False
    again = any(len(places) > 1 for places in spoken.values())
    capitals = sum(lines[places[0]].text.strip(" *_")[: len(who)].isupper() for who, places in spoken.items())
    known = sum(any(word in table("speakers") for word in WORD_RE.findall(who)) for who in spoken)
    return capitals >= _SPEAKERS or known > 0 or (again and len(spoken) > 1)
