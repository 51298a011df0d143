"""Reads a word list from its file: `lexicon/<name>.txt`.

One entry a line, sorted, unique, an optional value after a tab, `#` comments at the top only. This
module must not know what a list means, nor how it is searched.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def listed(name: str) -> Mapping[str, str]:
    """The list in the file `name`: entry to value, the value "" where the line has none.

    Raises `FileNotFoundError` for a list that does not exist.
    """
    text = files(__package__ or "").joinpath(f"{name}.txt").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("# "))
    return MappingProxyType({entry: value for entry, _, value in rows})


@cache
def names(prefix: str) -> tuple[str, ...]:
    """The names of the lists that begin with `prefix`, sorted: "digit_words_ar" and so on."""
    found = (path.name for path in files(__package__ or "").iterdir() if path.name.endswith(".txt"))
    return tuple(sorted(name.removesuffix(".txt") for name in found if name.startswith(prefix)))


def is_listed(name: str) -> bool:
    """Whether the list `name` has a file of its own."""
    return files(__package__ or "").joinpath(f"{name}.txt").is_file()
