"""Whether the rules of a pack agree: no two contradict each other, and none is hidden by the others.

Every selector of a rule is a set, so a rule is a box in a space of few dimensions; two rules meet where
their boxes do, and a rule that others cover completely has nothing left after taking their boxes away.
Exact, without trying every case. This module must not know files or wording.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from touchline.model import ALLOWANCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from touchline.terms.pack import Rule

Box = tuple[frozenset[object], ...]
"""One set for each dimension: kind, intent, channel, surface, stage, day, and every allowance."""

OTHER_CHANNEL = "*"
"""Stands for every service that no rule of the pack names."""


def contradictions(rules: Sequence[Rule], known_from: date) -> Iterator[tuple[Rule, Rule]]:
    """Pairs of rules of one topic that can meet on one finding and give different verdicts."""
    boxes = _boxes(rules, known_from)
    for index, rule in enumerate(rules):
        for other, box in zip(rules[:index], boxes[:index], strict=True):
            if rule.topic == other.topic and _answer(rule) != _answer(other) and _meet(boxes[index], box):
                yield other, rule


def never_firing(rules: Sequence[Rule], known_from: date) -> Iterator[Rule]:
    """Rules that no finding can bring to bear, because their selectors exclude each other or others win."""
    boxes = _boxes(rules, known_from)
    for index, rule in enumerate(rules):
        left = [] if not all(boxes[index]) else [boxes[index]]
        for box in _winning_boxes(index, rules, boxes):
            left = [piece for part in left for piece in _without(part, box)]
        if not left:
            yield rule


def _winning_boxes(index: int, rules: Sequence[Rule], boxes: Sequence[Box]) -> Iterator[Box]:
    """The boxes of rules shown instead: earlier ones of the topic, more severe ones of other topics."""
    rule = rules[index]
    for position, other in enumerate(rules):
        if other.topic == rule.topic:
            wins = position < index
        else:
            wins = (
                other.verdict.severity > rule.verdict.severity
                and other.strict_verdict.severity > rule.strict_verdict.severity
                and not other.only_strict
            )
        if wins:
            yield boxes[position]


def _answer(rule: Rule) -> tuple[object, ...]:
    return rule.verdict, rule.strict_verdict, rule.only_strict


def _meet(box: Box, other: Box) -> bool:
    return not any(mine.isdisjoint(theirs) for mine, theirs in zip(box, other, strict=True))


def _without(box: Box, other: Box) -> list[Box]:
    """The rest of `box` when `other` is taken away, as boxes that do not overlap."""
    if not _meet(box, other):
        return [box]
    pieces: list[Box] = []
    inside = list(box)
    for dimension, theirs in enumerate(other):
        outside = inside[dimension] - theirs
        if outside:
            pieces.append((*inside[:dimension], outside, *inside[dimension + 1 :]))
        inside[dimension] &= theirs
    return pieces


def _boxes(rules: Sequence[Rule], known_from: date) -> list[Box]:
    channels = frozenset[object]().union(
        *((rule.channels or frozenset()) | rule.not_channels for rule in rules)
    )
    days = _first_days(rules, known_from)
    return [_box(rule, channels | {OTHER_CHANNEL}, days) for rule in rules]


def _box(rule: Rule, channels: frozenset[object], days: frozenset[date]) -> Box:
    either = frozenset({True, False})
    facts = (
        either - ({False} if fact in rule.needs else set()) - ({True} if fact in rule.unless else set())
        for fact in sorted(ALLOWANCES)
    )
    return (
        rule.kinds,
        rule.intents,
        (channels if rule.channels is None else rule.channels) - rule.not_channels,
        rule.surfaces,
        rule.stages,
        frozenset(day for day in days if rule.days.covers(day)),
        *facts,
    )


def _first_days(rules: Sequence[Rule], known_from: date) -> frozenset[date]:
    """One day for each stretch of time in which the same rules are in force."""
    edges = {known_from}
    for rule in rules:
        if rule.days.first:
            edges.add(rule.days.first)
        if rule.days.last:
            edges.add(rule.days.last + timedelta(days=1))
    return frozenset(day for day in edges if day >= known_from)
