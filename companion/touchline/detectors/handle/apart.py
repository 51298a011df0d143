"""Handles that stand apart from their service's name: in the next sentence, before "on", or for all services.

What says that they are names of accounts is the words before them. This module must not know how
services are written; `services` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.language.services import is_service
from touchline.model import Kind
from touchline.text.account_name import Likeness, likeness
from touchline.text.everyday import is_everyday
from touchline.text.hosts import may_hold_host
from touchline.text.roles import any_of
from touchline.text.sentence_ends import SENTENCE_END_RE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.language.services import Named
    from touchline.views.message import Views

_LATER_RE: Final = re.compile(
    rf"""
    [^\n.!?;]{{0,40}} [.!;,\n] \s{{0,2}}
    (?: {any_of("it-is", "copula")}
      | (?: {any_of("my", "somebody-else")} \s )? (?: (?P<label> {any_of("account")} ) | {any_of("name")} )
        (?: \s {any_of("copula")} )?
      | {any_of("my")} \s? {any_of("copula")}
      | {any_of("find", "add")} \s (?: {any_of("me")} \s )? {any_of("as", "at")} )
    \s{{0,2}} [:=]? \s{{0,2}} (?P<handle> @? \w [\w.-]{{2,31}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SEARCHED_RE: Final = re.compile(
    rf"""
    (?i: {any_of("search")} \s+ (?: {any_of("search-for")} \s+ )? )
    (?P<name> [A-Z] [\w&'-]+ (?: \s [A-Z] [\w&'-]+ ){{0,3}} )
    \s+ (?i: {any_of("on", "at")} ) \s+ $
    """,
    re.VERBOSE,
)
_EVERYWHERE: Final = any_of("everywhere")
_I_AM: Final = any_of("i-am", "as", "it-is", "copula", "account")
_ANYWHERE_RE: Final = re.compile(
    rf"""
      {any_of("my", "same")} \s {any_of("account", "socials")} (?: ['’]s )?
      (?: [\s,]{{1,2}} [\w']+ ){{0,5}}? \s? (?: {any_of("copula")} | [:=-] ) \s?
      (?P<first> @? \w [\w.-]{{2,31}} )
    | {_I_AM} \s (?P<second> @? \w [\w.-]{{2,31}} )
      (?: \s (?! {any_of("and", "or")} ) \w+ ){{0,3}}? \s {_EVERYWHERE}
    | {_EVERYWHERE} ,? (?: \s {_I_AM} ){{0,2}} \s? :? \s (?P<third> @? \w [\w.-]{{2,31}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAME_RE: Final = re.compile(
    rf"""
    (?<! [\w.@/] ) (?P<handle> @? [a-z0-9_] [\w.-]{{2,31}} ) [^\w\n]{{1,5}}
    (?: {any_of("it-is", "article")} \s )? {any_of("same")} \s (?: \w+ \s )? {any_of("on", "at")}
    (?: \s {any_of("my", "all", "article")} )? \s $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAME_RE: Final = re.compile(
    # scripts without spaces may touch it: "wechat我是orla_kits"
    r"(?<! [^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3] ) (?<! [.@/:+\#-] )"
    r" @? (?! \d+\b ) [a-z0-9_] [a-z0-9_.-]{2,31} (?! [a-z0-9_@/(=] )",
    re.VERBOSE | re.IGNORECASE,
)
_WORD_RE: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_GLUED_RE: Final = re.compile(r"\.[A-Z]")
"""Two sentences without a space between them: "Inshallah.Rakesh"."""
_ANOTHERS_RE: Final = re.compile(
    rf"""
    (?: {any_of("somebody-else")} | {any_of("credit")} (?: \s \w+ ){{0,3}} | {any_of("as")} (?= \s @ ) )
    (?: \s {any_of("account", "name", "article", "copula", "on", "of", "somebody-elses")} ){{0,3}}
    (?: \s @ [\w.]+ (?: , | \s (?: {any_of("and")} | & ) ) ){{0,3}}
    [\s:]{{1,2}} $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE: Final = 48
_MARK_RE: Final = re.compile(r"[@_]|\w\.\w|[a-z-]\d\d|\d[a-z]", re.IGNORECASE)
"""What a word that only an account is written as cannot do without."""
_FEW: Final = 2
"""Words beside a name and a service that nothing else can be meant by."""
_FAR: Final = 64
"""Characters between a service and a name that only its shape tells."""
_OWN_RE: Final = re.compile(rf"{any_of('i-am')} \s {{1,2}} $", re.VERBOSE | re.IGNORECASE)
_LOGIN_RE: Final = re.compile(any_of("login"), re.VERBOSE)


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
    if match and (match["label"] or not name.weak):
        start, end = match.span("handle")
        word = text[start:end].rstrip(".-")
        looks = likeness(word)
        labelled = match["label"] and looks is not Likeness.NONE and not word.isalpha()
        if labelled or looks is Likeness.STRONG:
            reasons = evidence("handle-shape", "service-named", "handle-announced")
            value = word.removeprefix("@").lower()
            yield Candidate(
                Kind.HANDLE, views.folded, start, start + len(word), value, name.channel, evidence=reasons
            )


def within_reach(views: Views, name: Named) -> Iterator[Candidate]:
    """`sígueme en insta, soy lucia.trazos`: only an account is written so, and the writer speaks of himself.

    Any words may stand between the name and the service, in any language, on either side of it, and a
    sentence may end there: `are you on discord? add orla_kits`.
    """
    text = views.folded.text
    low = max(0, name.start - _FAR)
    if not _MARK_RE.search(text, low, name.end + 2 * _FAR):
        return
    low = max([low, *(end.end() for end in SENTENCE_END_RE.finditer(text, low, name.start))])
    stop = SENTENCE_END_RE.search(text, name.end, name.end + _FAR)
    high = stop.start() if stop else min(len(text), name.end + _FAR)
    after = SENTENCE_END_RE.search(text, stop.end(), stop.end() + _FAR) if stop else None
    last = after.start() if after else min(len(text), (stop.end() if stop else high) + _FAR)
    words = [(match[0], match.start()) for match in _WORD_RE.finditer(views.lower, low, last)]
    for match in (*_NAME_RE.finditer(text, name.end, last), *_NAME_RE.finditer(text, low, name.start)):
        start, handle = match.start(), match[0].rstrip(".-")
        end = start + len(handle)
        if not _is_account(text, start, handle):
            continue
        apart = start > high  # in the sentence after that of the service
        around = [(word, at) for word, at in words if not start <= at < end]
        beside = {word for word, at in around if (at >= high if apart else at < high)}
        few = len([word for word in beside if not is_service(word)]) <= (0 if apart else _FEW)
        working = any(word in lexicon.table("work_words") for word, _ in around)
        own = _OWN_RE.search(text, max(0, start - _BEFORE), start) is not None
        if own or (not working and (few or not beside.isdisjoint(lexicon.table("self_words")))):
            reasons = evidence("handle-shape", "service-weak" if name.weak else "service-named", "handle-cue")
            value = handle.removeprefix("@").lower()
            yield Candidate(Kind.HANDLE, views.folded, start, end, value, name.channel, evidence=reasons)
            return


def same(views: Views, name: Named) -> Iterator[Candidate]:
    """`orla.kits — same name on insta`: the name stands before what says where it holds."""
    text = views.folded.text
    match = _SAME_RE.search(text, max(0, name.start - _FAR), name.start)
    if match and likeness(match["handle"]) in {Likeness.FAIR, Likeness.STRONG}:
        reasons = evidence("handle-shape", "service-named", "handle-announced")
        value = match["handle"].removeprefix("@").lower()
        span = match.span("handle")
        yield Candidate(Kind.HANDLE, views.folded, *span, value, name.channel, evidence=reasons)


def _is_account(text: str, start: int, handle: str) -> bool:
    """Whether only an account is written so, and nobody else's: "designs like @nike", "tag @adidas"."""
    if likeness(handle) is not Likeness.STRONG or _GLUED_RE.search(handle):
        return False
    if handle[0] != "@" and may_hold_host(handle.lower()):
        return False
    return not is_anothers(text, start)


def is_anothers(text: str, start: int) -> bool:
    """Whether the words before a name say that it is somebody else's: "designs like @nike"."""
    return _ANOTHERS_RE.search(text, max(0, start - _BEFORE), start) is not None


def anywhere(views: Views) -> Iterator[Candidate]:
    """`my handle everywhere is marta_k`: no service named, all of them meant."""
    if _LOGIN_RE.search(views.lower):
        return
    for match in _ANYWHERE_RE.finditer(views.folded.text):
        start, end = match.span(next(group for group in ("first", "second", "third") if match[group]))
        word = views.folded.text[start:end].rstrip(".-")
        own = " here " in views.lower[match.start() : start]  # a name on the platform itself
        if likeness(word) is Likeness.STRONG and not own:
            reasons = evidence("handle-shape", "handle-announced", "handle-ends")
            value = word.removeprefix("@").lower()
            yield Candidate(Kind.HANDLE, views.folded, start, start + len(word), value, evidence=reasons)
