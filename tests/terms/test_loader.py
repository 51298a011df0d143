"""The strict loader: whatever is unclear in a pack file is a `PackError` that names file and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from touchline.context import Allowance, Context
from touchline.errors import PackError, UnknownPlatform
from touchline.model import Fact, Finding, Intent, Kind, Stage, Surface, Technique
from touchline.terms.decide import decided
from touchline.terms.library import BUILT_IN, SIZE_LIMIT, built_in, known, load
from touchline.terms.pack_file import parsed

HOUSE = (Path(__file__).parent / "house.toml").read_text("utf-8")

RULE = """
[[rules]]
id = "another"
topic = "contact"
kinds = ["email"]
verdict = "breach"
clauses = ["house.1"]
message = "No."
"""


def problem_of(text: str, path: str) -> tuple[str, str]:
    with pytest.raises(PackError) as caught:
        parsed(text.encode(), path, built_in)
    assert str(caught.value).startswith(f"{path}: ")
    return caught.value.key, caught.value.problem


def problem(text: str) -> tuple[str, str]:
    return problem_of(text, "house.toml")


def test_the_sample_itself_loads_and_decides() -> None:
    pack = parsed(HOUSE.encode(), "house.toml", built_in)
    mail = Finding(Kind.EMAIL, None, 0, 4, "x", (Technique.PLAIN,), Intent.PROVIDES, 0.9)
    context = Context("house", Surface.INBOX, Stage.UNKNOWN)
    (warning,) = decided([mail], context, pack, date(2026, 1, 1))
    assert (warning.verdict, warning.clauses[0].id) == ("breach", "house.1")
    assert warning.message == "The house does not allow giving an e-mail address in messages."
    asked = Context("house", Surface.INBOX, allowances=(Allowance(Fact.THEY_ASKED),))
    assert decided([mail], asked, pack, date(2026, 1, 1))[0].verdict == "note"


# what is changed in the sample, the key that must be named, words of the problem
BROKEN = {
    "unknown key at the top": ('id = "house"', 'id = "house"\ncolour = 1', "file", "unknown field `colour`"),
    "unknown key in a rule": ('id = "talk"', 'id = "talk"\nkind = 1', "rules[0]", "unknown field `kind`"),
    "unknown key in a clause": ('id = "house.1"', 'id = "house.1"\ntext = ""', "clauses[0]", "unknown field"),
    "missing key": ('name = "House rules"\n', "", "file", "missing required field `name`"),
    "wrong type": ('revision = "1"', "revision = 1", "revision", "Expected `str`"),
    "no date": ("known_from = 2020-01-01", 'known_from = "soon"', "known_from", "Invalid RFC3339"),
    "unknown kind": (
        'kinds = ["email", "phone"]\nunless',
        'kinds = ["fax"]\nunless',
        "rules[0].kinds[0]",
        "fax",
    ),
    "no kind": ('kinds = ["email", "phone"]\nunless', "kinds = []\nunless", "rules[0].kinds", "length >= 1"),
    "unknown verdict": ('verdict = "breach"', 'verdict = "bad"', "rules[0].verdict", "bad"),
    "unknown stage": ('unless = ["they_asked"]', 'stages = ["now"]', "rules[0].stages[0]", "now"),
    "unknown fact": ('needs = ["they_asked"]', 'needs = ["stage"]', "rules[1].needs[0]", "stage"),
    "bad id": ('id = "house"', 'id = "my house"', "id", "regex"),
    "bad id of a rule": ('id = "talk"', 'id = "Talk"', "rules[0].id", "regex"),
    "address without scheme": (
        "https://example.org/handbook",
        "example.org",
        "clauses[1].source.url",
        "regex",
    ),
    "dangling clause": ('clauses = ["house.1"]', 'clauses = ["house.9"]', "rules.talk.clauses", "house.9"),
    "dangling background": (
        'see_also = ["house.2"]',
        'see_also = ["house.9"]',
        "rules.talk.see_also",
        "house.9",
    ),
    "dangling advice": ('advice = ["here"]', 'advice = ["there"]', "rules.talk.advice", "there"),
    "dangling filter risk": (
        'filter_risk = "words"',
        'filter_risk = "w"',
        "rules.talk.filter_risk",
        "w is not",
    ),
    "no question for a fact": ('they_asked = "Did they ask?"\n', "", "rules.talk.unless", "they_asked"),
    "no question for the stage": ('stage = "Has the work started?"\n', "", "questions", "stage is not"),
    "unused clause": (
        'id = "house.2"',
        (
            'id = "house.3"\nsection = "Rule 3"\ntitle = "t"\nplain = "p"\ndisplay = "do_not_quote"\n'
            'source = { title = "Handbook" }\nprovenance = "own_rules"\ncurrency = "recent"\nas_of = "2026"\n'
            '\n[[clauses]]\nid = "house.2"'
        ),
        "clauses.house.3",
        "no rule uses it",
    ),
    "unused advice": ('advice = ["here"]\n', "", "advice.here", "no rule uses it"),
    "unused filter risk": ('filter_risk = "words"\n', "", "filter_risks.words", "no rule uses it"),
    "the same rule id twice": ('id = "asked"', 'id = "talk"', "rules.talk", "given twice"),
    "the same clause id twice": ('id = "house.2"', 'id = "house.1"', "clauses.house.1", "given twice"),
    "quote not allowed": (
        'display = "quote"',
        'display = "do_not_quote"',
        "clauses.house.1.quote",
        "no quote",
    ),
    "quote missing": ('quote = "Talk stays here."\n', "", "clauses.house.1.quote", "must be a quote"),
    "cut not marked": (
        'display = "quote"',
        'display = "quote_with_cuts_marked"',
        "clauses.house.1.quote",
        "[…]",
    ),
    "quote too long": ("Talk stays here.", "x" * 351, "clauses[0].quote", "length <= 350"),
    "an alarm without a clause": (
        'clauses = ["house.1"]\nsee_also = ["house.2"]',
        'see_also = ["house.1", "house.2"]',
        "rules.talk.clauses",
        "an alarm must name its clause",
    ),
    "ends before it begins": (
        'id = "talk"',
        'id = "talk"\nfirst_day = 2024-02-02\nlast_day = 2024-02-01',
        "rules.talk",
        "ends before",
    ),
    "milder in strict mode": (
        'verdict = "breach"',
        'verdict = "breach"\nstrict_verdict = "note"',
        "rules.talk.strict_verdict",
        "milder",
    ),
    "unknown field of a message": ("{doing} {place}", "{thing} {place}", "rules.talk.message", "thing"),
    "a place without words": ('review = "in a review"\n', "", "rules.talk.surfaces", "[places]"),
    "unknown family": (
        'id = "talk"',
        'id = "talk"\nchannels = ["@nobody"]',
        "rules.talk.channels",
        "@nobody",
    ),
    "no clause on some day": (
        'display = "quote"',
        'display = "quote"\neffective_from = 2024-05-05',
        "rules.talk.clauses",
        "2020-01-01",
    ),
    "no TOML": ('id = "house"', "id = house", "file", "not TOML"),
    "contradiction": ('unless = ["they_asked"]\n', "", "rules.asked", "contradicts the rule talk"),
    "needs and unless exclude each other": (
        'needs = ["they_asked"]',
        'needs = ["they_asked"]\nunless = ["they_asked"]',
        "rules.asked",
        "never fire",
    ),
    "never in force": ('id = "asked"', 'id = "asked"\nlast_day = 2019-12-31', "rules.asked", "never fire"),
    "all channels excluded": (
        'id = "talk"',
        'id = "talk"\nchannels = ["skype"]\nnot_channels = ["skype"]',
        "rules.talk",
        "never fire",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_names_its_key(name: str) -> None:
    old, new, key, words = BROKEN[name]
    assert old in HOUSE
    found_key, found_problem = problem(HOUSE.replace(old, new, 1))
    assert (found_key, words in found_problem) == (key, True), found_problem


def test_a_rule_hidden_by_an_earlier_one_can_never_fire() -> None:
    rule = RULE.replace('clauses = ["house.1"]', 'unless = ["they_asked"]\nclauses = ["house.1"]')
    assert problem(HOUSE + rule) == (
        "rules.another",
        "can never fire: nothing matches it, or other rules always win",
    )


def test_a_rule_hidden_by_several_earlier_ones_together_can_never_fire() -> None:
    halves = (
        RULE.replace('id = "another"', 'id = "first"').replace(
            "kinds", 'stages = ["before_contract"]\nkinds'
        ),
        RULE.replace('id = "another"', 'id = "second"').replace(
            "kinds", 'stages = ["active_contract", "after_contract"]\nkinds'
        ),
    )
    text = (HOUSE + "".join(halves) + RULE).replace('topic = "contact"\nstages', 'topic = "other"\nstages')
    whole = text.replace('id = "another"\ntopic = "contact"', 'id = "another"\ntopic = "other"')
    assert problem(whole)[0] == "rules.another"
    rest = whole.replace(halves[1].replace('topic = "contact"', 'topic = "other"'), "")
    parsed(rest.encode(), "house.toml", built_in)


def test_a_milder_rule_always_beside_a_more_severe_one_can_never_fire() -> None:
    note = RULE.replace('"breach"', '"note"').replace('topic = "contact"', 'topic = "manners"')
    assert problem(HOUSE + note.replace("verdict", 'unless = ["they_asked"]\nverdict'))[0] == "rules.another"
    parsed((HOUSE + note).encode(), "house.toml", built_in)


def test_rules_that_meet_and_agree_are_fine() -> None:
    agreeing = RULE.replace('kinds = ["email"]', 'kinds = ["email", "handle"]\nunless = ["they_asked"]')
    parsed((HOUSE + agreeing).encode(), "house.toml", built_in)


def test_every_built_in_pack_loads_and_every_id_is_its_file() -> None:
    for platform in BUILT_IN:
        assert built_in(platform).id == platform
        assert built_in(platform) is built_in(platform)


def test_an_unknown_platform_names_the_known_ones(tmp_path: Path) -> None:
    for call in (lambda: built_in("nowhere"), lambda: load("nowhere"), lambda: load("nowhere", tmp_path)):
        with pytest.raises(UnknownPlatform) as caught:
            call()
        assert caught.value.known == BUILT_IN


def test_a_pack_file_of_the_user_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(HOUSE, "utf-8")
    assert known(tmp_path) == ("fiverr", "freelancer", "house", "peopleperhour", "upwork")
    assert load("house", tmp_path).name == "House rules"
    assert load("fiverr", tmp_path) is built_in("fiverr")
    assert known(tmp_path / "missing") == BUILT_IN


@pytest.mark.parametrize("platform", ["../house", "house/../house", "/etc/passwd", "", "house.toml"])
def test_a_platform_is_never_used_as_a_path(tmp_path: Path, platform: str) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "house.toml").write_text(HOUSE, "utf-8")
    with pytest.raises(UnknownPlatform):
        load(platform, tmp_path / "packs")


def test_a_file_that_would_never_be_used_is_an_error(tmp_path: Path) -> None:
    for name, words in (("upwork", "built-in"), ("My-House", "<id>.toml")):
        file = tmp_path / f"{name}.toml"
        file.write_text(HOUSE, "utf-8")
        with pytest.raises(PackError, match=words):
            known(tmp_path)
        file.unlink()
    (tmp_path / "other.toml").write_text(HOUSE, "utf-8")
    with pytest.raises(PackError, match="the id must be other"):
        load("other", tmp_path)


def test_a_file_that_cannot_be_read_or_is_too_long_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(PackError) as caught:
        load("folder", tmp_path)
    assert caught.value.key == "file"
    (tmp_path / "long.toml").write_text("#" * (SIZE_LIMIT + 1), "utf-8")
    with pytest.raises(PackError, match="longer than"):
        load("long", tmp_path)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(PackError, match="not TOML in UTF-8"):
        load("bytes", tmp_path)


AGENCY = """
id = "agency"
name = "Our agency on Upwork"
revision = "3"
extends = "upwork"

[advice]
office = "Our office answers such questions; let us stay here."

[[clauses]]
id = "agency.1"
section = "House rules, 1"
title = "No messengers"
plain = "Our people never use messengers with clients."
display = "do_not_quote"
source = { title = "House rules" }
provenance = "own_rules"
currency = "recent"
as_of = "2026"

[[rules]]
id = "agency.messengers"
topic = "agency"
kinds = ["handle"]
channels = ["@messengers"]
surfaces = ["inbox", "order"]
verdict = "breach"
clauses = ["agency.1"]
see_also = ["upwork.help.unsolicited-contact"]
message = "Our agency does not allow {doing} {place}."
advice = ["office"]
"""


def verdicts_of(text: str, kind: Kind, channel: str | None) -> list[tuple[str, tuple[str, ...]]]:
    pack = parsed(text.encode(), "agency.toml", built_in)
    finding = Finding(kind, channel, 0, 4, "x", (Technique.PLAIN,), Intent.PROVIDES, 0.9)
    context = Context("agency", Surface.INBOX, Stage.ACTIVE_CONTRACT)
    warnings = decided([finding], context, pack, date(2026, 1, 1))
    return [(warning.verdict, tuple(clause.id for clause in warning.clauses)) for warning in warnings]


def test_house_rules_stand_on_top_of_the_platforms_own() -> None:
    assert verdicts_of(AGENCY, Kind.HANDLE, "telegram") == [("breach", ("agency.1",))]
    platform = ("upwork.tspolicy.platform-as-intended", "upwork.help.unsolicited-contact")
    assert verdicts_of(AGENCY, Kind.HANDLE, "zoom") == [("note", platform)]
    assert verdicts_of(AGENCY, Kind.EMAIL, None) == [("note", platform)]


def test_house_rules_take_over_the_words_they_do_not_give() -> None:
    pack, upwork = parsed(AGENCY.encode(), "agency.toml", built_in), built_in("upwork")
    assert (pack.places, pack.questions, pack.known_from) == (
        upwork.places,
        upwork.questions,
        upwork.known_from,
    )
    assert (pack.fixed_stages, pack.evasion) == (upwork.fixed_stages, upwork.evasion)
    own_words = AGENCY.replace("[advice]", '[places]\ninbox = "in the chat"\n\n[advice]')
    assert parsed(own_words.encode(), "agency.toml", built_in).places[Surface.INBOX] == "in the chat"


def test_house_rules_may_cite_the_platforms_clauses() -> None:
    citing = AGENCY.replace(
        'clauses = ["agency.1"]', 'clauses = ["upwork.tou.4.1.means-of-direct-contact", "agency.1"]'
    )
    (answer,) = verdicts_of(citing, Kind.HANDLE, "telegram")
    assert answer[1] == ("upwork.tou.4.1.means-of-direct-contact", "agency.1")


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ('extends = "upwork"\n', "", "known_from", "only a pack that extends"),
        ('extends = "upwork"', 'extends = "agency"', "extends", "agency"),
        ('topic = "agency"', 'topic = "contact"', "rules.agency.messengers", "contradicts the rule"),
        ('id = "agency.messengers"', 'id = "links.own"', "rules.links.own", "given twice"),
        (
            'id = "agency.1"',
            'id = "upwork.7.2.enterprise-scope"',
            "clauses.upwork.7.2.enterprise-scope",
            "twice",
        ),
        (
            'see_also = ["upwork.help.unsolicited-contact"]',
            'see_also = ["fiverr.tos.3.payments"]',
            "rules.agency.messengers.see_also",
            "not in this pack",
        ),
    ],
)
def test_house_rules_are_read_as_strictly(old: str, new: str, key: str, words: str) -> None:
    found_key, found_problem = problem_of(AGENCY.replace(old, new, 1), "agency.toml")
    assert (found_key, words in found_problem) == (key, True), found_problem


def test_house_rules_that_never_show_are_an_error() -> None:
    milder = AGENCY.replace('verdict = "breach"', 'verdict = "note"').replace(
        'kinds = ["handle"]', 'kinds = ["payment"]'
    )
    hidden = milder.replace('channels = ["@messengers"]\n', 'unless = ["prior_relationship"]\n')
    assert problem_of(hidden, "agency.toml")[0] == "rules.agency.messengers"
