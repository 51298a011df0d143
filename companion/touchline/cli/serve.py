"""`touchline serve` and `touchline try`: run the companion, the try page, or both, until Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import threading
import webbrowser
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

import touchline
from touchline.hardening import arm
from touchline.hardening.report import Report, reported
from touchline.review import find
from touchline.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

WARM_UP = "call me on +1 415 555 0123 or write to jo@example.org, what is your skype?"
"""Our own words, with a cue for every detector that loads something when first used."""

_OPENING_SECONDS = 5


@click.command(short_help="Run the companion for the browser extension.")
@click.option("--try", "with_try", is_flag=True, help="Also open the try page.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the try page in your browser.")
def serve(with_try: bool, open_browser: bool) -> None:
    """Run the companion that the browser extension talks to, until Ctrl-C."""
    from touchline.web.app import create_app  # noqa: PLC0415  Flask is loaded only by those who serve
    from touchline.web.pairing import Pairings  # noqa: PLC0415
    from touchline.web.server import (  # noqa: PLC0415
        bound_socket,
        host_of,
        quiet_logs,
        serving,
        wait_for_stop,
    )
    from touchline.web.shelf import Shelf  # noqa: PLC0415

    quiet_logs()
    settings = read_settings()
    pairings, packs = Pairings(settings.pairings), Shelf(settings.packs)
    find(WARM_UP)  # in one thread, so that the first message is answered as fast as the second
    bound = bound_socket()
    page = _opened_page(open_browser) if with_try else None
    layers = arm(settings.state)  # before any thread starts, and after the browser did
    with contextlib.ExitStack() as running:
        running.enter_context(reported(settings.state, Report(host_of(bound), version("touchline"), layers)))
        running.enter_context(serving(create_app(pairings, packs, host_of(bound)), bound))
        click.echo(
            f"Touchline is running on http://{host_of(bound)} and answers your browser extension only."
        )
        if page is not None:
            running.enter_context(page)
        if not any(browser.origin for browser in pairings.browsers()):
            click.echo(_how_to_connect(pairings.new_token()))
        click.echo("Press Ctrl-C to stop.")
        wait_for_stop()
    click.echo("Touchline has stopped. Your messages are not checked now.")


@click.command("try", short_help="Open a local page to paste a message into.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the page in your browser.")
def try_(open_browser: bool) -> None:
    """Open a local page where you paste a message and watch the warnings."""
    from touchline.web.server import quiet_logs, wait_for_stop  # noqa: PLC0415

    quiet_logs()
    page = _opened_page(open_browser)
    arm(read_settings().state)
    with page:
        click.echo("Press Ctrl-C to stop.")
        wait_for_stop()


def _opened_page(open_browser: bool) -> contextlib.AbstractContextManager[None]:
    """The try page, bound and on its way into a browser; it is served while the block runs."""
    from touchline.web.server import bound_socket, host_of, serving  # noqa: PLC0415
    from touchline.web.shelf import Shelf  # noqa: PLC0415
    from touchline.web.trypage import create_try_app  # noqa: PLC0415

    bound, key = bound_socket((0,)), secrets.token_urlsafe(24)
    app = create_try_app(Shelf(read_settings().packs), host_of(bound), key)
    address = f"http://{host_of(bound)}/?key={key}"
    bound.listen()  # the browser comes before the server does, and waits
    opened = open_browser and _has_display() and _open(address)

    @contextlib.contextmanager
    def served() -> Iterator[None]:
        with serving(app, bound):
            click.echo(f"Try page: {address} ({'opened in your browser' if opened else 'open it once'})")
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


def _has_display() -> bool:
    """Whether a browser window can open at all; on Linux over ssh a text browser would take the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _how_to_connect(token: str) -> str:
    """Three lines: load the extension, connect it, use it."""
    chrome = "Chrome: chrome://extensions, Developer mode, Load unpacked"
    firefox = "Firefox: about:debugging, This Firefox, Load Temporary Add-on, manifest.json"
    return "\n".join(
        (
            f"1. Load the folder {extension_folder()} ({chrome}; {firefox}).",
            f"2. Connect: open Touchline's options in the browser and paste this code: {token}",
            "3. Open a Fiverr or Upwork message box and type.",
        )
    )


def extension_folder() -> Path:
    """The folder that the browser loads, which stands beside the package in a checkout."""
    return Path(touchline.__file__).parents[2] / "extension"
