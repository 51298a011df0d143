"""The options that say where, when and in which deal something is judged, for the commands that judge.

This module must not know what is asked about, nor the terms.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import click

from touchline.cli.options.allowance import AllowanceType
from touchline.context import Allowance, Context
from touchline.model import ALLOWANCES, Mode, Stage, Surface

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Command = Callable[..., None]


def platform_option(help_text: str, *, required: bool = False) -> Callable[[Command], Command]:
    """The option `--platform`, in capital or small letters."""
    return click.option(
        "--platform",
        required=required,
        metavar="ID",
        callback=lambda _context, _option, value: value and value.lower(),
        help=help_text,
    )


_OPTIONS = (
    platform_option("Whose terms apply: fiverr, upwork ...", required=True),
    click.option(
        "--surface",
        type=click.Choice([*map(str, Surface)]),
        default=str(Surface.UNKNOWN),
        help="Where the text will stand.",
    ),
    click.option(
        "--stage",
        type=click.Choice([*map(str, Stage)]),
        default=str(Stage.UNKNOWN),
        help="How far the deal is.",
    ),
    click.option(
        "--mode",
        type=click.Choice([*map(str, Mode)]),
        default=str(Mode.STANDARD),
        help="Strict shows more.",
    ),
    click.option(
        "--allow",
        "allowances",
        type=AllowanceType(),
        multiple=True,
        help=f"A fact you know is true: {', '.join(sorted(ALLOWANCES))}. Days as YYYY-MM-DD.",
    ),
    click.option(
        "--as-of",
        "day",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="Judge by the terms of this day.",
    ),
)

output_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people or for programs.",
)


def situated(command: Command) -> Command:
    """Give a command these options; it gets them as one context, in front of its own."""

    @functools.wraps(command)
    def run(
        *,
        platform: str,
        surface: str,
        stage: str,
        mode: str,
        allowances: tuple[Allowance, ...],
        day: datetime | None,
        **others: object,
    ) -> None:
        as_of = day.date() if day else None
        context = Context(platform, surface, stage, mode, allowances, as_of=as_of)
        command(context, **others)

    for option in reversed(_OPTIONS):
        option(run)
    return run
