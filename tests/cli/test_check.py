"""`touchline check`: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from touchline.cli import touchline
from touchline.errors import InvalidRequest, TouchlineError
from touchline.model import ALLOWANCES


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(touchline, ["check", *arguments], input=text)
    if isinstance(result.exception, TouchlineError):
        raise result.exception
    return result


MAIL = ("mail me at jo@example.org", "--platform", "upwork", "--surface", "inbox")


def test_before_a_contract_an_address_is_a_breach_with_its_clause() -> None:
    result = run(*MAIL, "--stage", "before_contract")
    assert result.exit_code == 1
    assert "NOT ALLOWED HERE: jo@example.org" in result.output
    assert "Rule: upwork.tou.4.1.means-of-direct-contact" in result.output
    assert "https://www.upwork.com/legal" in result.output
    assert "not legal advice" in result.output


def test_with_a_contract_it_is_a_note_and_no_alarm() -> None:
    result = run(*MAIL, "--stage", "active_contract")
    assert result.exit_code == 0
    assert "GOOD TO KNOW: jo@example.org" in result.output


def test_clean_text_exits_0() -> None:
    result = run("I can start on Monday.", "--platform", "fiverr")
    assert (result.exit_code, result.output) == (0, "Nothing found.\n")


def test_a_refusal_is_no_alarm() -> None:
    result = run("Sorry, I don't work outside of Fiverr.", "--platform", "fiverr", "--surface", "inbox")
    assert result.exit_code == 0


def test_json_positions_count_code_points() -> None:
    result = run("👋 jo@example.org", *MAIL[1:], "--format", "json")
    (warning,) = json.loads(result.output)["warnings"]
    assert (warning["start"], warning["end"], warning["text"]) == (2, 16, "jo@example.org")


def test_a_file_and_the_pipe_are_read(tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_text("write to jo@example.org", "utf-8")
    assert "jo@example.org" in run(str(file), *MAIL[1:]).output
    assert "jo@example.org" in run("-", *MAIL[1:], text="write to jo@example.org").output


def test_what_is_not_utf_8_is_named_and_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_bytes(b"\xff\xfe secret")
    with pytest.raises(InvalidRequest, match=r"^text: not UTF-8$"):
        run(str(file), *MAIL[1:])


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_nothing_to_check_is_no_clean_message(text: str, tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_text(text, "utf-8")
    for argument in (text, str(file), "-"):
        with pytest.raises(InvalidRequest, match=r"^text: empty$"):
            run(argument, *MAIL[1:], text=text)


def test_regions_may_be_written_small_and_must_be_codes() -> None:
    number = "call me: 0171 555 0199"
    found = [run(number, *MAIL[1:], "--region", region).output for region in ("GB", "gb")]
    assert found[0] == found[1]
    with pytest.raises(InvalidRequest, match=r"^region: "):
        run(number, *MAIL[1:], "--region", "secret")


def test_too_long_a_message_is_refused_by_its_length_only() -> None:
    with pytest.raises(InvalidRequest, match=r"^text: longer than 20000 characters$"):
        run("-", *MAIL[1:], text="secret " * 3000)


def test_an_unknown_platform_names_the_known_ones() -> None:
    with pytest.raises(InvalidRequest, match=r"known: .*fiverr.*upwork"):
        run("hello", "--platform", "nowhere")


def test_a_wrong_option_exits_2() -> None:
    assert run("hello", "--platform", "upwork", "--surface", "street").exit_code == 2


def test_a_file_that_is_not_there_is_not_taken_for_a_clean_message(tmp_path: Path) -> None:
    for name in ("mesage.txt", "./mesage", str(tmp_path / "mesage.md"), "~/mesage"):
        with pytest.raises(InvalidRequest, match=r"^text: no such file"):
            run(name, *MAIL[1:])
    with pytest.raises(InvalidRequest, match=r"^text: a folder"):
        run(str(tmp_path), *MAIL[1:])
    for words in ("jo@example.org", "https://example.org/a.txt", "and/or", "no such file.txt"):
        assert run(words, "--platform", "upwork").exit_code in {0, 1}


def test_a_platform_may_be_written_with_capitals() -> None:
    assert run(MAIL[0], "--platform", "Upwork", *MAIL[3:]).exit_code == 1


def test_what_a_warning_hangs_on_is_said_as_options() -> None:
    assert "Say it with: --stage, --surface." in run(MAIL[0], "--platform", "upwork").output
    order = run("call me on +1 212 555 0147", "--platform", "fiverr", "--surface", "order")
    assert "Say it with: --allow needed_for_delivery." in order.output


def test_the_help_names_every_fact_that_can_be_stated() -> None:
    words = run("--help").output
    assert all(fact in words for fact in ALLOWANCES)


def test_the_lines_of_a_tip_stand_below_its_first_word() -> None:
    lines = run(*MAIL, "--stage", "before_contract").output.splitlines()
    first = lines.index("  You can say instead:") + 1
    for line in lines[first : first + 4]:
        assert line.startswith(("    - ", "      "))


def test_every_source_is_shown_as_one_that_may_be_out_of_date() -> None:
    refusal = run("Sorry, I don't work outside of Fiverr.", "--platform", "fiverr", "--surface", "inbox")
    assert "The platform may have changed these words since." in refusal.output
