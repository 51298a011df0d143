"""How a person can be reached from here: in a window, or at the terminal."""

from __future__ import annotations

import os
import sys


def has_keyboard() -> bool:
    """Whether somebody can type into this program, whose standard input may even be closed."""
    return bool(sys.stdin and sys.stdin.isatty())


def has_display() -> bool:
    """Whether a window can open; over ssh there is none, and a text browser would take the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
