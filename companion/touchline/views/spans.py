"""Half-open spans in one text: whether two share a character, and which stay where several lie on each other.

The two ends of a span are compared in one view only. This module must not know what stands in a span.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Placed(Protocol):
    """Something that has a place in a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character after its last one."""


Item = TypeVar("Item", bound=Placed)


def overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether the spans share a character: (2, 5) and (4, 6) do, (2, 5) and (5, 6) do not."""
    return start < other_end and other_start < end


def covers(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether the first span holds the whole second one: (2, 6) covers (2, 6) and (3, 4)."""
    return start <= other_start and other_end <= end


def apart(items: Iterable[Item]) -> Iterator[Item]:
    """The items that begin where the last one kept has ended, in the order given: earlier ones win."""
    done = 0
    for item in items:
        if item.start >= done:
            done = item.end
            yield item
