"""Rewritings of a message, each with a map back to raw positions.

Only this module knows how a position in a rewriting relates to the raw message. It must not know
what is looked for in a view, nor anything about terms or transport.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from touchline.model import DEFAULT_REGIONS


@dataclass(frozen=True, slots=True)
class View:
    """One rewriting. `starts[i]`/`ends[i]` are the raw span of `text[i]`; None means positions are equal."""

    name: str
    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw half-open span, in code points, that `text[start:end]` was made from."""
        if start >= end:
            raise ValueError("a span holds at least one character")
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


class Views:
    """Every view of one message, made when first asked for, with what the reader assumes about it."""

    def __init__(
        self, message: str, recent: tuple[str, ...] = (), regions: tuple[str, ...] = DEFAULT_REGIONS
    ) -> None:
        self.message = message
        self.recent = recent
        self.regions = regions

    @cached_property
    def folded(self) -> View:
        """The message with look-alikes and invisible characters folded away."""
        return View("folded", self.message)
