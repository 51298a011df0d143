"""Moves: inviting the other side away from the platform, to talk or to pay.

What is claimed is the inviting phrase, with intent `moves` or `pays`. The phrases are data; this
module must not know a language, nor whether the sentence refuses or quotes what it names.

Flagged:
    let's continue on telegram
    please write to me off here
    pay me directly outside of Fiverr
    it costs you less if we skip the platform
Not flagged:
    I also have clients outside of Fiverr
    the bot should answer customers on WhatsApp automatically
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from touchline.claims.claim import Detector
from touchline.language.phrases import claims
from touchline.language.sentences import TRIGGERS
from touchline.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.claims.claim import Candidate
    from touchline.views.message import Views


def find_moves(views: Views) -> Iterator[Candidate]:
    """Phrases that lead the talk or the payment elsewhere."""
    yield from claims(views, Kind.MOVE)


MOVE: Final = Detector("move", frozenset({Kind.MOVE}), find_moves, TRIGGERS)
