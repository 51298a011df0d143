"""Recall and false alarms of the measured systems, as plain counts.

A place counts as found when a span covers at least half of what a person would point at, and at least
half of that span is it. For Touchline the kind must be right too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import touchline
from touchline.context import Context
from touchline.model import Mode, Stage, Surface

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.accuracy.messages import Expected, Message
    from tests.accuracy.systems import Span, System

OVERLAP = 0.5


@dataclass
class Tally:
    """How much was expected and found, by kind, technique and difficulty, and on how many clean messages."""

    expected: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    clean: int = 0
    clean_hit: int = 0
    missed: list[tuple[Message, Expected]] = field(default_factory=list)
    wrong: list[tuple[Message, list[Span]]] = field(default_factory=list)

    def recall(self, group: str, name: str) -> tuple[int, int]:
        """Found and expected of one group, such as ("kind", "email")."""
        return self.found[group, name], self.expected[group, name]


def tallied(system: System, messages: Iterable[Message], *, same_kind: bool) -> Tally:
    """What `system` finds in `messages`; `same_kind` asks for the right kind too."""
    tally = Tally()
    for message in messages:
        spans = list(system(message))
        for wanted in message.expected:
            groups = [
                ("all", "all"),
                ("kind", wanted.kind),
                *([("technique", wanted.technique)] if wanted.technique else []),
                *([("hard", str(message.hard))] if message.hard else []),
            ]
            tally.expected.update(groups)
            if any(_covers(span, wanted, same_kind=same_kind) for span in spans):
                tally.found.update(groups)
            else:
                tally.missed.append((message, wanted))
        if message.clean:
            tally.clean += 1
            spans = [span for span in spans if span[0] != "mention"]
            if spans:
                tally.clean_hit += 1
                tally.wrong.append((message, spans))
    return tally


def _covers(span: Span, wanted: Expected, *, same_kind: bool) -> bool:
    kind, start, end = span
    shared = min(end, wanted.end) - max(start, wanted.start)
    if shared <= 0 or (same_kind and kind != wanted.kind):
        return False
    return shared >= OVERLAP * (wanted.end - wanted.start) and shared >= OVERLAP * (end - start)


def alarms(messages: Iterable[Message], mode: Mode) -> tuple[int, list[tuple[Message, list[Span]]]]:
    """How many clean messages there are, and those that raise a caution or a breach.

    Judged as Upwork, in the inbox, before a contract: the place with the least that is allowed.
    """
    context = Context("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT, mode)
    count = 0
    alarmed: list[tuple[Message, list[Span]]] = []
    for message in messages:
        if not message.clean:
            continue
        count += 1
        review = touchline.review(message.text, context, recent=message.recent)
        if review.has_alarm:
            alarmed.append(
                (
                    message,
                    [
                        (warning.finding.kind.value, warning.finding.start, warning.finding.end)
                        for warning in review.warnings
                        if warning.verdict.is_alarm
                    ],
                )
            )
    return count, alarmed
