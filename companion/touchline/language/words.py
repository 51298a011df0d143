"""Words of a sentence with their classes, and the signs by which they are told apart.

Each word carries the classes, one letter each, that `lexicon/talk_words.txt` gives it; a name of
several words is one word. This module must not know which names there are, nor any phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from operator import attrgetter
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from touchline import lexicon
from touchline.views.spans import apart
from touchline.views.word_search import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CLASS_NAMES: Final = (
    # names, and the marks that part phrases; then who, what is done, how, about money, and saying no
    "service", "noun", "platform", "away", "offsite", "open", "wallet", "mark",
    "your", "you", "my", "me", "i", "third",
    "give", "have", "what", "be", "aux", "reach", "carry", "hop", "call", "search", "lets", "asked",
    "on", "adj", "det", "please", "follow", "other", "way", "name", "attach", "how",
    "but", "if", "why", "so", "and",
    "pay", "payverb", "money", "dodge", "fee", "gain", "leave",
    "negative", "shun", "objection", "policy", "permit",
    "foreign", "compound", "invite", "ring",
)  # fmt: skip
CLASSES: Final = dict(zip(_CLASS_NAMES, ascii_letters + digits, strict=False))
"""Class name to the letter that stands for it."""

NAME: Final = "\uf8ff"
_NAMED_ON: Final = "\uf8fe"
"""What stands for a name while words are told apart, and for its characters after the first."""
_IDENTIFIER: Final = "\uf8fd"
"""What stands for each character of a word in an identifier ("call me_maybe") or a host ("paypal.me")."""
_IDENTIFIER_RE: Final = re.compile(r"(?<![^\W_])[^\W_]++(?=_)|(?<=_)[^\W_]++|(?<=\.)me(?![^\W_])")
_LONGEST: Final = 32
"""Characters of the longest word that is looked at while it is typed."""
_LAST_RE: Final = re.compile(
    r"(?<! [^\W_] ) (?<! ['\u064b-\u065f\u0900-\u0d7f] )"
    r" [^\W_] (?: [^\W_] | [\u064b-\u065f\u0900-\u0d7f] )*+ \Z",
    re.VERBOSE,
)
_WORD_RE: Final = re.compile(
    r"""
    [^\s.'_]                            # one character first, so that spaces are skipped at full speed
    (?:
      (?<= [a-z0-9] ) [a-z0-9]*+ (?! [^\W_] | ['\u064b-\u065f\u0900-\u0d7f] )   # nearly every word
    | (?<= \uf8ff ) \uf8fe*+ (?: ' [^\W_]+ )*                   # a name
    | (?<= \uf8fd ) \uf8fd*+                                    # a part of an identifier
    | (?<= [,;:?!؟،()\[\]"«»–—/|&+=>→] )                        # marks that part phrases
    | (?<= \s - ) (?= \s )
    | (?<= [\u3040-\u30ff\u3400-\u9fff] )                      # scripts without spaces: each sign a word
    | (?<= [lcdjmnstq] ) ' (?= [\w\uf8ff] )                     # elision: l'email, j'ai
    | (?<= [^\W_] ) [\u064b-\u065f\u0900-\u0d7f]*+             # vowel signs are part of a word too
      (?: (?! [\u3040-\u30ff\u3400-\u9fff] ) [^\W_] [\u064b-\u065f\u0900-\u0d7f]*+ )*+
      (?: ' [^\W_]+ )*
    )
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """One word, or one name of several words, at `[start, end)` of the lower-case folded view."""

    text: str
    start: int
    end: int
    classes: str
    channel: str


_Placed = TypeVar("_Placed", Word, Hit)
_START: Final = attrgetter("start")


class Sentence:
    """The sentence at `[start, end)` of the lower-case folded view.

    `tokens` are its words as far as the grammar needs them: a name is `NAME`, and stands in `names`.
    `words` has the same number of items, with all that is known of each; it is made when first asked for.
    """

    def __init__(self, lower: str, start: int, end: int, names: Sequence[Word]) -> None:
        self.start = start
        self.end = end
        self._lower = lower
        self._text, self.names = _with_names_marked(lower, start, end, names)

    @property
    def tokens(self) -> list[str]:
        """The words in order, each as it is written; a name only as something that begins with `NAME`."""
        return _WORD_RE.findall(self._text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in order, with their positions and classes."""
        return tuple(self._words())

    def _words(self) -> Iterator[Word]:
        letters, names = own_classes(), iter(self.names)
        for match in _WORD_RE.finditer(self._text):
            start, end = self.start + match.start(), self.start + match.end()
            token = match[0]
            if token[0] == NAME:
                yield next(names)
            elif token[0].isalnum():
                yield Word(token, start, end, letters.get(token, ""), "")
            elif token[0] == _IDENTIFIER:
                yield Word(self._lower[start:end], start, end, "", "")
            else:
                yield Word(MARKS.get(token, token), start, end, MARK, "")


def last_word(lower: str) -> tuple[str, str]:
    """The word that ends the text, and so may be being typed, with the classes it then counts with."""
    match = _LAST_RE.search(lower, max(0, len(lower) - _LONGEST))
    if match is None:
        return "", ""
    return match[0], _classes_while_typed(match[0], own_classes().get(match[0], ""))


def ends_unfinished(lower: str) -> bool:
    """Whether the last word of the text may become a function word when typed on: "on telegram plea"."""
    return CLASSES["follow"] in last_word(lower)[1]


def between(placed: Sequence[_Placed], start: int, end: int) -> Sequence[_Placed]:
    """The words or hits, given in order, that begin in `[start, end)`."""
    first = bisect_left(placed, start, key=_START)
    return placed[first : bisect_left(placed, end, first, key=_START)]


@cache
def own_classes() -> dict[str, str]:
    """Word to the letters of the classes it has by itself."""
    return {
        word: "".join(CLASSES[name] for name in names.split(",")) + ("" if word.isascii() else _FOREIGN)
        for word, names in lexicon.table("talk_words").items()
    }


def _with_names_marked(lower: str, start: int, end: int, names: Sequence[Word]) -> tuple[str, list[Word]]:
    """The sentence with each name hidden behind marks, as many as its characters, and the names hidden.

    With N for `NAME` and n for `_NAMED_ON`, "my whats app is on" becomes "my Nnnnnnnnn is on": one word for
    `_WORD_RE`, and every other word keeps its position. The marks are private-use characters; those that a
    message brings along are blanked first. A word that is being typed is hidden too, when it counts as
    another.
    """
    text, own = lower[start:end], own_classes()
    if NAME in text or _IDENTIFIER in text:
        text = text.replace(NAME, " ").replace(_IDENTIFIER, " ")  # such signs mean nothing in a message
    hidden = [
        name._replace(classes=name.classes + own.get(name.text, ""))
        for name in apart(between(names, start, end))
    ]
    text = _hidden(text, start, hidden)
    if "_" in text or ".me" in text:
        text = _IDENTIFIER_RE.sub(lambda match: _IDENTIFIER * len(match[0]), text)
    ends = end == len(lower) and (text[-1:].isalnum() or not text.isascii())
    last, classes = last_word(text) if ends else ("", "")
    if classes != own.get(last, ""):
        hidden.append(Word(last, end - len(last), end, classes, ""))
        text = _hidden(text, start, hidden[-1:])
    return text, hidden


def _hidden(text: str, start: int, names: Iterable[Word]) -> str:
    """`text`, which begins at `start`, with signs in place of the names."""
    for name in names:
        signs = NAME + _NAMED_ON * (name.end - name.start - 1)
        text = text[: name.start - start] + signs + text[name.end - start :]
    return text


def _classes_while_typed(text: str, classes: str) -> str:
    """The classes that a word counts with while it is being typed.

    While "and" is being typed, its first letter "a" must not count as the article and end the phrase.
    """
    if len(text) == 1 and text not in _LETTERS and text < _UNSPACED:
        return _FOLLOW
    return classes if classes and text != "an" else _beginnings().get(text, classes)


@cache
def _beginnings() -> dict[str, str]:
    """Prefixes of words that may follow a phrase, and of words that start with a shorter word of their class.

    "plea" may become "please"; "aftern" may become "afternoon", which is of the same class as "after".
    """
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
_UNSPACED: Final = "\u3040"
"""Kana, Han and Hangul come after it: there a single character is a word, not the beginning of one."""


_FOREIGN: Final = CLASSES["foreign"]
MARK: Final = CLASSES["mark"]
SIGNS: Final = ',;:?!؟،()[]"«»–—/|&+=>→-'
"""The marks that part phrases."""
MARKS: Final = {"؟": "?", "？": "?", "،": ","}
"""Marks of other scripts, and those that they are read as."""
