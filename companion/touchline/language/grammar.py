"""Patterns of words, as regular expressions over sentences written with one sign a word.

Every word a pattern can tell from others has a sign: its classes, and the word itself where a pattern
spells it out. A sentence is then a short string, a class is a set of signs, and a pattern runs in about
a microsecond. The words come from the lexicon, the patterns from `phrases`; this module must not know
what a pattern means.

A pattern is written in words and word classes (capitals), `?` for what may be missing, `|` between
alternatives, `..` for up to three words of any kind, `...` for up to ten, `^` and `$` for the ends of
the sentence, `END` for the end of a noun phrase, `FREE` where no word follows that would make it another
thing ("your number of orders"), `BARE` where none stands before ("order number"), `CLAUSE` for what is left
of the clause, up to five words, `[` and `]` around what a person would point at. `GIVE&FOREIGN` is a
word of both classes.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import lexicon
from touchline.language.prefilter import Needs
from touchline.language.sentences import NAMES_AWAY, NAMING
from touchline.language.words import CLASSES, MARKS, NAME, SIGNS, own_classes
from touchline.views.code_points import folded_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from touchline.language.words import Sentence

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
        self._needed: dict[str, frozenset[str]] = {}
        self._words = _Words(self._nearest("", _NUMBER), self._nearest("", ""))
        self._words.update(self._known_words())
        self._frequent = [self._words[word] for word in (*lexicon.table("frequent_words"), *",?!:()-/")]
        self.patterns = tuple(self._pattern(line) for line in lines)
        self._needs = Needs(pattern.needs for pattern in self.patterns)

    def written(self, sentence: Sentence) -> str:
        """The sentence, one sign a word: five signs for "send me your phone number now"."""
        names = iter(sentence.names)
        signs: list[str] = []
        for token in sentence.tokens:
            if token[0] == NAME:
                name = next(names)
                signs.append(self._sign(name.text, name.classes))
            else:
                signs.append(self._words[token])
        return "".join(signs)

    def possible(self, code: str) -> Iterator[int]:
        """Indexes of the patterns that may match `code`, in order: of 1,143, three in a usual sentence.

        A shortcut (`tests/bench/shortcuts.py`): without it a message with one contact, cold, takes twice as
        long, one with everyday cues seven times.
        """
        return self._needs.met(code)

    def _sign(self, text: str, classes: str) -> str:
        literal = text if text in self._literals else _NUMBER if text[0].isdigit() else ""
        sign = self._known.get((classes, literal))
        if sign is None:
            sign = self._known[classes, literal] = self._nearest(classes, literal)
        return sign

    def _known_words(self) -> Iterator[tuple[str, str]]:
        """Every word and mark that has a sign of its own, and that sign."""
        own = own_classes()
        for text in self._literals | own.keys():
            yield text, self._sign(text, own.get(text, ""))
        for mark in SIGNS:
            yield mark, self._sign(MARKS.get(mark, mark), CLASSES["mark"])

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
        """The signs of a class (in capitals), of several at once (`GIVE&FOREIGN`), or of a word."""
        if "&" in name:
            return frozenset.intersection(*map(self._having, name.split("&")))
        if name.isascii() and name.isupper():
            if name.lower() not in CLASSES:
                raise ValueError(f"no class of words and no macro: {name}")
            return frozenset(self._by_class[CLASSES[name.lower()]])
        return frozenset(self._by_word[folded_entry(name)])

    def _pattern(self, line: str) -> Pattern:
        items = _ITEM_RE.findall(line)
        if items.count("[") != 1 or items.count("]") != 1:
            raise ValueError(f"a pattern marks one span: {line}")
        needs = tuple(self._any_of(item) for item in items if _is_required(item))
        marked = range(items.index("["), items.index("]"))
        parts = (
            self._gap if item == ".." and index in marked else self._remembered(item)
            for index, item in enumerate(items)
        )
        return Pattern("".join(parts), needs)

    @cached_property
    def _gap(self) -> str:
        """A few words within what is pointed at, of any kind but a negation, which would turn its meaning."""
        return f"[^{_set(self._having('NEGATIVE'))[1:-1]}]{{0,3}}?"

    def _remembered(self, item: str) -> str:
        if item not in self._parts:
            self._parts[item] = self._part(item)
        return self._parts[item]

    def _any_of(self, item: str) -> frozenset[str]:
        """The signs of which one must be there for `item` to match."""
        if item not in self._needed:
            self._needed[item] = self._least(item)
        return self._needed[item]

    def _least(self, item: str) -> frozenset[str]:
        if item in self._macros:
            return frozenset().union(
                *(
                    min(map(self._any_of, filter(_is_required, alternative.split())), key=self._rarity)
                    for alternative in self._macros[item].split(" | ")
                )
            )
        names = item.split("|")
        if len(names) > 1:
            return frozenset().union(*map(self._any_of, names))
        return self._having(item)

    def _rarity(self, signs: frozenset[str]) -> tuple[int, int]:
        """How many of the most frequent words these signs stand for, and how many signs they are."""
        return sum(sign in signs for sign in self._frequent), len(signs)

    def _part(self, item: str) -> str:
        """One item as a regular expression."""
        if item in _FIXED:
            return _FIXED[item]
        if item in _AROUND:
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
        """Where a sentence, a noun phrase or a clause begins or ends, or nothing makes it another thing."""
        marks = self._having("MARK")
        if item == "^":
            return rf"(?:\A|(?<={_set(self._having(','))}))"
        if item == "$":
            return rf"(?={_set(marks)}*\Z)"
        if item == "CLAUSE":
            return f"[^{_set(frozenset().union(*map(self._having, _OF_THE_NEXT)))[1:-1]}]{{0,5}}"
        if item in {"FREE", "BARE"}:
            return f"({'?!' if item == 'FREE' else '?<!'}{_set(self._having('COMPOUND'))})"
        return rf"(?=\Z|{_set(marks | self._having('FOLLOW') | self._having(_NUMBER))})"


class _Words(dict[str, str]):
    """Word to its sign; a word that is not in the table is a number or nothing known."""

    def __init__(self, number: str, other: str) -> None:
        super().__init__()
        self._number, self._other = number, other

    def __missing__(self, text: str) -> str:
        return self._number if text[0].isdigit() else self._other


_AROUND: Final = frozenset({"^", "$", "END", "FREE", "BARE", "CLAUSE"})
"""What stands for no word of its own, but for where others end."""
_OF_THE_NEXT: Final = ("MARK", "NEGATIVE", "AND", "SO", "BUT", "IF", "WHY", "I", "PLEASE")
"""What does not belong to the clause any more, or turns its meaning."""
_FIXED: Final = {"[": "(?P<span>", "]": ")", "..": ".{0,3}?", "...": ".{0,10}?"}


def _is_required(item: str) -> bool:
    return item not in {"[", "]", "..", "...", *_AROUND} and (item == "?" or not item.endswith("?"))


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
            yield from (folded_entry(name) for name in names if name and not name.isupper())


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
