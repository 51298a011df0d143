"""The outcome of one claim after its sentence was read, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from touchline.claims.claim import Candidate
    from touchline.claims.fate import Drop, Merge, Turn


class Outcome(NamedTuple):
    """The claim, and what it became; None where it ends here, as `end` says.

    `turns` are the reasons for a change, in order; `into` is the claim that counts in its place.
    """

    claim: Candidate
    became: Candidate | None
    turns: tuple[Turn, ...] = ()
    end: Drop | Merge | None = None
    into: Candidate | None = None
