"""Reads the sentence around each candidate: it gives, asks, invites, refuses, quotes or only names.

Detectors claim a place; this stage reads the words around it. Negation is decided in `negation`,
quotation in `quotation`; here stands what follows from them. It must not know the terms.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

from touchline.claims.evidence import confidence, evidence, weights
from touchline.claims.fate import Drop, Merge, Turn
from touchline.intent.declined import is_declined
from touchline.intent.material import is_material
from touchline.intent.messenger import messenger
from touchline.intent.negation import is_refused
from touchline.intent.outcome import Outcome
from touchline.intent.places import one_a_place, outermost
from touchline.intent.quotation import quoting
from touchline.intent.sample import is_sample
from touchline.intent.sites import is_worked_on
from touchline.intent.subject import asks_about_the_rules, is_reported, tells_of_others
from touchline.language.sentences import around
from touchline.language.services import named
from touchline.language.words import CLASSES
from touchline.model import Intent, Kind
from touchline.text.roles import words_of
from touchline.text.sentence_ends import LINE_END_RE
from touchline.views.spans import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from touchline.claims.claim import Candidate
    from touchline.language.words import Sentence
    from touchline.views.message import Views

_PHRASES: Final = frozenset({Kind.REQUEST, Kind.MOVE, Kind.MENTION})
_NEAR: Final = 40
_FAR: Final = 2 * _NEAR
_MOST: Final = 16
"""More values than this within reach of one phrase tell nothing new."""


def judged(candidates: Iterable[Candidate], views: Views) -> list[Outcome]:
    """The candidates with the intent of their sentence; phrases that only announce a value end here."""
    outcomes: list[Outcome] = []
    candidates = one_a_place(outermost(candidates, outcomes), outcomes)
    values = _Values([candidate for candidate in candidates if candidate.kind not in _PHRASES])
    for candidate in candidates:
        if candidate.kind not in _PHRASES:
            outcomes.append(_value(candidate, values, views))
        elif (value := _announced(candidate, values, views)) is not None:
            outcomes.append(Outcome(candidate, None, end=Merge.ANNOUNCES, into=value))
        elif _is_unfinished(candidate, views):
            outcomes.append(Outcome(candidate, None, end=Drop.UNFINISHED))
        else:
            outcomes.append(_phrase(candidate, views))
    return outcomes


class _Values:
    """The values given in a message, with their raw spans, in order."""

    def __init__(self, values: Sequence[Candidate]) -> None:
        self._values = values

    @cached_property
    def _rows(self) -> list[tuple[int, int, Candidate]]:
        rows = [
            (*value.view.raw_span(value.start, value.end), value)
            for value in self._values
            if value.start < value.end  # one of no characters stands nowhere; `resolve` names that bug
        ]
        return sorted(rows, key=lambda row: row[:2])

    @cached_property
    def _starts(self) -> list[int]:
        return [row[0] for row in self._rows]

    def near(self, start: int, end: int) -> list[tuple[int, int, Candidate]]:
        """The values that begin at most `_FAR` characters before `start` or after `end`."""
        first = bisect_left(self._starts, start - _FAR)
        return self._rows[first : min(bisect_right(self._starts, end + _FAR), first + _MOST)]


def _place(candidate: Candidate, views: Views) -> tuple[int, int]:
    """Where the candidate stands in the folded view, the one in which all positions are compared.

    An e-mail address or a link is found in the view with its signs restored, which is made from that one.
    """
    return candidate.view.span_in(views.folded, candidate.start, candidate.end)


def _phrase(candidate: Candidate, views: Views) -> Outcome:
    sentence = around(views, candidate.start)
    first, last = _words(sentence, candidate)
    if first == last:
        return Outcome(candidate, candidate)
    refused = is_refused(sentence, first, last, candidate.kind) or is_declined(
        views, sentence, candidate.start, candidate.end
    )
    if refused or _is_answered_no(sentence, views):
        turn = Turn.REFUSED if refused else Turn.ANSWERED_NO
        return Outcome(candidate, _refusal(candidate, sentence, first, last), (turn,))
    topic = None if candidate.kind is Kind.MENTION else _topic(candidate, views, sentence, first, last)
    if topic is None:
        return _quoted(candidate, candidate, views)
    became = candidate._replace(
        kind=Kind.MENTION, intent=Intent.MENTIONS, evidence=evidence("mention-service")
    )
    return Outcome(candidate, became, (topic,))


def _topic(candidate: Candidate, views: Views, sentence: Sentence, first: int, last: int) -> Turn | None:
    """Why the phrase only names what it seems to ask or propose, or None."""
    if is_reported(sentence, first, last) or _is_own_giving(candidate, sentence, first):
        return Turn.REPORTED
    if asks_about_the_rules(sentence, first):
        return Turn.ABOUT_RULES
    if _stays(candidate, sentence, last):
        return Turn.STAYS
    return Turn.REPORTED if tells_of_others(views, sentence, candidate.start) else None


def _is_own_giving(candidate: Candidate, sentence: Sentence, first: int) -> bool:
    """Whether the writer is the one who gives: "before I give a number, please answer this"."""
    words = sentence.words
    if candidate.kind is not Kind.REQUEST or not first or words[-1].text == "?":
        return False
    if any(CLASSES["aux"] in word.classes for word in words[max(0, first - 3) : first]):
        return False
    giver, verb = sentence.words[first - 1], sentence.words[first]
    return CLASSES["i"] in giver.classes and CLASSES["give"] in verb.classes


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


_THANKS: Final = words_of("thanks")


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
    """A refused phrase as a mention; its span shrinks to the service's name if it has one.

    In "I don't use whatsapp" only "whatsapp" is left.
    """
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
    """The words of the sentence that the candidate covers, as a half-open range."""
    first = bisect_right(sentence.words, candidate.start, key=lambda word: word.end)
    last = bisect_left(sentence.words, candidate.end, key=lambda word: word.start)
    return first, max(first, last)


def _announced(phrase: Candidate, values: _Values, views: Views) -> Candidate | None:
    """The value that the phrase leads up to: in "write me at jo@example.org" the address is what counts."""
    start, end = phrase.view.raw_span(phrase.start, phrase.end)
    for value_start, value_end, value in values.near(start, end):
        if confidence(value.evidence) < weights().floor:
            continue  # nothing will be said of it
        if overlap(start, end, value_start, value_end):
            return value
        between = views.raw[min(end, value_end) : max(start, value_start)]
        if LINE_END_RE.search(between):
            continue  # both stand on their own
        if phrase.kind is Kind.MENTION:
            if len(between) <= _NEAR or (value.channel == phrase.channel and len(between) <= 2 * _NEAR):
                return value
        elif end <= value_start <= end + _NEAR:
            return value
    return None


def _is_unfinished(phrase: Candidate, views: Views) -> bool:
    """Whether "ring me at +1 2" is still being typed: the number to come is what will count."""
    _, end = phrase.view.raw_span(phrase.start, phrase.end)
    return _STARTS_A_NUMBER_RE.match(views.raw, end) is not None


_STARTS_A_NUMBER_RE: Final = re.compile(r"\s*+(?:(?:at|on|is)\b\s*+)?(?:[:=]\s*+)?\+\d")


def _value(candidate: Candidate, values: _Values, views: Views) -> Outcome:
    channel = _service(candidate, values, views)
    if channel is None:
        return _quoted(candidate, candidate, views)
    became = candidate._replace(kind=Kind.HANDLE, channel=channel)
    return _quoted(candidate, became, views, (Turn.MESSENGER,))


def _service(candidate: Candidate, values: _Values, views: Views) -> str | None:
    """The channel of the service that a phone number is the account of, as it stands beside it."""
    if candidate.kind is not Kind.PHONE or not named(views):
        return None
    taken = (
        _place(other, views)
        for _, _, other in values.near(*candidate.view.raw_span(candidate.start, candidate.end))
        if other.kind is not Kind.PHONE
    )
    return messenger(views, *_place(candidate, views), taken)


def _quoted(claim: Candidate, candidate: Candidate, views: Views, turns: tuple[Turn, ...] = ()) -> Outcome:
    """The outcome of `claim`, now `candidate`: somebody else's words where it stands in a quotation."""
    phrase = candidate.kind in _PHRASES
    code = quoting(views, *_place(candidate, views), alone=phrase)
    turn = Turn(code) if code is not None else _work(candidate, views)
    if turn is None:
        return Outcome(claim, candidate, turns)
    if phrase:
        reasons = evidence("mention-service", "quoted")
        candidate = candidate._replace(kind=Kind.MENTION, intent=Intent.QUOTES, evidence=reasons)
    else:
        worked_on = turn is Turn.WORKED_ON  # which says nothing of whether it is an address
        reasons = candidate.evidence + (() if worked_on else evidence(turn))
        candidate = candidate._replace(
            intent=Intent.MENTIONS if worked_on else Intent.QUOTES, evidence=reasons
        )
    return Outcome(claim, candidate, (*turns, turn))


def _work(candidate: Candidate, views: Views) -> Turn | None:
    """The turn of what is part of the work: in a log, a table or the like, or a site that is worked on."""
    if is_material(candidate, views, phrase=candidate.kind in _PHRASES):
        return Turn.MATERIAL
    if candidate.kind not in _PHRASES and is_sample(candidate, views):
        return Turn.SAMPLE
    return Turn.WORKED_ON if is_worked_on(candidate, views) else None
