"""One line of a message, and whether it is a sentence. It must not know what sorts of material there are."""

from __future__ import annotations

from typing import Final, NamedTuple

from touchline.lexicon import table
from touchline.text.roles import words_of
from touchline.text.word import WORD_RE


class Line(NamedTuple):
    """A line of the message as typed, `raw[start:end]`, without its line break."""

    start: int
    end: int
    text: str


def is_prose(text: str) -> bool:
    """Whether the line is a sentence: some words, most of them of letters alone."""
    words = text.split()
    plain = sum(word.strip(".,!?;:'\"()").isalpha() for word in words)
    return len(words) >= _SENTENCE and plain * 3 >= len(words) * 2


_SENTENCE: Final = 5


def names_contact(label: str) -> bool:
    """Whether a word before a colon or a number names a contact detail: no speaker and no id is called so."""
    words = {word.lower() for word in WORD_RE.findall(label)}
    named = (table(name) for name in ("contact_nouns", "phone_cues", "services"))
    return any(not words.isdisjoint(names) for names in named) or not words.isdisjoint(
        words_of("mail", "account", "number")
    )
