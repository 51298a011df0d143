"""Links by which one person is paid: `paypal.me/jane`, `send.monobank.ua/jar/…`, said in words or plainly.

The hosts are data (`pay_hosts` in `lexicon/services.toml`). This module must not know what else accounts
look like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.model import Kind, Technique
from touchline.text.signs.restored import restored
from touchline.views.word_search import hits_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from touchline.views.message import Views
    from touchline.views.view import View
    from touchline.views.word_search import Hit

_LIST: Final = "payment_hosts"
_SCHEME_RE: Final = re.compile(r"(?: https?:// )? (?: www\. )? \Z", re.VERBOSE)
_PATH_RE: Final = re.compile(r"/ [\w$@./?=&%~+-]{1,120} (?<! [.?&/] )", re.VERBOSE)


def links(views: Views) -> Iterator[Candidate]:
    """Every payment link, with scheme and path."""
    if "/" in views.lower and "dotted" in views.triggers:
        yield from _links(views.folded, views.lower, views.hits[_LIST], Technique.PLAIN)
    reading = restored(views)
    if reading is not None and reading.signs:
        text = reading.view.text
        hits = hits_in(text, (_LIST,)).get(_LIST, ())
        yield from _links(reading.view, text, hits, Technique.WORDS)


def _links(view: View, lower: str, hits: Iterable[Hit], technique: Technique) -> Iterator[Candidate]:
    done = 0
    for hit in hits:
        path = _PATH_RE.match(lower, hit.end) if hit.start >= done else None
        if path is None or lower[hit.start : hit.end] != hit.entry:
            continue
        done = path.end()
        scheme = _SCHEME_RE.search(lower, max(0, hit.start - 16), hit.start)
        start = scheme.start() if scheme else hit.start
        if lower[start - 1 : start] in {"@", ".", "/"}:
            continue
        channel = lexicon.table(_LIST)[hit.entry]
        codes = evidence("payment-link", "payment-service", "payment-beside")
        value = view.text[start : path.end()]
        span = (start, path.end())
        yield Candidate(Kind.PAYMENT, view, *span, value, channel, (technique,), evidence=codes)
