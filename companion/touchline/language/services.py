"""Where a message names a service that people can be reached on, plainly or in disguise.

The handle, request, move and mention detectors share this reading of a message. It knows names
only: it must not know what the sentence does with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import lexicon
from touchline.model import Technique
from touchline.views.per_message import per_message
from touchline.views.spans import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views
    from touchline.views.word_search import Hit

LISTS: Final = ("services", "services_misspelt", "services_weak")

_SPACED_SHORTEST: Final = 3


class Named(NamedTuple):
    """A service named at `[start, end)` of the folded view; a weak name may be an ordinary word."""

    channel: str
    start: int
    end: int
    weak: bool
    techniques: tuple[Technique, ...]


@per_message
def named(views: Views) -> tuple[Named, ...]:
    """Every service the message names, in order, the longest name where several overlap."""
    return _longest([*_plain(views), *_leet(views)])


def is_service(word: str) -> bool:
    """Whether the word, alone, is a name that a service goes by."""
    return any(word in lexicon.table(name) for name in LISTS)


def _longest(found: list[Named]) -> tuple[Named, ...]:
    found.sort(key=lambda name: (name.start, -name.end, name.weak))
    return tuple(apart(found))


def _plain(views: Views) -> Iterator[Named]:
    for list_name in LISTS:
        for hit in views.hits[list_name]:
            if list_name == "services_weak" and "_" in views.lower[max(0, hit.start - 1) : hit.end + 1]:
                continue  # a part of a name: "li_wei"
            channel = lexicon.table(list_name)[hit.entry]
            yield Named(
                channel, hit.start, hit.end, list_name == "services_weak", _techniques(list_name, hit)
            )


def _techniques(list_name: str, hit: Hit) -> tuple[Technique, ...]:
    if list_name == "services_misspelt":
        return (Technique.MISSPELT,)
    words = hit.entry.split()
    if len(words) > _SPACED_SHORTEST and all(len(word) == 1 for word in words):
        return (Technique.SPACED,)
    return ()


def _leet(views: Views) -> Iterator[Named]:
    """Names with digits or signs for letters: `T3l3gr@m`, `1nsta`, `te1egram`."""
    for list_name, hit in views.leet:
        if list_name in LISTS:
            channel = lexicon.table(list_name)[hit.entry]
            yield Named(channel, hit.start, hit.end, False, (Technique.LEET,))
