"""Handles that stand apart from their service's name: in the next sentence, before "on", or for all services.

What says that they are names of accounts is the words before them. This module must not know how
services are written; `service` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.detectors.account import Shape, is_everyday, shape
from touchline.detectors.hosts import may_hold_host
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
_EVERYWHERE: Final = r"""
    (?: everywhere | anywhere | across | all \s over | ovunque | partout | uberall | wszedzie | везде
      | her \s yerde | har \s jagah
      | (?: en | em ) \s tod[oa]s? (?: \s (?: las | los | as | os ) )? (?: \s \w+ )?
      | on \s (?: all | every (?: thing )? | most | any ) )
"""
_I_AM: Final = r"""
    (?: i['’]?m | i \s am | am | is | as | it['’]?s | under | user (?: name )? | handle | als | bin | ich
      | come | como | comme | jako | je \s suis | sono | sou | soy | как | я )
"""
_ANYWHERE_RE: Final = re.compile(
    rf"""
      \b (?: my | same ) \s (?: handle | tag | username | user \s name | nick (?: name )? | socials? ) \b
      (?: [\s,]{{1,2}} [\w']+ ){{0,5}}? \s? (?: is | are | : | = | - ) \s? (?P<first> @? \w [\w.-]{{2,31}} )
    | \b {_I_AM} \s (?P<second> @? \w [\w.-]{{2,31}} )
      (?: \s (?! and\b | but\b ) \w+ ){{0,3}}? \s {_EVERYWHERE} \b
    | \b {_EVERYWHERE} ,? (?: \s {_I_AM} ){{0,2}} \s? :? \s (?P<third> @? \w [\w.-]{{2,31}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAME_RE: Final = re.compile(r"(?<! [\w.@/:+#-] ) @? (?! \d+\b ) \w [\w.-]{2,31} (?! [\w@/(=] )", re.VERBOSE)
_END_RE: Final = re.compile(r"[.!?;]\s|\n\n|[。！？]")
_WORD_RE: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_GLUED_RE: Final = re.compile(r"\.[A-Z]")
"""Two sentences without a space between them: "Inshallah.Rakesh"."""
_FAR: Final = 64
"""Characters between a service and a name that only its shape tells."""
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


def within_reach(views: Views, name: Named) -> Iterator[Candidate]:
    """`sígueme en insta, soy lucia.trazos`: only an account is written so, and the writer speaks of himself.

    Any words may stand between the name and the service, in any language.
    """
    text = views.folded.text
    stop = _END_RE.search(text, name.end, name.end + _FAR)
    limit = stop.start() if stop else min(len(text), name.end + _FAR)
    for match in _NAME_RE.finditer(text, name.end, limit):
        word = match[0].rstrip(".-")
        if _GLUED_RE.search(word):
            continue
        if shape(word) is not Shape.STRONG or (word[0] != "@" and may_hold_host(word)):
            continue
        before = _WORD_RE.findall(views.lower, max(0, name.start - _FAR // 2), match.start())
        between = _WORD_RE.findall(views.lower, name.end, match.start())
        own, work = lexicon.table("self_words"), lexicon.table("work_words")
        if any(each in own for each in before) and not any(each in work for each in between):
            start, end = match.start(), match.start() + len(word)
            reasons = evidence("handle-shape", "service-weak" if name.weak else "service-named", "handle-cue")
            value = word.removeprefix("@").lower()
            yield Candidate(Kind.HANDLE, views.folded, start, end, value, name.channel, evidence=reasons)
        return


def anywhere(views: Views) -> Iterator[Candidate]:
    """`my handle everywhere is marta_k`: no service named, all of them meant."""
    if _LOGIN_RE.search(views.lower):
        return
    for match in _ANYWHERE_RE.finditer(views.folded.text):
        start, end = match.span(next(group for group in ("first", "second", "third") if match[group]))
        word = views.folded.text[start:end].rstrip(".-")
        own = " here " in views.lower[match.start() : start]  # a name on the platform itself
        if shape(word) is Shape.STRONG and not own:
            reasons = evidence("handle-shape", "handle-announced", "handle-ends")
            value = word.removeprefix("@").lower()
            yield Candidate(Kind.HANDLE, views.folded, start, start + len(word), value, evidence=reasons)
