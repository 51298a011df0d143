"""Handles that stand apart from their service's name: in the next sentence, before "on", or for all services.

What says that they are names of accounts is the words before them. This module must not know how
services are written; `service` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.detectors.account import Shape, is_everyday, shape
from touchline.detectors.model import Candidate, evidence
from touchline.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.detectors.service import Named
    from touchline.views import Views

_LATER_RE: Final = re.compile(
    r"""
    [^\n.!?;]{0,40} [.!;,\n] \s{0,2}
    (?: (?: it['’]?s | it \s is | is )
      | (?: my \s )? (?: user \s? )? (?: name | id | nick | handle ) (?: \s is )?
      | (?: find | search | add ) \s me \s (?: as | under | by | at ) )
    \s{0,2} [:=]? \s{0,2} (?P<handle> @? \w [\w.-]{2,31} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SEARCHED_RE: Final = re.compile(
    r"""
    \b (?i: search | look \s? up | look \s for | google | we \s are | page \s is | page | called
          | find \s us \s as )
    \s+ (?i: (?: for | up | me \s as ) \s+ )?
    (?P<name> [A-Z] [\w&'-]+ (?: \s [A-Z] [\w&'-]+ ){0,3} )
    \s+ (?i: on | in | at | en | sur | auf | su | no ) \s+ $
    """,
    re.VERBOSE,
)
_ANYWHERE_RE: Final = re.compile(
    r"""
    \b my \s (?: handle | username | user \s name | nick (?: name )? | socials? ) \b
    (?: \s [\w']+ ){0,5}? \s? (?: is | are | : | = ) \s? (?P<first> @? \w [\w.-]{2,31} )
    | \b (?: under | as | is ) \s (?P<second> @? \w [\w.-]{2,31} )
      \s (?: everywhere | on \s (?: all | every | most | any ) \b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOGIN_RE: Final = re.compile(
    r"\b(?:passwords?|passcode|login|log\sin|pwd|cpanel|ftp|wp-admin|credentials)\b"
)


def searched(views: Views, name: Named) -> Iterator[Candidate]:
    """`search Marta Kay Studio on facebook`: a proper name is as good as a handle there."""
    text = views.folded.text
    match = _SEARCHED_RE.search(text, max(0, name.start - 80), name.start)
    if match and not all(is_everyday(word.lower()) for word in match["name"].split()):
        reasons = evidence("handle-joined", "service-named", "handle-announced", "handle-ends")
        start, end = match.span("name")
        value = match["name"]
        yield Candidate(Kind.HANDLE, views.folded, start, end, value, name.channel, evidence=reasons)


def later(views: Views, name: Named) -> Iterator[Candidate]:
    """`I'm on telegram too. its marta_k`: the name follows in a sentence of its own."""
    text = views.folded.text
    match = _LATER_RE.match(text, name.end, name.end + 100)
    if match and not name.weak:
        start, end = match.span("handle")
        word = text[start:end].rstrip(".-")
        if shape(word) is Shape.STRONG:
            reasons = evidence("handle-shape", "service-named", "handle-announced")
            value = word.removeprefix("@").lower()
            yield Candidate(
                Kind.HANDLE, views.folded, start, start + len(word), value, name.channel, evidence=reasons
            )


def anywhere(views: Views) -> Iterator[Candidate]:
    """`my handle everywhere is marta_k`: no service named, all of them meant."""
    if _LOGIN_RE.search(views.lower):
        return
    for match in _ANYWHERE_RE.finditer(views.folded.text):
        start, end = match.span("first" if match["first"] else "second")
        word = views.folded.text[start:end].rstrip(".-")
        own = " here " in views.lower[match.start() : start]  # a name on the platform itself
        if shape(word) is Shape.STRONG and not own:
            reasons = evidence("handle-shape", "handle-announced", "handle-ends")
            value = word.removeprefix("@").lower()
            yield Candidate(Kind.HANDLE, views.folded, start, start + len(word), value, evidence=reasons)
