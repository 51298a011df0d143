"""The companion's answers as typed structures: each field is named once, here, in the order it is sent.

`docs/protocol.md` shows them as JSON. The schema in `tests/contract/reply.schema.json` is made of `Reply`;
the extension's own types are compared with it. This module must not know how an answer is found.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003  msgspec reads the annotations

import msgspec

from touchline.model import Fact, Intent, Kind, Technique, Verdict  # noqa: TC001  the same


class PackId(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms that were applied."""

    id: str
    revision: str


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a clause was read; `url` is null where the page has none."""

    title: str
    url: str | None


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A passage of the terms; `quote` is null where its words may not be shown as a quotation."""

    title: str
    section: str
    plain: str
    quote: str | None
    source: Source
    as_of: str
    effective_from: date | None
    effective_to: date | None
    currency: str
    lang: str


class TermsWarning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One finding with what the terms say of it; `clauses` are ids, the value that was found is never sent.

    `start` and `end` are half-open and count what the reader counts: UTF-16 code units in a browser, code
    points on the command line.
    """

    start: int
    end: int
    kind: Kind
    channel: str | None
    techniques: tuple[Technique, ...]
    intent: Intent
    confidence: float
    verdict: Verdict
    clauses: tuple[str, ...]
    message: str
    depends_on: tuple[Fact, ...]
    filter_risk: str | None
    advice: tuple[str, ...]


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The warnings for one message: the answer to `check`.

    `revision` repeats the request's. What `incomplete` names was not fully checked. `clauses` holds each
    clause that a warning names, by its id.
    """

    revision: int
    pack: PackId
    warnings: tuple[TermsWarning, ...]
    clauses: dict[str, Clause]
    incomplete: tuple[str, ...]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer of the terms to "may I do this, there, now?"; `cited` are the ids of `clauses`, in order."""

    verdict: Verdict
    message: str
    depends_on: tuple[Fact, ...]
    filter_risk: str | None
    advice: tuple[str, ...]
    cited: tuple[str, ...]
    clauses: dict[str, Clause]


class NothingAgainst(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to the same question when no rule is against it."""

    verdict: None = None
    clauses: dict[str, Clause] = {}


class Versions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The versions of this protocol that the companion speaks, both included."""

    min: int
    max: int


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pack of terms that the companion has loaded."""

    id: str
    name: str
    revision: str


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The limits of the companion: it refuses messages of more than `max_chars` code points."""

    max_chars: int


class Hello(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to `hello`: versions, packs and limits, so that the extension can say what to update."""

    api: Versions
    companion: str
    packs: tuple[Terms, ...]
    limits: Limits


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one error shape (RFC 9457): a stable `type`, a fixed `title`, and never the user's text.

    `field` is the request's field at fault and `problem` what is wrong with it; `limit` goes with
    `message-too-long` and `known` (the platforms) with `unknown-platform`. What does not apply is left out.
    """

    type: str
    title: str
    status: int
    field: str | msgspec.UnsetType = msgspec.UNSET
    problem: str | msgspec.UnsetType = msgspec.UNSET
    limit: int | msgspec.UnsetType = msgspec.UNSET
    known: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


class Replayed(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="/problems/replayed"
):
    """The answer to an envelope that was seen before, or of another run: what would have been new."""

    boot: str
    counter: int


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of every envelope to the extension: the status of the answer, and its body as it stands."""

    status: int
    body: msgspec.Raw
