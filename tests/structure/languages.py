"""What each language has of what a language must have, read from `lexicon/languages.toml` and the lists.

`python -m tests.structure.languages` prints it: a row for each role, digit words or list, a column for each
language; "yes", "lacks" for a gap that the record names, "MISSING" for one that it does not.
"""

from __future__ import annotations

from typing import Final

from touchline import lexicon
from touchline.lexicon.languages import digit_lists, records, required

_UNSPACED: Final = {"phone_cues": "cjk_phone_cues"}
"""Lists whose words in scripts without spaces stand in a list of their own."""


def has(code: str, what: str) -> bool:
    """Whether the language `code` has its number words, a word in a role, or a word in a shared list."""
    record = records()[code]
    if what == "digit_words":
        return f"digit_words_{code}" in digit_lists()
    return bool(record.roles.get(what)) or is_listed(record.lists.get(what), what)


def is_listed(word: str | None, where: str) -> bool:
    """Whether the list `where` holds `word`: "talk_words.give" in the class `give` of that list."""
    name, _, wanted = where.partition(".")
    if word is None:
        return False
    value = lexicon.table(name).get(word)
    if value is None and name in _UNSPACED:
        value = lexicon.table(_UNSPACED[name]).get(word)
    return value is not None and (not wanted or wanted in value.split(","))


def missing() -> list[str]:
    """What languages lack without their records saying so: "pl: then"."""
    return [
        f"{code}: {what}"
        for code, record in records().items()
        for what in required()
        if not has(code, what) and what not in record.lacks
    ]


def matrix() -> str:
    """The table of what each language has."""
    codes = list(records())
    width = max(map(len, required()))
    rows = [" ".join([" " * width, *(f"{code:^7}" for code in codes)])]
    for what in required():
        cells = (_cell(code, what) for code in codes)
        rows.append(" ".join([f"{what:{width}}", *(f"{cell:^7}" for cell in cells)]).rstrip())
    return "\n".join(rows)


def _cell(code: str, what: str) -> str:
    if has(code, what):
        return "yes"
    return "lacks" if what in records()[code].lacks else "MISSING"


if __name__ == "__main__":
    print(matrix())
