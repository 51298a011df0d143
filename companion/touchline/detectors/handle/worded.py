"""Names of accounts whose signs are said in words: "jane underscore prints", "live colon jane dot d".

Nobody says "underscore" between two words of a sentence, so such a name needs little else: a service's name
near it, or a word by which the writer speaks of himself. This module must not know how services are written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.language.services import named
from touchline.model import Kind, Technique
from touchline.text.roles import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views

_SIGN: Final = rf"""
    (?: [\s(\[•|*-]{{0,3}} {any_of("underscore", "dot", "minus-sign")} [\s)\]•|*-]{{0,3}} | \s? _ \s? )
"""
_PART: Final = r"[^\W_] [\w.-]{0,30}?"
_NAME_RE: Final = re.compile(
    rf"""
    (?<! [\w.@-] )
    (?P<live> live \s? (?: : | {any_of("colon")} ) \s? )?
    {_PART} (?: {_SIGN} {_PART} ){{1,6}} (?! [\w] )
    """,
    re.VERBOSE,
)
_UNDERSCORE_RE: Final = re.compile(any_of("underscore"), re.VERBOSE)
_OWN_RE: Final = re.compile(
    rf"{any_of('my', 'i-am', 'me', 'find', 'search', 'account', 'name', 'as', 'add')} [^\n.!?]{{0,24}} $",
    re.VERBOSE,
)
_NEAR: Final = 90
_OWN: Final = 40


def worded(views: Views) -> Iterator[Candidate]:
    """`insta: jane underscore prints`, `I'm live colon jane underscore d`."""
    lower = views.lower
    if not views.hits["sign_words"]:
        return
    for match in _NAME_RE.finditer(lower):
        start, end = match.span()
        if not (match["live"] or _UNDERSCORE_RE.search(match[0])):
            continue
        channel = "skype" if match["live"] else _beside(views, start, end)
        if channel is None and not _OWN_RE.search(lower, max(0, start - _OWN), start):
            continue
        codes = ("handle-shape", "service-named", "handle-cue", "service-disguised")
        value = _UNDERSCORE_RE.sub("_", lower[start:end]).replace(" ", "")
        yield Candidate(
            Kind.HANDLE,
            views.folded,
            start,
            end,
            value,
            channel,
            (Technique.WORDS,),
            evidence=evidence(*codes),
        )


def _beside(views: Views, start: int, end: int) -> str | None:
    """The channel of the service nearest to the name, on either side."""
    near = [
        (min(abs(start - name.end), abs(name.start - end)), name.channel)
        for name in named(views)
        if name.end > start - _NEAR and name.start < end + _NEAR
    ]
    return min(near)[1] if near else None
