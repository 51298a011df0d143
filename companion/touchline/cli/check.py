"""`touchline check`: one message, its warnings in plain words or as JSON, and an exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from touchline.cli.allowance import AllowanceType
from touchline.cli.render import as_json, as_text
from touchline.errors import InvalidRequest
from touchline.model import DEFAULT_REGIONS, Allowance, Context, Mode, Stage, Surface
from touchline.review import review
from touchline.settings import read_settings
from touchline.terms.explain import explained
from touchline.terms.pack import load

if TYPE_CHECKING:
    from datetime import datetime

COULD_NOT_CHECK = 3


@click.command(short_help="Check one message and show the rules.")
@click.argument("text", metavar="[TEXT|FILE|-]", default="-")
@click.option("--platform", required=True, metavar="ID", help="Whose terms apply: fiverr, upwork ...")
@click.option(
    "--surface",
    type=click.Choice([*map(str, Surface)]),
    default=str(Surface.UNKNOWN),
    help="Where it will stand.",
)
@click.option(
    "--stage", type=click.Choice([*map(str, Stage)]), default=str(Stage.UNKNOWN), help="How far the deal is."
)
@click.option(
    "--mode", type=click.Choice([*map(str, Mode)]), default=str(Mode.STANDARD), help="Strict shows more."
)
@click.option("--allow", type=AllowanceType(), multiple=True, help="A fact you know is true.")
@click.option(
    "--region", "regions", multiple=True, default=DEFAULT_REGIONS, help="Your phone regions: US GB IN ..."
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Judge by the terms of this day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--explain", is_flag=True, help="Also say which rule fired and what would change it.")
def check(  # noqa: PLR0917  click hands every option over by name
    text: str,
    platform: str,
    surface: str,
    stage: str,
    mode: str,
    allow: tuple[Allowance, ...],
    regions: tuple[str, ...],
    as_of: datetime | None,
    form: str,
    explain: bool,
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
        allow,
        regions,
        as_of.date() if as_of else None,
    )
    pack = load(platform, read_settings().packs)
    outcome = review(message, context, pack)
    click.echo(as_json(message, outcome) if form == "json" else as_text(message, outcome))
    if explain and form == "text" and outcome.warnings:
        click.echo("\n" + explained(outcome, context, pack))
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
