"""`touchline serve`: run the companion until Ctrl-C, and connect a first browser."""

from __future__ import annotations

import contextlib
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import click

import touchline
from touchline.cli.display import has_keyboard
from touchline.cli.invocation import to_type
from touchline.cli.output.voice import say
from touchline.cli.try_page import opened_page
from touchline.errors import TouchlineError
from touchline.hardening import arm
from touchline.hardening.report import Report, reported
from touchline.pipeline.pipeline import find
from touchline.settings import read_settings
from touchline.short_memory import forget

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from touchline.cli.pairing.events import Events
    from touchline.settings import Settings
    from touchline.web.pairing.store import Pairings

WARM_UP = "call me on +1 415 555 0123 or write to jo@example.org, what is your skype?"
"""Our own words, with a cue for every detector that loads something when first used."""


@click.command(short_help="Run the companion for the browser extension.")
@click.option("--try", "with_try", is_flag=True, help="Also open the try page.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the try page in your browser.")
def serve(with_try: bool, open_browser: bool) -> None:
    """Run the companion that the browser extension talks to, until Ctrl-C."""
    from touchline.web import seal
    from touchline.web.pairing.store import Pairings
    from touchline.web.server import (
        bound_socket,
        host_of,
        quiet_logs,
        stop_into,
        wait_for_stop,
    )

    quiet_logs()
    settings = read_settings()
    events: Events = SimpleQueue()
    pairings = Pairings(settings.pairings)
    with contextlib.ExitStack() as running:
        if not running.enter_context(_only_companion(settings)):
            say(f"Touchline is running already. To connect a browser, run: {to_type('pair')}")
            return
        find(WARM_UP)  # in one thread, so that the first message is answered as fast as the second
        forget()  # ends the ageing thread too: Landlock binds only threads that start after it is armed
        seal.warm_up()
        bound = bound_socket()
        service = _service(settings, pairings, bound)
        page = opened_page(open_browser) if with_try else None
        layers = arm(settings.state)  # before any thread starts, and after the browser did
        running.enter_context(reported(settings.state, Report(host_of(bound), version("touchline"), layers)))
        running.enter_context(service)
        say(f"Touchline is running on http://{host_of(bound)} and answers connected browsers only.")
        if page is not None:
            running.enter_context(page)
        stop_into(events.put)
        is_first, is_terminal = not pairings.browsers(), has_keyboard()
        if is_first:
            say(_how_to_connect(is_terminal))
        say("Press Ctrl-C to stop.")
        if is_first and is_terminal:
            _connect_the_first(settings, pairings, events)
        wait_for_stop(events)
    say("Touchline has stopped. Your messages are not checked now.")


@contextlib.contextmanager
def _only_companion(settings: Settings) -> Iterator[bool]:
    """Whether no other companion of this user runs, as far as a folder that cannot be written can tell."""
    from touchline.private_files import held

    with contextlib.ExitStack() as lock:
        try:
            is_only = lock.enter_context(held(settings.companion_lock))
        except OSError as error:
            say(f"touchline: {settings.state}: {error.strerror}. No browser can be connected now.", err=True)
            is_only = True
        yield is_only


def _service(
    settings: Settings, pairings: Pairings, bound: socket.socket
) -> contextlib.AbstractContextManager[object]:
    """The service for connected browsers, while the block runs."""
    from touchline.web.guard import Guard
    from touchline.web.loaded_packs import LoadedPacks
    from touchline.web.seal import MEDIA_TYPE
    from touchline.web.server import host_of, serving
    from touchline.web.service import sealed
    from touchline.web.service.inner import create_app

    app = sealed.create_service(pairings, create_app(LoadedPacks(settings.packs)))
    guard = Guard(host_of(bound), (sealed.PATH,), MEDIA_TYPE, pairings.knows_origin)
    return serving(app, bound, guard.admits)


def _connect_the_first(settings: Settings, pairings: Pairings, events: Events) -> None:
    """Let a browser connect here, tried as often as the person wants; no failure stops the service."""
    from touchline.cli.pairing.dialogue import Outcome
    from touchline.cli.pairing.listener import armed, reserved
    from touchline.cli.pairing.terminal import ask_in_terminal, read_lines_into, wants_another_try
    from touchline.web.server import bound_socket

    read_lines_into(events)
    try:
        while True:
            with reserved(settings, pairings), armed(pairings, bound_socket(), events) as dialogue:
                ask_in_terminal(dialogue, events)
            if dialogue.outcome is Outcome.CONNECTED or not wants_another_try(events):
                return
    except TouchlineError as error:
        say(f"touchline: {error}", err=True)
    except OSError as error:
        say(f"touchline: {error.filename or settings.state}: {error.strerror}", err=True)


def _how_to_connect(is_terminal: bool) -> str:
    """Three lines: load the extension, connect it, use it."""
    chrome = "Chrome: chrome://extensions, Developer mode, Load unpacked"
    firefox = "Firefox: about:debugging, This Firefox, Load Temporary Add-on, manifest.json"
    connect = "type its six digits here." if is_terminal else f"run this in a terminal: {to_type('pair')}"
    return "\n".join(
        (
            f"1. Load the folder {extension_folder()} ({chrome}; {firefox}).",
            f"2. Connect: press Connect on the page that the browser opens, and {connect}",
            "3. Open a Fiverr or Upwork message box and type.",
        )
    )


def extension_folder() -> Path:
    """The folder that the browser loads: in an installed package, or at the top of a checkout."""
    package = Path(touchline.__file__).parent
    inside = package / "extension"
    return inside if inside.is_dir() else package.parents[1] / "extension"
