"""Letters that look like ASCII ones, and the words in which they stand for them.

It must not know positions or views; every rewriting here keeps the length of the text.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from touchline.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENDINGS: Final = frozenset({"co", "com", "net", "org"})
_ASCII_RE: Final = re.compile(r"[A-Za-z0-9]\S*")
_LETTERS_RE: Final = re.compile(r"[^\W\d_]+")


@cache
def lookalikes() -> Mapping[str, str]:
    """Letters of other scripts drawn like one ASCII letter or digit (Unicode TR39 confusables)."""
    twins: dict[str, str] = {}
    for small, value in table("lookalikes").items():
        capital = small.upper()
        if len(capital) == 1:
            twins[capital] = value[-1].upper()
        twins[small] = value[0]
    return MappingProxyType({letter: twin for letter, twin in twins.items() if twin != "-"})


@cache
def _twin_re() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(lookalikes()))}]")


def unmasked(text: str) -> str:
    """The text with look-alike letters made ASCII in the tokens that hold ASCII letters or digits too."""
    twin = _twin_re()
    if not twin.search(text):
        return text
    parts: list[str] = []
    known: dict[str, str] = {}  # a name is often said more than once
    done = 0
    for match in _ASCII_RE.finditer(text):
        start, end = match.span()
        if match[0].isascii() and (not start or text[start - 1].isspace()):
            continue
        while start > done and not text[start - 1].isspace():
            start -= 1
        if start >= done and twin.search(text, start, end):
            token = text[start:end]
            if token not in known:
                known[token] = _unmasked_token(token)
            parts += (text[done:start], known[token])
            done = end
    return "".join((*parts, text[done:]))


def _unmasked_token(text: str) -> str:
    """The token, its look-alikes made ASCII word by word.

    A word of another script stays as it is unless each of its letters has an ASCII twin and the word
    is either partly ASCII or part of something built with "@" or dots, as addresses are.
    """
    twins = lookalikes()
    words = list(_LETTERS_RE.finditer(text))
    # the end of an address decides: "jo@пример.рф" is one of another script, "jo@аое.com" is none
    last = words[-1][0]
    latin_end = any(map(str.isascii, last)) or "".join(twins.get(char, char) for char in last) in _ENDINGS
    built = ("@" in text or "." in text) and latin_end and any(map(_is_ascii_letter, text))

    def twin(word: re.Match[str]) -> str:
        letters = word[0]
        foreign = [char for char in letters if not char.isascii()]
        if not foreign or not all(char in twins for char in foreign):
            return letters
        if len(foreign) < len(letters) or built or all(twins[char].isdigit() for char in foreign):
            return "".join(twins.get(char, char) for char in letters)
        return letters

    return _LETTERS_RE.sub(twin, text)


def _is_ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
