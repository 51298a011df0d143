"""The packs as a whole: everything in them is used, said plainly, and says where it comes from."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from touchline import lexicon
from touchline.model import Fact, Verdict
from touchline.terms.channels import channel_groups
from touchline.terms.library import BUILT_IN, built_in
from touchline.terms.pack_file import CUT_RE
from touchline.terms.schema import QUOTE_LIMIT, SURFACES

PACKS = files("touchline.terms") / "packs"

LONG_SENTENCE = 32
"""Words in the longest sentence that the packs may put in front of a reader who learns English."""


def test_the_folder_holds_exactly_the_built_in_packs() -> None:
    found = {entry.name.removesuffix(".toml") for entry in PACKS.iterdir() if entry.name.endswith(".toml")}
    assert found == set(BUILT_IN)


@pytest.mark.parametrize("platform", BUILT_IN)
def test_every_clause_is_used_and_belongs_to_its_platform(platform: str) -> None:
    pack = built_in(platform)
    used = {citation.clause.id for rule in pack.rules for citation in rule.citations}
    used |= {clause.id for rule in pack.rules for clause in rule.see_also}
    assert set(pack.clauses) == used
    prefix = "pph" if platform == "peopleperhour" else platform
    assert all(clause.startswith(f"{prefix}.") for clause in pack.clauses)


@pytest.mark.parametrize("platform", BUILT_IN)
def test_quotes_are_short_and_sources_are_named(platform: str) -> None:
    for clause in built_in(platform).clauses.values():
        assert clause.source.title
        assert clause.as_of
        assert clause.quote is None or len(clause.quote) <= QUOTE_LIMIT
        if clause.quote and clause.quote.count("…") > clause.quote.count("[…]"):
            assert CUT_RE.search(clause.quote)


@pytest.mark.parametrize("platform", BUILT_IN)
def test_a_caution_names_what_it_hangs_on(platform: str) -> None:
    """By a fact, or by a question in its own words."""
    for rule in built_in(platform).rules:
        if Verdict.CAUTION in {rule.verdict, rule.strict_verdict}:
            assert rule.depends_on or "?" in rule.message, rule.id


@pytest.mark.parametrize("platform", BUILT_IN)
def test_every_alarm_says_what_to_say_instead(platform: str) -> None:
    for rule in built_in(platform).rules:
        if rule.verdict.is_alarm:
            assert 1 <= len(rule.advice) <= 3, rule.id


@pytest.mark.parametrize("platform", BUILT_IN)
def test_sentences_are_short_and_plain(platform: str) -> None:
    pack = built_in(platform)
    texts = [rule.message for rule in pack.rules] + [advice for rule in pack.rules for advice in rule.advice]
    texts += [rule.filter_risk.text for rule in pack.rules if rule.filter_risk]
    texts += [*pack.questions.values(), *(clause.plain for clause in pack.clauses.values()), pack.evasion]
    for text in texts:
        assert text[0].isupper(), text
        assert text.endswith((".", "?")), text
        assert not re.search(r"\b(hereby|pursuant|aforementioned|thereof|shall be)\b", text), text
        for sentence in re.split(r"(?<=[.?;:]) ", text):
            assert len(sentence.split()) <= LONG_SENTENCE, sentence


@pytest.mark.parametrize("platform", BUILT_IN)
def test_every_place_and_every_fact_has_its_words(platform: str) -> None:
    pack = built_in(platform)
    assert set(pack.places) == set(SURFACES)
    assert pack.facts | {Fact.STAGE, Fact.SURFACE} <= set(pack.questions)
    assert all(question.endswith("?") for question in pack.questions.values())


def test_families_of_services_are_sorted_and_all_used() -> None:
    groups = channel_groups()
    text = (files("touchline.terms") / "channels.toml").read_text("utf-8")
    for name in groups:
        listed = re.findall(r'"([^"]+)"', text.split(f"\n{name} = [")[1].split("]")[0])
        assert listed == sorted(set(listed)), name
    packs = "".join((PACKS / f"{platform}.toml").read_text("utf-8") for platform in BUILT_IN)
    assert not [name for name in groups if f'"@{name}"' not in packs]


def test_families_name_services_that_detectors_can_find() -> None:
    lists = (
        "services",
        "services_weak",
        "services_misspelt",
        "handle_hosts",
        "link_hosts",
        "payment_services",
    )
    channels = {value.split(" ")[0] for name in lists for value in lexicon.table(name).values()}
    channels.add("donation")  # pages such as buymeacoffee.com, which a pattern finds and no list
    unknown = {group: sorted(members - channels) for group, members in channel_groups().items()}
    assert not {group: members for group, members in unknown.items() if members}


@pytest.mark.parametrize("platform", BUILT_IN)
def test_no_rule_asks_for_the_place(platform: str) -> None:
    """It is read from the page; where it is unknown, the decision asks for it by itself."""
    assert [rule.id for rule in built_in(platform).rules if Fact.SURFACE in rule.depends_on] == []


INSIDE_WORDS = re.compile(
    r"\b(slug|clone|seed|note author|date caution|accessed|next (?:clause|entry)|truncated|PARAPHRASE)\b"
)
"""Words of whoever collected the clauses, which say nothing to a reader."""


@pytest.mark.parametrize("platform", BUILT_IN)
def test_dates_and_sources_are_said_in_words_a_reader_knows(platform: str) -> None:
    for clause in built_in(platform).clauses.values():
        notes = (clause.effective_note, clause.forbids, clause.permits)
        for text in (clause.as_of, clause.source.title, clause.section, *filter(None, notes)):
            assert not INSIDE_WORDS.search(text), f"{clause.id}: {text}"
