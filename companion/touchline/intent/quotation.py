"""Whether a place in a message is somebody else's words: a script to record, text to set, a quotation.

A mark of quotation counts when it holds more than the detail alone, since people also put their own
address in quotes. A word for a text ("voice-over script", "flyer", "placeholder") reaches to the end
of its paragraph when a colon follows it, else to the end of its sentence. `my` between the two
takes the words back to the writer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from touchline import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTE_RE: Final = re.compile(r"[\"“„«]([^\"“”„«»\n]{1,600})[\"”»]")
_MINE_RE: Final = re.compile(r"\b(?:my|mine|me|mi|mon|mein|meu|mio|мой|mera|amar)\b")
_SENTENCE_END_RE: Final = re.compile(r"[.!?](?:\s|$)|\n")
_WORDS_MORE: Final = 2


def quoting(text: str, start: int, end: int) -> str | None:
    """The evidence code for `text[start:end]` being quoted, or None; `text` is in lower case."""
    for match in _QUOTE_RE.finditer(text, max(0, start - 600), min(len(text), end + 600)):
        if match.start() < start and end < match.end():
            rest = text[match.start() + 1 : start] + " " + text[end : match.end() - 1]
            if len(rest.split()) >= _WORDS_MORE:
                return "quoted"
    paragraph = text.rfind("\n\n", 0, start) + 1
    for cue_end in _cues(text, paragraph, start):
        between = text[cue_end:start]
        if _MINE_RE.search(between):
            continue
        colon = between.find(":")
        labelled = colon >= 0 and len(between[:colon].split()) <= _WORDS_MORE + 1
        if labelled or not _SENTENCE_END_RE.search(between):
            return "script"
    return None


def _cues(text: str, start: int, end: int) -> Iterator[int]:
    """Where words for a text that is to be recorded, printed or shown end."""
    for match in _cue_re().finditer(text, max(start, end - 1500), end):
        yield match.end()


@cache
def _cue_re() -> re.Pattern[str]:
    words = sorted(lexicon.table("quote_cues"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
