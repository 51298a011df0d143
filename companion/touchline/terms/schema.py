"""The shape of a pack file, field by field: what the strict reader and the JSON Schema are both made of.

Shape only: whether ids meet, quotes may be shown and rules agree is `pack_file`'s business. This module
must not know where pack files lie.
"""

from __future__ import annotations

import inspect
import json
import sys
from datetime import date  # noqa: TC003  msgspec reads the annotations when the program runs
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from touchline.model import Fact, Intent, Kind, Stage, Surface, Verdict
from touchline.terms.platforms import BuiltIn  # noqa: TC001  msgspec reads it when the program runs

QUOTE_LIMIT = 350
"""Longest quote, in code points; a longer passage is cut, with the cut marked […]."""

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=80)]
PackName = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
Phrase = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Channel = Annotated[str, msgspec.Meta(pattern=r"^@?[a-z0-9]+([._-][a-z0-9]+)*$", max_length=40)]
AllowanceName = Literal[
    "enterprise_client",
    "prior_relationship",
    "needed_for_delivery",
    "system_access",
    "legal_paperwork",
    "support_permission",
    "they_asked",
]
PlaceName = Literal["inbox", "order", "proposal", "job_post", "listing", "profile", "review"]
StageName = Literal["before_contract", "active_contract", "after_contract"]


class SourceShape(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Where a clause was read; an address is missing where the page has none."""

    title: Sentence
    url: Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$", max_length=300)] | None = None


class ClauseShape(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A passage of the terms.

    `display` says how its words may be shown; `shown_from` and `shown_to` are the days for which this
    wording is the one to show, where the terms' own dates are not known to the day.
    """

    id: Id
    section: Sentence
    title: Sentence
    plain: Sentence
    display: Literal["quote", "quote_with_cuts_marked", "do_not_quote"]
    source: SourceShape
    provenance: Literal[
        "primary_archive",
        "document_copy",
        "official_page_excerpt",
        "official_staff_post",
        "third_party_quote",
        "third_party_copy",
        "third_party_repost",
        "forum_thread",
        "mirror_substitution",
        "community_advice",
        "own_rules",
    ]
    currency: Literal["recent", "not_confirmed_current", "historical"]
    as_of: Sentence
    quote: Annotated[str, msgspec.Meta(min_length=1, max_length=QUOTE_LIMIT)] | None = None
    forbids: Sentence | None = None
    permits: Sentence | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    effective_note: Sentence | None = None
    shown_from: date | None = None
    shown_to: date | None = None
    lang: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"


class FilterRiskShape(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The risk that the platform's filter stops the words; standard mode shows it only when it is `often`."""

    text: Sentence
    often: bool = False


class RuleShape(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """When a finding meets which clauses, and with which verdict.

    A selector that is left out selects everything, but `intents`: a rule is about what people do (give,
    ask, move, pay), unless it says that it is about refusing, quoting or mentioning.
    """

    id: Id
    topic: Id
    kinds: Annotated[tuple[Kind, ...], msgspec.Meta(min_length=1)]
    verdict: Verdict
    message: Sentence
    intents: Annotated[tuple[Intent, ...], msgspec.Meta(min_length=1)] | None = None
    channels: Annotated[tuple[Channel, ...], msgspec.Meta(min_length=1)] | None = None
    not_channels: tuple[Channel, ...] = ()
    surfaces: Annotated[tuple[PlaceName, ...], msgspec.Meta(min_length=1)] | None = None
    stages: Annotated[tuple[StageName, ...], msgspec.Meta(min_length=1)] | None = None
    needs: tuple[AllowanceName, ...] = ()
    unless: tuple[AllowanceName, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    strict_verdict: Verdict | None = None
    only_strict: bool = False
    clauses: tuple[Id, ...] = ()
    see_also: tuple[Id, ...] = ()
    depends_on: tuple[Fact, ...] = ()
    advice: Annotated[tuple[Id, ...], msgspec.Meta(max_length=3)] = ()
    filter_risk: Id | None = None
    inference: Sentence | None = None


class PackShape(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A whole pack file.

    A pack may extend a built-in one, with rules of its own on top; `known_from`, `evasion` and the words
    for places and facts then come from there, unless the file gives its own.
    """

    id: PackName
    name: Phrase
    revision: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    clauses: tuple[ClauseShape, ...]
    rules: Annotated[tuple[RuleShape, ...], msgspec.Meta(min_length=1)]
    extends: BuiltIn | None = None
    known_from: date | None = None
    evasion: Sentence | None = None
    places: dict[PlaceName, Phrase] = {}
    questions: dict[Fact, Sentence] = {}
    implied_stages: dict[PlaceName, StageName] = {}
    fixed_stages: dict[PlaceName, StageName] = {}
    advice: dict[Id, Sentence] = {}
    filter_risks: dict[Id, FilterRiskShape] = {}


def schema() -> dict[str, Any]:
    """The JSON Schema of a pack file, for editors; `pack.schema.json` is its saved form."""
    whole = msgspec.json.schema(PackShape)
    tables = whole["$defs"]["PackShape"]["properties"]
    for name, hint in get_type_hints(PackShape, include_extras=True).items():
        if get_origin(hint) is dict:  # msgspec checks keys, but before 0.23 says so only in Python
            tables[name].pop("propertyNames", None)  # then its place in the file is the same
            keys = msgspec.json.schema(get_args(hint)[0])
            tables[name]["propertyNames"] = {key: value for key, value in keys.items() if key != "$defs"}
    for shape in whole["$defs"].values():
        if "description" in shape:  # a docstring: newer Pythons and msgspecs take its indentation away
            shape["description"] = inspect.cleandoc(shape["description"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Touchline pack of terms",
        **whole,
    }


STAGES = (Stage.BEFORE_CONTRACT, Stage.ACTIVE_CONTRACT, Stage.AFTER_CONTRACT)
"""Every known stage, in the order of a deal."""

SURFACES = (
    Surface.INBOX,
    Surface.ORDER,
    Surface.JOB_POST,
    Surface.LISTING,
    Surface.PROFILE,
    Surface.REVIEW,
    Surface.PROPOSAL,
)
"""Every known place; the first ones speak for a place that nobody named."""

ACTING = frozenset({Intent.PROVIDES, Intent.REQUESTS, Intent.MOVES, Intent.PAYS})
"""What a rule is about when it names no intent: doing it, not refusing, quoting or mentioning it."""


def saved_schema() -> str:
    """The text of `pack.schema.json`; `python -m touchline.terms.schema` prints it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(saved_schema())
