"""Whether a word is an everyday one.

Pure judgement of one word; it must not know what stands around it.
"""

from __future__ import annotations

from typing import Final

from touchline import lexicon

_ENDINGS: Final = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "ally", "ation", "ment", "'s")


def is_everyday(word: str) -> bool:
    """Whether `word` is an everyday word, or one with an English ending."""
    common = lexicon.table("common_words")
    if word in common or word in lexicon.table("talk_words"):
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        doubled = len(stem) > 2 and stem[-1] == stem[-2]  # noqa: PLR2004  "stopped"
        if stem != word and (stem in common or stem + "e" in common or (doubled and stem[:-1] in common)):
            return True
    return False
