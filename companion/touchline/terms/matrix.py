"""The whole of a pack at a glance: place × stage × what is done → verdict and clause, as Markdown.

Every cell asks the decision itself, so the table can say nothing that Touchline would not. Run as
`python -m touchline.terms.matrix docs/terms.md` it rewrites the part between the two marks of that file.
This module must not know detection, and reads no message.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from touchline.context import Allowance, Context
from touchline.model import (
    Fact,
    Finding,
    Intent,
    Kind,
    Stage,
    Surface,
    Technique,
    Verdict,
)
from touchline.terms.decide import decision_for
from touchline.terms.library import BUILT_IN, built_in
from touchline.terms.schema import STAGES, SURFACES
from touchline.today import today

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from touchline.terms.pack import Pack

BEGIN = "<!-- tables: begin (written by: python -m touchline.terms.matrix docs/terms.md) -->"
END = "<!-- tables: end -->"

NOTHING = "–"
"""A cell in which no rule has anything to say."""

_STAGE_WORDS = {
    Stage.BEFORE_CONTRACT: "Before the contract or order",
    Stage.ACTIVE_CONTRACT: "While it is active",
    Stage.AFTER_CONTRACT: "After it has ended",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that people do in a message; `channel` stands for its whole family."""

    label: str
    kind: Kind
    intent: Intent
    channel: str | None = None


OWN = "own"
"""Stands for the platform's own name in an act's channel."""

ACTS = (
    Act("giving an e-mail address", Kind.EMAIL, Intent.PROVIDES),
    Act("giving a phone number", Kind.PHONE, Intent.PROVIDES),
    Act("giving a messenger user name", Kind.HANDLE, Intent.PROVIDES, "skype"),
    Act("giving a postal address", Kind.ADDRESS, Intent.PROVIDES),
    Act("link to a form, a calendar or a profile", Kind.LINK, Intent.PROVIDES, "calendly"),
    Act("link to a website", Kind.LINK, Intent.PROVIDES),
    Act("link to shared work (Figma, Drive …)", Kind.LINK, Intent.PROVIDES, "figma"),
    Act("link to another marketplace", Kind.LINK, Intent.PROVIDES, "guru"),
    Act("link to the platform itself", Kind.LINK, Intent.PROVIDES, OWN),
    Act("asking for an e-mail address", Kind.REQUEST, Intent.REQUESTS, "email"),
    Act("asking for a phone number", Kind.REQUEST, Intent.REQUESTS, "phone"),
    Act("asking for a postal address", Kind.REQUEST, Intent.REQUESTS, "address"),
    Act("asking for contact on a messenger", Kind.REQUEST, Intent.REQUESTS, "skype"),
    Act("inviting to talk elsewhere", Kind.MOVE, Intent.MOVES),
    Act("announcing contact that nobody asked for", Kind.MOVE, Intent.MOVES, "uninvited"),
    Act("giving payment details", Kind.PAYMENT, Intent.PROVIDES, "paypal"),
    Act("asking for payment details", Kind.REQUEST, Intent.REQUESTS, "paypal"),
    Act("offering to pay elsewhere", Kind.MOVE, Intent.PAYS),
    Act("bargaining for a review", Kind.REQUEST, Intent.REQUESTS, "feedback"),
    Act("saying no", Kind.MENTION, Intent.REFUSES),
    Act("quoting a number that is part of the work", Kind.PHONE, Intent.QUOTES),
    Act("naming a service as a topic", Kind.MENTION, Intent.MENTIONS),
)
"""Every row of the table: each kind, with each intent that the terms tell apart."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The answer for one act in one place at one stage; no verdict means that nothing is said."""

    verdict: Verdict | None = None
    clauses: tuple[str, ...] = ()
    depends_on: tuple[Fact, ...] = ()
    inference: str | None = None


def cell(pack: Pack, act: Act, surface: Surface, stage: Stage, facts: Iterable[Fact], on: date) -> Cell:
    """The answer of `pack` to `act` in standard mode, with `facts` stated by the user."""
    channel = pack.id if act.channel == OWN else act.channel
    finding = Finding(act.kind, channel, 0, 0, "", (Technique.PLAIN,), act.intent, 1.0)
    context = Context(pack.id, surface, stage, allowances=tuple(Allowance(fact) for fact in facts))
    decision = decision_for(finding, context, pack, on)
    if decision is None:
        return Cell()
    return Cell(
        decision.verdict,
        tuple(clause.id for clause in decision.clauses),
        decision.depends_on,
        decision.rule.inference,
    )


def tables(pack: Pack, on: date, name: str | None = None) -> str:
    """The pack's tables as Markdown: what stands where, what a stated fact changes, and our inferences."""
    name = name or pack.name
    notes = _Notes()
    lines = [f"## {name}", ""]
    for stages, rows in _by_stage(pack, on):
        title = (
            "At every stage" if len(stages) == len(STAGES) else " · ".join(_STAGE_WORDS[s] for s in stages)
        )
        lines += [f"### {name}: {title}", "", *_table(pack, rows, notes), ""]
    lines += [*_fact_lines(pack, on, notes, name), *notes.lines()]
    return "\n".join(lines)


def all_tables(on: date) -> str:
    """The tables of every built-in pack on the day `on`, and before each day on which its rules changed."""
    blocks: list[str] = []
    for pack in map(built_in, BUILT_IN):
        blocks.append(tables(pack, on))
        last_days = {rule.days.last for rule in pack.rules if rule.days.last and rule.days.last < on}
        blocks += [tables(pack, day, f"{pack.name} until {day}") for day in sorted(last_days, reverse=True)]
    return "\n\n".join(blocks)


Rows = tuple[tuple[Cell, ...], ...]


def _by_stage(pack: Pack, on: date) -> Iterator[tuple[list[Stage], Rows]]:
    """The table of each stage; neighbouring stages with the same table share it."""

    def rows(stage: Stage) -> Rows:
        return tuple(tuple(cell(pack, act, surface, stage, (), on) for surface in SURFACES) for act in ACTS)

    for same, stages in groupby(STAGES, rows):
        yield list(stages), same


def _table(pack: Pack, rows: Rows, notes: _Notes) -> Iterator[str]:
    columns = [tuple(row[index] for row in rows) for index in range(len(SURFACES))]
    groups = [
        (cells, [surface for surface, column in zip(SURFACES, columns, strict=True) if column == cells])
        for cells in dict.fromkeys(columns)
    ]
    yield "| | " + " | ".join(", ".join(_place(pack, s) for s in surfaces) for _, surfaces in groups) + " |"
    yield "|---|" + "---|" * len(groups)
    for index, act in enumerate(ACTS):
        yield f"| {act.label} | " + " | ".join(notes.shown(cells[index]) for cells, _ in groups) + " |"


def _fact_lines(pack: Pack, on: date, notes: _Notes, name: str) -> Iterator[str]:
    """One row for each verdict that a stated fact changes, acts with the same change together."""
    if not pack.facts:
        return
    yield from (
        f"### {name}: what a fact changes",
        "",
        "| fact | place | stage | what | without → with |",
    )
    yield "|---|---|---|---|---|"
    for fact in sorted(pack.facts):
        changed: dict[tuple[Cell, Cell], dict[tuple[Surface, Stage], list[str]]] = {}
        for surface in SURFACES:
            for stage in STAGES:
                for act in ACTS:
                    before = cell(pack, act, surface, stage, (), on)
                    after = cell(pack, act, surface, stage, (fact,), on)
                    if before.verdict is not after.verdict:
                        changed.setdefault((before, after), {}).setdefault((surface, stage), []).append(
                            act.label
                        )
        for (before, after), places in changed.items():
            for surfaces, stages, labels in _merged(places):
                where = ", ".join(_place(pack, surface) for surface in surfaces)
                when = ", ".join(stage.value.replace("_", " ") for stage in stages)
                change = f"{before.verdict or NOTHING} → {notes.shown(after)}"
                yield f"| `{fact}` | {where} | {when} | {'; '.join(labels)} | {change} |"
    yield ""


def _merged(
    places: dict[tuple[Surface, Stage], list[str]],
) -> Iterator[tuple[list[Surface], list[Stage], list[str]]]:
    """Places and stages with the same acts, put together as far as they form a rectangle."""
    by_stage: dict[tuple[Stage, ...], dict[tuple[str, ...], list[Surface]]] = {}
    acts = {label: None for labels in places.values() for label in labels}
    for surface in SURFACES:
        groups: dict[tuple[str, ...], list[Stage]] = {}
        for stage in STAGES:
            labels = tuple(label for label in acts if label in places.get((surface, stage), ()))
            if labels:
                groups.setdefault(labels, []).append(stage)
        for labels, stages in groups.items():
            by_stage.setdefault(tuple(stages), {}).setdefault(labels, []).append(surface)
    for same_stages, rectangles in by_stage.items():
        for labels, surfaces in rectangles.items():
            yield surfaces, list(same_stages), list(labels)


def _place(pack: Pack, surface: Surface) -> str:
    return (
        pack.places[surface].removeprefix("in ").removeprefix("on ").removeprefix("the ").removeprefix("a ")
    )


class _Notes:
    """The clauses and inferences of one platform, numbered in the order in which its cells name them."""

    def __init__(self) -> None:
        self._clauses: dict[str, int] = {}
        self._inferences: dict[str, str] = {}

    def shown(self, cell: Cell) -> str:
        if cell.verdict is None:
            return NOTHING
        verdict = f"**{cell.verdict}**" if cell.verdict.is_alarm else str(cell.verdict)
        numbers = [str(self._clauses.setdefault(clause, len(self._clauses) + 1)) for clause in cell.clauses]
        mark = ""
        if cell.inference:
            mark = " " + self._inferences.setdefault(cell.inference, f"i{len(self._inferences) + 1}")
        clauses = f" [{', '.join(numbers)}]" if numbers else ""
        return f"{verdict}{clauses}{mark}"

    def lines(self) -> Sequence[str]:
        lines = ["Clauses:", ""]
        lines += [f"{number}. `{clause}`" for clause, number in self._clauses.items()]
        if self._inferences:
            lines += ["", "Our reading rather than the platform's words:", ""]
            lines += [f"- {mark}: {text}" for text, mark in self._inferences.items()]
        return lines


def rewritten(document: str, on: date) -> str:
    """`document` with fresh tables between its two marks; raises `ValueError` when a mark is missing."""
    head, begin, rest = document.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError("the marks around the tables are missing")
    return f"{head}{BEGIN}\n\n{all_tables(on)}\n\n{END}{tail}"


def _main() -> None:
    path = Path(sys.argv[1])
    on = today()
    path.write_text(rewritten(path.read_text("utf-8"), on), "utf-8")


if __name__ == "__main__":
    _main()
