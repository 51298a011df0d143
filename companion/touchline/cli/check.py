"""`touchline check`: one message, its warnings in plain words or as JSON, and an exit code."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from touchline.cli.display import has_keyboard
from touchline.cli.options.context import output_format, situated
from touchline.cli.output.review import as_text, review_of
from touchline.cli.output.terms import as_json
from touchline.cli.output.voice import say
from touchline.cli.output.why import Why
from touchline.errors import InvalidRequest, MessageTooLong
from touchline.model import DEFAULT_REGIONS, MESSAGE_LIMIT, REGION_RE
from touchline.pipeline.pipeline import review
from touchline.settings import read_settings
from touchline.terms.explain import explained
from touchline.terms.library import load

if TYPE_CHECKING:
    from touchline.context import Context

COULD_NOT_CHECK = 3

_FILE_NAME_RE = re.compile(
    r"""
      (?:~|\.{1,2})?/\S*                                        # /tmp/message, ./message, ~/message
    | (?!\S*://)\S+\.(?:txt|md|eml|html?|csv|json|docx?|odt|pdf) # a name with a file's ending, and no link
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What nobody writes to a person; a mistyped name would otherwise be a message in which nothing is found."""


class Unreadable(InvalidRequest):
    """The message did not arrive as text, so it was not checked: that is never "Nothing found"."""

    code = "unreadable"


@click.command(short_help="Check one message and show the rules.")
@click.argument("text", metavar="[TEXT|FILE|-]", default="-")
@situated
@click.option(
    "--region",
    "regions",
    metavar="XX",
    multiple=True,
    default=DEFAULT_REGIONS,
    help="Where phone numbers without a country code may be from, again for each: US, GB, IN ...",
)
@output_format
@click.option("--explain", is_flag=True, help="Also say which rule fired and what would change it.")
@click.option("--why", is_flag=True, help="Also say why each word was found, or was not.")
def check(context: Context, text: str, regions: tuple[str, ...], form: str, explain: bool, why: bool) -> None:
    """Check one message: the words themselves, a file, or "-" for what is piped in.

    Example: touchline check "mail me at jo@example.org" --platform upwork --surface inbox
    """
    context = replace(context, regions=_regions(regions))
    message = _read(text)
    pack = load(context.platform, read_settings().packs)
    reasons = Why() if why else None
    outcome = review(message, context, pack, observe=reasons.hear if reasons else None)
    if form == "json":
        say(as_json(review_of(message, outcome, reasons)))
    else:
        say(as_text(message, outcome))
    if explain and form == "text" and outcome.warnings:
        say("\n" + explained(outcome, context, pack))
    if reasons and form == "text":
        say("\n" + reasons.as_text(message))
    if outcome.incomplete:
        sys.exit(COULD_NOT_CHECK)
    sys.exit(1 if outcome.has_alarm else 0)


def _regions(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes in capitals; raises `InvalidRequest` for what is no ISO 3166-1 alpha-2 code."""
    regions = tuple(code.upper() for code in codes)
    if not all(REGION_RE.fullmatch(region) for region in regions):
        raise InvalidRequest("region", "not a code of two letters, such as US")
    return regions


def _read(text: str) -> str:
    """The message itself; raises `InvalidRequest` for none, and `Unreadable` for what holds no text.

    Bytes of an argument that Python could not decode (in another encoding than the terminal's, or not
    ASCII where `LC_ALL=C` says so) are lone surrogates in it, and no detector could read them.
    """
    try:
        message = _typed() if text == "-" else _in_file(text)
        message.encode()
    except UnicodeDecodeError:
        raise Unreadable("text", "not UTF-8") from None
    except UnicodeEncodeError:
        raise Unreadable("text", "not in this terminal's encoding; put it in a file in UTF-8") from None
    except OSError:
        raise Unreadable("text", "the file cannot be read") from None
    if "\0" in message:  # in UTF-16 each letter of a plain message has one, and every byte is UTF-8
        raise Unreadable("text", "not UTF-8")
    if not message.strip():
        raise InvalidRequest("text", "empty")
    if len(message) > MESSAGE_LIMIT:
        raise MessageTooLong(MESSAGE_LIMIT)
    return message


def _typed() -> str:
    if has_keyboard():
        say("Type or paste the message, then press Enter and Ctrl-D (Windows: Ctrl-Z, Enter).", err=True)
    return sys.stdin.buffer.read().decode("utf-8") if sys.stdin else ""


def _in_file(text: str) -> str:
    """The content of the file with this name; the text itself when it cannot be a name."""
    path = Path(text)
    try:
        is_file, is_folder = path.is_file(), path.is_dir()
    except (OSError, ValueError):  # a long or odd message is no file name
        return text
    if is_file:
        return path.read_text("utf-8")
    if is_folder and text:
        raise InvalidRequest("text", "a folder, not a file")
    if _FILE_NAME_RE.fullmatch(text):
        raise InvalidRequest("text", "no such file; if these are the words of the message, pipe them in")
    return text
