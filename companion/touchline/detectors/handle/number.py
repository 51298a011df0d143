"""Accounts and rooms that have numbers in place of names: QQ, Zoom, remote desktops.

This module must not know how services are written; `services` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.model import Kind
from touchline.text.roles import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.language.services import Named
    from touchline.views.message import Views

QQ_RE: Final = re.compile(r"[1-9]\d{5,10}")
"""Accounts of QQ have no names: https://en.wikipedia.org/wiki/Tencent_QQ."""
_LEADS: Final = any_of("account", "code", "number", "copula", "it-is")
_MEETING: Final = r"\d{3} [ -]? \d{3,4} [ -]? \d{3,4} (?! [ -]? \d )"
_NUMBERED_RES: Final = {
    channel: re.compile(
        rf"(?: \s? {_LEADS} | \s? [:=#-] ){{0,3}}"
        rf" \s? (?P<number> {number} )",
        re.VERBOSE | re.IGNORECASE,
    )
    for channel, number in (
        ("anydesk", _MEETING),
        ("qq", rf"{QQ_RE.pattern} (?! \d )"),
        ("teamviewer", _MEETING),
        ("zoom", _MEETING),
    )
}
"""Services whose accounts or rooms have numbers, and how one follows the name."""


def numbered(views: Views, name: Named) -> Iterator[Candidate]:
    """`qq 12345678`, `zoom id: 812 3456 7890`."""
    pattern = _NUMBERED_RES.get(name.channel)
    match = pattern.match(views.folded.text, name.end) if pattern else None
    if match:
        reasons = evidence("handle-scheme", "service-weak" if name.weak else "service-named")
        span, value = match.span("number"), match["number"]
        yield Candidate(Kind.HANDLE, views.folded, *span, value, name.channel, evidence=reasons)
