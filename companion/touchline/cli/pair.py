"""`touchline pair` and `touchline browsers`: connect a browser extension, list and forget connections."""

from __future__ import annotations

import sys

import click

from touchline.settings import read_settings
from touchline.web.pairing import Pairings


@click.command()
def pair() -> None:
    """Print a code that connects one browser extension.

    Paste it into Touchline's options in the browser. It works for the first extension that uses it.
    """
    click.echo(Pairings(read_settings().pairings).new_token())


@click.group()
def browsers() -> None:
    """List or forget the connected browsers."""


@browsers.command("list")
def list_() -> None:
    """Show every connected browser extension."""
    found = Pairings(read_settings().pairings).browsers()
    if not found:
        click.echo("No browser is connected. Connect one with: touchline pair")
    for browser in found:
        click.echo(f"{browser.id}  {browser.origin or 'not used yet'}")


@browsers.command()
@click.argument("browser_id", metavar="ID")
def revoke(browser_id: str) -> None:
    """Forget one browser; ID is the first column of "touchline browsers list"."""
    if not Pairings(read_settings().pairings).revoke(browser_id):
        click.echo("touchline: no browser with this id; see: touchline browsers list", err=True)
        sys.exit(2)
    click.echo("Forgotten. This browser gets no answers any more.")
