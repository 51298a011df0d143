"""One reading of a message, as the service does it, with or without what is remembered of earlier ones."""

from __future__ import annotations

import touchline
from touchline import short_memory


def read(text: str) -> object:
    """One warm reading, as at a typing pause."""
    try:
        return touchline.find(text)
    except touchline.Incomplete as cut:
        return cut.findings


def read_cold(text: str) -> object:
    """One reading with nothing remembered of earlier ones."""
    start_cold()
    return read(text)


def start_cold() -> None:
    """Empties the memory, and leaves its thread: that one runs all the while that somebody types."""
    short_memory._Memory.young.clear()
    short_memory._Memory.old.clear()
