"""Fit the weights of the evidence to the corpora: `python -m tests.accuracy.fit [--write] [FILE …]`.

The structure stays as it is: a finding's log-odds are the prior and, for each group of evidence, the
sum of its weights within the group's cap. What is fitted are the weights. A finding that a line marks
should be believed clearly, anything else clearly not; a weight moves only as far as that takes, so a
second run changes nothing, and evidence that the corpora say nothing of keeps the weight it has.

Without `--write` it prints what it would change. FILEs are JSONL messages to fit to as well.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from unittest import mock

from tests.accuracy.messages import from_corpus, from_jsonl

import touchline
from touchline import short_memory
from touchline.claims.evidence import weights
from touchline.pipeline import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.accuracy.messages import Message

    from touchline.model import Finding

CORPORA: Final = Path(__file__).parent.parent / "corpora"
WEIGHTS: Final = Path(touchline.claims.__file__).parent / "weights.toml"

MARGIN: Final = 0.4
"""Log-odds by which a finding should stay away from even odds: believed to 60 %, or at most to 40 %."""

STEP: Final = 0.1
"""Weights have one decimal."""

PULL: Final = 1.0
"""Log-odds that lines must gain for each that a weight moves: one line alone moves nothing, two do."""

_ROUNDS: Final = 50
_LINE_RE: Final = re.compile(r"^(?P<code>[a-z0-9-]+) = (?P<weight>-?[\d.]+)", re.MULTILINE)


class Example(NamedTuple):
    """The codes of one finding's evidence, and whether a person marked what was found."""

    codes: tuple[str, ...]
    wanted: bool


def examples(messages: Iterable[Message]) -> list[Example]:
    """What is found in the messages however little it is believed, as far as the marks judge it.

    A finding over a mark of another kind, or only partly over its own, says nothing of its evidence.
    """
    # what is hardly believed is an example too: of evidence that weighs too little, or rightly so
    unfloored = replace(weights(), floor=0.0)
    short_memory.forget()
    with mock.patch.object(resolve, "weights", return_value=unfloored):
        told = [
            Example(tuple(item.code for item in finding.evidence), wanted)
            for message in messages
            for finding in _found(message)
            if (wanted := _wanted(finding, message)) is not None
        ]
    short_memory.forget()
    return told


def _found(message: Message) -> tuple[Finding, ...]:
    try:
        return touchline.find(message.text, message.recent)
    except touchline.Incomplete as cut:
        return cut.findings


def _wanted(finding: Finding, message: Message) -> bool | None:
    touching = [mark for mark in message.expected if mark.start < finding.end and finding.start < mark.end]
    if (finding.kind.value, finding.start, finding.end) in {
        (mark.kind, mark.start, mark.end) for mark in touching
    }:
        return True
    # a mention is shown in strict mode only and not marked but in its own corpus
    return None if touching or finding.kind == "mention" else False


def lack(told: Sequence[Example], worth: Mapping[str, float]) -> float:
    """How much log-odds the examples lack to their margin with these weights, all together."""
    return sum(_lack(example, worth) for example in told)


def _lack(example: Example, worth: Mapping[str, float]) -> float:
    table = weights()
    sums: dict[str, float] = defaultdict(float)
    for code in example.codes:
        sums[table.evidence[code].group] += worth[code]
    odds = table.prior + sum(max(-table.caps[group], min(table.caps[group], sums[group])) for group in sums)
    return max(0.0, MARGIN - (odds if example.wanted else -odds))


def shipped() -> dict[str, float]:
    """The weights in use."""
    return {code: item.weight for code, item in weights().evidence.items()}


def fitted(told: Sequence[Example], start: Mapping[str, float]) -> dict[str, float]:
    """`start` after moving each weight, a step at a time, while the examples gain more than `PULL` asks.

    No weight changes its sign or passes its group's cap.
    """
    table = weights()
    worth = dict(start)
    by_code: dict[str, list[Example]] = defaultdict(list)
    for example in told:
        for code in set(example.codes):
            by_code[code].append(example)
    for _ in range(_ROUNDS):
        moved = False
        for code in sorted(by_code):
            cap = table.caps[table.evidence[code].group]
            for step in (STEP, -STEP):
                there = round(worth[code] + step, 1)
                if (abs(there) > cap and step * there > 0) or there * start[code] <= 0:
                    continue
                pull = PULL * (abs(there - start[code]) - abs(worth[code] - start[code]))
                gain = lack(by_code[code], worth) - lack(by_code[code], {**worth, code: there})
                if gain > pull + 1e-9:
                    worth[code], moved = there, True
                    break
        if not moved:
            break
    return worth


def rewritten(text: str, worth: Mapping[str, float]) -> str:
    """`weights.toml` with these weights, everything else as it was."""

    def line(match: re.Match[str]) -> str:
        code = match["code"]
        return f"{code} = {worth[code]:.1f}" if code in worth else match[0]

    head, section, evidence = text.partition("[evidence.")  # a group's cap may be called like a code
    return head + section + _LINE_RE.sub(line, evidence)


def main() -> None:
    """Fit, print, and with `--write` put the weights in their place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path, help="JSONL files of messages")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    messages = [message for path in sorted(CORPORA.glob("*.txt")) for message in from_corpus(path)]
    messages += [message for path in options.cases for message in from_jsonl(path)]
    told = examples(messages)
    before = shipped()
    worth = fitted(told, before)
    print(
        f"{len(messages)} messages, {len(told)} findings, {sum(each.wanted for each in told)} of them marked"
    )
    print(f"log-odds lacking to the margin: {lack(told, before):.1f} now, {lack(told, worth):.1f} fitted")
    for code, weight in before.items():
        if worth[code] != weight:
            print(f"  {code}: {weight:+.1f} -> {worth[code]:+.1f}")
    if options.write:
        WEIGHTS.write_text(rewritten(WEIGHTS.read_text("utf-8"), worth), "utf-8")
        print(f"written to {WEIGHTS.name}; run the tests and `make accuracy` before keeping it")


if __name__ == "__main__":
    main()
