"""Everything that can happen while a browser connects, in one queue: what both ends and the person do.

The queue is one that a signal may put something into while the program waits for it. This module must not
know what is said about any of it.
"""

from __future__ import annotations

from queue import SimpleQueue
from typing import NamedTuple, TypeAlias

from touchline.web.pairing.session import Event
from touchline.web.server import Stop


class Line(NamedTuple):
    """The line that the person typed before pressing Enter."""

    text: str


class EndOfInput(NamedTuple):
    """Nothing more can be typed here."""


Happening: TypeAlias = Event | Stop | Line | EndOfInput
Events: TypeAlias = SimpleQueue[Happening]
