"""The one shape of a detector and of its claims.

Detectors claim, in a view's positions; they must not know about terms, overlap or transport.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from touchline.model import Evidence, Intent, Kind, Technique

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.views import View, Views


@dataclass(frozen=True, slots=True)
class Candidate:
    """A detector's claim that `view.text[start:end]` is a `kind`."""

    kind: Kind
    view: View
    start: int
    end: int
    value: str
    channel: str | None = None
    techniques: tuple[Technique, ...] = (Technique.PLAIN,)
    intent: Intent = Intent.PROVIDES
    evidence: tuple[Evidence, ...] = ()


class Find(Protocol):
    """Reads the views and claims candidates; raises only when something is broken or timed out."""

    def __call__(self, views: Views, /) -> Iterable[Candidate]:
        """Claims about the views, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class Detector:
    """A named way of finding one or more kinds."""

    name: str
    kinds: frozenset[Kind]
    find: Find
