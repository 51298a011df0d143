"""Opens the window of pairing: one at a time on this computer, on a port of its own, for one `with` block.

Shared by `touchline pair` and the first `touchline serve`. Must not know how the person is asked.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from touchline.cli.pairing.dialogue import Dialogue
from touchline.errors import TouchlineError
from touchline.private_files import held
from touchline.web.guard import Guard
from touchline.web.pairing.routes import MEDIA_TYPE, PATHS, create_pairing_app
from touchline.web.pairing.session import Window
from touchline.web.pairing.store import MOST_BROWSERS, TooManyBrowsers
from touchline.web.server import host_of, serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from touchline.cli.pairing.events import Events
    from touchline.settings import Settings
    from touchline.web.pairing.store import Pairings


class AlreadyArmed(TouchlineError):
    """Another `touchline pair`, or a first `touchline serve`, is waiting for a browser."""

    code = "already-armed"

    def __init__(self) -> None:
        super().__init__(
            "Touchline is waiting for a browser in another window already; use that one or end it first"
        )


@contextlib.contextmanager
def reserved(settings: Settings, pairings: Pairings) -> Iterator[None]:
    """Nobody else pairs until the block ends, and there is room for one more browser.

    Raises `AlreadyArmed`, `TooManyBrowsers`, and `OSError` when nothing could be kept.
    """
    with held(settings.pairing_lock) as is_ours:
        if not is_ours:
            raise AlreadyArmed
        pairings.tidy()
        if len(pairings.browsers()) >= MOST_BROWSERS:
            raise TooManyBrowsers
        yield


@contextlib.contextmanager
def armed(pairings: Pairings, bound: socket.socket, events: Events) -> Iterator[Dialogue]:
    """A browser may ask on `bound` until the block ends; what happens goes into `events`."""
    window = Window(pairings.add, events.put)
    guard = Guard(host_of(bound), PATHS, MEDIA_TYPE)
    with serving(create_pairing_app(window), bound, guard.admits):
        try:
            yield Dialogue(window)
        finally:
            window.close()  # first, or the server would wait for those who wait for the person
