"""Every `name` in a docstring or a comment of the package is something that exists, where it says so.

In the docstring of a module, `name` is a module or folder of the package, a file, or something that a
module defines. In other docstrings and in comments it may also be anything that its own module mentions.
"""

from __future__ import annotations

import builtins
import inspect
import io
import keyword
import re
import sys
import tokenize
import tomllib
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.structure.source import (
    MODULES,
    PACKAGE,
    ROOT,
    attributes,
    definitions,
    docstrings,
    mentioned,
    strings,
)

from touchline import lexicon, model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME_RE = re.compile(r"`([A-Za-z_]\w*(?:[./][A-Za-z_]\w*)*)(?:\(\))?`")
FOLDERS = ("companion", "docs", "extension", "tests")
PLACES = {path.stem for path in MODULES} | {path.name for path in PACKAGE.rglob("*") if path.is_dir()}
FILES = {path.name for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()}
FILES |= {path.name for path in ROOT.iterdir()}
DEFINED = {each.name for path in MODULES for each in definitions(path)}
OF_PYTHON = {*dir(builtins), *keyword.kwlist, *sys.stdlib_module_names}
LISTS = {path.stem for path in (PACKAGE / "lexicon").glob("*.txt")} | lexicon.services.LISTS.keys()
WORDS = {
    str(member)
    for _, kind in inspect.getmembers(model, inspect.isclass)
    if issubclass(kind, Enum)
    for member in kind
}
"""The words of the contract: kinds, intents, facts …"""
SAID = frozenset().union(*map(strings, MODULES))
DATA = sorted(path for suffix in ("toml", "txt") for path in PACKAGE.rglob(f"*.{suffix}"))
EXAMPLES = {
    *("jane/gmail/com", "t.me/jane", "paypal.me/jane", "u/name", "te1egram", "skype"),  # what a message holds
    *("my", "debug"),  # words that a user writes or sets
    *("sys.stdin", "contextmanager", "regex", "Origin"),  # of Python, of a library, of HTTP
    *("FREE", "BARE", "CLAUSE", "GIVE", "END"),  # what a pattern is written in
    *("readme.md", "utils.py", "next.js", "discord.js", "node.js"),  # what a message names
}
"""What stands between such marks and names nothing of ours."""


def comments(path: Path) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def named(text: str) -> Iterator[str]:
    return (match[1] for match in NAME_RE.finditer(text) if match[1] not in EXAMPLES)


def leads_somewhere(name: str, known: set[str]) -> bool:
    parts = re.split(r"[./]", name)
    return name.rpartition("/")[2] in FILES or all(part in known for part in parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_modules_docstring_names_what_is_there(path: Path) -> None:
    known = PLACES | DEFINED | OF_PYTHON | LISTS | WORDS
    first = [text for line, text in docstrings(path) if line == 1]
    assert [name for text in first for name in named(text) if not leads_somewhere(name, known)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_other_docstring_and_comment_names_what_is_there(path: Path) -> None:
    known = PLACES | DEFINED | OF_PYTHON | SAID | _keys() | attributes() | mentioned(path)
    said = [*((line, text) for line, text in docstrings(path) if line > 1), *comments(path)]
    lost = [
        f"{line}: {name}" for line, text in said for name in named(text) if not leads_somewhere(name, known)
    ]
    assert lost == []


@pytest.mark.parametrize("path", DATA, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_comment_in_a_data_file_names_what_is_there(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    known = (
        PLACES | DEFINED | {word for line in lines for word in re.findall(r"[\w-]+", line.partition("#")[0])}
    )
    said = [line for line in lines if line.startswith("# ")]
    assert [name for line in said for name in named(line) if not leads_somewhere(name, known)] == []


@pytest.mark.parametrize("path", [*MODULES, *DATA], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_file_that_is_named_exists(path: Path) -> None:
    """Without such marks too: "stands in phrases.py"."""
    text = "\n".join(
        line for line in path.read_text("utf-8").splitlines() if "#" in line or path.suffix == ".py"
    )
    files = re.findall(r"(?<![\w./-])((?:[\w-]+/)*[\w-]+\.(?:py|toml|js|md))\b", text)
    assert [file for file in files if file not in EXAMPLES and not _exists(file)] == []


@cache
def _keys() -> frozenset[str]:
    """Every key of the package's TOML files, but for the packs of terms."""
    rows = [tomllib.loads(path.read_text("utf-8")) for path in DATA if path.suffix == ".toml"]
    found: set[str] = set()
    while rows:
        row = rows.pop()
        found |= row.keys()
        rows.extend(value for value in row.values() if isinstance(value, dict))
    return frozenset(found)


def _exists(file: str) -> bool:
    name = file.rpartition("/")[2]
    inside = (place for folder in FOLDERS for place in (ROOT / folder).rglob(name))
    return (ROOT / file).is_file() or any(f"/{place.as_posix()}".endswith(f"/{file}") for place in inside)
