"""Answers about a message that several readers share, worked out once for each `Views`.

Four detectors ask which services a message names. `named` is marked `@per_message`, so the first
detector that calls `named(views)` pays for the search, and the others get the same tuple. The answers
lie in the `Views` itself and go with it. This module must not know what is asked.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from touchline.views.message import Views

_Answer = TypeVar("_Answer")


def per_message(work: Callable[[Views], _Answer]) -> Callable[[Views], _Answer]:
    """`work`, called at most once for each `Views`; later calls get the first answer, even if it is None."""

    @wraps(work)
    def answer(views: Views) -> _Answer:
        answers = views.answers
        if work not in answers:
            answers[work] = work(views)
        found: _Answer = answers[work]
        return found

    return answer
