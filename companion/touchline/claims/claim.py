"""The one shape of a detector and of its claims.

Detectors claim, in a view's positions; they must not know about terms, overlap or transport.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from touchline.model import Evidence, Intent, Kind, Technique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from touchline.views.message import Views
    from touchline.views.view import View


class Candidate(NamedTuple):
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
    number: int = 0
    """Under which an observer follows the claim through the stages; 0 while nobody looks."""


class CutShort(Exception):
    """A flood of triggers: the detector stopped reading, which the pipeline names in `incomplete`."""


class Find(Protocol):
    """Reads the views and claims candidates; raises only when something is broken or timed out."""

    def __call__(self, views: Views, /) -> Iterable[Candidate]:
        """Claims about the views, in any order."""
        ...


class Veto(NamedTuple):
    """A named reason why a claim is no contact detail after all: "order number 4155550132"."""

    code: str
    holds: Callable[[Candidate], bool]


class Confirm(Protocol):
    """Asks a library about a claim in doubt. What the library does not know may still be real."""

    def __call__(self, claim: Candidate, regions: tuple[str, ...], /) -> Candidate:
        """The claim with the evidence that the library adds, or the claim as it is; never with less."""
        ...


@dataclass(frozen=True, slots=True)
class Detector:
    """A named way of finding one or more kinds.

    It runs only on messages that show one of its `triggers`: the name of a searched lexicon list that was
    hit, or one of the cues that `Views.triggers` names. Its `vetoes` are asked about each of its claims,
    in order, and end the claim at the first that holds. `confirm` may raise the confidence of the rest.
    """

    name: str
    kinds: frozenset[Kind]
    find: Find
    triggers: frozenset[str]
    vetoes: tuple[Veto, ...] = ()
    confirm: Confirm | None = None


def in_order(techniques: Iterable[Technique]) -> tuple[Technique, ...]:
    """The techniques in the order of their enum; `PLAIN` where there are none."""
    return tuple(sorted(techniques, key=_ORDER.__getitem__)) or (Technique.PLAIN,)


_ORDER: Final = {technique: index for index, technique in enumerate(Technique)}


def dressed(claim: Candidate, technique: Technique) -> Candidate:
    """The claim with one more technique: what is also reversed is plain no longer."""
    techniques = {*claim.techniques, technique} - {Technique.PLAIN}
    return claim._replace(techniques=in_order(techniques))
