"""`touchline ask`: may I do this, there, now? An answer without any message."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from touchline.cli.options.context import output_format, situated
from touchline.cli.output.terms import DISCLAIMER, answer_of, as_json, clause_lines, wrapped
from touchline.cli.output.voice import say
from touchline.model import Intent, Kind
from touchline.settings import read_settings
from touchline.terms.explain import asked, explanation, explanation_lines
from touchline.terms.library import load
from touchline.today import today

if TYPE_CHECKING:
    from touchline.context import Context
    from touchline.model import TermsWarning

_HEADLINES = {"breach": "No: not allowed here.", "caution": "It depends.", "note": "Yes, with a remark."}
_USUAL = {Kind.REQUEST: Intent.REQUESTS, Kind.MOVE: Intent.MOVES, Kind.MENTION: Intent.MENTIONS}


@click.command(short_help="Ask what is allowed, without a message.")
@click.option("--kind", type=click.Choice([*map(str, Kind)]), required=True, help="What it is about.")
@click.option("--intent", type=click.Choice([*map(str, Intent)]), help="What you want to do with it.")
@click.option("--channel", metavar="NAME", help="The service it belongs to: skype, whatsapp, paypal ...")
@situated
@output_format
def ask(context: Context, kind: str, intent: str | None, channel: str | None, form: str) -> None:
    """Ask what the terms allow, with no message typed.

    Example: touchline ask --platform fiverr --surface order --kind phone --intent provides
    --allow needed_for_delivery
    """
    what = Kind(kind)
    does = Intent(intent) if intent else _USUAL.get(what, Intent.PROVIDES)
    pack = load(context.platform, read_settings().packs)
    on = context.as_of or today()
    answer = asked(what, does, channel, context, pack, on)
    if form == "json":
        say(as_json(answer and answer_of(answer)))
    elif answer is None:
        say(f"Yes. No rule of {pack.name} that Touchline knows is against it.\n\n{DISCLAIMER}")
    else:
        reasons = explanation(answer.finding, context, pack, on)
        say("\n".join([*_answer_lines(answer), *(explanation_lines(reasons) if reasons else ())]))
        say(f"\n{DISCLAIMER}")
    sys.exit(answer is not None and answer.verdict.is_alarm)


def _answer_lines(answer: TermsWarning) -> list[str]:
    lines = [_HEADLINES[answer.verdict], *wrapped(answer.message)]
    if answer.filter_risk:
        lines += wrapped(answer.filter_risk)
    if answer.depends_on:
        lines += wrapped(f"It depends on: {', '.join(answer.depends_on)}.")
    if answer.advice:
        lines += [
            "  You can say instead:",
            *(line for tip in answer.advice for line in wrapped(f"- {tip}", 4)),
        ]
    for clause in answer.clauses:
        lines += ["", *clause_lines(clause)]
    return [*lines, "", "Why:"]
