"""Whether words of a list stand beside a span.

It must not know what a list means, nor what the span is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from touchline.views.message import Views

_AHEAD: Final = 40
_BEHIND: Final = 24
"""Characters; what names a value mostly stands before it."""
_LONGEST: Final = 100
"""Characters of the longest entry of a list, generously."""
_START: Final = attrgetter("start")


def near(views: Views, name: str, start: int, end: int) -> bool:
    """Whether an entry of the list ends shortly before the folded view's `start` or begins after `end`."""
    hits = views.hits[name]
    if not hits:
        return False
    first = bisect_left(hits, start - _AHEAD - _LONGEST, key=_START)
    last = bisect_right(hits, end + _BEHIND, first, key=_START)
    return any(start - _AHEAD <= hit.end <= start or end <= hit.start for hit in hits[first:last])
