"""`touchline clauses`, `touchline explain` and `touchline ask`: what they print and how they exit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from touchline.cli.ask import ask
from touchline.cli.clauses import clauses
from touchline.cli.explain import explain
from touchline.cli.output.terms import PROVENANCE
from touchline.errors import InvalidRequest, TouchlineError, UnknownPlatform
from touchline.model import Kind
from touchline.terms.library import BUILT_IN, built_in


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOUCHLINE_HOME", str(tmp_path))
    return tmp_path


def run(command: object, *arguments: str) -> Result:
    result = CliRunner().invoke(command, arguments)  # type: ignore[arg-type]
    if isinstance(result.exception, TouchlineError):
        raise result.exception
    return result


QUESTION = ("--platform", "fiverr", "--surface", "order", "--kind", "phone", "--intent", "provides")


def test_a_question_is_answered_with_verdict_clause_and_reason() -> None:
    result = run(ask, *QUESTION, "--allow", "needed_for_delivery")
    assert result.exit_code == 0
    assert "Yes, with a remark." in result.output
    assert "fiverr.tos.9.1.order-page" in result.output
    assert "Rule: order.needed" in result.output
    assert "not legal advice" in result.output


def test_an_alarm_exits_1_and_names_the_missing_fact() -> None:
    result = run(ask, *QUESTION)
    assert result.exit_code == 1
    assert "It depends on: needed_for_delivery." in result.output
    assert "With needed_for_delivery stated: note (fiverr.tos.9.1.order-page)" in result.output


def test_a_permission_may_carry_its_ticket_and_its_days() -> None:
    allow = "support_permission:ticket 4711:2026-01-02:2099-01-01"
    result = run(ask, *QUESTION, "--allow", allow, "--format", "json")
    answer = json.loads(result.output)
    assert answer["verdict"] == "note"
    assert "ticket 4711, given on 2026-01-02" in answer["message"]
    late = run(ask, *QUESTION, "--allow", "support_permission:4711:2020-01-01:2020-12-31")
    assert late.exit_code == 1


@pytest.mark.parametrize(
    ("allow", "words"),
    [
        ("stage", "not a fact"),
        ("anything", "not a fact"),
        ("they_asked:x:2026-02-02:2026-01-01", "expires before"),
    ],
)
def test_a_statement_that_cannot_be_made_is_wrong_use(allow: str, words: str) -> None:
    result = run(ask, *QUESTION, "--allow", allow)
    assert result.exit_code == 2
    assert words in " ".join(result.output.replace("│", " ").split())


def test_what_no_rule_is_about_is_a_plain_yes() -> None:
    result = run(ask, "--platform", "upwork", "--kind", "link", "--channel", "upwork", "--surface", "inbox")
    assert (result.exit_code, result.output.splitlines()[0][:4]) == (0, "Yes.")
    as_json = run(ask, "--platform", "upwork", "--kind", "link", "--channel", "upwork", "--format", "json")
    assert json.loads(as_json.output) is None


def test_the_day_decides() -> None:
    skype = ("--platform", "upwork", "--kind", "handle", "--channel", "skype", "--surface", "inbox")
    before = (*skype, "--stage", "before_contract", "--allow", "they_asked")
    assert run(ask, *before, "--as-of", "2020-05-01").exit_code == 0
    assert run(ask, *before, "--as-of", "2020-06-26").exit_code == 1
    with pytest.raises(InvalidRequest, match="known from 2020-04-03"):
        run(ask, *before, "--as-of", "2019-01-01")


def test_unknown_platforms_are_named_errors() -> None:
    for command, arguments in ((ask, ("--kind", "phone")), (clauses, ()), (explain, ("phone",))):
        with pytest.raises(UnknownPlatform):
            run(command, *arguments, "--platform", "nowhere")


def test_all_clauses_are_listed_or_those_of_one_platform() -> None:
    everything = run(clauses).output
    assert all(clause in everything for platform in BUILT_IN for clause in built_in(platform).clauses)
    one = run(clauses, "--platform", "freelancer").output
    assert "freelancer.13.no-contact-info" in one
    assert "upwork." not in one
    full = run(clauses, "--platform", "freelancer", "--full").output
    assert "How it came to us: a public archive of the terms" in full


def test_clauses_as_json_hold_everything() -> None:
    listed = json.loads(run(clauses, "--format", "json", "--platform", "upwork").output)
    assert {clause["id"] for clause in listed} == set(built_in("upwork").clauses)
    assert {"quote", "source", "as_of", "currency", "provenance"} <= set(listed[0])


def test_clauses_are_compared_with_a_saved_page(tmp_path: Path) -> None:
    clause = built_in("freelancer").clauses["freelancer.11.feedback"]
    page = tmp_path / "terms.html"
    page.write_text(f"<html><body><p>{clause.quote}</p></body></html>", "utf-8")
    result = run(clauses, "--platform", "freelancer", "--check", str(page))
    assert result.exit_code == 1
    assert "UNCHANGED  freelancer.11.feedback" in result.output
    assert "GONE       freelancer.13.penalty" in result.output
    assert "8 quotes: 1 unchanged, 0 changed, 7 gone." in result.output
    as_json = run(clauses, "--platform", "freelancer", "--check", str(page), "--format", "json")
    assert {entry["state"] for entry in json.loads(as_json.output)} == {"unchanged", "gone"}


def test_only_clauses_of_the_named_source_are_compared(tmp_path: Path) -> None:
    source = "Upwork Help: What is feedback building"
    page = tmp_path / "page.txt"
    page.write_text(str(built_in("upwork").clauses["upwork.help.feedback-building"].quote), "utf-8")
    result = run(clauses, "--source", source, "--check", str(page))
    assert (result.exit_code, "1 quotes: 1 unchanged" in result.output) == (0, True)


def test_a_source_that_no_clause_has_is_not_called_fresh(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("words", "utf-8")
    with pytest.raises(InvalidRequest, match=r"^source: no clause"):
        run(clauses, "--source", "no such page", "--check", str(page))


def test_a_page_that_is_no_text_is_a_named_error(tmp_path: Path) -> None:
    page = tmp_path / "page.bin"
    page.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(InvalidRequest, match="not UTF-8"):
        run(clauses, "--check", str(page))
    assert run(clauses, "--check", str(tmp_path / "missing")).exit_code == 2


def test_a_clause_is_explained_with_the_rules_that_show_it() -> None:
    result = run(explain, "upwork.help.network-contacts")
    assert result.exit_code == 0
    assert "Rules that show it:" in result.output
    assert "[after.email]" in result.output
    background = run(explain, "upwork.7.2.material-breach").output
    assert "Background of: before.email" in background
    assert "exact words are not shown" in background


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_explained_on_every_platform(kind: Kind) -> None:
    output = run(explain, kind.value).output
    assert all(built_in(platform).name in output for platform in BUILT_IN)


def test_an_unknown_word_is_a_named_error() -> None:
    with pytest.raises(InvalidRequest, match="no such clause"):
        run(explain, "nothing")


def test_a_pack_of_the_user_works_in_every_command(home: Path) -> None:
    folder = home / "config" / "packs"
    folder.mkdir(parents=True)
    own = (Path(__file__).parent / "house.toml").read_text("utf-8")
    (folder / "house.toml").write_text(own, "utf-8")
    assert run(ask, "--platform", "house", "--kind", "phone", "--surface", "inbox").exit_code == 1
    assert "house.1" in run(clauses).output
    assert "House rules" in run(explain, "phone").output
    assert "Rule 1" in run(explain, "house.1").output


def test_comparing_nothing_with_a_page_is_no_good_news(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><head><title>Terms</title></head><body> </body></html>", "utf-8")
    with pytest.raises(InvalidRequest, match="no words"):
        run(clauses, "--check", str(page))
    page.write_text("Some terms.", "utf-8")
    with pytest.raises(InvalidRequest, match="nothing to compare"):
        run(clauses, "--source", "advice of a member", "--check", str(page))


def test_where_a_clause_comes_from_is_said_in_words() -> None:
    for platform in BUILT_IN:
        for clause in built_in(platform).clauses.values():
            assert clause.provenance in PROVENANCE
    mirror = run(explain, "upwork.7.2.material-breach").output
    assert "How it came to us: a copy in which words had been replaced" in mirror
    dates = " ".join(run(explain, "upwork.tou.4.1.means-of-direct-contact").output.split())
    assert "In force: from 2020-11-26; in force by 2020-11-26 (the rule itself took effect" in dates
    assert "seen recently" not in run(clauses, "--full").output


def test_when_every_quote_is_gone_the_page_is_doubted(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A recipe for soup.", "utf-8")
    assert "Is this the page that they come from?" in run(clauses, "--check", str(page)).output
