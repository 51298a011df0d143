"""Which claims become findings, and how sure they are."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from touchline.claims.claim import Candidate
from touchline.claims.evidence import confidence, evidence, weights
from touchline.model import Evidence, Intent, Kind
from touchline.pipeline.resolve import resolved
from touchline.views.view import View

VIEW = View("raw", "x" * 400)
CODES = sorted(weights().evidence)


def claim(kind: Kind, start: int, end: int, *codes: str, intent: Intent = Intent.PROVIDES) -> Candidate:
    return Candidate(kind, VIEW, start, end, "v", intent=intent, evidence=evidence(*codes))


def spans(*claims: Candidate) -> list[tuple[Kind, int, int]]:
    return [(finding.kind, finding.start, finding.end) for finding in resolved(claims)]


def test_every_weight_belongs_to_a_group_with_a_cap() -> None:
    assert {item.group for item in weights().evidence.values()} <= set(weights().caps)


def test_a_group_counts_no_further_than_its_cap() -> None:
    cap = weights().caps["context"]
    pile = tuple(Evidence(str(number), "context", cap) for number in range(9))
    assert confidence(pile) == confidence(pile[:1])


@given(st.lists(st.sampled_from(CODES), max_size=12))
def test_confidence_is_a_probability(codes: list[str]) -> None:
    assert 0 < confidence(evidence(*codes)) < 1


def test_a_claim_under_the_floor_is_dropped() -> None:
    assert spans(claim(Kind.EMAIL, 0, 5)) == []


def test_the_more_certain_of_two_that_overlap_stays() -> None:
    sure = claim(Kind.EMAIL, 3, 20, "email-plain", "email-valid", "email-cue")
    unsure = claim(Kind.PHONE, 0, 10, "email-plain")
    assert spans(unsure, sure) == [(Kind.EMAIL, 3, 20)]


def test_what_a_link_leads_to_stays_before_the_link() -> None:
    link = claim(Kind.LINK, 0, 20, "link-scheme", "known-host", "link-cue")
    email = claim(Kind.EMAIL, 8, 20, "email-plain")
    assert spans(link, email) == [(Kind.EMAIL, 8, 20)]


def test_the_whole_stays_where_a_part_is_hardly_more_certain() -> None:
    part = claim(Kind.EMAIL, 5, 20, "email-plain", "email-valid")
    whole = claim(Kind.EMAIL, 0, 20, "email-words", "email-valid")
    assert spans(part, whole) == [(Kind.EMAIL, 0, 20)]


def test_a_phrase_and_a_value_inside_it_both_stay() -> None:
    phrase = claim(Kind.REQUEST, 0, 30, "email-plain", intent=Intent.REQUESTS)
    value = claim(Kind.EMAIL, 10, 20, "email-plain")
    assert spans(phrase, value) == [(Kind.REQUEST, 0, 30), (Kind.EMAIL, 10, 20)]


def test_a_mention_gives_way() -> None:
    mention = claim(Kind.MENTION, 0, 12, "email-plain", "email-valid", intent=Intent.MENTIONS)
    assert spans(mention, claim(Kind.EMAIL, 5, 20, "email-plain")) == [(Kind.EMAIL, 5, 20)]


@given(st.lists(st.tuples(st.integers(0, 390), st.integers(1, 150), st.sampled_from(CODES)), max_size=25))
def test_no_two_values_overlap(rows: list[tuple[int, int, str]]) -> None:
    claims = [
        Candidate(
            Kind.EMAIL, VIEW, start, min(start + size, 400), "v", evidence=evidence("email-plain", code)
        )
        for start, size, code in rows
    ]
    found = resolved(claims)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.permutations(range(6)))
def test_the_order_of_claims_does_not_matter(order: list[int]) -> None:
    claims = [
        claim(Kind.EMAIL, at * 7, at * 7 + 9, "email-plain", *(("email-valid",) * (at % 2)))
        for at in range(6)
    ]
    assert resolved(claims) == resolved(claims[index] for index in order)
