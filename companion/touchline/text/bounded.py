"""Grammars over the user's text, run by the `regex` package under a time limit.

Each repetition in them has an upper bound, so the limit is for what nobody thought of. The package is
imported and a pattern compiled when first needed, because `import touchline` has to stay quick.
This module must not know what any pattern is for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import regex

TIMEOUT: Final = 0.25
"""Seconds after which a pattern gives up with `TimeoutError`."""


class Bounded:
    """A pattern in verbose syntax."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def match(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The match of the pattern at `start`, before `end`."""
        return self._compiled.match(text, start, end, timeout=TIMEOUT)

    def search(self, text: str, start: int, end: int) -> regex.Match[str] | None:
        """The first place between `start` and `end`."""
        return self._compiled.search(text, start, end, timeout=TIMEOUT)

    def all(self, text: str) -> list[regex.Match[str]]:
        """Every place, found at once: the clock of an iterator would run between its steps too."""
        return list(self._compiled.finditer(text, timeout=TIMEOUT))

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        import regex  # noqa: PLC0415  see the module's text

        return regex.compile(self._pattern, regex.VERBOSE)
