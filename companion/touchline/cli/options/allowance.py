"""A fact that the user states on the command line, with its proof and its dates."""

from __future__ import annotations

from datetime import date

import click

from touchline.context import Allowance
from touchline.model import ALLOWANCES, Fact


class AllowanceType(click.ParamType[Allowance]):
    """`FACT[:REFERENCE][:GRANTED[:EXPIRES]]`, the days as YYYY-MM-DD.

    For example `needed_for_delivery` or `"support_permission:ticket 4711:2026-10-01"`.
    """

    name = "fact"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """The words that the help shows for a value of this type."""
        return "FACT[:REFERENCE][:GRANTED[:EXPIRES]]"

    def convert(
        self, value: str | Allowance, param: click.Parameter | None, ctx: click.Context | None
    ) -> Allowance:
        """The stated fact; a usage error when it is none that a user can state."""
        if isinstance(value, Allowance):
            return value
        name, *rest = value.split(":")
        if name not in ALLOWANCES:
            self.fail(f"not a fact you can state; choose from {', '.join(sorted(ALLOWANCES))}", param, ctx)
        days: list[date] = []
        while rest and len(days) < 2 and (day := _day(rest[-1])):  # noqa: PLR2004  granted and expires
            days.insert(0, day)
            rest.pop()
        granted, expires = (*days, None, None)[:2]
        if granted and expires and expires < granted:
            self.fail("it expires before it is granted", param, ctx)
        return Allowance(Fact(name), ":".join(rest).strip() or None, granted, expires)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
