"""One rewriting of a message and its map back to raw positions.

This module must not know which rewritings there are, nor what is looked for in them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    _Map = tuple[Sequence[int], Sequence[int]]


class View:
    """One rewriting of its `parent`, or of the raw message where there is none.

    `starts[i]`/`ends[i]` are the span in the parent that `text[i]` was made from; None means that
    positions are equal.
    """

    __slots__ = ("ends", "name", "parent", "starts", "text")

    def __init__(
        self,
        name: str,
        text: str,
        starts: Sequence[int] | None = None,
        ends: Sequence[int] | None = None,
        parent: View | None = None,
    ) -> None:
        self.name = name
        self.text = text
        self.starts = starts
        self.ends = ends
        self.parent = parent

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw half-open span, in code points, that `text[start:end]` was made from.

        Raises `ValueError` for an empty span: nothing was made from nothing.
        """
        start, end = self._span(start, end)
        return (start, end) if self.parent is None else self.parent.raw_span(start, end)

    def span_in(self, ancestor: View, start: int, end: int) -> tuple[int, int]:
        """The span in `ancestor`, one of the views this one was made from, or this one itself.

        Raises `ValueError` for an empty span or a view that this one was not made from.
        """
        if self is ancestor:
            return start, end
        if self.parent is None:
            raise ValueError("not made from that view")
        return self.parent.span_in(ancestor, *self._span(start, end))

    def _span(self, start: int, end: int) -> tuple[int, int]:
        if start >= end:
            raise ValueError("a span holds at least one character")
        if self.starts is None or self.ends is None:
            return start, end
        # maps run one way, forwards or (reversed text) backwards, so the ends tell all
        first, last = start, end - 1
        return min(self.starts[first], self.starts[last]), max(self.ends[first], self.ends[last])

    def mapped(self, name: str, pieces: Iterable[tuple[str, int, int]]) -> View:
        """A view made of pieces of this one, each with the span here that its characters stand for.

        A piece as long as its span stands for it character by character.
        """
        pieces = list(pieces)
        return LaidView(name, "".join([text for text, _, _ in pieces]), partial(_laid, pieces), self)


class LaidView(View):
    """A view that builds its position map on first use, because nothing is found in most messages.

    The map runs forwards only.
    """

    __slots__ = ("_lay",)

    def __init__(self, name: str, text: str, lay: Callable[[], _Map], parent: View | None = None) -> None:
        super().__init__(name, text, parent=parent)
        self._lay = lay

    def _span(self, start: int, end: int) -> tuple[int, int]:
        if start >= end:
            raise ValueError("a span holds at least one character")
        if self.starts is None or self.ends is None:
            self.starts, self.ends = self._lay()
        return self.starts[start], self.ends[end - 1]


def _laid(pieces: Iterable[tuple[str, int, int]]) -> _Map:
    starts: list[int] = []
    ends: list[int] = []
    for text, start, end in pieces:
        if len(text) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(text))
            ends.extend([end] * len(text))
    return starts, ends


class JoinedView(View):
    """The current message joined to earlier ones; `own` are the positions that it takes.

    Only what reaches into the current message can be pointed at; the rest is what made it readable.
    """

    __slots__ = ("own",)

    def __init__(self, text: str, own: range, parent: View) -> None:
        super().__init__("recent", text, parent=parent)
        self.own = own

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the span that lies in the current message; an empty one where none does."""
        start, end = max(start, self.own.start), min(end, self.own.stop)
        if end <= start or self.parent is None:
            return 0, 0
        return self.parent.raw_span(start - self.own.start, end - self.own.start)

    def straddles(self, start: int, end: int) -> bool:
        """Whether the span lies in the current message and in an earlier one."""
        reaches = start < self.own.stop and self.own.start < end
        return reaches and not (self.own.start <= start and end <= self.own.stop)
