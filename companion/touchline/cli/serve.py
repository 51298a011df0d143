"""`touchline serve` and `touchline try`: run the companion, the try page, or both, until Ctrl-C."""

from __future__ import annotations

import contextlib
import logging
import secrets
import sys
import webbrowser
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import click

import touchline
from touchline.cli.display import has_display
from touchline.errors import TouchlineError
from touchline.review import find
from touchline.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.settings import Settings
    from touchline.web.pairing import Pairings

WARM_UP = "call me on +1 415 555 0123 or write to jo@example.org, what is your skype?"
"""Our own words, with a cue for every detector that loads something when first used."""


@click.command(short_help="Run the companion for the browser extension.")
@click.option("--try", "with_try", is_flag=True, help="Also open the try page.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the try page in your browser.")
def serve(with_try: bool, open_browser: bool) -> None:
    """Run the companion that the browser extension talks to, until Ctrl-C."""
    from touchline.web.pairing import Pairings  # noqa: PLC0415  Flask is loaded only by those who serve
    from touchline.web.server import quiet_logs, stop_into, wait_for_stop  # noqa: PLC0415

    logging.basicConfig(level=logging.WARNING, format="touchline: %(message)s")
    quiet_logs()
    settings, events = read_settings(), SimpleQueue[Any]()
    pairings = Pairings(settings.pairings)
    with contextlib.ExitStack() as running:
        if not running.enter_context(_only_companion(settings)):
            click.echo("Touchline is running already. Nothing to do.")
            return
        running.enter_context(_companion(settings, pairings))
        if with_try:
            running.enter_context(_try_page(open_browser))
        stop_into(events)
        click.echo("Press Ctrl-C to stop.")
        if not pairings.browsers():
            click.echo(_how_to_connect(sys.stdin.isatty()))
            if sys.stdin.isatty():
                _connect_the_first(settings, pairings, events)
        wait_for_stop(events)
    click.echo("Touchline has stopped. Your messages are not checked now.")


@click.command("try", short_help="Open a local page to paste a message into.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the page in your browser.")
def try_(open_browser: bool) -> None:
    """Open a local page where you paste a message and watch the warnings."""
    from touchline.web.server import quiet_logs, stop_into, wait_for_stop  # noqa: PLC0415

    logging.basicConfig(level=logging.WARNING, format="touchline: %(message)s")
    quiet_logs()
    events = SimpleQueue[Any]()
    with _try_page(open_browser):
        stop_into(events)
        click.echo("Press Ctrl-C to stop.")
        wait_for_stop(events)


@contextlib.contextmanager
def _only_companion(settings: Settings) -> Iterator[bool]:
    """Whether no other companion of this user runs, as far as a folder that cannot be written can tell."""
    from touchline.web.private import held  # noqa: PLC0415

    with contextlib.ExitStack() as lock:
        try:
            is_only = lock.enter_context(held(settings.companion_lock))
        except OSError as error:
            click.echo(
                f"touchline: {settings.state}: {error.strerror}. No browser can be connected now.", err=True
            )
            is_only = True
        yield is_only


@contextlib.contextmanager
def _companion(settings: Settings, pairings: Pairings) -> Iterator[None]:
    """The service that connected browsers talk to."""
    from touchline.web import box  # noqa: PLC0415
    from touchline.web.app import create_app  # noqa: PLC0415
    from touchline.web.guard import Guard  # noqa: PLC0415
    from touchline.web.seal import MEDIA_TYPE  # noqa: PLC0415
    from touchline.web.server import bound_socket, host_of, serving  # noqa: PLC0415
    from touchline.web.shelf import Shelf  # noqa: PLC0415

    app = box.create_service(pairings, create_app(Shelf(settings.packs)))
    find(WARM_UP)  # in one thread, so that the first message is answered as fast as the second
    bound = bound_socket()
    guard = Guard(host_of(bound), (box.PATH,), MEDIA_TYPE, pairings.knows_origin)
    with serving(app, bound, guard.admits):
        click.echo(f"Touchline is running on http://{host_of(bound)} and answers connected browsers only.")
        yield


def _connect_the_first(settings: Settings, pairings: Pairings, events: SimpleQueue[Any]) -> None:
    """Let a browser connect here; whatever prevents it does not stop the service."""
    from touchline.cli.arming import armed  # noqa: PLC0415
    from touchline.cli.prompt import ask_in_terminal  # noqa: PLC0415

    try:
        with armed(settings, pairings, events) as dialogue:
            ask_in_terminal(dialogue, events)
    except TouchlineError as error:
        click.echo(f"touchline: {error}", err=True)
    except OSError as error:
        click.echo(f"touchline: {error.filename or settings.state}: {error.strerror}", err=True)


@contextlib.contextmanager
def _try_page(open_browser: bool) -> Iterator[None]:
    from touchline.web.server import bound_socket, host_of, serving  # noqa: PLC0415
    from touchline.web.shelf import Shelf  # noqa: PLC0415
    from touchline.web.trypage import create_try_app  # noqa: PLC0415

    bound, key = bound_socket((0,)), secrets.token_urlsafe(24)
    app = create_try_app(Shelf(read_settings().packs), host_of(bound), key)
    with serving(app, bound, admits=lambda _: True):  # a page of its own, with a door of its own
        address = f"http://{host_of(bound)}/?key={key}"
        opened = open_browser and has_display() and webbrowser.open(address)
        click.echo(f"Try page: {address} ({'opened in your browser' if opened else 'open it once'})")
        yield


def _how_to_connect(is_terminal: bool) -> str:
    """Three lines: load the extension, connect it, use it."""
    chrome = "Chrome: chrome://extensions, Developer mode, Load unpacked"
    firefox = "Firefox: about:debugging, This Firefox, Load Temporary Add-on, manifest.json"
    connect = "type its six digits here" if is_terminal else "run this in a terminal: touchline pair"
    return "\n".join(
        (
            f"1. Load the folder {extension_folder()} ({chrome}; {firefox}).",
            f"2. Connect: press Connect on the page that the browser opens, and {connect}.",
            "3. Open a Fiverr or Upwork message box and type.",
        )
    )


def extension_folder() -> Path:
    """The folder that the browser loads, which stands beside the package in a checkout."""
    return Path(touchline.__file__).parents[2] / "extension"
