"""Whether a word is an everyday one.

The one answer for all who ask: a name ("marta", "ahmed") may reach somebody, an everyday word says what
is where ("fonts", "hosted"). Pure judgement of one word; this module must not know what stands around it.
"""

from __future__ import annotations

from typing import Final

from touchline import lexicon

_ENDINGS: Final = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "ally", "ation", "ment", "'s")
_OF_VERBS: Final = frozenset({"ed", "d", "ing"})
_AFTER_E: Final = frozenset({"es", "ed", "ing", "er", "ers", "ation"})
"""Endings before which a word drops its last "e": "us-ing". "Fred" is no form of "free"."""
_LEAST: Final = 2
"""Letters of the shortest word that takes an ending, as in "going"; "Ming" is no form of "m"."""


def is_everyday(word: str) -> bool:
    """Whether the lower-case `word` is an everyday word, or one with an English ending: "hosted", "files"."""
    if word in lexicon.table("common_words") or word in lexicon.table("talk_words"):
        return True
    return any(word.endswith(ending) and _is_form(word, ending) for ending in _ENDINGS)


def _is_form(word: str, ending: str) -> bool:
    """Whether `word` without its ending is an everyday word, spelled as before that ending or by itself."""
    stem = word.removesuffix(ending)
    if len(stem) < _LEAST:
        return False
    stems = {stem}
    if ending in _AFTER_E:
        stems.add(stem + "e")
    if len(stem) > _LEAST and stem[-1] == stem[-2]:
        stems.add(stem[:-1])  # "stopped"
    if ending in _OF_VERBS and not lexicon.table("verbs").keys().isdisjoint(stems):
        return True
    return not lexicon.table("common_words").keys().isdisjoint(stems)
