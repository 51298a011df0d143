"""Whether words of a list stand beside a span.

It must not know what a list means, nor what the span is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from touchline.views import Views

_AHEAD: Final = 40
_BEHIND: Final = 24
"""Characters; what names a value mostly stands before it."""


def near(views: Views, name: str, start: int, end: int) -> bool:
    """Whether an entry of the list ends shortly before the folded view's `start` or begins after `end`."""
    hits = views.hits[name]
    return any(start - _AHEAD <= hit.end <= start or end <= hit.start <= end + _BEHIND for hit in hits)
