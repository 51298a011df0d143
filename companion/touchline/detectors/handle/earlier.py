"""A handle and its service in several messages: "my insta is", then "marta.k", or the other way round.

What was sent last counts, and only when a name is due there or it is nothing but a name. This module
must not know how services are written; `services` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.language.services import named
from touchline.model import Kind, Technique
from touchline.text.account_name import CODES, Likeness, likeness
from touchline.text.roles import any_of, words_of
from touchline.views.message import Views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.model import Evidence
_WORD_RE: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FIRST_RE: Final = re.compile(
    rf"""
    \s* (?: {any_of("it-is", "copula", "as", "at", "account", "name")} \s* )? [:=]? \s*
    (?P<handle> (?: live: )? @? \w [\w.\#-]{{2,40}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PIECE_RE: Final = re.compile(r"\s*(@?\w[\w.:#-]{1,40})\s*")
_POINTING: Final = words_of("pointing")
_TAIL: Final = 60


def continued(views: Views) -> Iterator[Candidate]:
    """The handle that earlier messages announced, or that this one names the service of."""
    yield from _announced(views)
    yield from _named_after(views)


def _announced(views: Views) -> Iterator[Candidate]:
    begun = ""
    channel = _awaited(views.recent[-1])
    if channel is None and len(views.recent) > 1 and (piece := _PIECE_RE.fullmatch(views.recent[-1])):
        begun, channel = piece[1], _awaited(views.recent[-2])
    match = _FIRST_RE.match(views.folded.text) if channel else None
    if match is None:
        return
    start, end = match.span("handle")
    word = views.folded.text[start:end].rstrip(".-#")
    rest = views.folded.text[start + len(word) :].split()
    looks = likeness(begun + word)
    if looks is Likeness.NONE or (rest and (looks in {Likeness.WORD, Likeness.FAIR} or begun)):
        return
    reasons = evidence(CODES[looks], "service-named", "handle-announced", "handle-ends")
    yield _claim(views, start, start + len(word), begun + word, channel, reasons)


def _named_after(views: Views) -> Iterator[Candidate]:
    """The service of the name that is all the last message held: "marta_k77", then "that's my skype"."""
    piece = _PIECE_RE.fullmatch(views.recent[-1])
    looks = likeness(piece[1]) if piece else Likeness.NONE
    names = named(views) if looks in {Likeness.STRONG, Likeness.CERTAIN} else ()
    if len(names) != 1 or piece is None:
        return
    name = names[0]
    others = _WORD_RE.findall(f"{views.lower[: name.start]} {views.lower[name.end :]}".replace("’", "'"))
    if all(word in lexicon.table("handle_bridges") or word in _POINTING for word in others):
        reasons = evidence(CODES[looks], "service-named", "handle-announced")
        yield _claim(views, name.start, name.end, piece[1], name.channel, reasons)


def _claim(
    views: Views, start: int, end: int, handle: str, channel: str | None, reasons: tuple[Evidence, ...]
) -> Candidate:
    value = handle.removeprefix("@").lower()
    techniques = (Technique.SPLIT,)
    return Candidate(Kind.HANDLE, views.folded, start, end, value, channel, techniques, evidence=reasons)


def _awaited(message: str) -> str | None:
    """The service whose name is due at the end of `message`, if one is."""
    before = Views(message)
    names = named(before)
    if not names:
        return None
    name = names[-1]
    rest = before.lower[name.end : name.end + _TAIL + 1]
    words = [word.replace("’", "'") for word in _WORD_RE.findall(rest)]
    bridges = lexicon.table("handle_bridges")
    due = all(word in bridges for word in words) and len(rest) <= _TAIL
    asked = "?" in rest or (name.weak and not words)
    return name.channel if due and not asked else None
