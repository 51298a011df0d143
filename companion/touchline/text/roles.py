"""Regular expressions for the words that have a role in a sentence, in every language that has such words.

`any_of("my", "our")` matches "my", "mein", "мой" … as whole words. The words stand in
`lexicon/languages.toml`, or in a list whose values are classes. This module must not know any of them, nor
what a pattern is for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from touchline.lexicon import table
from touchline.lexicon.languages import words
from touchline.views.code_points import folded_word
from touchline.views.letters import MARKS

_LETTER: Final = rf"[\w{MARKS}]"
_UNSPACED_RE: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts in which no space stands between words."""


@cache
def words_of(*roles: str) -> frozenset[str]:
    """The words that have one of the roles, as the lower-case folded view holds them."""
    return frozenset(folded_word(word) for role in roles for word in words(role))


@cache
def listed_as(name: str, *classes: str) -> frozenset[str]:
    """The words of the list `name` that have one of the classes, as the lower-case folded view holds them."""
    wanted = frozenset(classes)
    rows = table(name).items()
    return frozenset(folded_word(word) for word, value in rows if not wanted.isdisjoint(value.split(",")))


@cache
def any_of(*roles: str) -> str:
    """One group, to be used in a verbose pattern, that matches each whole word with one of the roles."""
    return any_word(words_of(*roles))


@cache
def any_word(known: frozenset[str]) -> str:
    """The same for words of the lower-case folded view that stand somewhere else than in the records."""
    unspaced = {word for word in known if _UNSPACED_RE.match(word)}
    spaced = _branches({_atoms(word) for word in known - unspaced})
    branches = sorted(unspaced, key=len, reverse=True)
    if spaced:
        branches.insert(0, rf"(?<!{_LETTER}){spaced}(?!{_LETTER})")
    return f"(?:{'|'.join(branches)})"


def anywhere(known: frozenset[str]) -> str:
    """The same wherever a word stands: "bis" in "45bis", "straat" in "Brouwerstraat"."""
    return _branches({_atoms(word) for word in known})


def one_letter(known: frozenset[str]) -> str:
    """A class of the letters that are words by themselves, as in scripts without spaces."""
    return f"[{''.join(sorted(known))}]"


def _atoms(word: str) -> tuple[str, ...]:
    """A pattern for each character: any one space for a space, "'" or nothing ("im") for an apostrophe.

    The apostrophe must stand where another word would be left without it: "we're", "were".
    """
    quote = "'" if word.replace("'", "") in table("common_words") else "'?"
    return tuple(r"\s" if char == " " else quote if char == "'" else re.escape(char) for char in word)


def _branches(rows: set[tuple[str, ...]]) -> str:
    """Alternatives that share their first letters, longest first: far faster than one after the other."""
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for first, *rest in filter(None, rows):
        by_first.setdefault(first, set()).add(tuple(rest))
    branches = [first + _branches(rest) for first, rest in sorted(by_first.items())]
    if not branches:
        return ""
    if () in rows:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
