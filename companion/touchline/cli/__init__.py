"""The command `touchline`: every subcommand is a module here, listed by hand below.

Exit codes: 0 no alarm (notes are printed), 1 alarms, 2 usage, 3 could not check.
"""

from __future__ import annotations

import contextlib
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from touchline.cli.ask import ask
from touchline.cli.check import COULD_NOT_CHECK, Unreadable, check
from touchline.cli.clauses import clauses
from touchline.cli.doctor import doctor
from touchline.cli.explain import explain
from touchline.cli.output.voice import printable, say
from touchline.cli.pair import browsers, pair
from touchline.cli.prove import prove
from touchline.cli.serve import serve
from touchline.cli.try_page import try_
from touchline.errors import InvalidRequest, TouchlineError

if TYPE_CHECKING:
    from collections.abc import Iterator

USAGE = 2


class _Commands(click.Group):
    """The group; what click says of a wrong option or command is said as everything else is."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _printable_errors():
            return super().make_context(*arguments, **options)

    def invoke(self, context: click.Context) -> Any:
        with _printable_errors():
            return super().invoke(context)


@contextlib.contextmanager
def _printable_errors() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        said = error.format_message()
        shown = "\n".join(map(printable, said.split("\n")))
        if shown == said:
            raise
        raise click.UsageError(shown, error.ctx) from None


@click.group(
    cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="touchline", message="touchline %(version)s")
@click.pass_context
def touchline(context: click.Context) -> None:
    """Touchline warns you before a message breaks your platform's terms.

    It finds e-mail addresses, phone numbers, messenger names, links and payment details in what you are
    about to send on Fiverr or Upwork, and shows the rule. Everything stays on this computer.

    Without a command it does the same as "touchline serve".

    Exit codes: 0 no warning (notes do not count), 1 warnings, 2 wrong use, 3 could not check.

    Touchline is not legal advice and is not endorsed by any platform.
    """
    if context.invoked_subcommand is None:
        context.invoke(serve)


for command in (serve, try_, pair, browsers, check, ask, clauses, explain, doctor, prove):
    touchline.add_command(command)


def main() -> None:
    """Run the command line; Touchline's own errors become one clear line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # "?" for a letter that a Windows code page lacks
            stream.reconfigure(errors="replace")
    try:
        touchline()
    except InvalidRequest as error:
        say(f"touchline: {error}", err=True)
        sys.exit(COULD_NOT_CHECK if isinstance(error, Unreadable) else USAGE)
    except TouchlineError as error:
        say(f"touchline: {error}", err=True)
        sys.exit(COULD_NOT_CHECK)
    except OSError as error:
        say(f"touchline: {error.filename or 'the system'}: {error.strerror}", err=True)
        sys.exit(COULD_NOT_CHECK)
