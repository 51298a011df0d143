"""Where the sentences of a message are, for the phrase grammar and for the intent stage.

A sentence is read only when a name or a cue stands in it; names of services, details, platforms and
ways out are joined to one word. It must not know any phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.language.services import named
from touchline.language.words import CLASSES, Sentence, Word, between
from touchline.text.roles import any_of
from touchline.text.sentence_ends import LINE_END_RE
from touchline.views.per_message import per_message
from touchline.views.word_search import hits_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views
    from touchline.views.word_search import Hit

TRIGGERS: Final = frozenset(
    {"services", "services_misspelt", "services_weak", "contact_nouns", "platforms", "away", "talk_cues"}
    | {"payment_services", "leet"}
)
"""What must show for a detector of phrases to run."""

_PLACED_RE: Final = re.compile(
    rf"{any_of('on', 'your', 'my', 'our', 'add', 'is-there')} \s{{1,2}} $", re.VERBOSE
)
"""What makes a word that is also a service's name ("line", "x", "meet") that name."""
_LONGEST: Final = 700
"""Characters read as one sentence at most: a text without any full stop is cut, so reading stays linear."""
_FIRST_LOOK: Final = 87
"""Characters before a position in which its sentence is looked for first."""


@per_message
def sentences(views: Views) -> tuple[Sentence, ...]:
    """The sentences of the message that hold a name or a cue, in order."""
    return tuple(_sentences(views))


def around(views: Views, position: int) -> Sentence:
    """The sentence that holds `position`, whether a name or cue stands in it or not."""
    read = sentences(views)
    index = bisect_right(read, position, key=lambda sentence: sentence.start) - 1
    if index >= 0 and position < read[index].end:
        return read[index]
    start, end = bounds(views.lower, position)
    others = _others(views)
    if start not in others:
        others[start] = Sentence(views.lower, start, end, names(views))
    return others[start]


@per_message
def _others(_: Views) -> dict[int, Sentence]:
    """Sentences without a name or a cue that somebody asked for, by where they begin: filled by `around`."""
    return {}


def bounds(text: str, position: int) -> tuple[int, int]:
    """Where the sentence of `position` begins and ends, its closing marks included.

    Only the text around is looked at, `_LONGEST` characters at most on either side. The text right before
    is looked at first, because most sentences are short. That is a shortcut (`tests/bench/shortcuts.py`):
    without it a message of 2,500 characters full of everyday cues takes 8 % longer.
    """
    start = floor = max(0, position - _LONGEST)
    near = max(0, position - _FIRST_LOOK)
    while start == floor:
        for match in LINE_END_RE.finditer(text, near, position + 1):
            if match.end() <= position:
                start = match.end()
        if near == floor:
            break
        near = floor
    limit = min(len(text), position + _LONGEST)
    after = LINE_END_RE.search(text, position, limit)
    return start, after.end() if after else limit


def _sentences(views: Views) -> Iterator[Sentence]:
    joined, talk = names(views), views.hits["talk_cues"]
    done = 0
    for position in sorted([*(name.start for name in joined), *(hit.start for hit in talk)]):
        if position < done:
            continue
        start, end = bounds(views.lower, position)
        start, done = max(start, done), end
        if end - start <= _SHORT or _is_weighty(views, start, end):
            yield Sentence(views.lower, start, end, joined)


_SHORT: Final = 32
"""A sentence of so few characters ("your number?", "email?") is always read."""


def _is_weighty(views: Views, start: int, end: int) -> bool:
    """Whether something in the sentence makes it worth reading; a detail merely named does not."""
    return (
        any(name.classes != _NOUN for name in between(names(views), start, end))
        or bool(between(views.hits["talk_cues"], start, end))
        or bool(hits_in(views.lower[start:end], ("ask_cues",)))
    )


_NOUN: Final = CLASSES["noun"]


@per_message
def names(views: Views) -> list[Word]:
    """Names, each joined to one word, in order; the longest where several begin together."""
    return [word for _, word in sorted(_joined(views).items())]


def _joined(views: Views) -> dict[int, Word]:
    found: dict[int, Word] = {}
    for service in named(views):
        if not service.weak or _PLACED_RE.search(views.lower, max(0, service.start - 12), service.start):
            text = views.lower[service.start : service.end]
            _put(found, Word(text, service.start, service.end, _SERVICE, service.channel))
    for list_name in _DETAILS:
        for hit in views.hits[list_name]:
            _put(found, _name(list_name, NAMING[list_name], hit))
    for list_name, hit in views.leet:
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
"""List to the letter that its entries get; the services are read by `services`."""
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
