"""Chooses the claims to judge where several share a place.

The rest end here, and each names the claim that counts in its place. `pipeline.resolve` does the same for
all kinds afterwards; these must be out of the way before a sentence is read.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from touchline.claims.fate import Merge
from touchline.intent.outcome import Outcome
from touchline.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.claims.claim import Candidate
    from touchline.views.view import View

_INVITING: Final = frozenset({Kind.REQUEST, Kind.MOVE})


def outermost(candidates: Iterable[Candidate], outcomes: list[Outcome]) -> list[Candidate]:
    """Without the numbers inside a link to a person: `wa.me/44…` is one way to reach them, not two."""
    candidates = list(candidates)
    links = sorted(
        (
            (*candidate.view.raw_span(candidate.start, candidate.end), candidate)
            for candidate in candidates
            if candidate.kind is Kind.HANDLE
            and any(item.code == "handle-host" for item in candidate.evidence)
        ),
        key=itemgetter(0, 1),
    )
    if not links:
        return candidates
    kept = []
    for candidate in candidates:
        start, end = candidate.view.raw_span(candidate.start, candidate.end)
        index = bisect_right(links, start, key=itemgetter(0)) - 1
        if candidate.kind is Kind.HANDLE or index < 0 or end > links[index][1]:
            kept.append(candidate)
        else:
            outcomes.append(Outcome(candidate, None, end=Merge.IN_LINK, into=links[index][2]))
    return kept


def one_a_place(candidates: list[Candidate], outcomes: list[Outcome]) -> list[Candidate]:
    """The candidates without the requests and moves that overlap a better one.

    The surest is best, then the longest, then the one that asks: of "send me your skype" and "your skype"
    the first stays.
    """
    phrases = [index for index, candidate in enumerate(candidates) if candidate.kind in _INVITING]
    if len(phrases) < 2:  # noqa: PLR2004  nothing to choose from
        return candidates
    taken: dict[View, dict[int, Candidate]] = {}
    dropped: set[int] = set()
    for index in sorted(phrases, key=lambda index: _worse(candidates[index])):
        phrase = candidates[index]
        places = taken.setdefault(phrase.view, {})
        place = range(phrase.start, phrase.end)
        holder = next((places[position] for position in place if position in places), None)
        if holder is None:
            places.update(dict.fromkeys(place, phrase))
        else:
            dropped.add(index)
            outcomes.append(Outcome(phrase, None, end=Merge.SAME_PHRASE, into=holder))
    return [candidate for index, candidate in enumerate(candidates) if index not in dropped]


def _worse(phrase: Candidate) -> tuple[float, int, bool]:
    """A key that sorts the better of two phrases first."""
    sureness = sum(item.weight for item in phrase.evidence)
    return -sureness, phrase.start - phrase.end, phrase.kind is Kind.MOVE
