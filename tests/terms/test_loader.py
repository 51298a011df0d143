"""The strict loader: whatever is unclear in a pack file is a `PackError` that names file and key."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from touchline.context import Allowance, Context
from touchline.errors import PackError, UnknownPlatform
from touchline.model import Fact, Finding, Intent, Kind, Stage, Surface, Technique
from touchline.terms.decide import decided
from touchline.terms.library import BUILT_IN, SIZE_LIMIT, built_in, known, load
from touchline.terms.pack_file import parsed

HERE = Path(__file__).parent
HOUSE = (HERE / "house.toml").read_text("utf-8")
AGENCY = (HERE / "agency.toml").read_text("utf-8")

RULE = """
[[rules]]
id = "another"
topic = "contact"
kinds = ["email"]
verdict = "breach"
clauses = ["house.1"]
message = "No."
"""


class Broken(NamedTuple):
    """A change in one of the two sample packs, and the error that it must give: see `broken_packs.toml`."""

    pack: str
    name: str
    change: str
    into: str
    key: str
    problem: str

    @property
    def sample(self) -> str:
        return {"house": HOUSE, "agency": AGENCY}[self.pack]

    def __str__(self) -> str:
        return f"{self.pack}: {self.name}"


BROKEN = [
    Broken(pack, **change)
    for pack, changes in tomllib.loads((HERE / "broken_packs.toml").read_text("utf-8")).items()
    for change in changes
]


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


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_a_broken_pack_names_its_key(broken: Broken) -> None:
    assert broken.change in broken.sample
    pack = broken.sample.replace(broken.change, broken.into, 1)
    key, found = problem_of(pack, f"{broken.pack}.toml")
    assert (key, broken.problem in found) == (broken.key, True), found


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


def test_house_rules_that_never_show_are_an_error() -> None:
    milder = AGENCY.replace('verdict = "breach"', 'verdict = "note"').replace(
        'kinds = ["handle"]', 'kinds = ["payment"]'
    )
    hidden = milder.replace('channels = ["@messengers"]\n', 'unless = ["prior_relationship"]\n')
    assert problem_of(hidden, "agency.toml")[0] == "rules.agency.messengers"
