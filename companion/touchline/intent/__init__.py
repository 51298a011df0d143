"""What the sentence does with each candidate: gives it, asks, invites, refuses, quotes, only names it.

Detectors claim a place; this stage reads the words around it. Negation is decided in `negation`,
quotation in `quotation`; here stands what follows from them. It must not know the terms.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from touchline.detectors.model import evidence
from touchline.detectors.sentences import CLASSES, around
from touchline.intent.negation import is_refused
from touchline.intent.quotation import quoting
from touchline.intent.subject import is_reported
from touchline.model import Intent, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.detectors.model import Candidate
    from touchline.detectors.sentences import Sentence
    from touchline.views import Views

_PHRASES: Final = frozenset({Kind.REQUEST, Kind.MOVE, Kind.MENTION})
_NUMBER_SERVICES: Final = frozenset(
    {"whatsapp", "viber", "imo", "signal", "telegram", "botim", "wechat", "zalo"}
)
"""Services on which a phone number is the handle."""
_NEAR: Final = 40


def judged(candidates: Iterable[Candidate], views: Views) -> list[Candidate]:
    """The candidates with the intent of their sentence; phrases that only announce a value are dropped."""
    candidates = list(candidates)
    values = [candidate for candidate in candidates if candidate.kind not in _PHRASES]
    result: list[Candidate] = []
    for candidate in candidates:
        if candidate.kind not in _PHRASES:
            result.append(_quoted(_on_its_service(candidate, values, views), views))
        elif not _announces(candidate, values, views):
            result.append(_phrase(candidate, views))
    return result


def _phrase(candidate: Candidate, views: Views) -> Candidate:
    if candidate.view is not views.folded:
        return candidate
    sentence = around(views, candidate.start)
    first, last = _words(sentence, candidate)
    if first == last:
        return candidate
    if is_refused(sentence, first, last, candidate.kind):
        return _refusal(candidate, sentence, first, last)
    if candidate.kind is not Kind.MENTION and is_reported(sentence, first, last):
        return replace(
            candidate, kind=Kind.MENTION, intent=Intent.MENTIONS, evidence=evidence("mention-service")
        )
    return _quoted(candidate, views)


def _refusal(candidate: Candidate, sentence: Sentence, first: int, last: int) -> Candidate:
    """A phrase said no to: what stands there is only the topic, the service's name where there is one."""
    start, end = candidate.start, candidate.end
    for word in sentence.words[first:last]:
        if CLASSES["service"] in word.classes:
            start, end = word.start, word.end
            break
    return replace(
        candidate,
        kind=Kind.MENTION,
        intent=Intent.REFUSES,
        start=start,
        end=end,
        evidence=evidence("mention-service", "refused"),
    )


def _words(sentence: Sentence, candidate: Candidate) -> tuple[int, int]:
    inside = [
        index
        for index, word in enumerate(sentence.words)
        if word.start < candidate.end and candidate.start < word.end
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _announces(phrase: Candidate, values: list[Candidate], views: Views) -> bool:
    """Whether the phrase leads up to a value: in "write me at jo@example.org" the address is what counts."""
    if phrase.view is not views.folded:
        return False
    for value in values:
        if value.view is not views.folded:
            continue
        if value.start < phrase.end and phrase.start < value.end:
            return True
        if phrase.kind is Kind.MENTION:
            if _touches(phrase, value, views):
                return True
        elif phrase.end <= value.start <= phrase.end + _NEAR and not _is_question(phrase, value, views):
            return True
    return False


def _touches(name: Candidate, value: Candidate, views: Views) -> bool:
    """Whether a service's name belongs to the value beside it."""
    if value.channel == name.channel and abs(value.start - name.end) <= _NEAR * 2:
        return True
    between = views.lower[min(name.end, value.end) : max(name.start, value.start)]
    return len(between) <= _NEAR and "\n" not in between


def _is_question(phrase: Candidate, value: Candidate, views: Views) -> bool:
    """Whether a question or a sentence ends between the two: then both stand on their own."""
    between = views.lower[phrase.end : value.start]
    return any(mark in between for mark in "?!\n;") or ". " in between


def _on_its_service(candidate: Candidate, values: list[Candidate], views: Views) -> Candidate:
    """A phone number right after "whatsapp" is the handle there."""
    if candidate.kind is not Kind.PHONE or candidate.view is not views.folded:
        return candidate
    sentence = around(views, candidate.start)
    for word in reversed(sentence.words):
        if word.end > candidate.start or CLASSES["service"] not in word.classes:
            continue
        if word.channel not in _NUMBER_SERVICES:
            return candidate
        taken = any(
            other.kind is not Kind.PHONE and word.start <= other.end and other.start <= candidate.start
            for other in values
            if other.view is views.folded
        )
        if not taken and candidate.start - word.end <= _NEAR:
            return replace(candidate, kind=Kind.HANDLE, channel=word.channel)
        return candidate
    return candidate


def _quoted(candidate: Candidate, views: Views) -> Candidate:
    if candidate.view is not views.folded:
        return candidate
    code = quoting(views.lower, candidate.start, candidate.end)
    if code is None:
        return candidate
    if candidate.kind in _PHRASES:
        return replace(
            candidate, kind=Kind.MENTION, intent=Intent.QUOTES, evidence=evidence("mention-service", "quoted")
        )
    return replace(candidate, intent=Intent.QUOTES, evidence=candidate.evidence + evidence(code))
