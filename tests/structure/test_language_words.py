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

ROOMS: Final = ("views", "claims", "text", "language", "detectors", "intent", "pipeline")
MODULES: Final = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))
SCRIPTS: Final = "what scripts and letters are, and which signs stand for which"
ALLOWED: Final = {
    "views/code_points.py": SCRIPTS,
    "views/folded.py": SCRIPTS,
    "views/message.py": SCRIPTS,
    "views/word_search.py": SCRIPTS,
    "text/roles.py": SCRIPTS,
    "text/signs/missing.py": "the Chinese full stop that is a word: 点",
    "detectors/email/email.py": "the Han and kana letters that lead up to an address, as a class of letters",
    "detectors/link.py": SCRIPTS,
    "detectors/address/address.py": "how addresses are put together in a country: the form, not a word",
}
"""Modules that hold letters of other alphabets, and why. A word has no place here."""
TELLTALE: Final = frozenset(
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
    found = foreign(path.read_text("utf-8"))
    if path.relative_to(PACKAGE).as_posix() in ALLOWED:
        assert found, "it holds none any more: take it off the list"
    else:
        assert found == []


def test_a_word_of_a_language_would_be_seen() -> None:
    assert foreign('MINE = r"my | mein | мой"') == sorted({"mein", "м", "о", "й"})
    assert foreign('"""The word "мой"."""\nMINE = any_of("my")') == []


def test_what_is_allowed_is_there() -> None:
    assert all((PACKAGE / name).is_file() for name in ALLOWED)
