"""The box arithmetic of the loader says what trying every single case says."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from touchline.model import ALLOWANCES, Fact, Intent, Kind, Stage, Surface, Verdict
from touchline.terms.conflicts import OTHER_CHANNEL, contradictions, never_firing
from touchline.terms.pack import Days, Rule

KINDS = (Kind.EMAIL, Kind.REQUEST)
CHANNELS = ("skype", "zoom")
FACTS = (Fact.THEY_ASKED, Fact.PRIOR_RELATIONSHIP)
KNOWN_FROM = date(2020, 1, 1)
DAYS = (date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1))

some = st.sampled_from
rules = st.builds(
    Rule,
    id=st.just("rule"),
    topic=some(["contact", "payment"]),
    kinds=st.frozensets(some(KINDS), min_size=1),
    intents=st.just(frozenset({Intent.PROVIDES})),
    channels=st.none() | st.frozensets(some(CHANNELS), min_size=1),
    not_channels=st.frozensets(some(CHANNELS), max_size=1),
    surfaces=st.frozensets(some([Surface.INBOX, Surface.ORDER]), min_size=1),
    stages=st.just(frozenset({Stage.ACTIVE_CONTRACT})),
    needs=st.frozensets(some(FACTS), max_size=1),
    unless=st.frozensets(some(FACTS), max_size=1),
    days=st.builds(Days, st.none() | some(DAYS), st.none() | some(DAYS)),
    verdict=some(Verdict),
    strict_verdict=some(Verdict),
    only_strict=st.booleans(),
    citations=st.just(()),
    see_also=st.just(()),
    message=st.just("m"),
    depends_on=st.just(()),
    advice=st.just(()),
    filter_risk=st.none(),
    inference=st.none(),
)

Case = tuple[Kind, str, Surface, date, frozenset[Fact]]
CASES: list[Case] = [
    (kind, channel, surface, day, frozenset(facts))
    for kind, channel, surface, day in product(
        KINDS,
        (*CHANNELS, OTHER_CHANNEL),
        (Surface.INBOX, Surface.ORDER),
        (*DAYS, date(2020, 6, 1), date(2021, 6, 1), date(2023, 1, 1)),  # and a day in every gap
    )
    for count in range(len(FACTS) + 1)
    for facts in combinations(FACTS, count)
]


def covers(rule: Rule, case: Case) -> bool:
    kind, channel, surface, day, facts = case
    return (
        kind in rule.kinds
        and rule.covers_channel(channel)
        and surface in rule.surfaces
        and rule.days.covers(day)
        and rule.needs <= facts
        and rule.unless.isdisjoint(facts)
    )


def answer(rule: Rule) -> tuple[Verdict, Verdict, bool]:
    return rule.verdict, rule.strict_verdict, rule.only_strict


def wins(other: Rule, rule: Rule, *, earlier: bool) -> bool:
    if other.topic == rule.topic:
        return earlier
    return (
        not other.only_strict
        and other.verdict.severity > rule.verdict.severity
        and other.strict_verdict.severity > rule.strict_verdict.severity
    )


@settings(max_examples=300)
@given(st.lists(rules, min_size=1, max_size=5))
def test_contradictions_are_those_that_trying_finds(made: list[Rule]) -> None:
    tried = {
        (first, second)
        for first, second in combinations(made, 2)
        if first.topic == second.topic
        and answer(first) != answer(second)
        and any(covers(first, case) and covers(second, case) for case in CASES)
    }
    assert set(contradictions(made, KNOWN_FROM)) == tried


@settings(max_examples=300)
@given(st.lists(rules, min_size=1, max_size=5))
def test_rules_that_never_fire_are_those_that_trying_finds(made: list[Rule]) -> None:
    tried = {
        rule
        for place, rule in enumerate(made)
        if not any(
            covers(rule, case)
            and not any(
                covers(other, case) and wins(other, rule, earlier=index < place)
                for index, other in enumerate(made)
                if other is not rule
            )
            for case in CASES
        )
    }
    assert set(never_firing(made, KNOWN_FROM)) == tried


def test_the_small_world_of_these_tests_has_the_facts_of_the_model() -> None:
    assert set(FACTS) <= ALLOWANCES
