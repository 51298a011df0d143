"""Whether the quotes of a pack still stand in a page that the user saved.

Words and punctuation are compared, not layout or the shape of quotation marks. Nothing is downloaded: the
page comes from the caller as text. This module must not know files, rules or findings.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from touchline.errors import InvalidRequest
from touchline.terms.pack_file import CUT_RE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from touchline.model import Clause

NEAR_ENOUGH = 0.6
"""From this share of equal words on, a passage counts as the changed form of a quote."""

CANDIDATES = 3
"""How many of the most similar stretches of the page are compared word by word."""

_TOKEN_RE = re.compile(
    r"""
      \w+(?:'\w+)*   # a word, its apostrophes inside
    | [^\w\s]        # one sign of punctuation
    """,
    re.VERBOSE,
)
_HTML_RE = re.compile(
    r"""
      <!doctype\s+html   # a saved page begins like this
    | <html\b
    | </(?:p|div|li)>    # or at least holds paragraphs
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAME_SIGN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": " "})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})


class State(StrEnum):
    """The state of a quote."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Freshness:
    """The state of one clause's quote; `difference` marks words as [-gone-] and {+new+}."""

    clause: Clause
    state: State
    difference: str | None = None


def freshness(clauses: Iterable[Clause], page: str) -> tuple[Freshness, ...]:
    """For every clause with a quote, whether it stands in `page` (plain text or HTML).

    Raises `InvalidRequest` for a page without words, in which every quote would be gone.
    """
    words = _tokens(_visible(page))
    if not words:
        raise InvalidRequest("page", "no words in it; save it again when all of it is shown")
    joined = _joined(words)
    return tuple(_freshness(clause, clause.quote, words, joined) for clause in clauses if clause.quote)


def _freshness(clause: Clause, quote: str, words: Sequence[str], joined: str) -> Freshness:
    parts = [tokens for part in CUT_RE.split(quote) if (tokens := _inner(_tokens(part)))]
    if all(_joined(part) in joined for part in parts):
        return Freshness(clause, State.UNCHANGED)
    differences = []
    for part in parts:
        passage = _nearest(part, words)
        if passage is None:
            return Freshness(clause, State.GONE)
        differences.append(_difference(part, passage))
    return Freshness(clause, State.CHANGED, " […] ".join(differences))


def _nearest(part: Sequence[str], words: Sequence[str]) -> Sequence[str] | None:
    """The stretch of `words` most like `part`, or None when nothing is near enough."""
    best, likeness = None, NEAR_ENOUGH
    for start in _promising(part, words):
        stretch = words[max(0, start - len(part) // 4) : start + len(part) + len(part) // 4]
        blocks = [
            b for b in SequenceMatcher(None, part, stretch, autojunk=False).get_matching_blocks() if b.size
        ]
        if not blocks:
            continue
        passage = stretch[blocks[0].b : blocks[-1].b + blocks[-1].size]
        ratio = SequenceMatcher(None, part, passage, autojunk=False).ratio()
        if ratio > likeness:
            best, likeness = passage, ratio
    return best


def _promising(part: Sequence[str], words: Sequence[str]) -> list[int]:
    """Where windows as long as `part` share the most words with it, best first, not overlapping."""
    size = min(len(part), len(words))
    wanted, inside, shared = Counter(part), Counter[str](), 0
    scores: list[tuple[int, int]] = []
    for position, word in enumerate(words):
        inside[word] += 1
        shared += inside[word] <= wanted[word]
        if position >= size:
            left = words[position - size]
            shared -= inside[left] <= wanted[left]
            inside[left] -= 1
        if position + 1 >= size:
            scores.append((shared, position + 1 - size))
    starts: list[int] = []
    for _, start in sorted(scores, key=lambda score: (-score[0], score[1])):
        if all(abs(start - other) >= size for other in starts):
            starts.append(start)
        if len(starts) == CANDIDATES:
            break
    return starts


def _difference(old: Sequence[str], new: Sequence[str]) -> str:
    return _spaced(_marked(old, new))


def _marked(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for operation, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            yield from old[i:j]
            continue
        if i < j:
            yield f"[-{_spaced(old[i:j])}-]"
        if k < m:
            yield f"{{+{_spaced(new[k:m])}+}}"


def _spaced(words: Iterable[str]) -> str:
    """Words as a sentence again: no space before a comma, a full stop and the like."""
    return re.sub(r" ([,.;:!?)])", r"\1", " ".join(words))  # the signs that stick to the word before


def _tokens(text: str) -> list[str]:
    return _TOKEN_RE.findall(unicodedata.normalize("NFKC", text.translate(_SAME_SIGN)))


def _inner(tokens: list[str]) -> list[str]:
    """Without punctuation at either end: where a quote stops, the page may go on differently."""
    ends = [index for index, token in enumerate(tokens) if token[0].isalnum()]
    return tokens[ends[0] : ends[-1] + 1] if ends else []


def _joined(tokens: Sequence[str]) -> str:
    return f" {' '.join(tokens)} "


def _visible(page: str) -> str:
    if not _HTML_RE.search(page):
        return page
    reader = _VisibleText()
    reader.feed(page)
    reader.close()
    return " ".join(reader.pieces)


class _VisibleText(HTMLParser):
    """Collects what a reader of a saved page sees."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)
