"""Reads the digits that a stretch of text spells, in whatever way it spells them.

Figures, number words of many languages, words glued together, figures for letters ("thr33") and
letters for figures ("O3OO") all become atoms: the digits, and where they stand. This module must
not know what the digits are for; that is for `lattice` and `phone`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.lexicon.languages import digit_lists, glued_lists, has_glued_tens
from touchline.text.figures.compound import Atom, NumberWord, composed
from touchline.views.per_message import per_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from touchline.views.message import Views
    from touchline.views.word_search import Hit

WORD_LISTS: Final = digit_lists()
"""The lists of number words, in the order in which they win a tie."""

_LOOKALIKE_LETTERS: Final = str.maketrans({"o": "0", "i": "1", "l": "1", "s": "5", "z": "2", "b": "8"})
LOOKALIKES: Final = frozenset("oilszb")
_WORD: Final = 3
"""Letters of the shortest number word that shows where another one ends."""
_SHORT: Final = 4
"""Letters alone stand for figures only in short tokens: "OO", "IO"."""
_LONGEST_TOKEN: Final = 64

_TOKEN_RE: Final = re.compile(
    r"""
      (?: (?<![\w$]) \$ (?=[a-z0-9]*[a-z]) )?  # "$ix", "$even"
      [a-z0-9]
      (?: [a-z0-9]
        | (?<=[a-z]) [!|€$@] (?=[a-z€$0-9])     # "f!ve", "thr€€", "f@ur": a symbol inside a word …
        | (?<=[a-z€]) €                         # … or at its end
      )*
    | [^\W_a-z0-9]+                             # other scripts, which may touch figures
    """,
    re.VERBOSE,
)
DECOY_RE: Final = re.compile(r"[(\[] (?= [^()\[\]]* [^\W\d_]{2} ) [^\d()\[\]+]{2,24} [)\]]", re.VERBOSE)
"""An aside between digits, put there so that they do not look like one number: "0770 (lol) 0900"."""

_GLUED_RE: Final = re.compile(
    r"(?P<head>[a-z]{2,24})? (?P<figures>\d{3,15}) (?P<tail>[a-z][a-z0-9]{0,15})?",
    re.VERBOSE,
)
_EXTENSION_RE: Final = re.compile(r"(?:x|ext)\d{1,5}|[ap]m")

# what a letter of a number word may be drawn as
_DRAWN: Final = {
    "a": "[a4@]", "b": "[b8]", "e": "[e3€]", "g": "[g69]", "i": "[i1!|l]", "l": "[l1!|]",
    "o": "[o0]", "s": "[s5$z]", "t": "[t7]", "u": "[uv]", "z": "[z2s]",
}  # fmt: skip


_FIGURES_RE: Final = re.compile(r"[0-9]+")  # those of other scripts are folded to these
_FIGURE_RE: Final = re.compile(r"\d|[oilszb]")


@per_message
def figures(views: Views) -> list[tuple[int, int]]:
    """Where figures stand in the folded view: (6, 9) and (10, 14) in "call: 555 0142"."""
    if not views.digit_count:
        return []
    return [match.span() for match in _FIGURES_RE.finditer(views.lower)]


def atoms(
    text: str, start: int, end: int, words: Mapping[int, NumberWord], glued: Sequence[int] = ()
) -> Iterator[Atom | None]:
    """The atoms of `text[start:end]` in order, None for a word that is no digit.

    `text` is lower-case and folded, `words` are the number words by position (see `number_words`), and
    `glued` are the positions where two number words were found written as one.
    """
    read: list[Atom | NumberWord | None] = []
    position = start
    asides = _asides(text, start, end, words)
    for match in _TOKEN_RE.finditer(text, start, end):
        begin, after = match.span()
        if begin < position:
            continue
        if after == len(text) and words and match[0] in _prefixes():
            break
        if begin in asides:
            position = asides[begin]
            continue
        if begin in words or (words and not match[0][0].isascii()):
            for place in range(begin, after):  # Han characters stand in one token, each a word
                if place >= position and place in words:
                    read.append(words[place])
                    position = words[place].end
        elif match[0].isdecimal():
            read.append(Atom(begin, after, match[0], "figures"))
        else:
            read.extend(_token(match[0], begin, any(begin <= place < after for place in glued)))
    return composed(read)


@cache
def _prefixes() -> frozenset[str]:
    """The first letters of number words that could be figures too: such a word may be half typed."""
    words = {word for name in WORD_LISTS for word in lexicon.table(name)}
    return frozenset(word[:size] for word in words for size in (1, 2) if size < len(word)) - words - {"o"}


def _asides(text: str, start: int, end: int, words: Mapping[int, NumberWord]) -> dict[int, int]:
    """Where asides that hold no number word begin and end: "(lol)", not "(three)"."""
    if text.find("(", start, end) < 0 and text.find("[", start, end) < 0:
        return {}
    return {
        match.start() + 1: match.end()
        for match in DECOY_RE.finditer(text, start, end)
        if not any(place in words for place in range(*match.span()))
    }


def number_words(hits: Mapping[str, tuple[Hit, ...]]) -> dict[int, NumberWord]:
    """The number words among the lexicon hits by their start: the longest, in the message's language."""
    lists = [name for name in WORD_LISTS if hits.get(name)]
    lists.sort(key=lambda name: -len(hits[name]))
    found: dict[int, NumberWord] = {}
    for name in lists:
        values = lexicon.table(name)
        for hit in hits[name]:
            known = found.get(hit.start)
            if known is None or hit.end > known.end:
                found[hit.start] = NumberWord(hit.start, hit.end, values[hit.entry], name.rpartition("_")[2])
    return found


def _token(token: str, start: int, glued: bool) -> Iterable[Atom | NumberWord | None]:
    end = start + len(token)
    if len(token) > _LONGEST_TOKEN:
        return (None,)
    sound = lexicon.table("digit_homophones").get(token)
    if sound is not None:
        digit, _, rest = sound.partition(" ")
        return (Atom(start, end, digit, "sound", rest.endswith("inside")),)
    link = lexicon.table("digit_connectors").get(token)
    if link is not None:
        return (Atom(start, end, "", "link", inner=link == "-"),)
    if len(token) == 1 and "a" <= token <= "z" and token not in LOOKALIKES:
        return (Atom(start, end, "", "link", inner=True),)  # "0770 x 0900": a letter to be left out
    if not glued and token.isalpha() and (len(token) > _SHORT or not LOOKALIKES.issuperset(token)):
        return (None,)
    pieces = _pieces(token, start)
    return _freed(token, start) if pieces is None else pieces


def _freed(token: str, start: int) -> Iterable[Atom | None]:
    """The figures that words are glued to: "phone07700900123", "07700900123thanks", "0119x12"."""
    match = _GLUED_RE.fullmatch(token)
    if match is None or not _may_follow(match["tail"]):
        return (None,)
    atom = Atom(start + match.start("figures"), start + match.end("figures"), match["figures"], "figures")
    return (*((None,) if match["head"] else ()), atom, *((None,) if match["tail"] else ()))


def _may_follow(tail: str) -> bool:
    """Whether what is glued behind figures is a word of its own, or a number's extension."""
    return not tail or _EXTENSION_RE.fullmatch(tail) is not None or tail in lexicon.table("common_words")


def _pieces(token: str, start: int) -> list[Atom | NumberWord | None] | None:
    """The atoms of a token of letters and figures, or None when some part of it spells no digit."""
    pieces: list[Atom | NumberWord | None] = []
    position, figures, letters = 0, 0, 0
    grammars = _glued()
    while position < len(token):
        grammar = grammars.get(token[position])
        match = grammar[0].match(token, position) if grammar else None
        if match is None or grammar is None:
            return None
        values = grammar[1]
        if token[position].isdecimal() and _begins_word(token, position + 1):
            match = _FIGURE_RE.match(token, position) or match  # "4three" is four and three, no "4th…"
        span = start + position, start + match.end()
        if match.lastindex is not None and LOOKALIKES.issuperset(char for char in match[0] if char.isalpha()):
            match = _FIGURE_RE.match(token, position)  # "o77o" is no "otto": nothing but look-alikes
            if match is None:
                return None
            span = start + position, start + match.end()
        if match.lastindex is not None:
            value = values[match.lastindex - 1]
            plain = match[0].isalpha() or value[0] == "x"
            pieces.append(NumberWord(*span, value, "") if plain else Atom(*span, value, "leet"))
        elif match[0].isdecimal():
            figures += len(match[0])
            pieces.append(Atom(*span, match[0], "figures"))
        else:
            letters += 1
            alone = len(token) == 1  # the first letter of a word that is being typed, more often than not
            pieces.append(Atom(*span, match[0].translate(_LOOKALIKE_LETTERS), "leet", alone))
        position = match.end()
    only_round = not letters or all(char in "oil0123456789" for char in token)
    if letters and not figures:
        alike = only_round or len({*token}) == 1  # "OO", "IO", "SSS"
        return pieces if alike and len(token) <= _SHORT else None
    return pieces if only_round or figures > letters or len(token) <= _SHORT else None


def _begins_word(token: str, position: int) -> bool:
    """Whether a number word in letters alone stands there: "4[three]", not "4[our]"."""
    grammar = _glued().get(token[position : position + 1])
    match = grammar[0].match(token, position) if grammar else None
    return match is not None and match[0].isalpha() and len(match[0]) >= _WORD


@cache
def _glued() -> dict[str, tuple[re.Pattern[str], tuple[str, ...]]]:
    """One step through a token by its first character: a number word as drawn, or a figure."""
    rows: dict[str, str] = {"oh": "0"}
    for name in glued_lists():
        for entry, value in lexicon.table(name).items():
            whole = len(value) == 1 or value[0] == "x" or has_glued_tens(name)
            if entry.isascii() and entry.isalpha() and whole and value != "h":
                rows.setdefault(entry, value)
    starting: dict[str, list[str]] = {char: [] for char in "oilszb0123456789"}
    for entry in sorted(rows, key=lambda entry: (-len(entry), entry)):
        for char in {
            *_DRAWN.get(entry[0], entry[0]).strip("[]"),
            *(rows[entry] if len(rows[entry]) == 1 else ""),
        }:
            starting.setdefault(char, []).append(entry)
    grammars = {}
    for char, entries in starting.items():
        words = [f"({_drawn(entry, rows[entry])})" for entry in entries]
        grammars[char] = (
            re.compile("|".join([*words, r"\d|[oilszb]"])),
            tuple(rows[entry] for entry in entries),
        )
    return grammars


def _drawn(entry: str, value: str) -> str:
    first, *rest = (_DRAWN.get(char, char) for char in entry)
    if len(value) == 1:
        first = f"(?:{first}|{value})"  # "4our", "7even"
    return first + "".join(rest)
