"""The record of each language: `languages.toml` and the digit words that lie beside it.

A language has number words when there is a file `digit_words_<code>.txt`; nothing else must name
that file. This module must not know how words are searched, nor what they mean to a detector.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from touchline.lexicon.lists import listed, names

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX: Final = "digit_words_"
_SHORTEST_WORD: Final = 3
"""Letters of the shortest number word that is looked for inside a longer word, unless a record names it."""
_SHORTEST_PAIR: Final = 6
"""Letters of the shortest pair: "ohone" and "unsix" would be found in too many words."""


class Language(NamedTuple):
    """The record of one language.

    `roles` holds its words by what they do in a sentence ("my", "on"), `lists` one word of it that each
    list shared by all languages must hold, and `lacks` what it is known not to have yet.
    """

    name: str
    also: tuple[str, ...]
    """Codes of other languages whose words stand in the same lists: Urdu with Hindi."""
    roles: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, str]
    lacks: frozenset[str]
    glued_tens: bool
    """Whether its words for ten and more are written as one with others too: "twentyone"."""
    glued: tuple[str, ...] | None
    """Its number words that people write as one ("fivesix"); None for all of three letters or more."""


@cache
def records() -> Mapping[str, Language]:
    """Language code to record, in the order of `languages.toml`."""
    found = {code: _language(row) for code, row in _file()["language"].items()}
    return MappingProxyType(found)


@cache
def required() -> Mapping[str, str]:
    """The needs of every language, each with its reason: a role, `digit_words`, or a shared list."""
    return MappingProxyType(dict(_file()["must"]))


def _language(row: dict[str, Any]) -> Language:
    glued = row.get("glued")
    return Language(
        row["name"],
        tuple(row.get("also", ())),
        MappingProxyType({role: tuple(words) for role, words in row.get("roles", {}).items()}),
        MappingProxyType(dict(row.get("lists", {}))),
        frozenset(row.get("lacks", ())),
        row.get("glued_tens", False),
        None if glued is None else tuple(glued.split()),
    )


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__ or "").joinpath("languages.toml").read_text("utf-8"))


@cache
def digit_lists() -> tuple[str, ...]:
    """The lists of number words: first those with a record, in its order, which decides between equals."""
    present = names(_PREFIX)
    known = [name for code in records() if (name := f"{_PREFIX}{code}") in present]
    return (*known, *(name for name in present if name not in known))


@cache
def glued_lists() -> tuple[str, ...]:
    """The lists of `digit_lists` whose words are read when they are written as one."""
    return tuple(name for name in digit_lists() if _glued(name))


def has_glued_tens(name: str) -> bool:
    """Whether the words of this list for ten and more are read when they are written as one."""
    record = records().get(name.removeprefix(_PREFIX))
    return record is not None and record.glued_tens


@cache
def digit_pairs() -> Mapping[str, str]:
    """Two number words written as one ("fivesix"): the sign that a long word spells a number."""
    pairs = ("".join(pair) for name in digit_lists() for pair in product(_glued(name), repeat=2))
    return MappingProxyType(dict.fromkeys(sorted(pair for pair in pairs if len(pair) >= _SHORTEST_PAIR), ""))


def _glued(name: str) -> tuple[str, ...]:
    record = records().get(name.removeprefix(_PREFIX))
    if record is not None and record.glued is not None:
        return record.glued
    return tuple(
        word
        for word, value in listed(name).items()
        if value.isdecimal() and len(value) == 1 and len(word) >= _SHORTEST_WORD
        if word.isascii() and word.isalpha()
    )


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of all languages that have this role, in the order of the records, each once.

    Raises `KeyError` for a role that no language has.
    """
    found = dict.fromkeys(word for record in records().values() for word in record.roles.get(role, ()))
    if not found:
        raise KeyError(role)
    return tuple(found)
