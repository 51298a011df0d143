"""Whether a place in a message is somebody else's words: a script to record, text to set, a quotation.

A mark of quotation counts when it holds more than the detail alone, since people also put their own
address in quotes; a whole question or proposal in quotes is always somebody else's. A word for a text
("voice-over script", "flyer", "placeholder") reaches to the end of its paragraph when a colon follows
it, else to the end of its sentence. `my` between the two takes the words back to the writer, and so do
words that lead from the text to somebody: "send the flyer to …", "for the flyer, contact …".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from touchline.language.words import CLASSES, between, own_classes
from touchline.text.roles import any_of, words_of
from touchline.text.sentence_ends import LINE_END_RE
from touchline.text.word import WORD_RE
from touchline.views.per_message import per_message
from touchline.views.spans import covers

if TYPE_CHECKING:
    from touchline.views.message import Views

_QUOTE_RE: Final = re.compile(
    r"""
    ["“„«] [^"“”„«»\n]{1,300} ["”»“]
  | (?<! \w ) ['‘‚] [^'‘’‚\n]{1,300} ['’‘] (?! \w )      # not the one of "don't"
    """,
    re.VERBOSE,
)
_MINE: Final = any_of("my", "me")
_MINE_RE: Final = re.compile(_MINE, re.VERBOSE)
_MY_RE: Final = re.compile(rf"{_MINE} (?: \s [^\W\d_]+ )? \s $", re.VERBOSE)
_ORDER_RE: Final = re.compile(any_of("puts"), re.VERBOSE)
_SENT_RE: Final = re.compile(any_of("send"), re.VERBOSE)
_TOWARDS_RE: Final = re.compile(rf"{any_of('to', 'at')} \s $", re.VERBOSE)
"""What leads from a text that is sent to where it goes: "send the flyer to …"."""
_SAYING_RE: Final = re.compile(any_of("says"), re.VERBOSE)
_INTO: Final = words_of("into")
"""Words before a detail that put it into a text: "change the label to …", "a flyer with …"."""
_FEW: Final = 3
"""Words between a text and its place: "the mockup is now at …"."""
_NEAR: Final = 60
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
    if not views.hits["quote_cues"] or _is_own(views, start):
        return None
    paragraph = max(text.rfind("\n\n", 0, start) + 1, start - _REACH)
    for cue_end in _cues(views, paragraph, start):
        gap = text[cue_end:start]
        colon = gap.find(":")
        if _MINE_RE.search(gap):
            continue
        labelled = colon >= 0 and len(gap[:colon].split()) <= _WORDS_MORE + 1
        leads_on = not alone and _leads_on(text, cue_end, start)
        if labelled or not (leads_on or LINE_END_RE.search(gap)):
            return "script"
    return "script" if _is_set(views, start, end) else None


def _leads_on(text: str, cue_end: int, start: int) -> bool:
    """Whether the words from a text to a detail say that the detail is not in it, but where it goes or is."""
    gap = text[cue_end:start]
    if _SAYING_RE.search(gap):
        return False
    if _TOWARDS_RE.search(gap) and _SENT_RE.search(text, max(0, cue_end - _NEAR), start):
        return True  # "send the flyer to …"
    words = WORD_RE.findall(gap)
    if 0 < len(words) <= _FEW and words[-1] not in _INTO and _is(words[-1], "on") and gap[-1:].isspace():
        return True  # "the mockup is at …"
    own = WORD_RE.findall(gap.rpartition(",")[2]) if "," in gap else []
    return any(
        _is(word, "reach") and (not _ORDER_RE.fullmatch(word) or _is(following, "on"))
        for word, following in pairwise([*own, ""])
    )  # "for the flyer, contact …"


def _is_own(views: Views, start: int) -> bool:
    """Whether the writer names the detail as one of his own: "my mail for the flyer: …"."""
    text = views.lower
    return any(
        _MY_RE.search(text, max(0, noun.start - _NEAR), noun.start)
        and not LINE_END_RE.search(text, noun.end, start)
        for noun in between(views.hits["contact_nouns"], max(0, start - _NEAR), start)
    )


def _is(word: str, name: str) -> bool:
    return CLASSES[name] in own_classes().get(word, "")


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
    return not LINE_END_RE.search(text, order.start(), after[0])


def _cues(views: Views, start: int, end: int) -> tuple[int, ...]:
    """Where words for a text end in `[start, end)`, the last few of them."""
    hits = views.hits["quote_cues"]
    last = bisect_right(hits, end, key=lambda hit: hit.start)
    return tuple(
        hit.end for hit in hits[max(0, last - _CUES) : last] if covers(start, end, hit.start, hit.end)
    )
