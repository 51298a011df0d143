"""The name that is being typed at the end of a text, when its beginning is a name already.

"tele" is short for Telegram, and "teleg" is nothing. Without this module the mark on "tele" would vanish at
"teleg" and return at "telegram". This module must not know what a list means.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from touchline import lexicon
from touchline.views.word_search import Hit, entry_words, worded

NAMED: Final = (
    ("services", "services_misspelt", "services_weak"),
    *(("contact_nouns",), ("platforms",), ("away",), ("payment_services",), ("street_words",)),
)
"""Lists whose names may begin with a shorter name of the same thing ("tele", "telegram").

The shorter name may stand in another list of the group.
"""

_SHORTEST: Final = 3
_LONGEST: Final = 32
_WORDS: Final = 3


def unfinished_names(lower: str) -> dict[str, tuple[Hit, ...]]:
    """The names whose beginning ends the text (folded, lower-case), as hits of the whole name, by list."""
    names, last_words = _names()
    if lower[lower.rfind(" ") + 1 :] not in last_words:
        return {}
    tail = worded(lower[-_LONGEST:])
    start = len(tail)
    for _ in range(_WORDS):
        start = tail.rfind(" ", 0, max(0, start - 1)) + 1
        found = names.get(tail[start:])
        if found is not None:
            position = len(lower) - len(tail) + start
            return {name: (Hit(entry, position, len(lower)),) for name, entry in found.items()}
        if start == 0:
            break
    return {}


@cache
def _names() -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """By the beginning, list and entry of the name that it begins; and the last words of beginnings."""
    found: dict[str, dict[str, str]] = {}
    everyday = lexicon.table("common_words")
    for lists in NAMED:
        rows = [
            (entry_words(entry), name, entry, value)
            for name in lists
            for entry, value in lexicon.table(name).items()
        ]
        values = {text: value for text, _, _, value in rows}
        for text, name, entry, value in rows:
            shorter = [size for size in range(_SHORTEST, len(text)) if values.get(text[:size]) == value]
            for end in range(shorter[0] + 1, len(text)) if shorter else ():
                if text[end - 1] != " " and text[:end] not in values and text[:end] not in everyday:
                    found.setdefault(text[:end], {}).setdefault(name, entry)
    return found, frozenset(text.rpartition(" ")[2] for text in found)
