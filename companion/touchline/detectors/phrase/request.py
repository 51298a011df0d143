"""Requests: asking the other side for a contact detail, or to write somewhere else.

What is claimed is the asking phrase; the channel says what is asked for (`phone`, `email`, `skype`,
`any` …). The phrases are data; this module must not know a language, nor whether the sentence
refuses or quotes what it names.

Flagged:
    what's your skype?
    can I get your number
    pásame tu número de whatsapp
    is there another way I can reach you
Not flagged:
    What is your favourite of the three?
    Send me the photos in this chat
    please send your email template
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


def find_requests(views: Views) -> Iterator[Candidate]:
    """Phrases that ask for a way to get in touch."""
    yield from claims(views, Kind.REQUEST)


REQUEST: Final = Detector("request", frozenset({Kind.REQUEST}), find_requests, TRIGGERS)
