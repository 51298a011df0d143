"""Mentions: a service or a way off the platform is named, and nothing is given, asked or proposed.

A mention alone is work talk ("build a WhatsApp bot") and claimed at low confidence. The intent stage
tells a refusal ("no WhatsApp please"), which the platform's own filter may trip over all the same.

Flagged:
    My Skype I cannot share, the terms of the site forbid it.
    I also have clients outside of Fiverr
Not flagged:
    the updated recordings are attached
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from touchline.claims.claim import Candidate, Detector
from touchline.claims.evidence import evidence
from touchline.language.phrases import claims
from touchline.language.sentences import TRIGGERS
from touchline.language.services import named
from touchline.model import Intent, Kind, Technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views


_MOST: Final = 40
"""More mentions than this tell nothing new."""


def find_mentions(views: Views) -> Iterator[Candidate]:
    """Names of services, and phrases for being off the platform."""
    strong = (name for name in named(views) if not name.weak)
    for name in islice(strong, _MOST):
        yield Candidate(
            Kind.MENTION,
            views.folded,
            name.start,
            name.end,
            name.channel,
            name.channel,
            name.techniques or (Technique.PLAIN,),
            Intent.MENTIONS,
            evidence("mention-service"),
        )
    yield from claims(views, Kind.MENTION)


MENTION: Final = Detector("mention", frozenset({Kind.MENTION}), find_mentions, TRIGGERS)
