"""Names of services with signs put between their letters, or stars in place of some: "z.a.l.o", "tel*gr*m".

The name is known once the signs are left out; a star stands for any one letter. This module must not know
what a service is, nor what is said of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.views.word_search import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTS: Final = ("services", "services_misspelt", "platforms", "payment_services")
_SHORTEST: Final = 4
_LONGEST: Final = 14
# the sign comes first, so that all text without one is skipped at full speed
_SIGN_RE: Final = re.compile(r"[.\-*·•~](?<=[^\W\d_].)(?=[^\W\d_])")
_BROKEN_RE: Final = re.compile(r"(?<![\w.@/-])[^\W\d_]{1,9}(?:[.\-*·•~][^\W\d_]{1,9}){1,9}(?![\w@/]|[.-]\w)")
_REACH: Final = 40
_STARRED_RE: Final = re.compile(r"(?<![\w*])[a-z]{1,9}(?:\*{1,2}[a-z]{1,9}){1,3}(?![\w*])")
_MOST: Final = 40
"""Words with a sign inside that are looked at; a text with more is a table or code."""


def broken_names(lower: str) -> Iterator[tuple[str, Hit]]:
    """Each list and its hit on a name that signs stand in."""
    done = 0
    for count, sign in enumerate(_SIGN_RE.finditer(lower)):
        if count == _MOST:
            break
        if sign.start() < done:
            continue
        first = max(lower.rfind(" ", max(0, sign.start() - _REACH), sign.start()) + 1, done)
        match = _BROKEN_RE.search(lower, first, min(len(lower), sign.start() + _REACH))
        if match is not None:
            done = match.end()
            yield from _known("".join(filter(str.isalpha, match[0])), match.start(), match.end())
    if "*" in lower:
        for match in _STARRED_RE.finditer(lower):
            yield from _starred(match[0], match.start(), match.end())


def _known(letters: str, start: int, end: int) -> Iterator[tuple[str, Hit]]:
    if not _SHORTEST <= len(letters) <= _LONGEST:
        return
    for name in _LISTS:
        if letters in _names(name).get(len(letters), ()):
            yield name, Hit(letters, start, end)
            return


def _starred(word: str, start: int, end: int) -> Iterator[tuple[str, Hit]]:
    """A name as long as the word whose letters are those that can be read: enough of them."""
    if sum(map(str.isalpha, word)) < _SHORTEST:
        return
    meant = re.compile(re.escape(word).replace(r"\*", "[a-z]"))
    for name in _LISTS:
        for entry in _names(name).get(len(word), ()):
            if meant.fullmatch(entry):
                yield name, Hit(entry, start, end)
                return


@cache
def _names(name: str) -> dict[int, frozenset[str]]:
    """The one-word names of a list by their length."""
    found: dict[int, set[str]] = {}
    for entry in lexicon.table(name):
        if entry.isalpha():
            found.setdefault(len(entry), set()).add(entry)
    return {size: frozenset(names) for size, names in found.items()}
