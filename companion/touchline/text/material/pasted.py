"""What is pasted from elsewhere: fenced code, quoted lines, mail with its head.

This module must not know what stands in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.lexicon import table
from touchline.text.roles import any_of, any_word
from touchline.views.code_points import folded_entry, folded_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from touchline.text.material.line import Line

_FENCE_RE: Final = re.compile(r"\s{0,3}(```|~~~)")

_QUOTED_RE: Final = re.compile(r"^ \s? (?: > \s? )+ \S", re.VERBOSE)
_HEADER_RE: Final = re.compile(r"^ \s* > ? \s? \*? ([A-Z][A-Za-z-]{1,24}) \*? : \s", re.VERBOSE)
_FORWARDED_RE: Final = re.compile(r"^ \s* -{3,} .{3,40} -{3,} \s* $", re.VERBOSE)


def fenced_lines(lines: Sequence[Line]) -> Iterator[int]:
    """Lines between two fences."""
    inside = False
    for index, line in enumerate(lines):
        if _FENCE_RE.match(line.text):
            inside = not inside
        elif inside:
            yield index


def mail_lines(lines: Sequence[Line]) -> Iterator[int]:
    """Quoted lines, and from the head of a pasted mail or letter on all that follows."""
    head: list[int] = []
    for index, line in enumerate(lines):
        if _QUOTED_RE.match(line.text):
            yield index
        match = _HEADER_RE.match(line.text)
        head = [*head, index] if match is not None and match[1].lower() in table("mail_headers") else []
        if (
            len(head) >= _HEADERS
            or _FORWARDED_RE.match(line.text)
            or _WROTE_RE.search(folded_word(line.text))
        ):
            yield from head
            yield from range(index, len(lines))
            return


_HEADERS: Final = 2
_WROTE_RE: Final = re.compile(rf"^ .{{6,100}} \b {any_of('wrote')} .{{0,40}} : \s* $", re.VERBOSE)


def presented_lines(lines: Sequence[Line]) -> Iterator[int]:
    """What stands under a colon, or a word for a text, and a blank line: it is shown, not said.

    Only where it is longer than a detail is, and the line above does not lead to the writer.
    """
    for index, line in enumerate(lines[:-2]):
        if lines[index + 1].text.strip():
            continue
        said = folded_word(line.text)
        if not (said.rstrip().endswith(":") or _CUE_RE.search(said)):
            continue
        if len(said.split()) < _LEAD or _OWN_RE.search(said):
            continue
        stop = index + 2
        while stop < len(lines) and lines[stop].text.strip():
            stop += 1
        shown = range(index + 2, stop)
        if len(shown) > 1 or any(len(lines[each].text.split()) >= _SHOWN for each in shown):
            yield from shown


_CUE_RE: Final = re.compile(any_word(frozenset(map(folded_entry, table("quote_cues")))), re.VERBOSE)
_LEAD: Final = 4
_SHOWN: Final = 12
"""Words of a single line that is a text and not a detail alone."""
_OWN_RE: Final = re.compile(any_of("my", "our", "me", "us", "find", "call", "mail"), re.VERBOSE)
