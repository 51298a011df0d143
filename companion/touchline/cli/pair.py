"""`touchline pair` and `touchline browsers`: connect a browser extension, list and forget connections."""

from __future__ import annotations

import contextlib
import sys
from queue import SimpleQueue
from typing import TYPE_CHECKING

import click

from touchline.cli.display import has_display, has_keyboard
from touchline.cli.invocation import to_type
from touchline.cli.output.voice import say
from touchline.hardening import arm
from touchline.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from touchline.cli.pairing.dialogue import Dialogue
    from touchline.cli.pairing.events import Events

NOT_CONNECTED = 3


@click.command()
def pair() -> None:
    """Connect one browser extension.

    For two minutes a browser may ask. Press Connect on Touchline's page in the browser and type the six
    digits that it shows.
    """
    from touchline.cli.pairing.dialogue import Outcome
    from touchline.cli.pairing.listener import armed, reserved
    from touchline.web import seal
    from touchline.web.pairing.store import Pairings
    from touchline.web.server import bound_socket, quiet_logs, stop_into

    quiet_logs()
    settings = read_settings()
    events: Events = SimpleQueue()
    stop_into(events.put)
    pairings = Pairings(settings.pairings)
    with reserved(settings, pairings):
        seal.warm_up()
        ask, bound = _way_to_ask(), bound_socket()
        arm(settings.state)  # before any thread starts, and after a window was opened
        with armed(pairings, bound, events) as dialogue:
            ask(dialogue, events)
    if dialogue.outcome is not Outcome.CONNECTED:
        say(f"Start again with: {to_type('pair')}")
        sys.exit(NOT_CONNECTED)


def _way_to_ask() -> Callable[[Dialogue, Events], None]:
    """In the terminal; in a small window when nobody can type here, as when started from a menu."""
    window = None
    if not has_keyboard() and has_display():
        with contextlib.suppress(ImportError):  # a Python without Tk
            from touchline.cli.pairing.window import opened

            window = opened()
    return window.ask if window else _ask_in_terminal


def _ask_in_terminal(dialogue: Dialogue, events: Events) -> None:
    from touchline.cli.pairing.terminal import ask_in_terminal, read_lines_into

    read_lines_into(events)
    ask_in_terminal(dialogue, events)


@click.group()
def browsers() -> None:
    """List or forget the connected browsers."""


@browsers.command("list")
def list_() -> None:
    """Show every connected browser extension."""
    from touchline.web.pairing.store import Pairings

    found = Pairings(read_settings().pairings).browsers()
    if not found:
        say(f"No browser is connected. Connect one with: {to_type('pair')}")
    for browser in found:
        say(f"{browser.kid}  {browser.paired}  {browser.name}  {browser.origin}")


@browsers.command()
@click.argument("browser_id", metavar="ID")
def revoke(browser_id: str) -> None:
    """Forget one browser; ID is the first column of "touchline browsers list"."""
    from touchline.web.pairing.store import Pairings

    if not Pairings(read_settings().pairings).revoke(browser_id):
        say("touchline: no browser with this id; see: touchline browsers list", err=True)
        sys.exit(2)
    say("Forgotten. This browser gets no answers any more.")
