"""Alarms and notes by whole messages, on the authors who may be read and on those kept back.

Every message is judged as Upwork, in the inbox, before a contract, in standard mode. A violation is
flagged when an alarm (a caution or a breach) stands on it; a roundabout one counts with a note as well.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.accuracy.authored import Authored, Difficulty, Meaning, Side
from tests.accuracy.measure import OVERLAP, tallied

import touchline
from touchline.context import Context
from touchline.model import Mode, Stage, Surface

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.accuracy.systems import System

    from touchline.model import Finding, TermsWarning

_CONTEXT: Final = Context("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT, Mode.STANDARD)
VALUES: Final = ("email", "phone", "handle", "payment")
"""The kinds whose spans are counted together."""
_PHRASES: Final = frozenset({"request", "move", "mention"})
_BINS: Final = 10

Group = tuple[str, str]


@dataclass
class Answers:
    """How many messages of each group there are, and how many of them raised an alarm or a note.

    Groups are pairs such as ("ordinary, length", "long"). `bins` holds, for each tenth of confidence, how
    many alarms fell in it, how many of them a person had marked, and the sum of their confidences.
    """

    messages: Counter[Group] = field(default_factory=Counter)
    alarmed: Counter[Group] = field(default_factory=Counter)
    noted: Counter[Group] = field(default_factory=Counter)
    bins: list[list[float]] = field(default_factory=lambda: [[0, 0, 0.0] for _ in range(_BINS)])

    def add(self, each: Authored) -> None:
        """Judge one message and count the answer in each of its groups."""
        review = touchline.review(each.message.text, _CONTEXT)
        groups = list(_groups(each))
        self.messages.update(groups)
        if review.has_alarm:
            self.alarmed.update(groups)
        elif review.warnings:
            self.noted.update(groups)
        self._weigh(each, review.warnings)

    def _weigh(self, each: Authored, warnings: Iterable[TermsWarning]) -> None:
        for warning in warnings:
            finding = warning.finding
            if warning.verdict.is_alarm:
                row = self.bins[min(_BINS - 1, int(finding.confidence * _BINS))]
                row[0] += 1
                row[1] += is_marked(finding, each)
                row[2] += finding.confidence


def is_marked(finding: Finding, each: Authored) -> bool:
    """Whether the author pointed at this place: half of the finding or of the mark lies in the other."""
    for mark in each.message.expected:
        shared = min(mark.end, finding.end) - max(mark.start, finding.start)
        if shared >= OVERLAP * min(mark.end - mark.start, finding.end - finding.start):
            return True
    return False


def _groups(each: Authored) -> Iterable[Group]:
    name = each.difficulty.value if each.difficulty else each.meaning.value
    yield name, "all"
    yield f"{name}, language", each.language
    if each.meaning is Meaning.VIOLATION:
        yield from ((f"{name}, kind", kind) for kind in {mark.kind for mark in each.message.expected})
    else:
        yield f"{name}, length", each.length
        yield f"{name}, trade", each.trade


def answers(messages: Iterable[Authored]) -> Answers:
    """The answers to all the messages."""
    told = Answers()
    for each in messages:
        told.add(each)
    return told


_HEADLINES: Final = (
    ("ordinary work messages alarmed, per 1,000", "ordinary", "alarmed", 1000),
    ("ordinary work messages with a note, per 1,000", "ordinary", "noted", 1000),
    ("close-looking innocents alarmed, %", "innocent", "alarmed", 100),
    ("plain violations flagged, %", "plain", "alarmed", 100),
    ("dressed violations flagged, %", "dressed", "alarmed", 100),
    ("roundabout violations, alarm or note, %", "roundabout", "either", 100),
)


def print_headlines(told: Mapping[Side, Answers]) -> None:
    """The totals, open beside kept back, and the gap between the two."""
    print("\n| by message | open | of | kept back | of | gap |\n|---|---:|---:|---:|---:|---:|")
    for label, name, what, scale in _HEADLINES:
        cells, shares = [], []
        for side in Side:
            hit, count = _counted(told[side], (name, "all"), what)
            shares.append(scale * hit / count if count else float("nan"))
            cells += [f"{shares[-1]:.1f}", str(count)]
        print(f"| {label} | " + " | ".join(cells) + f" | {shares[1] - shares[0]:+.1f} |")


def print_groups(told: Mapping[Side, Answers]) -> None:
    """Every group of two messages or more: hits and messages on both sides."""
    names = sorted({group for side in Side for group in told[side].messages if group[1] != "all"})
    print("\n| alarmed, of | open | kept back |\n|---|---:|---:|")
    for group in names:
        cells = [_cell(*_counted(told[side], group, "alarmed")) for side in Side]
        print(f"| {group[0]} {group[1]} | " + " | ".join(cells) + " |")


def _counted(told: Answers, group: Group, what: str) -> tuple[int, int]:
    hits = {
        "alarmed": told.alarmed[group],
        "noted": told.noted[group],
        "either": told.alarmed[group] + told.noted[group],
    }
    return hits[what], told.messages[group]


def _cell(hit: int, count: int) -> str:
    return f"{hit} of {count} ({hit / count:.0%})" if count else "–"


def print_reliability(told: Mapping[Side, Answers]) -> None:
    """For each tenth of confidence in an alarm: what was believed on average, and how much was marked."""
    print("\n| confidence | " + " | ".join(f"{side}: alarms | believed | marked" for side in Side) + " |")
    print("|---|" + "---:|---:|---:|" * len(Side))
    for number in range(_BINS):
        cells = []
        for side in Side:
            count, right, belief = told[side].bins[number]
            cells.append(
                f"{count:.0f} | {belief / count:.0%} | {right / count:.0%}" if count else "0 | – | –"
            )
        print(f"| {number / _BINS:.1f}–{(number + 1) / _BINS:.1f} | " + " | ".join(cells) + " |")


def _values(find: System) -> System:
    """The system without its requests and moves: a number beside "WhatsApp" may be a phone or a handle."""
    return lambda message: [span for span in find(message) if span[0] not in _PHRASES]


def print_systems(systems: Mapping[str, System], messages: Mapping[Side, list[Authored]]) -> None:
    """Values met, whatever kind they are taken for, and ordinary messages with a finding, on both sides."""
    systems = {name: _values(find) for name, find in systems.items()}
    for side in Side:
        rows = [each.message for each in messages[side]]
        ordinary = [each.message for each in messages[side] if each.meaning is Meaning.ORDINARY]
        print(f"\n| {side}: values met, of | " + " | ".join(systems) + " |")
        print("|---|" + "---:|" * len(systems))
        tallies = {name: tallied(find, rows, same_kind=name == "Touchline") for name, find in systems.items()}
        for kind in VALUES:
            counts = [tally.recall("kind", kind) for tally in tallies.values()]
            print(f"| {kind} | " + " | ".join(_cell(*count) for count in counts) + " |")
        sums = [
            tuple(map(sum, zip(*(tally.recall("kind", kind) for kind in VALUES), strict=True)))
            for tally in tallies.values()
        ]
        print("| all four | " + " | ".join(_cell(*count) for count in sums) + " |")
        wrong = [tallied(find, ordinary, same_kind=False).clean_hit for find in systems.values()]
        cells = " | ".join(_cell(hit, len(ordinary)) for hit in wrong)
        print(f"| ordinary messages with a finding | {cells} |")


def misses(messages: Iterable[Authored]) -> Iterable[str]:
    """Each wrong answer on messages that may be read, as a line."""
    for each in messages:
        if each.side is not Side.OPEN:
            raise ValueError("the messages of authors kept back are not shown")
        review = touchline.review(each.message.text, _CONTEXT)
        alarms = [warning for warning in review.warnings if warning.verdict.is_alarm]
        expected = each.meaning is Meaning.VIOLATION
        met = bool(review.warnings) if each.difficulty is Difficulty.ROUNDABOUT else bool(alarms)
        if met is not expected and (expected or alarms):
            text = each.message.text
            found = [(w.finding.kind.value, text[w.finding.start : w.finding.end]) for w in alarms]
            marks = [(mark.kind, text[mark.start : mark.end]) for mark in each.message.expected]
            yield f"{each.difficulty or each.meaning}: {found or marks} in {text!r}"
