"""`touchline serve` and `touchline try`: run the companion, the try page, or both, until Ctrl-C."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

import touchline
from touchline.review import find
from touchline.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

WARM_UP = "call me on +1 415 555 0123 or write to jo@example.org, what is your skype?"
"""Our own words, with a cue for every detector that loads something when first used."""


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

    logging.basicConfig(level=logging.WARNING, format="touchline: %(message)s")
    quiet_logs()
    settings = read_settings()
    pairings, packs = Pairings(settings.pairings), Shelf(settings.packs)
    find(WARM_UP)  # in one thread, so that the first message is answered as fast as the second
    bound = bound_socket()
    with contextlib.ExitStack() as running:
        running.enter_context(serving(create_app(pairings, packs, host_of(bound)), bound))
        click.echo(
            f"Touchline is running on http://{host_of(bound)} and answers your browser extension only."
        )
        if with_try:
            running.enter_context(_try_page(open_browser))
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

    logging.basicConfig(level=logging.WARNING, format="touchline: %(message)s")
    quiet_logs()
    with _try_page(open_browser):
        click.echo("Press Ctrl-C to stop.")
        wait_for_stop()


@contextlib.contextmanager
def _try_page(open_browser: bool) -> Iterator[None]:
    from touchline.web.server import bound_socket, host_of, serving  # noqa: PLC0415
    from touchline.web.shelf import Shelf  # noqa: PLC0415
    from touchline.web.trypage import create_try_app  # noqa: PLC0415

    bound, key = bound_socket((0,)), secrets.token_urlsafe(24)
    with serving(create_try_app(Shelf(read_settings().packs), host_of(bound), key), bound):
        address = f"http://{host_of(bound)}/?key={key}"
        opened = open_browser and _has_display() and webbrowser.open(address)
        click.echo(f"Try page: {address} ({'opened in your browser' if opened else 'open it once'})")
        yield


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
