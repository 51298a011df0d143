"""The words every stage shares: what was found, where it stands, what the terms say of it.

Plain frozen data and closed enums only. This module must not know how anything is detected,
judged, stored or sent; every other module may import it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

MESSAGE_LIMIT = 20_000
"""Longest message that is checked, in code points."""

RECENT_LIMIT = 5
"""How many earlier messages of the same person, in the same box, are read with the current one."""

DEFAULT_REGIONS = ("US", "GB", "IN")
"""ISO 3166-1 alpha-2 regions assumed for phone numbers without a country code."""

REGIONS_LIMIT = 8
"""How many regions may be assumed at once."""

REFERENCE_LIMIT = 200
"""Longest reference of an allowance (a ticket's number), in code points."""

REGION_RE = re.compile(r"[A-Z]{2}")
"""What such a region is written like."""


class Kind(StrEnum):
    """The kind of a finding. A value has its own kind; asking is `request`, inviting away is `move`."""

    EMAIL = "email"
    PHONE = "phone"
    HANDLE = "handle"
    LINK = "link"
    ADDRESS = "address"
    PAYMENT = "payment"
    REQUEST = "request"
    MOVE = "move"
    MENTION = "mention"


class Intent(StrEnum):
    """The act of the sentence: it gives a detail, asks for one, refuses one, or the like."""

    PROVIDES = "provides"
    REQUESTS = "requests"
    MOVES = "moves"
    PAYS = "pays"
    REFUSES = "refuses"
    QUOTES = "quotes"
    MENTIONS = "mentions"


class Technique(StrEnum):
    """How a value was dressed; `plain` stands alone, the others may be combined."""

    PLAIN = "plain"
    WORDS = "words"
    SPACED = "spaced"
    SEPARATORS = "separators"
    SYMBOLS = "symbols"
    DIGIT_WORDS = "digit-words"
    LEET = "leet"
    HOMOGLYPH = "homoglyph"
    INVISIBLE = "invisible"
    STYLED = "styled"
    REVERSED = "reversed"
    SPLIT = "split"
    ENCODED = "encoded"
    PARTIAL = "partial"
    MISSPELT = "misspelt"
    VANITY = "vanity"


class Surface(StrEnum):
    """Where the text will stand."""

    INBOX = "inbox"
    ORDER = "order"
    PROPOSAL = "proposal"
    JOB_POST = "job_post"
    LISTING = "listing"
    PROFILE = "profile"
    REVIEW = "review"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How far the deal with this person is."""

    BEFORE_CONTRACT = "before_contract"
    ACTIVE_CONTRACT = "active_contract"
    AFTER_CONTRACT = "after_contract"
    UNKNOWN = "unknown"


class Mode(StrEnum):
    """`strict` shows more and counts the unknown as the stricter case."""

    STANDARD = "standard"
    STRICT = "strict"


class Fact(StrEnum):
    """A fact that a verdict may hang on and only the user can know: the stage, or an allowance."""

    STAGE = "stage"
    SURFACE = "surface"
    ENTERPRISE_CLIENT = "enterprise_client"
    PRIOR_RELATIONSHIP = "prior_relationship"
    NEEDED_FOR_DELIVERY = "needed_for_delivery"
    SYSTEM_ACCESS = "system_access"
    LEGAL_PAPERWORK = "legal_paperwork"
    SUPPORT_PERMISSION = "support_permission"
    THEY_ASKED = "they_asked"


ALLOWANCES = frozenset(Fact) - {Fact.STAGE, Fact.SURFACE}
"""The facts a user may state for one conversation."""


class Verdict(StrEnum):
    """The answer of the terms, mildest first; `caution` and `breach` are alarms, a `note` is not."""

    NOTE = "note"
    CAUTION = "caution"
    BREACH = "breach"

    @property
    def severity(self) -> int:
        """0 for a note, 1 for a caution, 2 for a breach."""
        return _SEVERITY[self]

    @property
    def is_alarm(self) -> bool:
        """Whether exit codes, the badge and Send-holding count it."""
        return self is not Verdict.NOTE


_SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Evidence(NamedTuple):
    """One reason to believe a finding.

    `group` is the class whose total is capped, `weight` is in log-odds.
    """

    code: str
    group: str
    weight: float


@dataclass(frozen=True, slots=True)
class Finding:
    """An accepted claim about `message[start:end]`, half-open, in code points of the raw message.

    `value` is the canonical form (lower-case e-mail address, E.164 or bare digits, handle without @)
    and may be a best effort for disguised values; it never leaves the machine.
    """

    kind: Kind
    channel: str | None
    start: int
    end: int
    value: str
    techniques: tuple[Technique, ...]
    intent: Intent
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a clause was read."""

    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A passage of a platform's terms, with its provenance.

    `quote` is None where the words may not be shown as a quotation; `as_of` says, in words, when the
    source was seen; `currency` is `recent`, `not_confirmed_current` or `historical`.
    """

    id: str
    platform: str
    section: str
    title: str
    plain: str
    quote: str | None
    source: Source
    provenance: str
    currency: str
    as_of: str
    effective_from: date | None
    effective_to: date | None
    effective_note: str | None
    forbids: str | None
    permits: str | None
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class TermsWarning:
    """A finding with what the terms say of it.

    `message` is one plain sentence; `depends_on` names the facts a caution hangs on; `filter_risk` is a
    sentence when the platform's own filter may trip over allowed words; `advice` is what to say instead.
    """

    finding: Finding
    verdict: Verdict
    clauses: tuple[Clause, ...]
    message: str
    depends_on: tuple[Fact, ...] = ()
    filter_risk: str | None = None
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackId:
    """The terms that were applied: the pack's id and its revision."""

    id: str
    revision: str


class Cause(NamedTuple):
    """A bug that broke a part of a check: its exception's type and place, never its words.

    The words of an exception may quote the message that was checked.
    """

    part: str
    error: type[Exception]
    module: str
    line: int

    def __str__(self) -> str:
        return f"{self.part}: {self.error.__name__} at {self.module}:{self.line}"


@dataclass(frozen=True, slots=True)
class Review:
    """The outcome of the whole pipeline. Anything named in `incomplete` was not fully checked.

    A part stands in `incomplete` after a flood or a time limit, or after a bug; a bug is in `causes` too.
    """

    warnings: tuple[TermsWarning, ...]
    incomplete: tuple[str, ...]
    pack: PackId
    causes: tuple[Cause, ...] = ()

    @property
    def has_alarm(self) -> bool:
        """Whether any warning is a caution or a breach."""
        return any(warning.verdict.is_alarm for warning in self.warnings)
