"""Finds details that are told in several messages: the first half in one, the rest in the next.

The message is read after the last earlier one, after the last two, and so on; of what is claimed the
surest counts, and the fewest messages that make it so. A claim always reaches into the current
message. This module must not know how anything is detected.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.claims.claim import dressed
from touchline.claims.fate import Drop, Step
from touchline.model import Kind, Technique
from touchline.text.roles import any_of
from touchline.views.folded import folded
from touchline.views.message import Views
from touchline.views.view import JoinedView, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from touchline.claims.claim import Candidate
    from touchline.model import Evidence
    from touchline.pipeline.trace import Trace

_TAIL: Final = 120
_HEAD: Final = 200
_OPEN_RE: Final = re.compile(r"[@/_]$")
_ENDING_RE: Final = re.compile(r"[./][^\W\d_]")
_TLD_RE: Final = re.compile(r"(?:com|net|org|io|co|dev|app|me)\b", re.IGNORECASE)
_THEN_RE: Final = re.compile(
    rf"""
    (?: (?: {any_of("and", "then")}
          | (?: {any_of("article")} \s )? {any_of("ordinal")} \s {any_of("part")} (?: \s {any_of("copula")} )?
          | (?: {any_of("article")} \s )? {any_of("rest")} (?: \s {any_of("copula")} )? ) [\s:,]* )*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What only joins a message to the one before: "and then", "the second part is"."""
_FIGURES_RE: Final = re.compile(r"\+?\d+")
_FRONT_RE: Final = re.compile(any_of("front"), re.VERBOSE | re.IGNORECASE)
_FRONT_DIGITS: Final = 5
_FRONT_LONGEST: Final = 60
_BARE_KINDS: Final = frozenset({Kind.PAYMENT, Kind.ADDRESS, Kind.PHONE})
"""Kinds that a message gives by nothing but the value, when the last one said what was to come."""
_BARE_SHARE: Final = 0.8
_PHRASES: Final = frozenset({Kind.REQUEST, Kind.MOVE, Kind.MENTION})
_REPORTED: Final = 0.5


class Joined(NamedTuple):
    """The message with so many earlier ones: the views of both, and the view that joins them."""

    messages: int
    views: Views
    view: JoinedView


def joined(views: Views) -> Iterator[Joined]:
    """The message after each number of earlier ones, fewest first; before the last one where it says so."""
    tails = [folded(" ".join(text[-_TAIL:].split())).text for text in views.recent if text.strip()]
    if not tails or not views.raw.strip():
        return
    head = _head(views.folded)
    for count in range(1, len(tails) + 1):
        parts = [*tails[-count:], head.text]
        before = "".join(part + _joint(part, following) for part, following in pairwise(parts))
        own = range(len(before), len(before) + len(head.text))
        yield _reading(count, JoinedView(before + head.text, own, head), views)
    front = _front(views)
    if front is not None:
        own = range(len(front.text))
        yield _reading(1, JoinedView(f"{front.text} {tails[-1]}", own, front), views)


def _head(view: View) -> View:
    """The start of the message without the words that only join it to the last: "and then …"."""
    joining = _THEN_RE.match(view.text)
    start = joining.end() if joining else 0
    return view.mapped("head", [(view.text[start:_HEAD], start, min(_HEAD, len(view.text)))])


def _reading(count: int, view: JoinedView, views: Views) -> Joined:
    return Joined(count, Views(views.raw, regions=views.regions, reading=view), view)


def _joint(left: str, right: str) -> str:
    """The joint between two messages: empty where one of them ends or begins inside a value."""
    named = right.startswith("@") and " " not in left  # a name, and where its mailbox is
    within = left.endswith(".") and _TLD_RE.match(right)
    return "" if named or within or _OPEN_RE.search(left) or _ENDING_RE.match(right) else " "


def _front(views: Views) -> View | None:
    """The few digits that the message says belong before those sent last: "+1 first"."""
    text = views.folded.text
    figures = list(_FIGURES_RE.finditer(text)) if len(text) <= _FRONT_LONGEST else []
    if len(figures) != 1 or len(figures[0][0]) > _FRONT_DIGITS or not _FRONT_RE.search(text):
        return None
    return views.folded.mapped("front", [(figures[0][0], *figures[0].span())])


def split(
    views: Views,
    alone: list[Candidate],
    read: Callable[[Views, Trace | None], list[Candidate]],
    confidence: Callable[[tuple[Evidence, ...]], float],
    trace: Trace | None = None,
) -> Iterator[Candidate]:
    """The claims that need earlier messages too, none of which either side makes by itself.

    `alone` is what the current message claims, `read` claims what a reading gives, `confidence` says
    how far evidence is believed. `trace` is told what becomes of the other claims.
    """

    def drop(why: Drop, claim: Candidate, other: Candidate | None = None) -> None:
        if trace is not None:
            trace.tell(Step.DROPPED, claim, why, other)

    sure = [claim for claim in alone if confidence(claim.evidence) >= _REPORTED]
    best: dict[Kind, tuple[float, Candidate, Joined]] = {}
    for reading in joined(views):
        for claim in read(reading.views, trace):
            if (why := _adds_nothing(claim, reading, sure)) is not None:
                drop(why, claim)
                continue
            belief = confidence(claim.evidence)
            known = best.get(claim.kind)
            if known is not None and round(belief, 2) <= round(known[0], 2):
                drop(Drop.LESS_SURE, claim, known[1])
                continue
            best[claim.kind] = belief, claim, reading
            if known is not None:
                drop(Drop.LESS_SURE, known[1], claim)
    for belief, claim, reading in best.values():
        if _was_given(claim, reading, belief, read, confidence):
            drop(Drop.GIVEN_BEFORE, claim)
        else:
            yield dressed(_from_own_digits(claim, reading.view), Technique.SPLIT)


def _adds_nothing(claim: Candidate, reading: Joined, sure: list[Candidate]) -> Drop | None:
    """Why the earlier messages make no difference to the claim, or None where they do."""
    if not _reaches(claim, reading):
        return Drop.ELSEWHERE
    return Drop.ALONE if _is_known(claim, reading, sure) else None


def _reaches(claim: Candidate, reading: Joined) -> bool:
    """Whether the claim lies in several messages, or is all that this one says after the last."""
    start, end = claim.view.span_in(reading.view, claim.start, claim.end)
    if reading.view.straddles(start, end):
        return True
    own = reading.view.own
    if reading.messages > 1 or claim.kind not in _BARE_KINDS or not own.start <= start < end <= own.stop:
        return False
    size = sum(map(str.isalnum, reading.view.text[own.start : own.stop]))
    return sum(map(str.isalnum, reading.view.text[start:end])) >= _BARE_SHARE * size


def _is_known(claim: Candidate, reading: Joined, sure: list[Candidate]) -> bool:
    """Whether the current message alone gives something there; a phrase or a mention gives nothing."""
    start, end = claim.view.span_in(reading.view, claim.start, claim.end)
    shift = reading.view.own.start
    for other in sure:
        position = shift + other.view.raw_span(other.start, other.end)[0]
        if start <= position < end and _settles(other.kind, claim.kind):
            return True
    return False


def _settles(other: Kind, kind: Kind) -> bool:
    if other is Kind.MENTION or (other in _PHRASES and kind not in _PHRASES):
        return False
    # a host alone is a link, and with the name that came before it an e-mail address
    return other is not Kind.LINK or kind is Kind.LINK


def _was_given(
    claim: Candidate,
    reading: Joined,
    belief: float,
    read: Callable[[Views, Trace | None], list[Candidate]],
    confidence: Callable[[tuple[Evidence, ...]], float],
) -> bool:
    """Whether the earlier messages alone already gave what the claim begins or ends with."""
    view, own = reading.view, reading.view.own
    start, end = claim.view.span_in(view, claim.start, claim.end)
    first = own.start > 0
    text, shift = (view.text[: own.start], 0) if first else (view.text[own.stop :], own.stop)
    before = Views(text, regions=reading.views.regions, reading=View("earlier", text))
    for other in read(before, None):
        there = [shift + position for position in other.view.raw_span(other.start, other.end)]
        if (
            Technique.PARTIAL not in other.techniques
            and start < there[1]
            and there[0] < end
            and confidence(other.evidence) >= belief
        ):
            return True
    return False


def _from_own_digits(claim: Candidate, view: JoinedView) -> Candidate:
    """A number's claim without the words between the earlier part and its own digits."""
    if claim.kind is not Kind.PHONE:
        return claim
    for position in range(claim.start, claim.end):
        own = claim.view.span_in(view, position, position + 1)[0] >= view.own.start
        if own and (claim.view.text[position].isdigit() or claim.view.text[position] == "+"):
            return claim._replace(start=position)
    return claim
