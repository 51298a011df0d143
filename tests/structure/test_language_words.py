"""Words of human languages stand in the lexicon, never in the modules that look for something.

A pattern names the role of a word ("my", "on"), and `text/roles.py` puts in the words of every language. So
a language is data, and no two patterns know different words for the same thing.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest
from tests.structure.rooms import PACKAGE

from touchline import lexicon
from touchline.lexicon.languages import records
from touchline.views.code_points import folded_word


def said_in(code: str) -> set[str]:
    """The words of one language that have a role, one by one, with their accents and without."""
    said = [entry for entries in records()[code].roles.values() for entry in entries]
    return {word for entry in said for word in (*entry.split(), *folded_word(entry).split())}


ROOMS: Final = ("views", "claims", "text", "language", "detectors", "intent", "pipeline")
MODULES: Final = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))
ALLOWED: Final = {
    "views/code_points.py": (
        "signs and letters that are folded to others",
        "ªºØøĐđħıŁłŧʼ\u115f\u1160\u3164\uffa0",
    ),
    "views/folded.py": (
        "ends of scripts, and letters of which lower case or folding is peculiar",
        "ßΑΡΣΩαωЀџҐӿאתٱٴٹۓॠৠกาぁゖァヺ一鿿가힣",
    ),
    "views/message.py": ("the letter whose lower case is two", "İ"),
    "views/word_search.py": ("ends of scripts without spaces between words", "ကកヿ㐀鿿가힣𠀀"),
    "text/roles.py": ("the same", "ကកヿ㐀鿿"),
    "detectors/link.py": ("ends of the Latin letters that do not fold to ASCII", "ßɏ"),
}
"""Modules that hold letters of other alphabets: why, and which. A word has no place here, in any alphabet."""
FUNCTION_WORDS: Final = frozenset(
    {
        "auf",
        "avec",
        "bei",
        "bitte",
        "chez",
        "dein",
        "della",
        "est",
        "hai",
        "ist",
        "kein",
        "mein",
        "mera",
        "meu",
    }
    | {"mio", "mon", "nahi", "nicht", "oder", "para", "pelo", "sans", "seu", "sind", "sono", "und", "votre"}
)
"""Function words that are no English word and no part of a pattern's syntax."""
LEAST: Final = 3
"""Letters of the shortest word that is told from a pattern's syntax: "es" is an ending of English too."""
EVERYDAY: Final = said_in("en") | lexicon.table("common_words").keys()
TELLTALE: Final = FUNCTION_WORDS | {
    word
    for said in map(said_in, records())
    for word in said
    if word.isascii() and word.isalpha() and len(word) >= LEAST and word not in EVERYDAY
}
"""These, and the words of the records in ASCII letters that no list of everyday words has."""


def strings(source: str) -> list[str]:
    """The strings of a module that are no docstrings, comments inside verbose patterns left out."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        re.sub(r"\s# .*", "", node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


def foreign(source: str) -> list[str]:
    """Letters beyond ASCII and telltale words in the strings of a module."""
    found: set[str] = set()
    for text in strings(source):
        found |= {char for char in text if char.isalpha() and not char.isascii()}
        found |= TELLTALE & set(re.findall(r"[a-z]+", text.lower()))
    return sorted(found)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_holds_words_of_a_language(path: Path) -> None:
    _, letters = ALLOWED.get(path.relative_to(PACKAGE).as_posix(), ("", ""))
    assert foreign(path.read_text("utf-8")) == sorted(letters)


def test_a_word_of_a_language_would_be_seen() -> None:
    assert foreign('MINE = r"my | mein | мой"') == sorted({"mein", "м", "о", "й"})
    assert foreign('"""The word "мой"."""\nMINE = any_of("my")') == []


def test_words_of_every_language_in_latin_letters_would_be_seen() -> None:
    assert {"jestem", "mijn", "minha", "woon", "soy", "tinggal", "usuario"} <= TELLTALE
    assert foreign('SAID = "jestem|mijn"') == ["jestem", "mijn"]
    assert TELLTALE.isdisjoint({"come", "the", "street"})


def test_what_is_allowed_is_there() -> None:
    assert all((PACKAGE / name).is_file() for name in ALLOWED)
