"""The user's own calendar day, by which terms are chosen and permissions end."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """Today's date on this computer, in its own time zone."""
    return date.today()  # noqa: DTZ011  the user's own calendar day is meant
