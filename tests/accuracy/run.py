"""`make accuracy [CASES=path …]`: recall and false alarms, side by side with other systems.

Without arguments it measures the project's own corpora. Each JSONL file given is measured after them.
The whole messages of many authors come first: those that may be read, beside those kept back, of whom
nothing but totals is ever shown. `--misses` also prints what was missed and what was wrongly found,
`--alone` measures Touchline only, `--authors` leaves everything but the authors' messages out.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tests.accuracy import by_message
from tests.accuracy.authored import Side, authored
from tests.accuracy.measure import Tally, alarms, tallied
from tests.accuracy.messages import Message, from_corpus, from_jsonl
from tests.accuracy.systems import available, ours

from touchline.model import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.accuracy.systems import System

CORPORA = Path(__file__).parent.parent / "corpora"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path, help="JSONL files of messages")
    parser.add_argument("--misses", action="store_true", help="print each miss and each false alarm")
    parser.add_argument("--alone", action="store_true", help="Touchline only")
    parser.add_argument("--authors", action="store_true", help="the authors' messages only")
    options = parser.parse_args()
    systems = {"Touchline": ours} if options.alone else available()
    _print_authors(systems, misses=options.misses)
    if options.authors:
        return
    corpora = [message for path in sorted(CORPORA.glob("*.txt")) for message in from_corpus(path)]
    sets = [("own corpora", corpora), *((path.name, list(from_jsonl(path))) for path in options.cases)]
    for name, messages in sets:
        marked = sum(len(message.expected) for message in messages)
        clean = sum(message.clean for message in messages)
        print(f"\n## {name}: {len(messages)} messages, {marked} places to find, {clean} clean messages\n")
        tallies = {
            system: tallied(find, messages, same_kind=system == "Touchline")
            for system, find in systems.items()
        }
        if marked:
            _print_recall(tallies)
        _print_alarms(tallies, messages, misses=options.misses)
        if options.misses:
            _print_misses(tallies["Touchline"])


def _print_authors(systems: dict[str, System], *, misses: bool) -> None:
    messages = {side: list(authored(side)) for side in Side}
    counts = ", ".join(
        f"{side}: {len(rows)} by {len({row.author for row in rows})} authors"
        for side, rows in messages.items()
    )
    print(f"\n## messages of many authors: {counts}")
    told = {side: by_message.answers(rows) for side, rows in messages.items()}
    by_message.print_headlines(told)
    by_message.print_systems(systems, messages)
    by_message.print_groups(told)
    by_message.print_reliability(told)
    if misses:
        for line in by_message.misses(messages[Side.OPEN]):
            print("   ", line)


def _print_recall(tallies: dict[str, Tally]) -> None:
    names = list(tallies)
    print("| found, of | " + " | ".join(names) + " |")
    print("|---|" + "---:|" * len(names))
    first = tallies[names[0]]
    for group, name in sorted(first.expected, key=_order):
        cells = []
        for tally in tallies.values():
            found, expected = tally.recall(group, name)
            cells.append(f"{found}/{expected} ({found / expected:.0%})")
        label = "all" if group == "all" else f"{group} {name}"
        print(f"| {label} | " + " | ".join(cells) + " |")


def _order(key: tuple[str, str]) -> tuple[int, str]:
    return ("all", "hard", "kind", "technique").index(key[0]), key[1]


def _print_alarms(tallies: dict[str, Tally], messages: list[Message], *, misses: bool) -> None:
    if not any(message.clean for message in messages):
        return
    print("\n| on clean messages | with a finding | per 1,000 |")
    print("|---|---:|---:|")
    for name, tally in tallies.items():
        print(f"| {name} | {tally.clean_hit} of {tally.clean} | {1000 * tally.clean_hit / tally.clean:.1f} |")
    for mode in Mode:
        count, alarmed = alarms(messages, mode)
        print(
            f"| Touchline, alarms, {mode} | {len(alarmed)} of {count} | {1000 * len(alarmed) / count:.1f} |"
        )
        if misses:
            for message, spans in alarmed:
                print("   alarm:", _pointed(message, spans))


def _print_misses(tally: Tally) -> None:
    for message, wanted in tally.missed:
        span = (wanted.kind, wanted.start, wanted.end)
        print(f"   missed ({message.hard or '-'}):", _pointed(message, [span]))
    for message, spans in tally.wrong:
        print("   wrong:", _pointed(message, spans))


def _pointed(message: Message, spans: Iterable[tuple[str, int, int]]) -> str:
    places = [(kind, message.text[start:end]) for kind, start, end in spans]
    return f"{places} in {message.text!r}"


if __name__ == "__main__":
    main()
