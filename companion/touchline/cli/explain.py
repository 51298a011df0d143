"""`touchline explain`: one clause with everything known of it, or what the terms say about one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from touchline.cli.options.context import platform_option
from touchline.cli.output.terms import DISCLAIMER, clause_lines, wrapped
from touchline.cli.output.voice import say
from touchline.errors import InvalidRequest
from touchline.model import Kind
from touchline.settings import read_settings
from touchline.terms.library import known, load
from touchline.terms.matrix import ACTS, NOTHING, cell
from touchline.terms.schema import STAGES, SURFACES
from touchline.today import today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.model import Clause
    from touchline.terms.matrix import Act
    from touchline.terms.pack import Pack, Rule


@click.command(short_help="Explain a clause, or a kind of finding.")
@click.argument("what", metavar="CLAUSE|KIND")
@platform_option("Only this platform: fiverr, upwork ...")
def explain(what: str, platform: str | None) -> None:
    """Explain a clause by its id, or a kind (email, phone, handle, link ...) on every platform.

    Examples: touchline explain upwork.tou.4.1.means-of-direct-contact · touchline explain phone
    """
    folder = read_settings().packs
    packs = [load(name, folder) for name in ([platform] if platform else known(folder))]
    if what in set(Kind):
        blocks = [_kind_text(pack, Kind(what)) for pack in packs]
    else:
        blocks = [_clause_text(pack, pack.clauses[what]) for pack in packs if what in pack.clauses]
    if not blocks:
        raise InvalidRequest(
            "CLAUSE|KIND", f"no such clause; kinds are {', '.join(Kind)}; see: touchline clauses"
        )
    say("\n\n".join([*blocks, DISCLAIMER]))


def _clause_text(pack: Pack, clause: Clause) -> str:
    shown = [rule for rule in pack.rules if any(citation.clause is clause for citation in rule.citations)]
    beside = [rule for rule in pack.rules if clause in rule.see_also]
    lines = clause_lines(clause)
    if shown:
        lines += ["", "Rules that show it:", *(line for rule in shown for line in _rule_lines(rule))]
    if beside:
        lines += ["", *wrapped(f"Background of: {', '.join(rule.id for rule in beside)}", 0)]
    return "\n".join(lines)


def _rule_lines(rule: Rule) -> list[str]:
    where = (
        "everywhere"
        if len(rule.surfaces) == len(SURFACES)
        else ", ".join(s for s in SURFACES if s in rule.surfaces)
    )
    when = (
        "at every stage"
        if len(rule.stages) == len(STAGES)
        else ", ".join(s for s in STAGES if s in rule.stages)
    )
    what = ", ".join(kind for kind in Kind if kind in rule.kinds)
    only = f"; if stated: {', '.join(sorted(rule.needs))}" if rule.needs else ""
    unless = f"; unless stated: {', '.join(sorted(rule.unless))}" if rule.unless else ""
    return wrapped(f"{rule.verdict}: {what} ({where}; {when}{only}{unless}) [{rule.id}]")


def _kind_text(pack: Pack, kind: Kind) -> str:
    lines = [pack.name]
    for act in (act for act in ACTS if act.kind is kind):
        lines += wrapped(act.label.capitalize())
        lines += [line for text in _answers(pack, act) for line in wrapped(text, 4)]
    return "\n".join(lines)


def _answers(pack: Pack, act: Act) -> Iterator[str]:
    """One line for each answer, with the places and stages where it holds."""
    on = today()
    answers: dict[str, dict[str, list[str]]] = {}
    for surface in SURFACES:
        for stage in STAGES:
            found = cell(pack, act, surface, stage, (), on)
            answer = f"{found.verdict or NOTHING} {', '.join(found.clauses)}".strip()
            answers.setdefault(answer, {}).setdefault(surface, []).append(stage)
    for answer, places in answers.items():
        by_stages: dict[tuple[str, ...], list[str]] = {}
        for place, stages in places.items():
            by_stages.setdefault(tuple(stages), []).append(place)
        where = "; ".join(_where(names, stages) for stages, names in by_stages.items())
        yield f"{answer}: {where}"


def _where(places: list[str], stages: tuple[str, ...]) -> str:
    when = "" if len(stages) == len(STAGES) else f" ({', '.join(stages)})"
    return ", ".join(places) + when
