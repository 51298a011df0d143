"""Whether a place in a message is somebody else's words: a script to record, text to set, a quotation.

A mark of quotation counts when it holds more than the detail alone, since people also put their own
address in quotes; a whole question or proposal in quotes is always somebody else's. A word for a text
("voice-over script", "flyer", "placeholder") reaches to the end of its paragraph when a colon follows
it, else to the end of its sentence. `my` between the two takes the words back to the writer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from touchline.views.per_message import per_message

if TYPE_CHECKING:
    from touchline.views.message import Views

_QUOTE_RE: Final = re.compile(
    r"""
    ["“„«] [^"“”„«»\n]{1,300} ["”»“]
  | (?<! \w ) ['‘‚] [^'‘’‚\n]{1,300} ['’‘] (?! \w )      # not the one of "don't"
    """,
    re.VERBOSE,
)
_MINE_RE: Final = re.compile(r"\b(?:my|mine|me|mi|mon|mein|meu|mio|мой|mera|amar)\b")
_ORDER_RE: Final = re.compile(
    r"\b(?:put|add|place|use|include|print|show|display|write|insert|replace|change|set|engrave|embroider)\b"
)
_NEAR: Final = 60
_SENTENCE_END_RE: Final = re.compile(r"[.!?](?:\s|$)|\n")
_WORDS_MORE: Final = 2
_REACH: Final = 1500
"""How far before a detail a word for a text may stand, in characters."""
_CUES: Final = 8


def quoting(views: Views, start: int, end: int, *, alone: bool = False) -> str | None:
    """The evidence code for `views.lower[start:end]` being quoted, or None.

    `alone` tells that the quotation may hold nothing else, as a question does that a bot is to ask.
    """
    text = views.lower
    quotations = _quotations(views)
    last = bisect_left(quotations, start, key=itemgetter(0)) - 1
    if last >= 0 and end < quotations[last][1]:
        opened, closed = quotations[last]
        rest = text[opened + 1 : start] + " " + text[end : closed - 1]
        if alone or len(rest.split()) >= _WORDS_MORE:
            return "quoted"
    if not views.hits["quote_cues"]:
        return None
    paragraph = max(text.rfind("\n\n", 0, start) + 1, start - _REACH)
    for cue_end in _cues(views, paragraph, start):
        between = text[cue_end:start]
        colon = between.find(":")
        labelled = colon >= 0 and len(between[:colon].split()) <= _WORDS_MORE + 1
        if (labelled or not _SENTENCE_END_RE.search(between)) and not _MINE_RE.search(between):
            return "script"
    return "script" if _is_set(views, start, end) else None


@per_message
def _quotations(views: Views) -> list[tuple[int, int]]:
    """Where the quotations of the message begin and end, marks included: (5, 9) in `say: "hi"`."""
    return [match.span() for match in _QUOTE_RE.finditer(views.lower)]


def _is_set(views: Views, start: int, end: int) -> bool:
    """Whether the writer orders a text to be set somewhere: "put … on the business card"."""
    text = views.lower
    after = _cues(views, end, min(len(text), end + _NEAR))
    order = _ORDER_RE.search(text, max(0, start - _NEAR), start) if after else None
    if order is None or _MINE_RE.search(text, order.start(), start):
        return False
    return not _SENTENCE_END_RE.search(text, order.start(), after[0])


def _cues(views: Views, start: int, end: int) -> tuple[int, ...]:
    """Where words for a text end in `[start, end)`, the last few of them."""
    hits = views.hits["quote_cues"]
    last = bisect_right(hits, end, key=lambda hit: hit.start)
    return tuple(
        hit.end for hit in hits[max(0, last - _CUES) : last] if start <= hit.start and hit.end <= end
    )
