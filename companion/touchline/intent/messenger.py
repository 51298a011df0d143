"""Whether a phone number is somebody's name on a messenger: "chama no zap (21) 95555-0100".

On some services the number is the account, so a number beside such a service is the handle there. The
service may stand before or after it, in the same breath or in the sentence before; a word for a plain
call that stands between them gives the number back to the phone. This module must not know how
services are written (`services` does), nor what a number looks like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.language.services import named
from touchline.text.roles import any_of
from touchline.text.sentence_ends import MARKS, SENTENCE_END_RE
from touchline.views.spans import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.language.services import Named
    from touchline.views.message import Views

_BEFORE: Final = 60
_AFTER: Final = 34
_TURN_RE: Final = re.compile(
    rf"""
    (?: [,;/|\n{MARKS}] | {any_of("or", "and")} ) [^;\n{MARKS}]* {any_of("call", "telephone")}
    """,
    re.VERBOSE,
)
"""What turns from the service to the telephone."""
_CALLED_RE: Final = re.compile(rf"{any_of('call')} [^\n{MARKS}]{{0,16}} $", re.VERBOSE)
_WITHOUT_RE: Final = re.compile(rf"{any_of('without')} [^,;\n{MARKS}]{{0,20}} $", re.VERBOSE)


def messenger(views: Views, start: int, end: int, taken: Iterable[tuple[int, int]]) -> str | None:
    """The channel of the service that the number at `[start, end)` of the folded view is used on, or None.

    `taken` are the spans of other values near it: a service with its own value has no need of the number.
    """
    on_numbers = lexicon.table("number_accounts")
    services = [name for name in named(views) if name.channel in on_numbers]
    if not services:
        return None
    spans = list(taken)
    before = [name for name in services if name.end <= start]
    if before and _leads_to(views, before[-1], start, spans):
        return before[-1].channel
    after = next((name for name in services if name.start >= end), None)
    if after is not None and _follows(views, after, start, end, spans):
        return after.channel
    return None


def _leads_to(views: Views, name: Named, start: int, taken: list[tuple[int, int]]) -> bool:
    gap = views.lower[name.end : start]
    return (
        len(gap) <= _BEFORE
        and len(SENTENCE_END_RE.findall(gap)) <= (not name.weak)
        and not any(overlap(name.end, start, *place) for place in taken)
        and not _TURN_RE.search(gap)
        and not _WITHOUT_RE.search(views.lower, max(0, name.start - 40), name.start)
    )


def _follows(views: Views, name: Named, start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    gap = views.lower[end : name.start]
    if (
        len(gap) > _AFTER
        or SENTENCE_END_RE.search(gap)
        or any(overlap(end, name.start, *place) for place in taken)
    ):
        return False
    called = _CALLED_RE.search(views.lower, max(0, start - _AFTER), start)
    return not (called and len(gap.split()) > 1)
