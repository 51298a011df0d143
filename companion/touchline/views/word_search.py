"""The one automaton that looks for every entry of several word lists in a single pass.

It must not know what a list means, nor anything about views or raw positions.
"""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline import lexicon
from touchline.views.code_points import folded_entry
from touchline.views.letters import MARKS

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_SPACES: Final = bytes(code if chr(code).isalnum() else 32 for code in range(128)).ljust(256)
_UNSPACED_RE: Final = re.compile(
    # Thai and Lao, Burmese, Khmer, kana, Han: scripts written without spaces between words; and Hangul,
    # where what follows a name in one word is its case
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U000323af]"
)
_NO_WORD_RE: Final = re.compile(rf"[^\w {MARKS}]")


class Hit(NamedTuple):
    """`entry` of a list stands as whole words at `[start, end)` of the searched text."""

    entry: str
    start: int
    end: int


_POSITION: Final = attrgetter("start", "end")


class _Automaton(NamedTuple):
    search: AhoCorasick
    owners: tuple[tuple[tuple[str, str, int, int], ...], ...]
    """For each pattern: list, entry, and what to add to the match's start and end to leave out spaces."""


def hits_in(text: str, names: tuple[str, ...]) -> dict[str, tuple[Hit, ...]]:
    """Whole-word occurrences in `text` (folded, lower-case) of the lists `names`, in order of position.

    Every character that is part of no word counts as a space, in the entries too: "e-mail" is also
    found as "e mail". Scripts without spaces, and the lists of `lexicon.ANYWHERE`, need no boundary.
    """
    searched = worded(text)
    found = _hits(searched, names)
    if not text.isascii() and _UNSPACED_RE.search(text):
        # "我的skype是": the Latin word ends where the other script begins
        for name, hits in _hits(_UNSPACED_RE.sub(" ", searched), names).items():
            found[name] = list({*found.get(name, ()), *hits})
    return {
        name: tuple(sorted(hits, key=_POSITION)) if len(hits) > 1 else tuple(hits)
        for name, hits in found.items()
    }


def _hits(searched: str, names: tuple[str, ...]) -> dict[str, list[Hit]]:
    search, owners = _automaton(names)
    found: dict[str, list[Hit]] = {}
    for index, start, end in search.find_matches_as_indexes(f" {searched} ", overlapping=True):
        for name, entry, before, after in owners[index]:
            if (hits := found.get(name)) is None:
                hits = found[name] = []
            hits.append(Hit(entry, start + before, end + after))
    return found


def worded(text: str) -> str:
    """`text` with every character that is part of no word made a space; same length and positions."""
    if text.isascii():
        return text.encode().translate(_SPACES).decode()
    return _NO_WORD_RE.sub(" ", text).replace("_", " ")


@cache
def _automaton(names: tuple[str, ...]) -> _Automaton:
    from ahocorasick_rs import (  # noqa: PLC0415  a native module, loaded with the first message
        AhoCorasick,
        Implementation,
        MatchKind,
    )

    owners: dict[str, dict[str, str]] = {}
    for name in names:
        for entry in lexicon.table(name):
            owners.setdefault(_pattern(entry, anywhere=name in lexicon.ANYWHERE), {}).setdefault(name, entry)
    search = AhoCorasick(list(owners), MatchKind.Standard, False, Implementation.DFA)
    rows = []
    for text, by_name in owners.items():
        # the searched text has one space before it; a pattern has one on each side that needs a boundary
        before, after = -1 + text.startswith(" "), -1 - text.endswith(" ")
        rows.append(tuple((name, entry, before, after) for name, entry in by_name.items()))
    return _Automaton(search, tuple(rows))


def _pattern(entry: str, *, anywhere: bool) -> str:
    text = entry_words(entry)
    before = "" if anywhere or _UNSPACED_RE.match(text) else " "
    after = "" if anywhere or _UNSPACED_RE.match(text[-1]) else " "
    return before + text + after


def entry_words(entry: str) -> str:
    """An entry of a list as it is looked for: folded, its words one space apart."""
    text = " ".join(worded(folded_entry(entry)).split())
    if not text:
        raise ValueError("an entry holds at least one letter or digit")
    return text
