"""Whether what stands in material of the work is only that, or the writer's own all the same.

Code, logs, tables, scripts and pasted letters are told apart in `text/material`. In them a value is the
writer's when a word for the writer stands in its line, or when the line above says where he is reached.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.text.material.work_material import material_at, work_material
from touchline.text.roles import any_of
from touchline.views.code_points import folded_word

if TYPE_CHECKING:
    from touchline.claims.claim import Candidate
    from touchline.views.message import Views

_MINE_RE: Final = re.compile(any_of("my", "me"), re.VERBOSE)
_LINKED_RE: Final = re.compile(r"href=[\"'](?:tel:|mailto:|https?://)?$")
"""What leads to an address in a piece of markup, however much is said around it."""
_TAG: Final = 24
_REACH_RE: Final = re.compile(any_of("find", "call", "mail"), re.VERBOSE)
"""Words that lead from a line to the writer in what stands under it: "here is where to reach me:"."""


def is_material(candidate: Candidate, views: Views, *, phrase: bool) -> bool:
    """Whether the candidate belongs to the work and not to the writer.

    A phrase asks for something, so the `me` in it says nothing of whose words it is. Nor does it where
    another person speaks, in a script or in a letter.
    """
    if not work_material(views) and "href=" not in views.raw:
        return False
    start, end = candidate.view.raw_span(candidate.start, candidate.end)
    if _LINKED_RE.search(views.raw, max(0, start - _TAG), start):
        return True
    material = material_at(views, start, end)
    if material is None:
        return False
    return phrase or material.voiced or not _is_own(views.raw, material.start, start, end)


def _is_own(raw: str, above: int, start: int, end: int) -> bool:
    """Whether the line of the value, or the one above all the material, says that it is the writer's."""
    line = raw.rfind("\n", 0, start) + 1
    around = raw[line:start], raw[end:].partition("\n")[0]
    if any(_MINE_RE.search(folded_word(words)) for words in around):
        return True
    lead = folded_word(raw[:above].rstrip().rpartition("\n")[2])
    return _MINE_RE.search(lead) is not None and _REACH_RE.search(lead) is not None
