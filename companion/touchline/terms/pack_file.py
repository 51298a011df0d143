"""A pack file in TOML to a `Pack`, strictly: whatever is unclear is a `PackError` naming file and key.

Unknown keys, ids that point nowhere, things nobody uses, quotes that may not be shown, rules that
contradict each other or can never fire: none of it loads. This module must not know where files lie.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from string import Formatter
from typing import TYPE_CHECKING, NoReturn

import msgspec

from touchline.errors import PackError
from touchline.model import Clause, Fact, Source, Stage, Surface, Verdict
from touchline.terms.channels import channel_groups
from touchline.terms.conflicts import contradictions, never_firing
from touchline.terms.pack import Citation, Days, FilterRisk, Pack, Rule
from touchline.terms.schema import ACTING, STAGES, SURFACES, PackShape
from touchline.terms.wording import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from touchline.terms.schema import ClauseShape, PlaceName, RuleShape, StageName

CUT_RE = re.compile(
    r"""
      \[(?:…|\.\.\.)\]   # our own mark of a cut, either way of writing it
    | …                  # a cut in the source itself
    """,
    re.VERBOSE,
)


def parsed(content: bytes, path: object, base_of: Callable[[str], Pack]) -> Pack:
    """The pack in `content` (TOML, UTF-8); `path` is only named in a `PackError`.

    `base_of` gives the pack that this one extends, by its id.
    """
    return _Reading(path, base_of).pack(content)


class _Reading:
    """One file being read: every check can say which file and key is at fault."""

    def __init__(self, path: object, base_of: Callable[[str], Pack]) -> None:
        self._path = path
        self._base_of = base_of

    def pack(self, content: bytes) -> Pack:
        shape = self._shape(content)
        base = self._base_of(shape.extends) if shape.extends else None
        shape = self._completed(shape, base)
        self._unique("clauses", [clause.id for clause in shape.clauses], base.clauses if base else ())
        self._unique(
            "rules", [rule.id for rule in shape.rules], {rule.id for rule in base.rules} if base else ()
        )
        clauses = {clause.id: self._clause(clause, shape.id) for clause in shape.clauses}
        citations = _citations(base) | {
            clause.id: Citation(clauses[clause.id], self._shown(clause, f"clauses.{clause.id}"))
            for clause in shape.clauses
        }
        own = tuple(self._rule(rule, shape, citations) for rule in shape.rules)
        self._used(shape, base)
        rules = own + (base.rules if base else ())
        pack = Pack(
            shape.id,
            shape.name,
            shape.revision,
            shape.known_from or date.min,
            (dict(base.clauses) if base else {}) | clauses,
            rules,
            {Surface(place): phrase for place, phrase in shape.places.items()},
            shape.questions,
            _stages(base.implied_stages if base else {}, shape.implied_stages),
            _stages(base.fixed_stages if base else {}, shape.fixed_stages),
            shape.evasion or "",
        )
        self._agreeing(pack, {rule.id for rule in own})
        return pack

    def _completed(self, shape: PackShape, base: Pack | None) -> PackShape:
        """The file with what it takes over from the pack it extends; on its own it must say all of it."""
        if base is not None:
            return msgspec.structs.replace(
                shape,
                known_from=shape.known_from or base.known_from,
                evasion=shape.evasion or base.evasion,
                places={str(place): phrase for place, phrase in base.places.items()} | shape.places,
                questions=dict(base.questions) | shape.questions,
            )
        for key, value in (
            ("known_from", shape.known_from),
            ("evasion", shape.evasion),
            ("places", shape.places),
        ):
            if not value:
                self._fail(key, "missing; only a pack that extends another may leave it out")
        return shape

    def _shape(self, content: bytes) -> PackShape:
        try:
            document = tomllib.loads(content.decode("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self._fail("file", f"not TOML in UTF-8: {error}")
        try:
            return msgspec.convert(document, PackShape)
        except msgspec.ValidationError as error:
            problem, _, where = str(error).partition(" - at `$")
            self._fail(where.strip("`.") or "file", problem)

    def _clause(self, shape: ClauseShape, platform: str) -> Clause:
        key = f"clauses.{shape.id}"
        if shape.display == "do_not_quote" and shape.quote is not None:
            self._fail(f"{key}.quote", "display is do_not_quote, so there must be no quote")
        if shape.display != "do_not_quote" and shape.quote is None:
            self._fail(f"{key}.quote", f"display is {shape.display}, so there must be a quote")
        if shape.display == "quote_with_cuts_marked" and not CUT_RE.search(shape.quote or ""):
            self._fail(f"{key}.quote", "the cuts must be marked […]")
        self._days(key, shape.effective_from, shape.effective_to)
        return Clause(
            shape.id,
            platform,
            shape.section,
            shape.title,
            shape.plain,
            shape.quote,
            Source(shape.source.title, shape.source.url),
            shape.provenance,
            shape.currency,
            shape.as_of,
            shape.effective_from,
            shape.effective_to,
            shape.effective_note,
            shape.forbids,
            shape.permits,
            shape.lang,
        )

    def _shown(self, shape: ClauseShape, key: str) -> Days:
        """The days on which a clause is cited: those it names itself, or else those it is in force."""
        return self._days(key, shape.shown_from or shape.effective_from, shape.shown_to or shape.effective_to)

    def _rule(self, shape: RuleShape, pack: PackShape, citations: Mapping[str, Citation]) -> Rule:
        key = f"rules.{shape.id}"
        for name, ids, table in (
            ("clauses", shape.clauses, citations),
            ("see_also", shape.see_also, citations),
            ("advice", shape.advice, pack.advice),
            ("filter_risk", (shape.filter_risk,) if shape.filter_risk else (), pack.filter_risks),
            ("depends_on", shape.depends_on, pack.questions),
            ("needs", shape.needs, pack.questions),
            ("unless", shape.unless, pack.questions),
        ):
            self._pointing(f"{key}.{name}", ids, table)
        rule = Rule(
            shape.id,
            shape.topic,
            frozenset(shape.kinds),
            ACTING if shape.intents is None else frozenset(shape.intents),
            None if shape.channels is None else self._channels(f"{key}.channels", shape.channels),
            self._channels(f"{key}.not_channels", shape.not_channels),
            frozenset(SURFACES if shape.surfaces is None else map(Surface, shape.surfaces)),
            frozenset(STAGES if shape.stages is None else map(Stage, shape.stages)),
            frozenset(map(Fact, shape.needs)),
            frozenset(map(Fact, shape.unless)),
            self._days(key, shape.first_day, shape.last_day),
            shape.verdict,
            shape.strict_verdict or shape.verdict,
            shape.only_strict,
            tuple(citations[clause] for clause in shape.clauses),
            tuple(citations[clause].clause for clause in shape.see_also),
            shape.message,
            shape.depends_on,
            tuple(pack.advice[advice] for advice in shape.advice),
            _filter_risk(shape, pack),
            shape.inference,
        )
        self._sound(rule, key, pack)
        return rule

    def _sound(self, rule: Rule, key: str, pack: PackShape) -> None:
        """The checks that one rule must pass on its own."""
        if rule.strict_verdict.severity < rule.verdict.severity:
            self._fail(f"{key}.strict_verdict", "milder than the verdict")
        unknown = {name for _, name, _, _ in Formatter().parse(rule.message) if name} - set(FIELDS)
        if unknown:
            self._fail(f"{key}.message", f"unknown fields {sorted(unknown)}; known: {sorted(FIELDS)}")
        if {str(surface) for surface in rule.surfaces} - set(pack.places):
            self._fail(f"{key}.surfaces", "a surface without a phrase under [places]")
        if rule.verdict is not Verdict.NOTE and not rule.citations:
            self._fail(f"{key}.clauses", "an alarm must name its clause")
        for day in _edges(rule, pack.known_from or date.min) if rule.citations else ():
            if not rule.clauses_on(day):
                self._fail(f"{key}.clauses", f"no clause to show on {day}")

    def _channels(self, key: str, names: Iterable[str]) -> frozenset[str]:
        """The services themselves, with each @family replaced by its members."""
        groups = channel_groups()
        channels: set[str] = set()
        for name in names:
            if not name.startswith("@"):
                channels.add(name)
            elif name[1:] in groups:
                channels |= groups[name[1:]]
            else:
                self._fail(key, f"no family {name}; known: {', '.join(sorted(groups))}")
        return frozenset(channels)

    def _days(self, key: str, first: date | None, last: date | None) -> Days:
        if first and last and last < first:
            self._fail(key, "ends before it begins")
        return Days(first, last)

    def _unique(self, key: str, ids: list[str], taken: Container[str]) -> None:
        for name in ids:
            if ids.count(name) > 1 or name in taken:
                self._fail(f"{key}.{name}", "this id is given twice")

    def _pointing(self, key: str, ids: Iterable[str], table: Iterable[str]) -> None:
        for name in ids:
            if name not in table:
                self._fail(key, f"{name} is not in this pack")

    def _used(self, shape: PackShape, base: Pack | None) -> None:
        """Nothing in the file that no rule points at: it would look like a rule and be none."""
        asked = {fact for rule in shape.rules for fact in (*rule.depends_on, *rule.needs, *rule.unless)}
        asked |= set(base.questions) if base else set()
        for name, ids, used in (
            (
                "clauses",
                [c.id for c in shape.clauses],
                {i for r in shape.rules for i in (*r.clauses, *r.see_also)},
            ),
            ("advice", shape.advice, {i for rule in shape.rules for i in rule.advice}),
            ("filter_risks", shape.filter_risks, {rule.filter_risk for rule in shape.rules}),
            ("questions", shape.questions, asked | {Fact.STAGE, Fact.SURFACE}),
        ):
            for unused in (item for item in ids if item not in used):
                self._fail(f"{name}.{unused}", "no rule uses it")
        self._pointing("questions", (Fact.STAGE, Fact.SURFACE), shape.questions)

    def _agreeing(self, pack: Pack, own: set[str]) -> None:
        """No rule of the file contradicts another or is hidden; a rule it extends may well be overruled."""
        for first, second in contradictions(pack.rules, pack.known_from):
            name, other = (second.id, first.id) if second.id in own else (first.id, second.id)
            self._fail(f"rules.{name}", f"contradicts the rule {other}: same cases, another verdict")
        for rule in never_firing(pack.rules, pack.known_from):
            if rule.id in own:
                self._fail(
                    f"rules.{rule.id}", "can never fire: nothing matches it, or other rules always win"
                )

    def _fail(self, key: str, problem: str) -> NoReturn:
        raise PackError(self._path, key, problem)


def _citations(base: Pack | None) -> dict[str, Citation]:
    """The clauses of the pack that is extended, each with the days for which it is shown."""
    if base is None:
        return {}
    background = {clause.id: Citation(clause, Days()) for clause in base.clauses.values()}
    return background | {c.clause.id: c for rule in base.rules for c in rule.citations}


def _stages(base: Mapping[Surface, Stage], own: Mapping[PlaceName, StageName]) -> dict[Surface, Stage]:
    return dict(base) | {Surface(place): Stage(stage) for place, stage in own.items()}


def _filter_risk(shape: RuleShape, pack: PackShape) -> FilterRisk | None:
    if shape.filter_risk is None:
        return None
    risk = pack.filter_risks[shape.filter_risk]
    return FilterRisk(risk.text, risk.often)


def _edges(rule: Rule, known_from: date) -> Iterator[date]:
    """The days on which the clauses of a rule may change, as far as the rule is in force then."""
    days = {known_from, rule.days.first or known_from}
    for citation in rule.citations:
        days.add(citation.days.first or known_from)
        if citation.days.last:
            days.add(citation.days.last + timedelta(days=1))
    return (day for day in days if day >= known_from and rule.days.covers(day))
