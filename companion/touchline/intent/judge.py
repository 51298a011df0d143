"""What the sentence does with each candidate: gives it, asks, invites, refuses, quotes, only names it.

Detectors claim a place; this stage reads the words around it. Negation is decided in `negation`,
quotation in `quotation`; here stands what follows from them. It must not know the terms.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

from touchline.claims.evidence import evidence
from touchline.intent.messenger import messenger
from touchline.intent.negation import is_refused
from touchline.intent.quotation import quoting
from touchline.intent.subject import asks_about_the_rules, is_reported
from touchline.language.sentences import around
from touchline.language.services import named
from touchline.language.words import CLASSES
from touchline.model import Intent, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from touchline.claims.claim import Candidate
    from touchline.language.words import Sentence
    from touchline.views.message import Views
    from touchline.views.view import View

_PHRASES: Final = frozenset({Kind.REQUEST, Kind.MOVE, Kind.MENTION})
_INVITING: Final = frozenset({Kind.REQUEST, Kind.MOVE})
_NEAR: Final = 40
_FAR: Final = 2 * _NEAR
_MOST: Final = 16
"""More values than this within reach of one phrase tell nothing new."""


def judged(candidates: Iterable[Candidate], views: Views) -> list[Candidate]:
    """The candidates with the intent of their sentence; phrases that only announce a value are dropped."""
    candidates = _one_a_place(_outermost(candidates))
    values = _Values([candidate for candidate in candidates if candidate.kind not in _PHRASES])
    result: list[Candidate] = []
    for candidate in candidates:
        if candidate.kind not in _PHRASES:
            result.append(_quoted(_on_its_service(candidate, values, views), views))
        elif not _announces(candidate, values, views) and not _is_unfinished(candidate, views):
            result.append(_phrase(candidate, views))
    return result


class _Values:
    """The values given in a message, with their raw spans, in order."""

    def __init__(self, values: Sequence[Candidate]) -> None:
        self._values = values

    @cached_property
    def _rows(self) -> list[tuple[int, int, Candidate]]:
        rows = [(*value.view.raw_span(value.start, value.end), value) for value in self._values]
        return sorted(rows, key=lambda row: row[:2])

    @cached_property
    def _starts(self) -> list[int]:
        return [row[0] for row in self._rows]

    def near(self, start: int, end: int) -> list[tuple[int, int, Candidate]]:
        """Those that begin at most `_FAR` characters before `start` or after `end`."""
        first = bisect_left(self._starts, start - _FAR)
        return self._rows[first : min(bisect_right(self._starts, end + _FAR), first + _MOST)]


def _outermost(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Without the numbers inside a link to a person: `wa.me/44…` is one way to reach them, not two."""
    candidates = list(candidates)
    links = sorted(
        candidate.view.raw_span(candidate.start, candidate.end)
        for candidate in candidates
        if candidate.kind is Kind.HANDLE and any(item.code == "handle-host" for item in candidate.evidence)
    )
    if not links:
        return candidates
    kept = []
    for candidate in candidates:
        start, end = candidate.view.raw_span(candidate.start, candidate.end)
        index = bisect_right(links, (start, len(candidate.view.text) * 4)) - 1
        inside = index >= 0 and links[index][0] <= start and end <= links[index][1]
        if candidate.kind is Kind.HANDLE or not inside:
            kept.append(candidate)
    return kept


def _one_a_place(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without the requests and moves that overlap a better one.

    The surest is best, then the longest, then the one that asks: of "send me your skype" and "your skype"
    the first stays.
    """
    phrases = [index for index, candidate in enumerate(candidates) if candidate.kind in _INVITING]
    if len(phrases) < 2:  # noqa: PLR2004  nothing to choose from
        return candidates
    taken: dict[View, set[int]] = {}
    dropped: set[int] = set()
    for index in sorted(phrases, key=lambda index: _worse(candidates[index])):
        phrase = candidates[index]
        places = taken.setdefault(phrase.view, set())
        place = range(phrase.start, phrase.end)
        if places.isdisjoint(place):
            places.update(place)
        else:
            dropped.add(index)
    return [candidate for index, candidate in enumerate(candidates) if index not in dropped]


def _worse(phrase: Candidate) -> tuple[float, int, bool]:
    """A key that sorts the better of two phrases first."""
    sureness = sum(item.weight for item in phrase.evidence)
    return -sureness, phrase.start - phrase.end, phrase.kind is Kind.MOVE


def _place(candidate: Candidate, views: Views) -> tuple[int, int]:
    """Where the candidate stands in the folded view, the one in which all positions are compared.

    An e-mail address or a link is found in the view with its signs restored, which is made from that one.
    """
    return candidate.view.span_in(views.folded, candidate.start, candidate.end)


def _phrase(candidate: Candidate, views: Views) -> Candidate:
    sentence = around(views, candidate.start)
    first, last = _words(sentence, candidate)
    if first == last:
        return candidate
    if is_refused(sentence, first, last, candidate.kind) or _is_answered_no(sentence, views):
        return _refusal(candidate, sentence, first, last)
    if candidate.kind is not Kind.MENTION and (
        is_reported(sentence, first, last)
        or asks_about_the_rules(sentence, first)
        or _stays(candidate, sentence, last)
    ):
        return candidate._replace(
            kind=Kind.MENTION, intent=Intent.MENTIONS, evidence=evidence("mention-service")
        )
    return _quoted(candidate, views)


def _is_answered_no(sentence: Sentence, views: Views) -> bool:
    """Whether the writer answers the question with a no: "Pay directly? No thanks"."""
    if sentence.words[-1].text != "?" or sentence.end >= len(views.lower):
        return False
    answer = around(views, sentence.end).words[:3]
    return (
        len(answer) > 1
        and CLASSES["negative"] in answer[0].classes
        and any(word.text in _THANKS for word in answer[1:])
    )


_THANKS: Final = frozenset(
    {
        "thanks",
        "thank",
        "sorry",
        "merci",
        "gracias",
        "danke",
        "grazie",
        "obrigado",
        "obrigada",
        "спасибо",
        "way",
    }
)


def _stays(candidate: Candidate, sentence: Sentence, last: int) -> bool:
    """Whether a call or a payment stays on the platform itself: "a zoom call here on Upwork"."""
    if candidate.channel not in _CALLS:
        return False
    following = sentence.words[last : last + (6 if candidate.intent is Intent.PAYS else 4)]
    if any(not _SAYING_NO.isdisjoint(word.classes) for word in following):
        return False  # "pay me directly instead of through Upwork"
    before = sentence.words[last - 1 :]
    return any(
        (CLASSES["platform"] in word.classes or word.text in _PARTS)
        and _AWAY.isdisjoint(previous.classes)
        and (CLASSES["on"] in previous.classes or previous.text in _AT)
        for previous, word in zip(before, following, strict=False)
    )


_AWAY: Final = frozenset(CLASSES[name] for name in ("open", "away", "dodge", "leave", "fee"))
"""What before the platform's name leads away from it."""
_SAYING_NO: Final = frozenset({CLASSES["negative"], CLASSES["shun"]})
_AT: Final = frozenset({"at", "from", "here", "inside", "my", "within"})
_PARTS: Final = frozenset({"gig", "gigs", "milestone", "milestones"})
"""What there is on the platforms only: an order "direct from my gig" is placed there."""


_CALLS: Final = frozenset({None, "zoom", "google-meet", "teams"})


def _refusal(candidate: Candidate, sentence: Sentence, first: int, last: int) -> Candidate:
    """A phrase said no to: what stands there is only the topic, the service's name where there is one."""
    start, end = candidate.start, candidate.end
    for word in sentence.words[first:last]:
        if CLASSES["service"] in word.classes:
            start, end = word.start, word.end
            break
    return candidate._replace(
        kind=Kind.MENTION,
        intent=Intent.REFUSES,
        start=start,
        end=end,
        evidence=evidence("mention-service", "refused"),
    )


def _words(sentence: Sentence, candidate: Candidate) -> tuple[int, int]:
    """Which words of the sentence the candidate covers, half-open."""
    first = bisect_right(sentence.words, candidate.start, key=lambda word: word.end)
    last = bisect_left(sentence.words, candidate.end, key=lambda word: word.start)
    return first, max(first, last)


def _announces(phrase: Candidate, values: _Values, views: Views) -> bool:
    """Whether the phrase leads up to a value: in "write me at jo@example.org" the address is what counts."""
    start, end = phrase.view.raw_span(phrase.start, phrase.end)
    for value_start, value_end, value in values.near(start, end):
        if value_start < end and start < value_end:
            return True
        between = views.raw[min(end, value_end) : max(start, value_start)]
        if _NEW_SENTENCE_RE.search(between):
            continue  # both stand on their own
        if phrase.kind is Kind.MENTION:
            if len(between) <= _NEAR or (value.channel == phrase.channel and len(between) <= 2 * _NEAR):
                return True
        elif end <= value_start <= end + _NEAR:
            return True
    return False


def _is_unfinished(phrase: Candidate, views: Views) -> bool:
    """Whether "ring me at +1 2" is still being typed: the number to come is what will count."""
    _, end = phrase.view.raw_span(phrase.start, phrase.end)
    return _STARTS_A_NUMBER_RE.match(views.raw, end) is not None


_STARTS_A_NUMBER_RE: Final = re.compile(r"\s*+(?:(?:at|on|is)\b\s*+)?(?:[:=]\s*+)?\+\d")
_NEW_SENTENCE_RE: Final = re.compile(r"[?!\n;]|\.\s")


def _on_its_service(candidate: Candidate, values: _Values, views: Views) -> Candidate:
    """A phone number beside "whatsapp" is the handle there."""
    if candidate.kind is not Kind.PHONE or not named(views):
        return candidate
    taken = (
        _place(other, views)
        for _, _, other in values.near(*candidate.view.raw_span(candidate.start, candidate.end))
        if other.kind is not Kind.PHONE
    )
    channel = messenger(views, *_place(candidate, views), taken)
    return candidate if channel is None else candidate._replace(kind=Kind.HANDLE, channel=channel)


def _quoted(candidate: Candidate, views: Views) -> Candidate:
    code = quoting(views, *_place(candidate, views), alone=candidate.kind in _PHRASES)
    if code is None:
        return candidate
    if candidate.kind in _PHRASES:
        return candidate._replace(
            kind=Kind.MENTION, intent=Intent.QUOTES, evidence=evidence("mention-service", "quoted")
        )
    return candidate._replace(intent=Intent.QUOTES, evidence=candidate.evidence + evidence(code))
