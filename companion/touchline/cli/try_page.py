"""`touchline try`, and the same page beside `touchline serve --try`."""

from __future__ import annotations

import contextlib
import secrets
import threading
import webbrowser
from queue import SimpleQueue
from typing import TYPE_CHECKING

import click

from touchline.cli.display import has_display
from touchline.cli.output.voice import say
from touchline.hardening import arm
from touchline.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.web.server import Stop

_OPENING_SECONDS = 5


@click.command("try", short_help="Open a local page to paste a message into.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the page in your browser.")
def try_(open_browser: bool) -> None:
    """Open a local page where you paste a message and watch the warnings."""
    from touchline.web.server import quiet_logs, stop_into, wait_for_stop

    quiet_logs()
    events: SimpleQueue[Stop] = SimpleQueue()
    page = opened_page(open_browser)
    arm(read_settings().state)
    with page:
        stop_into(events.put)
        say("Press Ctrl-C to stop.")
        wait_for_stop(events)


def opened_page(open_browser: bool) -> contextlib.AbstractContextManager[None]:
    """The try page, bound and on its way into a browser; it is served while the block runs."""
    from touchline.web.loaded_packs import LoadedPacks
    from touchline.web.server import bound_socket, host_of, serving
    from touchline.web.try_page.app import create_try_app

    bound, key = bound_socket((0,)), secrets.token_urlsafe(24)
    app = create_try_app(LoadedPacks(read_settings().packs), host_of(bound), key)
    address = f"http://{host_of(bound)}/?key={key}"  # where a browser may wait before it is served
    opened = open_browser and has_display() and _open(address)

    @contextlib.contextmanager
    def served() -> Iterator[None]:
        with serving(app, bound, admits=lambda _: True):  # the page has a door of its own
            say(f"Try page: {address} ({'opened in your browser' if opened else 'open it once'})")
            yield

    return served()


def _open(address: str) -> bool:
    """Start the browser now, while this process still may start a program."""
    outcome: list[bool] = []
    # some browsers return only when they are closed, and the page is served after this
    opening = threading.Thread(target=lambda: outcome.append(webbrowser.open(address)), daemon=True)
    opening.start()
    opening.join(_OPENING_SECONDS)
    return outcome != [False]
