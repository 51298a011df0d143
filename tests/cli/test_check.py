"""`touchline check`: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from touchline.cli import touchline
from touchline.errors import InvalidRequest, TouchlineError


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


@pytest.mark.parametrize("text", ["", "-"])
def test_nothing_to_check_is_no_clean_message(text: str) -> None:
    with pytest.raises(InvalidRequest, match=r"^text: empty$"):
        run(text, *MAIL[1:], text="")


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
