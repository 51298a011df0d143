"""Sentences of a message as words with classes, for the phrase grammar and for the intent stage.

A sentence is read only when a name or a cue stands in it. Each word carries the classes, one letter
each, that `lexicon/talk_words.txt` gives it; names of services, details, platforms and ways out are
joined to one word. It must not know any phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from touchline import lexicon
from touchline.detectors.service import leet_hits, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.search import Hit
    from touchline.views import Views

CUES: Final = frozenset(
    {"services", "services_misspelt", "services_weak", "contact_nouns", "platforms", "away", "talk_cues"}
    | {"payment_services", "leet"}
)
"""What must show for a detector of phrases to run."""

_CLASS_NAMES: Final = (
    # names, and the marks that part phrases; then who, what is done, how, about money, and saying no
    "service", "noun", "platform", "away", "offsite", "open", "wallet", "mark",
    "your", "you", "my", "me", "i", "third",
    "give", "have", "what", "be", "aux", "reach", "carry", "hop", "call", "search", "lets", "asked",
    "on", "adj", "det", "please", "follow", "other", "way", "name", "attach", "how",
    "but", "if", "why", "so", "and",
    "pay", "payverb", "money", "dodge", "fee", "gain", "leave",
    "negative", "shun", "objection", "policy", "permit",
)  # fmt: skip
CLASSES: Final = dict(zip(_CLASS_NAMES, ascii_letters + digits, strict=False))
"""Class name to the letter that stands for it."""

_SENTENCE_END_RE: Final = re.compile(
    r"""
    (?<! [.!?…] ) [.!?…]++ ["'”’)]*+ (?= \s | $ )   # before a space only: fiverr.com is one word
    | [।。؟？！]++
    | (?<! [!?] ) [!?]++ (?! \w )                    # "f!verr" is one word
    | \n \s*+
    """,
    re.VERBOSE,
)
_WORD_RE: Final = re.compile(
    r"""
    [lcdjmnstq]['’](?=\w)                                           # elision: l'email, j'ai
    | [\u3040-\u30ff\u3400-\u9fff]  # scripts without spaces: each sign a word
    | (?: (?![\u3040-\u30ff\u3400-\u9fff]) [^\W_] [\u064b-\u065f\u0900-\u0d7f]* )+  # vowel signs too
      (?: ['’] [^\W_]+ )*
    | [,;:?!؟،()\[\]"“”„«»–—/|&+=>→]                                 # marks that part phrases
    | (?<=\s)-(?=\s)
    """,
    re.VERBOSE,
)
_PLACED_RE: Final = re.compile(
    r"(?<!\w)(?:on|via|through|over|your|ur|yr|my|our|add|tu|mi|ton|mon|dein|mein|seu|meu|sur|auf|por|par|no|di|ke|ada|lewat|в|на)\s{1,2}$"
)
"""What makes a word that is also a service's name ("line", "x", "meet") that name."""
_LONGEST: Final = 700
"""Characters read as one sentence at most: a text without any full stop is cut, so reading stays linear."""


class Word(NamedTuple):
    """One word, or one name of several words, at `[start, end)` of the lower-case folded view."""

    text: str
    start: int
    end: int
    classes: str
    channel: str


class Sentence(NamedTuple):
    """Words of the sentence at `[start, end)` of the lower-case folded view."""

    start: int
    end: int
    words: tuple[Word, ...]


def sentences(views: Views) -> tuple[Sentence, ...]:
    """The sentences of the message that hold an anchor, in order; read once for each `Views`."""
    found = views.memo.get(__name__)
    if found is None:
        found = views.memo[__name__] = tuple(_sentences(views))
    return cast("tuple[Sentence, ...]", found)


def around(views: Views, position: int) -> Sentence:
    """The sentence that holds `position`, whether a name or cue stands in it or not."""
    read = sentences(views)
    index = bisect_right(read, position, key=lambda sentence: sentence.start) - 1
    if index >= 0 and position < read[index].end:
        return read[index]
    start, end = bounds(views.lower, position)
    known = cast("dict[int, Sentence]", views.memo.setdefault(f"{__name__}.others", {}))
    if start not in known:
        known[start] = written(views, start, end, _names(views))
    return known[start]


def bounds(text: str, position: int) -> tuple[int, int]:
    """Where the sentence of `position` begins and ends, its closing marks included.

    Only the text around is looked at, `_LONGEST` characters at most on either side.
    """
    start = max(0, position - _LONGEST)
    for near in (position - _LONGEST // 8, start):  # most sentences are short
        ends = [match.end() for match in _SENTENCE_END_RE.finditer(text, max(0, near), position + 1)]
        ends = [end for end in ends if end <= position]
        if ends:
            start = ends[-1]
            break
    limit = min(len(text), position + _LONGEST)
    after = _SENTENCE_END_RE.search(text, position, limit)
    return start, after.end() if after else limit


def _sentences(views: Views) -> Iterator[Sentence]:
    names = _names(views)
    positions = sorted({*names, *(hit.start for hit in views.hits["talk_cues"])})
    if not positions:
        return
    weighty = _weighty(views, names)
    last = 0
    for position in positions:
        if position < last:
            continue
        start, end = bounds(views.lower, position)
        start, last = max(start, last), end
        if end - start <= _SHORT or _any_between(weighty, start, end):
            yield written(views, start, end, names)


_SHORT: Final = 32
"""A sentence of so few characters ("your number?", "email?") is always read."""


def _weighty(views: Views, names: dict[int, Word]) -> list[int]:
    """Where something stands that makes a sentence worth reading; a detail merely named does not."""
    found = [position for position, word in names.items() if word.classes != _NOUN]
    found += [hit.start for hit in views.hits["talk_cues"]]
    if len(found) < len(names):
        found += [hit.start for hit in views.hits["ask_cues"]]
    return sorted(found)


def _any_between(positions: list[int], start: int, end: int) -> bool:
    index = bisect_left(positions, start)
    return index < len(positions) and positions[index] < end


_NOUN: Final = CLASSES["noun"]


def _names(views: Views) -> dict[int, Word]:
    """Names joined to one word, by where they begin; the longest where several begin together."""
    key = f"{__name__}.names"
    known = views.memo.get(key)
    if known is None:
        known = views.memo[key] = _joined(views)
    return cast("dict[int, Word]", known)


def _joined(views: Views) -> dict[int, Word]:
    found: dict[int, Word] = {}
    for service in named(views):
        if not service.weak or _PLACED_RE.search(views.lower, max(0, service.start - 12), service.start):
            text = views.lower[service.start : service.end]
            _put(found, Word(text, service.start, service.end, _SERVICE, service.channel))
    for list_name in _DETAILS:
        for hit in views.hits[list_name]:
            _put(found, _name(list_name, NAMING[list_name], hit))
    for list_name, hit in leet_hits(views):
        if list_name in _DETAILS:
            _put(found, _name(list_name, NAMING[list_name], hit))
    for hit in views.hits["away"]:
        _put(found, Word(hit.entry, hit.start, hit.end, NAMES_AWAY[lexicon.table("away")[hit.entry]], ""))
    return found


def _name(list_name: str, letter: str, hit: Hit) -> Word:
    channel = lexicon.table(list_name)[hit.entry].partition(" ")[0]  # a wallet's value also tells shapes
    return Word(hit.entry, hit.start, hit.end, letter, channel)


NAMING: Final = {
    "services": CLASSES["service"],
    "services_misspelt": CLASSES["service"],
    "services_weak": CLASSES["service"],
    "contact_nouns": CLASSES["noun"],
    "platforms": CLASSES["platform"],
    "payment_services": CLASSES["wallet"],
}
"""List to the letter that its entries get; the services are read by `service`."""
_DETAILS: Final = ("contact_nouns", "platforms", "payment_services")
_SERVICE: Final = CLASSES["service"]
NAMES_AWAY: Final = {
    "off": CLASSES["away"] + CLASSES["offsite"],
    "place": CLASSES["away"],
    "open": CLASSES["open"],
}


def _put(found: dict[int, Word], word: Word) -> None:
    other = found.get(word.start)
    if other is None or word.end > other.end:
        found[word.start] = word
    elif word.end == other.end and word.classes != other.classes:
        found[word.start] = other._replace(classes=other.classes + word.classes)


@cache
def own_classes() -> dict[str, str]:
    """Word to the letters of the classes it has by itself."""
    return {
        word: "".join(CLASSES[name] for name in names.split(","))
        for word, names in lexicon.table("talk_words").items()
    }


def written(views: Views, start: int, end: int, names: dict[int, Word]) -> Sentence:
    """The sentence at `[start, end)` of the lower-case view as words and as code."""
    words: list[Word] = []
    covered = start
    letters = own_classes()
    for match in _WORD_RE.finditer(views.lower, start, end):
        if match.start() < covered:
            continue
        text = match[0].replace("’", "'")
        name = names.get(match.start())
        if name is not None:
            own = letters.get(name.text, "")
            words.append(name._replace(classes=name.classes + own))
            covered = name.end
        elif text[0].isalnum():
            # a word that is part of an identifier ("call me_maybe") or of a host ("paypal.me") says nothing
            identifier = "_" in views.lower[max(0, match.start() - 1) : match.end() + 1]
            hosted = text == "me" and views.lower.startswith(".", match.start() - 1)
            classes = "" if identifier or hosted else letters.get(text, "")
            if match.end() == len(views.lower):
                classes = _begun(text, classes)
            words.append(Word(text, match.start(), match.end(), classes, ""))
        else:
            words.append(Word(_MARKS.get(text, text), match.start(), match.end(), _MARK, ""))
    return Sentence(start, end, tuple(words))


def _begun(text: str, classes: str) -> str:
    """The classes of a word that is being typed: while "and" is, "a" must not undo what stands before it."""
    if len(text) == 1 and text not in _LETTERS:
        return _FOLLOW
    return classes if classes and text != "an" else _beginnings().get(text, classes)


@cache
def _beginnings() -> dict[str, str]:
    """Beginnings of words that may follow a phrase, and of words whose own beginning is a word alike."""
    found: dict[str, str] = {}
    letters = own_classes()
    for word, classes in letters.items():
        for size in range(1, len(word)):
            alike = any(classes == letters.get(word[:shorter]) for shorter in range(3, size))
            if alike:
                found.setdefault(word[:size], classes)
            elif _FOLLOW in classes or _PLEASE in classes:
                found.setdefault(word[:size], _FOLLOW)
    return found


_FOLLOW: Final = CLASSES["follow"]
_PLEASE: Final = CLASSES["please"]
_LETTERS: Final = frozenset("iury?？")
"""Single characters that are words by themselves: "I", and "u", "r", "y" for longer ones."""
_MARK: Final = CLASSES["mark"]
_MARKS: Final = {"؟": "?", "？": "?", "،": ","}
