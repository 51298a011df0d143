"""Whether the word before a doubtful "@" is a name that mail reaches somebody by.

"at" leads to a place as often as to a mailbox ("the logo at acme.com"), and a sign set in spaces is
used like it ("photos @ acme.com"). What the word looks like, what names it and whether it stands
alone tell them apart. This module must not know domains.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.lexicon import table
from touchline.text.near import VALUE
from touchline.text.word import WORD_RE

if TYPE_CHECKING:
    from touchline.views.message import Views

_CLAUSE_RE: Final = re.compile(r"[\n.,;:!?()\[\]\"'“”-]")
_AFTER_RE: Final = re.compile(r"[^\S\n]*(?:$|[\n.,;:!?()\[\]\"'“”-]|([^\W\d_]+))")


def is_username(local: str) -> bool:
    """Whether `local` (lower-case) is shaped like a user name: no everyday word, no single letter."""
    return not local.isalpha() or (len(local) > 1 and local not in table("common_words"))


def is_role(local: str) -> bool:
    """Whether `local` is an everyday word that mailboxes are called by: "info", "hello"."""
    return local in table("role_names")


def is_announced(views: Views, start: int, *, mail_only: bool = False) -> bool:
    """Whether words right before `start` of the folded view say that an address follows: "my mail is …".

    With `mail_only` they must be words that announce nothing else, payment services included.
    """
    kinds = table("email_cues")
    cues = [hit for hit in views.hits["email_cues"] if not mail_only or kinds[hit.entry] == "mail"]
    if mail_only:
        cues += views.hits["payment_services"]
    bridges = table("handle_bridges")
    return any(
        start - VALUE.ahead <= cue.end <= start
        and all(word in bridges for word in WORD_RE.findall(views.lower, cue.end, start))
        for cue in cues
    )


def stands_alone(views: Views, start: int, end: int) -> bool:
    """Whether `[start, end)` of the folded view is a clause of its own: "ok, mara at …"."""
    clause = _CLAUSE_RE.split(views.lower[max(0, start - VALUE.ahead) : start])[-1]
    if len(clause) == VALUE.ahead or not all(word in table("talk_openers") for word in clause.split()):
        return False
    after = _AFTER_RE.match(views.lower, end)
    return after is not None and (after[1] is None or "copula" in table("handle_bridges").get(after[1], ""))
