"""Links that are a way to reach one person: `t.me/jane`, `wa.me/4477…`, a meeting room, a booking page.

The hosts are data (`hosts` in `lexicon/services.toml`); a bare host without a path is only the name of a
site. This module must not know which links the terms allow.

Flagged:
    t.me/jane_doe
    https://wa.me/447700900123
    t dot me slash jane_doe
    live:.cid.a1b2c3d4e5f60718
Not flagged:
    t.me does not open at my office
    make it look like instagram.com
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Candidate, Detector
from touchline.claims.evidence import evidence
from touchline.model import Kind, Technique
from touchline.text.bounded import Bounded
from touchline.text.everyday import is_everyday
from touchline.text.roles import any_of
from touchline.text.signs.restored import restored
from touchline.views.word_search import hits_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views
    from touchline.views.view import View
    from touchline.views.word_search import Hit

_SCHEME: Final = Bounded(r"(?i) (?:h[tx]{2}ps?:/{2})? (?: [a-z]{2,3} (?:-[a-z]{2})? \. | www\. | web\. )? $")
_PATH: Final = Bounded(
    rf"""(?i)
    (?: [/\\]{{1,3}} | \s? {any_of("slash")} \s )
    (?P<path> [@+~$#\w] [^\s<>"'“”‘’()\[\]{{}}|\\^`]{{0,120}} )
    """
)
_SKYPE: Final = Bounded(
    # "e:" first and the rest read backwards, so that text without it is skipped at full speed
    r"e:(?:(?<=live:)(?<![\w.:].{5})[.\w][.\w-]{2,63}"
    r"|(?<=skype:)(?<![\w.:].{6})[\w.][\w.:-]{2,63}(?=\?(?:chat|call|add)\b))"
)
_SELF_EVIDENT: Final = (
    # a tag of Discord before 2023; a label before it is that of an order or a ticket
    ("discord", "#", Bounded(r"(?i) (?<! [\w.@/\#-] ) [a-z] [\w.]{1,31} \# \d{4} (?! [\w-] )")),
    ("discord", "gg/", Bounded(r"(?i) (?<! [\w.] ) \.gg / [a-z0-9]{5,12} \b")),
    # https://spec.matrix.org/latest/appendices/#user-identifiers
    (
        "matrix",
        "@",
        Bounded(r"(?i) (?<! [\w.] ) @ [a-z0-9._=-]{1,64} : [a-z0-9-]{1,63} (?: \. [a-z0-9-]{1,63} ){1,4}"),
    ),
    # https://docs.joinmastodon.org/spec/webfinger/
    (
        "mastodon",
        "@",
        Bounded(r"(?i) (?<! [\w.@] ) @ [\w.-]{2,30} @ [a-z0-9-]{1,63} (?: \. [a-z0-9-]{1,63} ){1,4}"),
    ),
    ("telegram", "tg:", Bounded(r"(?i) \b tg: /{0,2} [a-z]{3,12} \? [a-z]+ = [\w+-]{3,40}")),
    ("whatsapp", "whatsapp:", Bounded(r"(?i) \b whatsapp: /{0,2} send [/?]{1,2} phone = [\d+ ]{7,18}")),
    (
        "viber",
        "viber:",
        Bounded(r"(?i) \b viber: /{0,2} (?: chat | add | contact ) \? number = [\d+% ]{7,20}"),
    ),
    ("reddit", "u/", Bounded(r"(?i) (?<! [\w/.] ) /? u/ (?= [\w-]* [a-z] ) [\w-]{3,20} (?! [\w/.]\w )")),
)
"""Forms of names that only one service has, and the characters without which there is none."""
_NEED_A_CUE: Final = frozenset({"discord", "matrix", "reddit"})
_MINE_RE: Final = re.compile(any_of("my", "me", "i-am"), re.VERBOSE)
_TOLD: Final = 24
"""Characters before a name in which the writer may call it his."""
_TRAILING: Final = ".,;:!?*_~'…"


def find_handle_links(views: Views) -> Iterator[Candidate]:
    """Links to people, chats and meeting rooms, with scheme and path; Skype's `live:` names."""
    yield from _self_evident(views)
    if _TRIGGERS.isdisjoint(views.triggers):
        return
    for hit in views.hits["handle_hosts"]:
        yield from _link(views.folded, views.lower, hit)
    reading = restored(views)
    if reading is not None and not reading.plain:
        text = reading.view.text
        for hit in hits_in(text, ("handle_hosts",)).get("handle_hosts", ()):
            if reading.source(hit.start, min(hit.end + 1, len(text))) != text[hit.start : hit.end + 1]:
                yield from _link(reading.view, text, hit, in_words=True)
    if ":" in views.lower and ("live:" in views.lower or "skype:" in views.lower):
        for match in _SKYPE.all(views.lower):
            start = match.start() + len("e:")
            if views.lower.startswith("liv", start - len("live:")):
                start -= len("live:")  # it is part of the name
            end = match.end() - len(match[0]) + len(match[0].rstrip(".-:"))
            yield Candidate(
                Kind.HANDLE,
                views.folded,
                start,
                end,
                views.lower[start:end],
                "skype",
                evidence=evidence("handle-scheme"),
            )


def _self_evident(views: Views) -> Iterator[Candidate]:
    """`name#1234`, `@name:host.org`, `u/name`, with or without the service's name beside them."""
    text = views.folded.text
    for channel, mark, pattern in _SELF_EVIDENT:
        for match in pattern.all(text) if mark in views.lower else ():
            label = match[0].lower().partition("#")[0]
            if channel == "discord" and (is_everyday(label) or label in lexicon.table("id_labels")):
                continue
            told = _MINE_RE.search(text.lower(), max(0, match.start() - _TOLD), match.start())
            lone = len(text) - len(match[0]) <= _LONE
            if channel in _NEED_A_CUE and _TRIGGERS.isdisjoint(views.triggers) and not (told or lone):
                continue  # in a longer text about something else it may be the number of a ticket
            reasons = evidence("handle-scheme")
            yield Candidate(
                Kind.HANDLE, views.folded, *match.span(), match[0].lower(), channel, evidence=reasons
            )


def _link(view: View, lower: str, hit: Hit, *, in_words: bool = False) -> Iterator[Candidate]:
    text = view.text
    if lower[hit.start : hit.end] != hit.entry or text[hit.start - 1 : hit.start] in {
        "@",
        "/",
    } - _slashed(text, hit):
        return
    scheme = _SCHEME.search(text, max(0, hit.start - 16), hit.start)
    path = _PATH.match(text, hit.end, hit.end + 140)
    if path is None or not _leads_to_a_person(hit.entry, path["path"].lower()):
        return
    start = scheme.start() if scheme else hit.start
    end = path.end() - len(path[0]) + len(path[0].rstrip(_TRAILING))
    value = text[path.start("path") : end].lstrip("@").partition("?")[0]
    words = in_words or not path[0].startswith("/")
    yield Candidate(
        Kind.HANDLE,
        view,
        start,
        end,
        value,
        lexicon.table("handle_hosts")[hit.entry],
        (Technique.WORDS,) if words else (Technique.PLAIN,),
        evidence=evidence("handle-host", "service-named"),
    )


def _slashed(text: str, hit: Hit) -> set[str]:
    """A `/` before the host is fine where it ends a scheme."""
    return {"/"} if text[hit.start - 3 : hit.start] == "://" else set()


def _leads_to_a_person(host: str, path: str) -> bool:
    heads = lexicon.table("person_paths").get(host)
    return heads is None or path.startswith(tuple(heads.split()))


_TRIGGERS: Final = frozenset(
    {"handle_hosts", "services", "services_weak", "talk_cues", "dot_words", "dotted"}
)
_LONE: Final = 8
"""Characters beside a name that is all there is to a message: "marta#0091 :)"."""

HANDLE_LINK: Final = Detector(
    "handle-link", frozenset({Kind.HANDLE}), find_handle_links, _TRIGGERS | {"some-digits", "@", "://"}
)
