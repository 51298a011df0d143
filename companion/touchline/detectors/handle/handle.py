"""Handles: names people can be found under on Skype, Telegram, Instagram and the like.

A handle is a word that only becomes a contact detail beside a service's name ("skype: jane.d_1",
"jane.d on skype"), or a link whose path is a person ("t.me/jane"). So this module starts from the
service names that `services` found and reads the words on either side; the less a word looks like
an account name, the more must announce it. It must not know what the sentence is about: whether
the handle is quoted or work material is for the intent stage.

Flagged:
    skype: live:jane.d_1
    add me on telegram @jane
    I am jane.doe99 on Skype
    my discord is janedoe
Not flagged:
    build a WhatsApp bot for my shop
    sc: see the picture below
    @maria that looks right
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Candidate, CutShort, Detector
from touchline.claims.evidence import evidence
from touchline.detectors.handle.apart import anywhere, is_anothers, later, same, searched, within_reach
from touchline.detectors.handle.earlier import continued
from touchline.detectors.handle.number import QQ_RE, numbered
from touchline.detectors.handle.spelled import spelled
from touchline.detectors.handle.worded import worded
from touchline.language.phrases import claims
from touchline.language.services import is_service, named
from touchline.language.words import ends_unfinished
from touchline.model import Kind, Technique
from touchline.text.account_name import CODES, Likeness, is_predicate, likeness
from touchline.text.everyday import is_everyday
from touchline.text.roles import any_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.language.services import Named
    from touchline.model import Evidence
    from touchline.views.message import Views

_WINDOW: Final = 110
_WORDS_BEFORE: Final = 4
"""The handle and the words between it and the service, such as "on my", and one more for brackets."""
_BRIDGES: Final = 5
_MOST: Final = 160
_MOST_NAMES: Final = 210
_ENOUGH: Final = 2.3

_CHUNK_RE: Final = re.compile(
    r"""
    (?P<joint> [^\w@.\n] {0,6} | \s? \.{2,4} \s? | \s{0,4} \n \s{0,4} )  # one line break at most
    (?P<chunk>
        live : [.\w-]{1,64}                                # Skype's own form, "live:.cid.…" included
      | (?P<unspaced> [\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{1,12} )   # "微信是jane_d"
      | @? \w (?: (?! [\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3] ) [\w.'’#-] ){0,63}
    )
    """,
    re.VERBOSE,
)
_BEFORE_RE: Final = re.compile(
    rf"""
    (?: ^ | (?<=[\s("'“‘:=>,]) )
    (?P<handle> @? \w [\w.#-] {{1,40}} )
    (?P<joint>
        \s{{1,3}} (?: @ | {any_of("on", "at")} )
        \s{{1,3}} (?: {any_of("article", "my", "our", "your", "all")} \s )?
      | \s? [(\[|/–—=:-] {{1,2}} \s?                         # "jane.d (skype)", "jane.d - skype"
      | (?: \s{{1,2}} {any_of("copula", "it-is")} | \s{{0,2}} (?: = | <[-=]{{1,2}} | [-=]> | [←⬅👈→] ) )
        \s{{1,2}} (?: {any_of("article")} \s )? {any_of("my", "our")} \s   # "jane.d is my skype"
      | \s                                                  # "jane.d skype"
    ) $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MINE_RE: Final = re.compile(any_of("my", "our"), re.VERBOSE)
_PAGE_RE: Final = re.compile(r"[A-Z][\w&'-]+(?: (?:[A-Z][\w&'-]*|&|of|and)){1,3}(?<! of)(?<! and)")
"""A proper name of several words, as pages and companies have."""
_CUE_RE: Final = re.compile(
    rf"""
    {any_of("my", "me", "it-is", "i-am", "as", "add", "find", "account", "name")} \W* (?: \w+ \W+ ){{0,2}} $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMED_CUE_RE: Final = re.compile(
    rf"{any_of('my', 'it-is', 'i-am', 'as', 'add', 'find', 'account', 'name')} \W* $",
    re.VERBOSE | re.IGNORECASE,
)
"""The same before a mere word: "I am marta on skype", but no verb of another language is a name."""
_ASKED_RE: Final = re.compile(
    rf"{any_of('asks')} \s {any_of('account', 'name')} \W* (?: \w+ \W+ ){{0,2}} $", re.VERBOSE | re.IGNORECASE
)
"""A question for an account names none: "what username do you use on …"."""
_ENDS_RE: Final = re.compile(
    rf"""
    \s* (?: $ | \n
          | [.,;!?)\]}}"'”’|/] (?: \s | $ )                # closing marks
          | [-–—(:] \s                                    # something is added
          | {any_of("goes-on", "and", "or", "add")}
         )
    """,
    re.VERBOSE,
)
_UNSPACED: Final = "\u3040"
"""Kana, Han and Hangul come after it: names and what they are called by are not parted by spaces there."""
_LABELS: Final = tuple(f" {word}" for word in words_of("account", "name", "number"))
"""What a service's name may end with that announces a value: "skype id"."""
_LABEL_RE: Final = re.compile(
    rf"{any_of('account')} \s (?: {any_of('of', 'on')} \s )? $", re.VERBOSE | re.IGNORECASE
)
"""The same before it: "id line saya", "usuario de telegram"."""
_FOLLOWED_RE: Final = re.compile(rf"\s {any_of('writes-behind')}", re.VERBOSE | re.IGNORECASE)
"""What announces a name from behind: "telegram pe neelachand likh do", to write it there."""
_ANNOUNCES_RE: Final = re.compile(r"[:=>→👉➡⇒»-]")


def find_handles(views: Views) -> Iterator[Candidate]:
    """Account names beside a service's name, on either side of it, and "same name there".

    Raises `CutShort` after `_MOST` of them, or `_MOST_NAMES` services: no message of people's holds so many.
    """
    for count, candidate in enumerate(_handles(views)):
        if count >= _MOST:
            raise CutShort
        yield candidate


def _handles(views: Views) -> Iterator[Candidate]:
    names = named(views)
    starts = {name.start for name in names}
    for count, name in enumerate(names):
        if name.end + 1 in starts:
            continue  # "skype whatsapp telegram": a list of services
        if count >= _MOST_NAMES:
            raise CutShort
        yield from numbered(views, name)
        yield from _after(views, name)
        yield from _before(views, name)
        yield from spelled(views, name)
        yield from within_reach(views, name)
        yield from same(views, name)
        yield from searched(views, name)
        yield from later(views, name)
    yield from worded(views)
    if views.recent:
        yield from continued(views)
    if views.hits["account_cues"]:
        yield from anywhere(views)
    yield from claims(views, Kind.HANDLE)


def _after(views: Views, name: Named) -> Iterator[Candidate]:
    """`skype: jane.d`, `add me on telegram @jane`, `insta name is jane`."""
    text = views.folded.text
    position, limit = name.end, min(len(text), name.end + _WINDOW)
    announced = labelled = (
        views.lower[name.start : name.end].endswith(_LABELS)
        or views.lower.startswith("id ", name.start)
        or _LABEL_RE.search(text, max(0, name.start - 16), name.start) is not None
    )
    glued = text[position - 1] > _UNSPACED
    for _ in range(_BRIDGES):
        match = _CHUNK_RE.match(text, position, limit)
        if match is None or _breaks(match["joint"]) or match["joint"] == "-":
            return  # "LinkedIn-to-CRM sync": a hyphen without spaces makes a longer word
        announced = announced or _ANNOUNCES_RE.search(match["joint"]) is not None
        named_so = labelled or (announced and name.channel in lexicon.table("proper_names"))
        pages = _PAGE_RE.match(text, match.start("chunk"), limit) if named_so else None
        if pages and (labelled or not any(map(is_everyday, pages[0].lower().split()))):
            reasons = evidence("handle-joined", "service-named", "handle-announced", "handle-ends")
            span, value = pages.span(), pages[0]
            yield Candidate(Kind.HANDLE, views.folded, *span, value, name.channel, evidence=reasons)
            return
        word = match["chunk"].rstrip(".'’-#").lower()
        bridge = lexicon.table("handle_bridges").get(word)
        if bridge is None and word.endswith(("'s", "’s")) and word[:-2] in lexicon.table("handle_bridges"):
            bridge = "copula"  # "my telegram handle's …"
        called = match["chunk"].startswith("@")
        if bridge is None or called:
            # "discord.js": what is glued to the name is part of a longer word
            if match["joint"] or glued or (called and "." not in match["chunk"]):
                yield from _claimed(views, name, *match.span("chunk"), announced=announced)
            return
        if announced and word in words_of("article"):
            return  # "skype is a …" describes the service
        announced = announced or bridge != "link"
        labelled = "label" in bridge or (labelled and bridge == "copula")
        position = match.start("chunk") + len(word)
        glued = match["unspaced"] is not None


def _breaks(joint: str) -> bool:
    """Whether a new sentence begins: a handle is named in the breath that names its service."""
    return "?" in joint or "!" in joint or ";" in joint


def _before(views: Views, name: Named) -> Iterator[Candidate]:
    """`jane.d on skype`, `jane.d (telegram)`."""
    text = views.folded.text
    low = max(0, name.start - 60)
    words = text[low : name.start].rsplit(None, _WORDS_BEFORE)
    if len(words) > _WORDS_BEFORE:
        low += len(words[0])
    match = _BEFORE_RE.search(text, low, name.start)
    if match is None or match["handle"].lower() in lexicon.table("handle_bridges"):
        return
    announced = _MINE_RE.search(match["joint"]) is not None
    yield from _claimed(views, name, *match.span("handle"), announced=announced, before=True)


def _claimed(
    views: Views, name: Named, start: int, end: int, *, announced: bool, before: bool = False
) -> Iterator[Candidate]:
    text = views.folded.text
    while end > start and text[end - 1] in ".'’-#":
        end -= 1
    numbered = name.channel == "qq" and QQ_RE.fullmatch(text, start, end)
    looks = Likeness.CERTAIN if numbered else likeness(text[start:end])
    following = text[end : end + 1]
    if looks is Likeness.NONE or is_service(text[start:end].lower()) or (following and following in "(@=\\"):
        return
    placed = not before and _FOLLOWED_RE.match(text, end) is not None
    announced = announced or placed or text[start] == "@" or _is_line(views, name, end)
    opening = start if before else name.start
    near = max(0, opening - 30), opening
    cue_re = _NAMED_CUE_RE if before and looks is Likeness.WORD else _CUE_RE
    cue = cue_re.search(text, *near) is not None and not _ASKED_RE.search(text, *near)
    if looks in {Likeness.WORD, Likeness.FAIR} and not (announced or cue):
        return
    # what goes on after the service is said of it: "me trouver sur telegram sous …"
    ends = placed or bool(_ENDS_RE.match(text, name.end if before else end))
    if looks is Likeness.WORD and (
        not (ends or (before and announced))
        or (text[end if not before else name.end :][:1] == "?" and not announced)
        or is_predicate(text[start:end].lower())
        or (end == len(text) and ends_unfinished(views.lower))
    ):
        return
    if text[start] == "@" and is_anothers(text, opening):
        return
    reasons = _reasons(views, name, looks, announced=announced, cue=cue, ends=ends or before)
    if sum(reason.weight for reason in reasons) < _ENOUGH:
        return
    value = text[start:end].lstrip("@").lower()
    techniques = name.techniques or (Technique.PLAIN,)
    yield Candidate(Kind.HANDLE, views.folded, start, end, value, name.channel, techniques, evidence=reasons)


def _reasons(
    views: Views, name: Named, looks: Likeness, *, announced: bool, cue: bool, ends: bool
) -> tuple[Evidence, ...]:
    told = [(announced, "handle-announced"), (cue, "handle-cue"), (ends, "handle-ends")]
    told.append((bool(name.techniques), "service-disguised"))
    return evidence(CODES[looks], _service(views, name), *(code for holds, code in told if holds))


def _service(views: Views, name: Named) -> str:
    """The code of how surely the name is that of a service: "dc" is less of a word than "line"."""
    if not name.weak:
        return "service-named"
    initials = lexicon.table("service_initials")
    return "service-initials" if views.lower[name.start : name.end] in initials else "service-weak"


def _is_line(views: Views, name: Named, end: int) -> bool:
    """Whether an abbreviation and a name are all a line holds: "IG rita.ox"."""
    abbreviated = name.weak and views.lower[name.start : name.end] != name.channel
    before, after = views.lower[max(0, name.start - 4) : name.start], views.lower[end : end + 4]
    opens = before.rstrip(" ")[-1:] in {"", "\n"}
    return abbreviated and opens and after.lstrip(" ")[:1] in {"", "\n"}


_TRIGGERS: Final = frozenset(
    {"services", "services_misspelt", "services_weak", "account_cues", "recent", "leet", "sign_words"}
)

HANDLE: Final = Detector("handle", frozenset({Kind.HANDLE}), find_handles, _TRIGGERS)
