"""A handle whose service was named in the message before: "my insta is", then "marta.k".

Only the last earlier message counts, and only when it stops where a name is due. This module must not
know how services are written; `service` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.detectors.account import Shape, shape
from touchline.detectors.model import Candidate, evidence
from touchline.detectors.service import named
from touchline.model import Kind, Technique
from touchline.views import Views

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD_RE: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FIRST_RE: Final = re.compile(
    r"\s*(?:(?:it['’]?s|it is|is|as|at|id|name|under)\b\s*)?[:=]?\s*(?P<handle>(?:live:)?@?\w[\w.#-]{2,40})",
    re.IGNORECASE,
)
_TAIL: Final = 60
_CODES: Final = {
    Shape.CERTAIN: "handle-scheme",
    Shape.STRONG: "handle-shape",
    Shape.FAIR: "handle-joined",
    Shape.WORD: "handle-word",
}


def continued(views: Views) -> Iterator[Candidate]:
    """The handle that the last earlier message of the same person announced."""
    channel = _awaited(views.recent[-1])
    match = _FIRST_RE.match(views.folded.text) if channel else None
    if match is None:
        return
    start, end = match.span("handle")
    word = views.folded.text[start:end].rstrip(".-#")
    rest = views.folded.text[start + len(word) :].split()
    looks = shape(word)
    if looks is Shape.NONE or (looks in {Shape.WORD, Shape.FAIR} and rest):
        return
    reasons = evidence(_CODES[looks], "service-named", "handle-announced", "handle-ends")
    value = word.removeprefix("@").lower()
    techniques = (Technique.SPLIT,)
    yield Candidate(
        Kind.HANDLE, views.folded, start, start + len(word), value, channel, techniques, evidence=reasons
    )


def _awaited(message: str) -> str | None:
    """The service whose name is due at the end of `message`, if one is."""
    before = Views(message)
    names = named(before)
    if not names:
        return None
    name = names[-1]
    rest = before.lower[name.end : name.end + _TAIL + 1]
    words = [word.replace("’", "'") for word in _WORD_RE.findall(rest)]
    bridges = lexicon.table("handle_bridges")
    due = all(word in bridges for word in words) and len(rest) <= _TAIL
    asked = "?" in rest or (name.weak and not words)
    return name.channel if due and not asked else None
