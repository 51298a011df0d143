"""Patterns of words, as regular expressions over sentences written with one sign a word.

Every word a pattern can tell from others has a sign: its classes, and the word itself where a pattern
spells it out. A sentence is then a short string, a class is a set of signs, and a pattern runs in about
a microsecond. The words come from the lexicon, the patterns from `phrases`; this module must not know
what a pattern means.

A pattern is written in words and word classes (capitals), `?` for what may be missing, `|` between
alternatives, `..` for up to three words of any kind, `...` for up to ten, `^` and `$` for the ends of
the sentence, `END` for the end of a noun phrase, `[` and `]` around what a person would point at.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import lexicon
from touchline.detectors.sentences import CLASSES, NAMES_AWAY, NAMING, own_classes
from touchline.fold import folded_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from touchline.detectors.sentences import Word

_ITEM_RE: Final = re.compile(r"\[|\]|\^|\$|\.{2,3}|[^\s\[\]]+")
_FIRST_SIGN: Final = 0xE000
_NUMBER: Final = "0"


Signature = tuple[str, str]
"""Class letters in order, and the word where patterns spell it out (`0` for every number)."""


class Pattern(NamedTuple):
    """A pattern's regular expression, and one set of signs for each word it must have."""

    source: str
    needs: tuple[frozenset[str], ...]


class Grammar:
    """The signs for a set of patterns, and the patterns made of them."""

    def __init__(self, lines: Iterable[str], macros: Mapping[str, str]) -> None:
        lines = tuple(lines)
        self._macros = macros
        self._literals = frozenset(_literals([*lines, *macros.values()]))
        self._signs: dict[Signature, str] = {}
        self._known: dict[Signature, str] = {}
        # in order of their classes, so that the signs of a class lie together and make few ranges
        for signature in sorted(set(self._signatures())):
            self._signs.setdefault(signature, chr(_FIRST_SIGN + len(self._signs)))
        self._by_class: dict[str, set[str]] = {}
        self._by_word: dict[str, set[str]] = {}
        for (classes, literal), sign in self._signs.items():
            self._by_word.setdefault(literal, set()).add(sign)
            for letter in classes:
                self._by_class.setdefault(letter, set()).add(sign)
        self._parts: dict[str, str] = {}
        own = own_classes()
        self._frequent = [
            self._nearest(own.get(word, ""), word) for word in lexicon.table("frequent_words")
        ] + [self._nearest(CLASSES["mark"], mark) for mark in ",?!:()-/"]
        self.patterns = tuple(self._pattern(line) for line in lines)

    def frequency(self, signs: frozenset[str]) -> int:
        """How many of the most frequent words of ordinary text these signs stand for."""
        return sum(sign in signs for sign in self._frequent)

    def written(self, words: Iterable[Word]) -> str:
        """The words, one sign each."""
        return "".join(map(self._sign, words))

    def _sign(self, word: Word) -> str:
        text = word.text
        literal = text if text in self._literals else _NUMBER if text[0].isdigit() else ""
        sign = self._known.get((word.classes, literal))
        if sign is None:
            sign = self._known[word.classes, literal] = self._nearest(word.classes, literal)
        return sign

    def _nearest(self, classes: str, literal: str) -> str:
        """The sign of a word with these classes, in any order; of fewer where no list foresees it."""
        signs = self._signs
        return (
            signs.get((_ordered(classes), literal))
            or signs.get((_ordered(classes), ""))
            or signs.get((classes[:1], ""))
            or signs["", ""]
        )

    def _signatures(self) -> Iterable[Signature]:
        yield "", ""
        yield "", _NUMBER
        for letter in CLASSES.values():
            yield letter, ""
        own = own_classes()
        for text in self._literals | own.keys():
            yield _ordered(own.get(text, "")), text if text in self._literals else ""
        for text in self._literals:
            if not text[0].isalnum():
                yield CLASSES["mark"], text
        yield CLASSES["mark"], ""
        for text, letters in _named():
            classes = _ordered(letters + own.get(text, ""))
            yield classes, text if text in self._literals else ""
            yield classes, ""

    def _having(self, name: str) -> frozenset[str]:
        """The signs of a class (in capitals) or of a word."""
        if name.isascii() and name.isupper() and name.lower() in CLASSES:
            return frozenset(self._by_class[CLASSES[name.lower()]])
        return frozenset(self._by_word[folded_word(name)])

    def _pattern(self, line: str) -> Pattern:
        items = _ITEM_RE.findall(line)
        if items.count("[") != 1 or items.count("]") != 1:
            raise ValueError(f"a pattern marks one span: {line}")
        needs = tuple(self._any_of(item) for item in items if _is_required(item))
        return Pattern("".join(map(self._remembered, items)), needs)

    def _remembered(self, item: str) -> str:
        if item not in self._parts:
            self._parts[item] = self._part(item)
        return self._parts[item]

    def _any_of(self, item: str) -> frozenset[str]:
        """The signs of which one must be there for `item` to match."""
        if item in self._macros:
            return frozenset().union(
                *(
                    self._any_of(part)
                    for alternative in self._macros[item].split(" | ")
                    for part in alternative.split()
                    if _is_required(part)
                )
            )
        names = item.split("|")
        if len(names) > 1:
            return frozenset().union(*map(self._any_of, names))
        return self._having(item)

    def _part(self, item: str) -> str:
        """One item as a regular expression."""
        if item in _FIXED:
            return _FIXED[item]
        if item in {"^", "$", "END"}:
            return self._edge(item)
        if item.endswith("?") and item != "?":
            return f"(?:{self._remembered(item[:-1])})?"
        if item in self._macros:
            alternatives = self._macros[item].split(" | ")
            return "(?:" + "|".join("".join(map(self._remembered, one.split())) for one in alternatives) + ")"
        names = item.split("|")
        if not self._macros.keys().isdisjoint(names):
            return "(?:" + "|".join(map(self._remembered, names)) + ")"
        return _set(frozenset().union(*map(self._having, names)))

    def _edge(self, item: str) -> str:
        """The start of a sentence, its end, the end of a noun phrase."""
        marks = self._having("MARK")
        if item == "^":
            return rf"(?:\A|(?<={_set(self._having(','))}))"
        if item == "$":
            return rf"(?={_set(marks)}*\Z)"
        return rf"(?=\Z|{_set(marks | self._having('FOLLOW') | self._having(_NUMBER))})"


_FIXED: Final = {"[": "(?P<span>", "]": ")", "..": ".{0,3}?", "...": ".{0,10}?"}


def _is_required(item: str) -> bool:
    return item not in {"[", "]", "^", "$", "..", "...", "END"} and (item == "?" or not item.endswith("?"))


def _set(signs: frozenset[str]) -> str:
    """A set of signs in a regular expression, neighbours as ranges: those are compiled faster."""
    if not signs:
        return r"(?!)"
    ranges: list[list[str]] = []
    for sign in sorted(signs):
        if ranges and ord(sign) == ord(ranges[-1][1]) + 1:
            ranges[-1][1] = sign
        else:
            ranges.append([sign, sign])
    return "[" + "".join(first if first == last else f"{first}-{last}" for first, last in ranges) + "]"


def _ordered(letters: str) -> str:
    return "".join(sorted(set(letters)))


def _literals(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        for item in _ITEM_RE.findall(line):
            names = [item] if item == "?" else item.rstrip("?").split("|")
            yield from (folded_word(name) for name in names if name and not name.isupper())


@cache
def _named() -> tuple[tuple[str, str], ...]:
    """Every name of a list with the letters it can get, alone and from several lists together."""
    letters: dict[str, list[str]] = {}
    for list_name, letter in NAMING.items():
        for entry in lexicon.table(list_name):
            letters.setdefault(entry, []).append(letter)
    for entry, value in lexicon.table("away").items():
        letters.setdefault(entry, []).append(NAMES_AWAY[value])
    rows = {(entry, one) for entry, all_letters in letters.items() for one in all_letters}
    rows |= {(entry, "".join(all_letters)) for entry, all_letters in letters.items()}
    return tuple(sorted(rows))
