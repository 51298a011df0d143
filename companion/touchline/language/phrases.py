"""The phrases: what asks, what invites away, what pays elsewhere.

They are data (`phrases.toml`), written as `grammar` says. Here they are looked for in the sentences of
a message, and the best of those that overlap is claimed. This module must not know any language.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.language.grammar import Grammar, Pattern
from touchline.language.sentences import sentences
from touchline.language.services import named
from touchline.language.words import CLASSES
from touchline.model import Intent, Kind, Technique
from touchline.short_memory import remembered
from touchline.views.per_message import per_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.language.words import Sentence
    from touchline.views.message import Views


class Phrase(NamedTuple):
    """The meaning of a pattern of the grammar; `channel` where the words themselves do not tell it."""

    kind: Kind
    intent: Intent
    code: str
    channel: str | None
    pattern: Pattern


class Match(NamedTuple):
    """A phrase found in a sentence: `words[first:last]` is what a person would point at."""

    phrase: Phrase
    sentence: Sentence
    first: int
    last: int
    channel: str | None


@cache
def _grammar() -> tuple[Grammar, tuple[Phrase, ...]]:
    """The grammar and its phrases, in the order of the file."""
    data = tomllib.loads(files("touchline.language").joinpath("phrases.toml").read_text("utf-8"))
    rows = [(group, line) for group in data["phrase"] for line in group["patterns"]]
    grammar = Grammar((line for _, line in rows), data["macros"])
    phrases = tuple(
        Phrase(Kind(group["kind"]), Intent(group["intent"]), group["code"], group.get("channel"), pattern)
        for (group, _), pattern in zip(rows, grammar.patterns, strict=True)
    )
    return grammar, phrases


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@per_message
def matches(views: Views) -> tuple[Match, ...]:
    """Every phrase in the message; those of one sentence may overlap."""
    return tuple(match for sentence in sentences(views) for match in _matches(sentence))


def _matches(sentence: Sentence) -> Iterator[Match]:
    grammar, phrases = _grammar()
    for index, first, last in remembered("phrases", grammar.written(sentence), _spans):
        while first < last and sentence.words[last - 1].classes == CLASSES["mark"]:
            last -= 1  # noqa: PLW2901  marks at the end are not pointed at
        if first < last:
            phrase = phrases[index]
            channel = phrase.channel or _channel(sentence, first, last)
            yield Match(phrase, sentence, first, last, channel)


def _spans(code: str) -> tuple[tuple[int, int, int], ...]:
    """The phrases that match a sentence, by their index, each with the span that it marks."""
    grammar, phrases = _grammar()
    return tuple(
        (index, *match.span("span"))
        for index in grammar.possible(code)
        for match in _compiled(phrases[index].pattern.source).finditer(code)
    )


def _channel(sentence: Sentence, first: int, last: int) -> str | None:
    """The channel that is asked for or moved to: a service before a kind of detail."""
    letters = (CLASSES["service"], CLASSES["wallet"], CLASSES["noun"])
    for letter in letters:
        for word in sentence.words[first:last]:
            if letter in word.classes and word.channel:
                return word.channel
    return None


_MOST: Final = 12
"""More phrases of one kind than this in one sentence tell nothing new."""
_STRENGTH: Final = ("phrase-topic", "phrase-weak", "phrase-fair", "phrase-strong")


def claims(views: Views, kind: Kind) -> Iterator[Candidate]:
    """Candidates for the phrases of `kind`: of those that overlap, the surest, then the longest."""
    by_sentence: dict[int, list[Match]] = {}
    for match in matches(views):
        if match.phrase.kind is kind:
            by_sentence.setdefault(match.sentence.start, []).append(match)
    if not by_sentence:
        return
    dressed = {name.start: name.techniques for name in named(views) if name.techniques}
    for found in by_sentence.values():
        taken: set[int] = set()
        for match in sorted(found, key=_rank, reverse=True)[:_MOST]:
            place = range(match.first, match.last)
            if taken.isdisjoint(place):
                taken.update(place)
                yield _claim(views, match, dressed)


def _claim(views: Views, match: Match, dressed: dict[int, tuple[Technique, ...]]) -> Candidate:
    words = match.sentence.words[match.first : match.last]
    techniques = next((dressed[word.start] for word in words if word.start in dressed), (Technique.PLAIN,))
    return Candidate(
        match.phrase.kind,
        views.folded,
        words[0].start,
        words[-1].end,
        match.channel or "",
        match.channel,
        techniques,
        match.phrase.intent,
        evidence(match.phrase.code),
    )


def _rank(match: Match) -> tuple[int, bool, int]:
    words = match.sentence.words
    length = words[match.last - 1].end - words[match.first].start
    return _STRENGTH.index(match.phrase.code), match.phrase.intent is Intent.PAYS, length
