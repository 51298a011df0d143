"""The wire's JSON to the pipeline's words and back: the only module that knows UTF-16.

Inside Touchline positions count code points; a browser counts UTF-16 code units. Whatever a request
gets wrong becomes an `InvalidRequest` that names the field and never repeats what was sent.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date  # noqa: TC003  msgspec reads the annotations
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec

from touchline.context import Allowance, Context
from touchline.errors import InvalidRequest, MessageTooLong
from touchline.model import (
    ALLOWANCES,
    DEFAULT_REGIONS,
    MESSAGE_LIMIT,
    RECENT_LIMIT,
    REFERENCE_LIMIT,
    REGIONS_LIMIT,
    Fact,
    Intent,
    Kind,
    Mode,
    Stage,
    Surface,
)
from touchline.web import replies

if TYPE_CHECKING:
    from collections.abc import Callable

    from touchline.model import Clause, Review, TermsWarning

EARLIER_LIMIT = 2_000
"""Longest earlier message that is read with the current one, in code points."""

_LAST_OF_BMP = "\uffff"
_FIELD_RE = re.compile(r"\$\.([a-z_]+)")  # where msgspec says the problem is

Reference = Annotated[str, msgspec.Meta(max_length=REFERENCE_LIMIT)]
Regions = Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=REGIONS_LIMIT)]


class _Allowance(msgspec.Struct, forbid_unknown_fields=True):
    fact: Fact
    reference: Reference | None = None
    granted: date | None = None
    expires: date | None = None


class _CheckRequest(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    platform: Annotated[str, msgspec.Meta(max_length=40)]
    surface: Surface = Surface.UNKNOWN
    stage: Stage = Stage.UNKNOWN
    mode: Mode = Mode.STANDARD
    recent: Annotated[tuple[str, ...], msgspec.Meta(max_length=RECENT_LIMIT)] = ()
    allowances: Annotated[tuple[_Allowance, ...], msgspec.Meta(max_length=len(ALLOWANCES))] = ()
    regions: Regions = DEFAULT_REGIONS
    revision: Annotated[int, msgspec.Meta(ge=0)] = 0


class _Question(msgspec.Struct, forbid_unknown_fields=True):
    platform: Annotated[str, msgspec.Meta(max_length=40)]
    kind: Kind
    intent: Intent
    channel: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    surface: Surface = Surface.UNKNOWN
    stage: Stage = Stage.UNKNOWN
    mode: Mode = Mode.STANDARD
    allowances: Annotated[tuple[_Allowance, ...], msgspec.Meta(max_length=len(ALLOWANCES))] = ()


Shape = TypeVar("Shape", _CheckRequest, _Question)

# made with the module, as everywhere in this room: a shape that msgspec cannot read then stops the start,
# not a request (threads are no reason: all of msgspec is safe in them)
_CHECK = msgspec.json.Decoder(_CheckRequest)
_QUESTION = msgspec.json.Decoder(_Question)


@dataclass(frozen=True, slots=True)
class Question:
    """A valid "may I do this, there, now?", without any message."""

    kind: Kind
    intent: Intent
    channel: str | None
    context: Context


@dataclass(frozen=True, slots=True)
class Check:
    """A valid request to check one message."""

    message: str
    context: Context
    recent: tuple[str, ...]
    revision: int


def read_check(body: bytes) -> Check:
    """The request in `body` (JSON, UTF-8).

    Raises `MessageTooLong` and `InvalidRequest`; a lone surrogate is no text, and so no valid JSON here.
    """
    request = _read(body, _CHECK.decode, _CheckRequest)
    if not request.text:
        raise InvalidRequest("text", "empty")
    if len(request.text) > MESSAGE_LIMIT:
        raise MessageTooLong(MESSAGE_LIMIT)
    if any(len(earlier) > EARLIER_LIMIT for earlier in request.recent):
        raise MessageTooLong(EARLIER_LIMIT, "recent")
    return Check(request.text, _context(request, request.regions), request.recent, request.revision)


def read_question(body: bytes) -> Question:
    """The question in `body` (JSON, UTF-8); raises `InvalidRequest`."""
    request = _read(body, _QUESTION.decode, _Question)
    return Question(request.kind, request.intent, request.channel, _context(request))


def answer(warning: TermsWarning | None) -> replies.Answer | replies.NothingAgainst:
    """The answer of the terms to a question."""
    if warning is None:
        return replies.NothingAgainst()
    return replies.Answer(
        warning.verdict,
        warning.message,
        warning.depends_on,
        warning.filter_risk,
        warning.advice,
        tuple(clause.id for clause in warning.clauses),
        {clause.id: _clause(clause) for clause in warning.clauses},
    )


def reply(check: Check, review: Review) -> replies.Reply:
    """The review as the contract says it, positions in UTF-16 code units."""
    units = Utf16(check.message)
    return replies.Reply(
        check.revision,
        replies.PackId(review.pack.id, review.pack.revision),
        tuple(warning_of(warning, units.position) for warning in review.warnings),
        {clause.id: _clause(clause) for warning in review.warnings for clause in warning.clauses},
        review.incomplete,
    )


class Utf16:
    """Positions of one message in UTF-16 code units."""

    def __init__(self, message: str) -> None:
        # each of these takes two code units, every other code point one
        self._astral = (
            [] if message.isascii() else [i for i, char in enumerate(message) if char > _LAST_OF_BMP]
        )

    def position(self, code_point: int) -> int:
        """How many UTF-16 code units stand before the code point at index `code_point`."""
        return code_point + bisect_left(self._astral, code_point)


def warning_of(warning: TermsWarning, position: Callable[[int], int]) -> replies.TermsWarning:
    """One warning; `position` turns a code point's index into what the reader counts."""
    finding = warning.finding
    return replies.TermsWarning(
        position(finding.start),
        position(finding.end),
        finding.kind,
        finding.channel,
        finding.techniques,
        finding.intent,
        round(finding.confidence, 3),
        warning.verdict,
        tuple(clause.id for clause in warning.clauses),
        warning.message,
        warning.depends_on,
        warning.filter_risk,
        warning.advice,
    )


def _clause(clause: Clause) -> replies.Clause:
    return replies.Clause(
        clause.title,
        clause.section,
        clause.plain,
        clause.quote,
        replies.Source(clause.source.title, clause.source.url),
        clause.as_of,
        clause.effective_from,
        clause.effective_to,
        clause.currency,
        clause.lang,
    )


def _read(body: bytes, decode: Callable[[bytes], Shape], shape: type[Shape]) -> Shape:
    try:
        return decode(body)
    except msgspec.ValidationError as error:
        raise InvalidRequest(_field_of(error, shape), "missing, unknown or not as agreed") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise InvalidRequest("body", "not JSON in UTF-8") from None


def _context(request: _CheckRequest | _Question, regions: tuple[str, ...] = DEFAULT_REGIONS) -> Context:
    stated = request.allowances
    if not all(allowance.fact in ALLOWANCES for allowance in stated):
        raise InvalidRequest("allowances", "not a fact that a user can state")
    allowances = tuple(Allowance(a.fact, a.reference, a.granted, a.expires) for a in stated)
    return Context(request.platform, request.surface, request.stage, request.mode, allowances, regions)


def _field_of(error: msgspec.ValidationError, shape: type[msgspec.Struct]) -> str:
    """The contract's name of the field at fault; a name the sender made up is never repeated."""
    match = _FIELD_RE.search(str(error))
    return match.group(1) if match and match.group(1) in shape.__struct_fields__ else "body"
