"""What holds for every finding, place, stage and fact, on every platform."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchline.context import Allowance, Context
from touchline.model import (
    ALLOWANCES,
    Finding,
    Intent,
    Kind,
    Mode,
    Stage,
    Surface,
    Technique,
    TermsWarning,
)
from touchline.terms.decide import REPORTING_FLOOR, decided
from touchline.terms.library import BUILT_IN, built_in
from touchline.terms.matrix import ACTS, cell
from touchline.terms.pack_file import channel_groups
from touchline.terms.schema import ACTING, STAGES, SURFACES

TODAY = date(2026, 11, 21)
CHANNELS = sorted(
    {"any", "email", "phone", "address", "link", "feedback", "uninvited", "behance", "some-new-app"}.union(
        *channel_groups().values()
    )
)

REPRESENTATIVES = (
    *("any", "email", "phone", "address", "link", "feedback", "uninvited", "some-new-app"),
    *("skype", "linkedin", "zoom", "calendly", "figma", "paypal", "bank", "soundcloud", "reference"),
    *BUILT_IN,
)
"""One service of each family, where trying all of them would take long."""

findings = st.builds(
    Finding,
    kind=st.sampled_from(Kind),
    channel=st.none() | st.sampled_from(CHANNELS),
    start=st.just(0),
    end=st.just(4),
    value=st.just("value"),
    techniques=st.lists(st.sampled_from(Technique), min_size=1, max_size=3, unique=True).map(tuple),
    intent=st.sampled_from(Intent),
    confidence=st.floats(0.0, 1.0),
)
allowances = st.lists(
    st.builds(
        Allowance,
        fact=st.sampled_from(sorted(ALLOWANCES)),
        reference=st.none() | st.just("ticket 1"),
        granted=st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1)),
        expires=st.none() | st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    ),
    max_size=4,
).map(tuple)
contexts = st.builds(
    Context,
    platform=st.sampled_from(BUILT_IN),
    surface=st.sampled_from(Surface),
    stage=st.sampled_from(Stage),
    mode=st.just(Mode.STANDARD),
    allowances=allowances,
)
days = st.dates(date(2025, 6, 5), date(2030, 1, 1))


def answer(finding: Finding, context: Context, on: date = TODAY) -> TermsWarning | None:
    warnings = decided([finding], context, built_in(context.platform), on)
    assert len(warnings) <= 1
    return warnings[0] if warnings else None


def severity(warning: TermsWarning | None) -> int:
    return -1 if warning is None else warning.verdict.severity


@settings(max_examples=600)
@given(findings, contexts, days)
def test_strict_is_never_milder_than_standard(finding: Finding, context: Context, on: date) -> None:
    strict = answer(finding, replace(context, mode=Mode.STRICT), on)
    assert severity(strict) >= severity(answer(finding, context, on))


@settings(max_examples=600)
@given(
    findings, contexts, st.sampled_from(Mode), st.lists(st.sampled_from(Technique), min_size=1, unique=True)
)
def test_disguise_never_lowers_a_verdict(
    finding: Finding, context: Context, mode: Mode, techniques: list[Technique]
) -> None:
    context = replace(context, mode=mode)
    plain = answer(replace(finding, techniques=(Technique.PLAIN,)), context)
    disguised = answer(replace(finding, techniques=tuple(techniques)), context)
    assert severity(disguised) == severity(plain)
    if disguised is not None and disguised.verdict.is_alarm and Technique.LEET in techniques:
        assert "disguised" in disguised.advice[0] or "Spelling" in disguised.advice[0]


@settings(max_examples=400)
@given(findings, contexts, st.sampled_from(Mode), days)
def test_an_alarm_names_a_clause_and_every_warning_a_plain_reason(
    finding: Finding, context: Context, mode: Mode, on: date
) -> None:
    warning = answer(finding, replace(context, mode=mode), on)
    if warning is None:
        return
    assert warning.clauses or not warning.verdict.is_alarm
    assert len({clause.id for clause in warning.clauses}) == len(warning.clauses)
    assert warning.message.endswith((".", "?"))
    assert "{" not in warning.message
    assert "value" not in warning.message.split(), "a message never repeats what was found"
    assert all(clause.effective_from is None or clause.effective_from <= on for clause in warning.clauses)
    assert all(clause.effective_to is None or on <= clause.effective_to for clause in warning.clauses)


@settings(max_examples=400)
@given(findings, contexts)
def test_an_unknown_fact_is_never_milder_than_the_mildest_case(finding: Finding, context: Context) -> None:
    """What we do not know lies between the cases it may be; strict mode takes the stricter one."""
    unknown = replace(context, stage=Stage.UNKNOWN)
    if context.surface is Surface.UNKNOWN or context.surface in built_in(context.platform).implied_stages:
        return
    cases = [severity(answer(finding, replace(context, stage=stage))) for stage in STAGES]
    assert min(cases) <= severity(answer(finding, unknown)) <= max(cases)
    strict = [severity(answer(finding, replace(context, stage=stage, mode=Mode.STRICT))) for stage in STAGES]
    assert severity(answer(finding, replace(unknown, mode=Mode.STRICT))) == max(strict)


@settings(max_examples=300)
@given(findings, contexts)
def test_doubtful_findings_are_silent_in_standard_and_never_a_breach_in_strict(
    finding: Finding, context: Context
) -> None:
    doubtful = replace(finding, confidence=REPORTING_FLOOR / 2)
    assert answer(doubtful, context) is None
    strict = answer(doubtful, replace(context, mode=Mode.STRICT))
    sure = answer(replace(finding, confidence=1.0), replace(context, mode=Mode.STRICT))
    assert (strict is None) == (sure is None)
    assert severity(strict) <= min(severity(sure), 1)


@pytest.mark.parametrize("platform", BUILT_IN)
def test_whatever_people_do_the_pack_has_an_answer(platform: str) -> None:
    """No hole in the table: giving, asking, moving and paying are decided everywhere, at every stage."""
    pairs = [
        *((kind, Intent.PROVIDES) for kind in Kind),
        (Kind.REQUEST, Intent.REQUESTS),
        (Kind.MOVE, Intent.MOVES),
        *((kind, Intent.PAYS) for kind in Kind if kind is not Kind.MENTION),
    ]
    holes = [
        (kind, intent, channel, surface, stage)
        for kind, intent in pairs
        for channel in (None, *REPRESENTATIVES)
        for surface in SURFACES
        for stage in STAGES
        if answer(
            Finding(kind, channel, 0, 1, "", (Technique.PLAIN,), intent, 1.0),
            Context(platform, surface, stage, Mode.STRICT),
        )
        is None
    ]
    if platform == "peopleperhour":  # no text about reviews was seen
        holes = [hole for hole in holes if hole[2] != "feedback"]
    assert not holes


@pytest.mark.parametrize("platform", BUILT_IN)
def test_only_stated_facts_make_a_verdict_milder(platform: str) -> None:
    """A fact is an exception: stating one more never makes Touchline stricter."""
    pack = built_in(platform)
    for kind in (Kind.EMAIL, Kind.PHONE, Kind.HANDLE, Kind.ADDRESS, Kind.REQUEST, Kind.MOVE, Kind.PAYMENT):
        intent = {Kind.REQUEST: Intent.REQUESTS, Kind.MOVE: Intent.MOVES}.get(kind, Intent.PROVIDES)
        for channel in (None, "email", "skype", "paypal"):
            finding = Finding(kind, channel, 0, 1, "", (Technique.PLAIN,), intent, 1.0)
            for surface in SURFACES:
                for stage in STAGES:
                    bare = Context(platform, surface, stage)
                    for fact in sorted(pack.facts):
                        stated = replace(bare, allowances=(Allowance(fact),))
                        assert severity(answer(finding, stated)) <= severity(answer(finding, bare))


def test_a_rule_without_intents_is_about_doing() -> None:
    assert Intent.REFUSES not in ACTING
    assert Intent.QUOTES not in ACTING
    assert Intent.MENTIONS not in ACTING


@pytest.mark.parametrize("platform", BUILT_IN)
def test_a_day_before_the_pack_is_refused(platform: str) -> None:
    from touchline.errors import InvalidRequest  # noqa: PLC0415

    pack = built_in(platform)
    with pytest.raises(InvalidRequest, match="known from"):
        decided([], Context(platform), pack, pack.known_from - timedelta(days=1))
    assert decided([], Context(platform), pack, pack.known_from) == ()


@pytest.mark.parametrize("platform", BUILT_IN)
def test_one_more_stated_fact_never_makes_an_answer_stricter(platform: str) -> None:
    """Whoever tells more about the deal must not be worse off than with any part of it."""
    pack = built_in(platform)
    for act, surface, stage in product(ACTS, SURFACES, STAGES):
        for first, second in combinations([None, *sorted(pack.facts)], 2):
            facts = [fact for fact in (first, second) if fact]
            both = cell(pack, act, surface, stage, facts, TODAY).verdict
            for fewer in ([fact] for fact in facts) if len(facts) > 1 else ([],):
                fewest = cell(pack, act, surface, stage, fewer, TODAY).verdict
                assert (both.severity if both else -1) <= (fewest.severity if fewest else -1), (
                    act.label,
                    surface,
                    stage,
                    facts,
                    fewer,
                )
