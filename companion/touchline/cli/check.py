"""`touchline check`: one message, its warnings in plain words or as JSON, and an exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from touchline.cli.render import as_json, as_text
from touchline.errors import InvalidRequest
from touchline.model import ALLOWANCES, DEFAULT_REGIONS, Allowance, Context, Fact, Mode, Stage, Surface
from touchline.review import review
from touchline.settings import read_settings
from touchline.terms.pack import load

if TYPE_CHECKING:
    from datetime import datetime

COULD_NOT_CHECK = 3


@click.command()
@click.argument("text", metavar="[TEXT|FILE|-]", default="-")
@click.option("--platform", required=True, metavar="ID", help="Whose terms apply: fiverr, upwork ...")
@click.option(
    "--surface", type=click.Choice(list(Surface)), default=Surface.UNKNOWN, help="Where it will stand."
)
@click.option("--stage", type=click.Choice(list(Stage)), default=Stage.UNKNOWN, help="How far the deal is.")
@click.option("--mode", type=click.Choice(list(Mode)), default=Mode.STANDARD, help="Strict shows more.")
@click.option(
    "--allow", type=click.Choice(sorted(ALLOWANCES)), multiple=True, help="A fact you know is true."
)
@click.option(
    "--region", "regions", multiple=True, default=DEFAULT_REGIONS, help="Your phone regions: US GB IN ..."
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Judge by the terms of this day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def check(  # noqa: PLR0917  click hands every option over by name
    text: str,
    platform: str,
    surface: str,
    stage: str,
    mode: str,
    allow: tuple[str, ...],
    regions: tuple[str, ...],
    as_of: datetime | None,
    form: str,
) -> None:
    """Check one message: the words themselves, a file, or "-" for what is piped in.

    Example: touchline check "mail me at jo@example.org" --platform upwork --surface inbox
    """
    message = _read(text)
    context = Context(
        platform,
        Surface(surface),
        Stage(stage),
        Mode(mode),
        tuple(Allowance(Fact(fact)) for fact in allow),
        regions,
        as_of.date() if as_of else None,
    )
    outcome = review(message, context, load(platform, read_settings().packs))
    click.echo(as_json(message, outcome) if form == "json" else as_text(message, outcome))
    if outcome.incomplete:
        sys.exit(COULD_NOT_CHECK)
    sys.exit(1 if outcome.has_alarm else 0)


def _read(text: str) -> str:
    """The message itself; raises `InvalidRequest` for an unreadable file or text that is not UTF-8."""
    try:
        if text == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        path = Path(text)
        return path.read_text("utf-8") if _is_file(path) else text
    except UnicodeDecodeError:
        raise InvalidRequest("text", "not UTF-8") from None
    except OSError:
        raise InvalidRequest("text", "the file cannot be read") from None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a long or odd message is no file name
        return False
