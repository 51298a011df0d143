"""The command as a user starts it: in a process of its own, with its own folders."""

from __future__ import annotations

import json
import os
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.cli.process import TOUCHLINE, environment, run, serving

from touchline.cli import touchline


def test_help_lists_every_command(tmp_path: Path) -> None:
    result = run("--help", home=tmp_path)
    assert result.returncode == 0
    assert {"serve", "try", "pair", "browsers", "check", "doctor", "prove"} <= set(touchline.commands)
    for command in touchline.commands:
        assert re.search(rf"^  {command} ", result.stdout, re.MULTILINE), command


def test_errors_are_one_line_with_the_documented_exit_code(tmp_path: Path) -> None:
    result = run("check", "hello", "--platform", "nowhere", home=tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


ASCII_ONLY = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A terminal that says it knows ASCII only, with a Python that believes it."""
MESSAGE = "моя почта: jo@example.org"


def checked(
    argument: bytes | str, home: Path, typed: bytes = b"", **changed: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*TOUCHLINE, "check", argument, "--platform", "upwork"],
        input=typed,
        capture_output=True,
        env={**environment(home), **changed},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16-le"])
@pytest.mark.parametrize("changed", [{}, ASCII_ONLY], ids=["UTF-8", "ASCII"])
@pytest.mark.parametrize("way", ["argument", "pipe", "file"])
def test_what_does_not_arrive_as_text_is_an_error_and_never_a_clean_message(
    way: str, changed: dict[str, str], encoding: str, tmp_path: Path
) -> None:
    message = MESSAGE.encode(encoding)
    file = tmp_path / "message.txt"
    file.write_bytes(message)
    if way == "argument":
        done = checked(message.replace(b"\0", b"\xff"), tmp_path, **changed)  # no argument holds a NUL
    else:
        done = checked("-" if way == "pipe" else str(file), tmp_path, message, **changed)
    is_read = encoding == "utf-8" and not (way == "argument" and changed)
    assert done.returncode == (1 if is_read else 3), done.stderr
    assert b"Nothing found" not in done.stdout
    if not is_read:
        assert (done.stdout, done.stderr.count(b"\n")) == (b"", 1)
        assert done.stderr.startswith(b"touchline: text: not ")
        assert b"example" not in done.stderr


def test_where_python_takes_an_ascii_terminal_for_utf_8_the_message_is_read(tmp_path: Path) -> None:
    """What it does by itself with `LC_ALL=C` (PEP 538, PEP 540)."""
    assert checked(MESSAGE.encode(), tmp_path, LC_ALL="C").returncode == 1


def test_a_file_is_found_by_a_name_in_any_encoding(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + "/почта".encode("cp1251")
    Path(os.fsdecode(name)).write_text(MESSAGE, "utf-8")
    assert checked(name, tmp_path).returncode == 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_words_that_the_terminal_cannot_show_end_nothing(form: str, tmp_path: Path) -> None:
    """As in a pipe on Windows, whose code pages know few letters."""
    message = "my skype is live:jo.ящик_1 👋"
    done = subprocess.run(
        [*TOUCHLINE, "check", message, "--platform", "upwork", "--mode", "strict", "--format", form],
        capture_output=True,
        env={**environment(tmp_path), "PYTHONIOENCODING": "cp1252"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    if form == "json":
        assert "ящик" in json.loads(done.stdout)["warnings"][0]["text"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [(["pair"], 3, "Nobody can type here"), (["check", "--platform", "upwork"], 2, "text: empty")],
)
def test_a_program_without_any_input_is_told_so(
    words: list[str], code: int, said: str, tmp_path: Path
) -> None:
    """Whoever starts it may have closed its standard input."""
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *TOUCHLINE, *words],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=60,
        check=False,
    )
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_the_try_page_has_a_port_and_a_one_time_key(tmp_path: Path) -> None:
    with serving(tmp_path, "--try") as (_, lines):
        (address,) = re.findall(r"Try page: (http://127\.0\.0\.1:\d+/\?key=\S+)", "\n".join(lines))
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(address, timeout=10) as page:
            assert "Try Touchline" in page.read().decode()
        with pytest.raises(urllib.error.HTTPError, match="403") as refused:
            urllib.request.urlopen(address, timeout=10)
        refused.value.close()


def test_a_relative_home_is_a_named_error(tmp_path: Path) -> None:
    environment = {**os.environ, "TOUCHLINE_HOME": "here"}
    result = subprocess.run(
        [*TOUCHLINE, "browsers", "list"],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        check=False,
    )
    assert (result.returncode, result.stdout) == (3, "")
    assert "TOUCHLINE_HOME" in result.stderr
