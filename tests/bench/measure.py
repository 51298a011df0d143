"""The measurements: medians of runs that take turns in one process, so that ratios hold on a busy machine."""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.bench import messages, references
from tests.bench.reading import read, read_cold, start_cold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TEXTS = 12
TURNS = 15
_SERVICE = ("touchline.web.service.inner", "touchline.web.service.sealed", "touchline.web.server")
"""With what these import, all that a service which answers sealed questions is made of."""


class Row(NamedTuple):
    """One line of the table: what was measured, and the bar it must stay under (None: only reported)."""

    name: str
    value: float
    unit: str
    bar: float | None

    @property
    def holds(self) -> bool:
        return self.bar is None or self.value <= self.bar


def medians(
    readers: Sequence[Callable[[str], object]], texts: Sequence[str], turns: int = TURNS
) -> list[float]:
    """Median seconds per text of each reader, the readers taking turns on each text."""
    times: list[list[float]] = [[] for _ in readers]
    for text in texts:
        for reader in readers:
            reader(text)
        best = [math.inf] * len(readers)
        for _ in range(turns):
            for index, reader in enumerate(readers):
                start = time.perf_counter()
                reader(text)
                best[index] = min(best[index], time.perf_counter() - start)
        for index, seconds in enumerate(best):
            times[index].append(seconds)
    return [statistics.median(each) for each in times]


def rows() -> list[Row]:
    """The whole table."""
    presidio = references.presidio()
    return [
        *_clean(presidio),
        *_contacts(presidio),
        *_everyday(),
        *_other_scripts(),
        _typing(presidio),
        _exponent(),
        *_hostile(),
        _import(),
    ]


def _clean(presidio: Callable[[str], object]) -> list[Row]:
    table: list[Row] = []
    for size in (50, 300, 2_500):
        texts = [messages.ordinary(size, seed) for seed in range(TEXTS)]
        ours, us, pres = medians((read, references.one_region, presidio), texts)
        table.append(Row(f"clean, {size:,} characters", ours * 1e6, "µs", None))
        table.append(Row(f"clean, {size:,} characters, over U", ours / us, "U", 1.5 if size > 50 else None))
        table.append(
            Row(f"clean, {size:,} characters, over P", ours / pres, "P", 1 / 6 if size > 50 else 1 / 4)
        )
    return table


def _contacts(presidio: Callable[[str], object]) -> list[Row]:
    table: list[Row] = []
    for size, limit in ((50, None), (300, 300.0), (2_500, 1_000.0)):
        texts = [messages.with_contacts(size, 1, seed) for seed in range(TEXTS)]
        warm, cold, eight, pres = medians((read, read_cold, references.eight_regions, presidio), texts, 9)
        table.append(Row(f"one contact, {size:,} characters, warm", warm * 1e6, "µs", limit))
        table.append(Row(f"one contact, {size:,} characters, cold", cold * 1e6, "µs", None))
        table.append(Row(f"one contact, {size:,} characters, warm, over M", warm / eight, "M", None))
        table.append(
            Row(
                f"one contact, {size:,} characters, warm, over P",
                warm / pres,
                "P",
                1 / 6 if size > 50 else 1 / 4,
            )
        )
        table.append(Row(f"one contact, {size:,} characters, cold, over P", cold / pres, "P", 1 / 4))
    return table


def _everyday() -> list[Row]:
    table: list[Row] = []
    for size in (300, 2_500):
        texts = [messages.everyday(size, seed) for seed in range(TEXTS)]
        ours, us = medians((read_cold, references.one_region), texts)
        table.append(Row(f"everyday cues, {size:,} characters, cold, over U", ours / us, "U", None))
    return table


def _other_scripts() -> list[Row]:
    table: list[Row] = []
    for size in (300, 2_500):
        texts = [messages.other_scripts(size, seed) for seed in range(TEXTS)]
        ours, us = medians((read, references.one_region), texts)
        table.append(Row(f"other scripts, {size:,} characters, over U", ours / us, "U", 4.0))
    return table


def _typing(presidio: Callable[[str], object]) -> Row:
    whole = messages.with_contacts(1_200, 1, 7)
    stages = [whole[:end] for end in range(20, len(whole) + 1, 20)]

    def session(reader: Callable[[str], object]) -> float:
        start_cold()
        start = time.perf_counter()
        for stage in stages:
            reader(stage)
        return time.perf_counter() - start

    ours = min(session(read) for _ in range(5))
    theirs = min(session(presidio) for _ in range(3))
    return Row("typing session of 1,200 characters, over P", ours / theirs, "P", 0.1)


def _exponent() -> Row:
    sizes = (2_500, 5_000, 10_000, 20_000)
    spent = [
        medians((read_cold,), [messages.with_contacts(size, 5, seed) for seed in range(3)], 5)[0]
        for size in sizes
    ]
    overall = math.log(spent[-1] / spent[0]) / math.log(sizes[-1] / sizes[0])
    return Row("growth exponent, 2,500 to 20,000 characters", overall, "", 1.15)


def _hostile() -> list[Row]:
    table: list[Row] = []
    for name, text in messages.hostile().items():
        read_cold(text)
        best = math.inf
        for _ in range(3):
            start = time.perf_counter()
            read_cold(text)
            best = min(best, time.perf_counter() - start)
        table.append(Row(f"20,000 characters of {name}", best * 1e3, "ms", 100.0))
    return table


def _import() -> Row:
    def spent(statement: str) -> float:
        best = math.inf
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", statement], check=True)
            best = min(best, time.perf_counter() - start)
        return best

    bare = spent("pass")
    ours = spent(f"import {', '.join(_SERVICE)}") - bare
    return Row("import of the companion, over import flask", ours / (spent("import flask") - bare), "", 1.7)
