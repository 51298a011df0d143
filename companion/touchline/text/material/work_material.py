"""Where a message holds material of the work: code, logs, settings, tables, scripts, pasted mail.

What stands there was written by a machine or by somebody else, or will be read aloud by somebody else, so a
number in it is not yet the writer's own. Lines are told apart by their build, not by their language: a time
stamp, a call with its brackets, a key with its value, as many columns as the line above. This module must not
know what is looked for, nor who speaks in the lines around it.

Work material:
    2024-11-06T09:14:22 WARN queue full, retrying 4155550132
    | 10021 | Test One | 9999900001 |
    NARRATOR: call us today on 0800 555 0199

Not work material:
    Email: jo@example.org
    call me at 10:30 or at 15:00, my number is 4155550132
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.text.material.line import Line
from touchline.text.material.machine import is_machine, machine_lines
from touchline.text.material.pasted import fenced_lines, mail_lines, presented_lines
from touchline.text.material.rows import rows
from touchline.text.material.spoken import spoken_lines
from touchline.views.per_message import per_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from touchline.views.message import Views


class Material(NamedTuple):
    """Neighbouring lines of the message, `raw[start:end]`; `voiced` where another person speaks in them."""

    start: int
    end: int
    voiced: bool


_START: Final = attrgetter("start")


def material_at(views: Views, start: int, end: int) -> Material | None:
    """The material that `views.raw[start:end]` stands in, or None."""
    parts = work_material(views)
    index = bisect_right(parts, start, key=_START) - 1
    return parts[index] if index >= 0 and end <= parts[index].end else None


@per_message
def work_material(views: Views) -> tuple[Material, ...]:
    """The parts of the message that are material of the work, in order, none touching one of its sort."""
    raw = views.raw
    if "\n" not in raw and not is_machine(raw):
        return ()
    lines = [Line(*match.span(), match[0]) for match in _LINE_RE.finditer(raw)]
    voiced: list[bool | None] = [None] * len(lines)
    for find, spoken in _SORTS:
        for index in find(lines):
            voiced[index] = voiced[index] or spoken
    return tuple(_joined(lines, voiced))


_SORTS: Final[tuple[tuple[Callable[[Sequence[Line]], Iterator[int]], bool], ...]] = (
    (fenced_lines, False),
    (machine_lines, False),
    (rows, False),
    (spoken_lines, True),
    (mail_lines, True),
    (presented_lines, True),
)
_LINE_RE: Final = re.compile(r"[^\n]+|(?<=\n)(?=\n)")


def _joined(lines: Sequence[Line], voiced: Sequence[bool | None]) -> Iterator[Material]:
    """Neighbouring lines of one sort as one part."""
    start = 0
    for index, line in enumerate(lines):
        sort = voiced[index]
        if index == 0 or voiced[index - 1] is not sort:
            start = line.start
        if sort is not None and (index + 1 == len(lines) or voiced[index + 1] is not sort):
            yield Material(start, line.end, sort)
