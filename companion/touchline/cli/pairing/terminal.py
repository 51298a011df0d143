"""Asks the person in a terminal while a browser connects.

Lines are read by a thread of their own, because no prompt can be interrupted after two minutes on every
system. It reads the file descriptor itself: a thread that waits inside `sys.stdin` would hold its lock
when the program ends. What a stranger causes to be said is said at most once a second.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from queue import Empty
from typing import TYPE_CHECKING

from touchline.cli.output.voice import say
from touchline.cli.pairing.dialogue import WAITING
from touchline.cli.pairing.events import EndOfInput, Line
from touchline.web.server import Stop

if TYPE_CHECKING:
    from touchline.cli.pairing.dialogue import Dialogue
    from touchline.cli.pairing.events import Events

_CHUNK = 4_096
_PACE_SECONDS = 1


def read_lines_into(events: Events) -> None:
    """Put every line of standard input into the queue from now on, then its end; once for each program."""
    threading.Thread(target=_read_lines, args=(events,), name="touchline-lines", daemon=True).start()


def ask_in_terminal(dialogue: Dialogue, events: Events) -> None:
    """Talk until the dialogue is over, with lines that are read into `events`.

    A `Stop` and the end of input stay in the queue for whoever else waits for them.
    """
    pace = _Pace()
    say(WAITING)
    while dialogue.outcome is None:
        sentence = _next_sentence(dialogue, events, pace)
        if sentence:
            say(sentence)


def wants_another_try(events: Events) -> bool:
    """Whether the person presses Enter to let a browser ask again, rather than ending it all."""
    is_asked = False
    while True:
        try:
            event = events.get(timeout=1 if is_asked else 0)
        except Empty:
            if not is_asked:
                say("Press Enter to try again.")
            is_asked = True
            continue
        match event:
            case Line():
                return True
            case Stop() | EndOfInput():
                events.put(event)
                return False


class _Pace:
    """Lets a second pass between what strangers cause."""

    def __init__(self) -> None:
        self._free_at = 0.0

    def wait(self) -> None:
        """Return when the next may be said."""
        time.sleep(max(0.0, self._free_at - time.monotonic()))
        self._free_at = time.monotonic() + _PACE_SECONDS


def _next_sentence(dialogue: Dialogue, events: Events, pace: _Pace) -> str | None:
    try:
        event = events.get(timeout=1)
    except Empty:
        return dialogue.tick()
    match event:
        case Line(text):
            return dialogue.typed(text)
        case Stop():
            events.put(event)
            return dialogue.stop()
        case EndOfInput():
            events.put(event)
            return dialogue.stop("Nobody can type here: this needs a terminal.")
        case _:
            pace.wait()
            return dialogue.hear(event)


def _read_lines(events: Events) -> None:
    """Put every line of standard input into the queue, then its end."""
    rest = b""
    while True:
        try:
            chunk = os.read(sys.stdin.fileno(), _CHUNK) if sys.stdin else b""
        except (OSError, ValueError):  # closed under our feet
            chunk = b""
        if not chunk:
            events.put(EndOfInput())
            return
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            events.put(Line(line.decode("utf-8", "replace")))
