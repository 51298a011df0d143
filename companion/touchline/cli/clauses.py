"""`touchline clauses`: the passages of the terms that Touchline knows, and whether they are still fresh."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from touchline.cli.options.context import output_format, platform_option
from touchline.cli.output.terms import CURRENCY, as_json, clause_lines, wrapped
from touchline.cli.output.voice import say
from touchline.errors import InvalidRequest
from touchline.settings import read_settings
from touchline.terms.freshness import State, freshness
from touchline.terms.library import known, load

if TYPE_CHECKING:
    from touchline.model import Clause
    from touchline.terms.freshness import Freshness

PAGE_LIMIT = 20_000_000
"""Largest saved page that is read, in bytes."""


@click.command(short_help="List the clauses; check they are fresh.")
@platform_option("Only this platform: fiverr, upwork ...")
@click.option(
    "--check",
    "page",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare the quotes with a page of the terms that you saved (text or HTML).",
)
@click.option("--source", metavar="WORDS", help="Only clauses whose source holds these words.")
@click.option("--full", is_flag=True, help="Show all that is known of each clause.")
@output_format
def clauses(platform: str | None, page: Path | None, source: str | None, full: bool, form: str) -> None:
    """List the clauses of the terms, or check them against a page you saved.

    With --check, every quote is reported as unchanged, changed (with the difference) or gone from that
    page, and the exit code is 1 unless all are unchanged. Nothing is downloaded.

    Example: touchline clauses --platform fiverr --source "February 2025" --check terms.html
    """
    wanted = _clauses(platform, source)
    if page is None:
        say(as_json(wanted) if form == "json" else _as_text(wanted, full))
        return
    results = freshness(wanted, _text_of(page))
    if not results:
        raise InvalidRequest("check", "there is nothing to compare: none of these clauses is quoted")
    say(as_json(_compared(results)) if form == "json" else _results_text(results))
    sys.exit(any(result.state is not State.UNCHANGED for result in results))


def _clauses(platform: str | None, source: str | None) -> list[Clause]:
    """The clauses that are asked for; raises `InvalidRequest` when there are none."""
    folder = read_settings().packs
    packs = [load(name, folder) for name in ([platform] if platform else known(folder))]
    words = (source or "").casefold()
    wanted = [
        clause
        for pack in packs
        for clause in pack.clauses.values()
        if words in f"{clause.source.title} {clause.source.url or ''}".casefold()
    ]
    if not wanted:  # a page compared with no quote would be fresh
        raise InvalidRequest("source", "no clause comes from a source with these words")
    return wanted


def _as_text(wanted: list[Clause], full: bool) -> str:
    lines: list[str] = []
    for clause in wanted:
        lines += clause_lines(clause) if full else _short(clause)
        lines += [""]
    return "\n".join([*lines, f"{len(wanted)} clauses. For one of them: touchline explain ID"])


def _short(clause: Clause) -> list[str]:
    seen = f"{clause.section}. Seen: {clause.as_of}; {CURRENCY.get(clause.currency, clause.currency)}."
    return [clause.id, *wrapped(clause.plain), *wrapped(seen)]


def _results_text(results: tuple[Freshness, ...]) -> str:
    lines = []
    for result in results:
        lines += [f"{result.state.upper():10} {result.clause.id}"]
        if result.difference:
            lines += wrapped(result.difference, 4)
    counts = (f"{sum(r.state is state for r in results)} {state}" for state in State)
    lines += ["", f"{len(results)} quotes: {', '.join(counts)}."]
    if all(result.state is State.GONE for result in results):
        lines += ["Is this the page that they come from? Compare only those of one page with --source."]
    return "\n".join(lines)


class _Compared(msgspec.Struct, frozen=True):
    """One quote beside the saved page, for programs."""

    id: str
    state: State
    difference: str | None


def _compared(results: tuple[Freshness, ...]) -> list[_Compared]:
    return [_Compared(result.clause.id, result.state, result.difference) for result in results]


def _text_of(page: Path) -> str:
    """The saved page; raises `InvalidRequest` for one that is unreadable, too long or not UTF-8."""
    try:
        with page.open("rb") as file:
            content = file.read(PAGE_LIMIT + 1)
    except OSError:
        raise InvalidRequest("check", "the file cannot be read") from None
    if len(content) > PAGE_LIMIT:
        raise InvalidRequest("check", f"longer than {PAGE_LIMIT} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidRequest("check", "not UTF-8; save the page again as text or as HTML") from None
