"""Whether this computer can show a window at all."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Whether a window can open; over ssh there is none, and a text browser would take the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
