"""The phrase grammar: what asks, what invites away, what pays elsewhere.

The phrases are data (`phrases.toml`): words in lower case, word classes and macros in capitals,
`?` for what may be missing, `|` between alternatives, `..` for up to three words of any kind,
`...` for up to ten, `^` and `$` for the ends of the sentence, `END` for the end of a noun phrase,
`[` and `]` around what a person would point at. This module turns them into regular expressions
over written-down sentences; it must not know any language.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.detectors.model import Candidate, evidence
from touchline.detectors.sentences import CLASSES, sentences
from touchline.detectors.service import named
from touchline.fold import folded_word
from touchline.model import Intent, Kind, Technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.detectors.sentences import Sentence
    from touchline.views import Views

_ANY: Final = r"(?:<[^>]*>){0,3}?"
_MANY: Final = r"(?:<[^>]*>){0,10}?"
_END: Final = rf"(?=$|<[^=]*(?:{CLASSES['mark']}|{CLASSES['follow']})|<[^=]*=\d)"
_SENTENCE_END: Final = rf"(?=(?:<{CLASSES['mark']}=[^>]*>)*$)"
_SENTENCE_START: Final = rf"(?:^|(?<=<{CLASSES['mark']}=,>))"
_ITEM_RE: Final = re.compile(r"\[|\]|\^|\$|\.{2,3}|[^\s\[\]]+")


class Phrase(NamedTuple):
    """One pattern of the grammar; `needs` are the class letters without which it cannot match."""

    kind: Kind
    intent: Intent
    code: str
    channel: str | None
    needs: frozenset[str]
    words: frozenset[str]
    pattern: re.Pattern[str]


class Match(NamedTuple):
    """A phrase found in a sentence: `words[first:last]` is what a person would point at."""

    phrase: Phrase
    sentence: Sentence
    first: int
    last: int
    channel: str | None


@cache
def phrases() -> tuple[Phrase, ...]:
    """The grammar, in the order of the file."""
    text = files("touchline.detectors").joinpath("phrases.toml").read_text("utf-8")
    data = tomllib.loads(text)
    macros: dict[str, str] = data["macros"]
    return tuple(
        _compiled(line, macros, Kind(group["kind"]), Intent(group["intent"]), group)
        for group in data["phrase"]
        for line in group["patterns"]
    )


def _compiled(line: str, macros: dict[str, str], kind: Kind, intent: Intent, group: dict[str, str]) -> Phrase:
    needs: set[str] = set()
    words: set[str] = set()
    parts: list[str] = []
    for item in _ITEM_RE.findall(line):
        parts.append(_part(item, macros))
        if item.isalpha() and item.isupper() and item not in {"END", *macros}:
            needs.add(CLASSES[item.lower()])
        elif item.islower() and "|" not in item and not item.endswith("?"):
            words.add(folded_word(item))
    pattern = re.compile("".join(parts))
    if "span" not in pattern.groupindex:
        raise ValueError(f"phrase without a marked span: {line}")
    return Phrase(
        kind, intent, group["code"], group.get("channel"), frozenset(needs), frozenset(words), pattern
    )


_MARKS: Final = {
    "[": "(?P<span>",
    "]": ")",
    "^": _SENTENCE_START,
    "$": _SENTENCE_END,
    "..": _ANY,
    "...": _MANY,
    "END": _END,
}


def _part(item: str, macros: dict[str, str]) -> str:
    """One item of a pattern as a regular expression over code."""
    if item in _MARKS:
        return _MARKS[item]
    optional = item.endswith("?") and item != "?"
    item = item[: len(item) - optional]
    if item in macros:
        part = (
            "(?:"
            + "|".join("".join(_part(i, macros) for i in alt.split()) for alt in macros[item].split(" | "))
            + ")"
        )
    else:
        part = "(?:" + "|".join(_word(name) for name in item.split("|")) + ")"
    return part + "?" * optional


def _word(name: str) -> str:
    if name.isascii() and name.isupper() and name.lower() in CLASSES:
        return rf"<[^=]*{CLASSES[name.lower()]}[^=]*=[^>]*>"
    return rf"<[^=]*={re.escape(folded_word(name))}>"


def matches(views: Views, kind: Kind) -> Iterator[Match]:
    """Every phrase of `kind` in the message; those of one sentence may overlap."""
    for sentence in sentences(views):
        classes = sentence.classes
        texts = {word.text for word in sentence.words}
        for phrase in phrases():
            if phrase.kind is kind and phrase.needs <= classes and phrase.words <= texts:
                yield from _found(phrase, sentence)


def _found(phrase: Phrase, sentence: Sentence) -> Iterator[Match]:
    for match in phrase.pattern.finditer(sentence.code):
        first, last = sentence.word_at(match.start("span")), sentence.word_at(match.end("span") - 1) + 1
        while first < last and sentence.words[last - 1].classes == CLASSES["mark"]:
            last -= 1
        if first < last:
            yield Match(phrase, sentence, first, last, phrase.channel or _channel(sentence, first, last))


def _channel(sentence: Sentence, first: int, last: int) -> str | None:
    """What is asked for or where it is moved to: a service before a kind of detail."""
    letters = (CLASSES["service"], CLASSES["wallet"], CLASSES["noun"])
    for letter in letters:
        for word in sentence.words[first:last]:
            if letter in word.classes and word.channel:
                return word.channel
    return None


_STRENGTH: Final = ("phrase-topic", "phrase-weak", "phrase-fair", "phrase-strong")


def claims(views: Views, kind: Kind) -> Iterator[Candidate]:
    """Candidates for the phrases of `kind`: of those that overlap, the surest, then the longest."""
    found = sorted(matches(views, kind), key=_rank, reverse=True)
    taken: list[tuple[int, int]] = []
    for match in found:
        words = match.sentence.words[match.first : match.last]
        start, end = words[0].start, words[-1].end
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        taken.append((start, end))
        yield Candidate(
            kind,
            views.folded,
            start,
            end,
            match.channel or "",
            match.channel,
            _techniques(views, start, end),
            match.phrase.intent,
            evidence(match.phrase.code),
        )


def _rank(match: Match) -> tuple[int, int]:
    words = match.sentence.words[match.first : match.last]
    return _STRENGTH.index(match.phrase.code), words[-1].end - words[0].start


def _techniques(views: Views, start: int, end: int) -> tuple[Technique, ...]:
    """How a service's name inside the phrase is dressed."""
    for name in named(views):
        if start <= name.start < end and name.techniques:
            return name.techniques
    return (Technique.PLAIN,)
