"""The command as a user starts it: in a process of its own, with its own folders."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

TOUCHLINE = (sys.executable, "-c", "from touchline.cli import main; main()")
ORIGIN = "chrome-extension://" + "abcdefghijklmnop" * 2


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TOUCHLINE_HOME": str(home)}
    return subprocess.run(
        [*TOUCHLINE, *arguments], capture_output=True, text=True, env=environment, timeout=60, check=False
    )


@contextlib.contextmanager
def serving(home: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """`touchline serve` until the block ends, with the lines it printed first."""
    environment = {**os.environ, "TOUCHLINE_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    command = [*TOUCHLINE, "serve", "--no-open", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        lines: list[str] = []
        assert process.stdout
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if "Ctrl-C" in line:
                break
        try:
            yield process, lines
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=20)


def post(address: str, token: str, body: object) -> tuple[int, bytes]:
    request = urllib.request.Request(
        address,
        json.dumps(body).encode(),
        {"Authorization": f"Bearer {token}", "Origin": ORIGIN, "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_help_lists_every_command(tmp_path: Path) -> None:
    result = run("--help", home=tmp_path)
    assert result.returncode == 0
    for command in ("serve", "try", "pair", "browsers", "check", "clauses", "explain", "ask"):
        assert re.search(rf"^  {command} ", result.stdout, re.MULTILINE), command


def test_errors_are_one_line_with_the_documented_exit_code(tmp_path: Path) -> None:
    result = run("check", "hello", "--platform", "nowhere", home=tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_serve_checks_for_the_browser_that_pasted_the_code(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, lines):
        text = "\n".join(lines)
        (address,) = re.findall(r"http://127\.0\.0\.1:4761[5-9]", text)
        (token,) = re.findall(r"code: (\S{43})$", text, re.MULTILINE)
        assert [line[:2] for line in lines[1:4]] == ["1.", "2.", "3."]
        message = {"text": "jo@example.org", "platform": "upwork"}
        status, body = post(f"{address}/v1/check", token, message)
        assert (status, len(json.loads(body)["warnings"])) == (200, 1)
        assert post(f"{address}/v1/check", "A" * 43, {"text": "jo@example.org", "platform": "upwork"}) == (
            403,
            b"",
        )
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Touchline has stopped" in rest
        assert "example.org" not in rest


def test_a_connected_browser_is_listed_and_not_asked_to_connect_again(tmp_path: Path) -> None:
    token = run("pair", home=tmp_path).stdout.strip()
    with serving(tmp_path) as (_, lines):
        (address,) = re.findall(r"http://127\.0\.0\.1:4761[5-9]", lines[0])
        assert "no browser" not in run("browsers", "list", home=tmp_path).stdout.lower()
        fresh = run("pair", home=tmp_path).stdout.strip()
        assert post(f"{address}/v1/hello", token, {}) == (403, b"")  # an unused code is replaced
        assert post(f"{address}/v1/hello", fresh, {})[0] == 200
    with serving(tmp_path) as (_, lines):
        assert not any(line.startswith("2.") for line in lines)
    listed = run("browsers", "list", home=tmp_path).stdout
    assert ORIGIN in listed
    assert run("browsers", "revoke", listed.split()[0], home=tmp_path).returncode == 0
    assert "No browser is connected" in run("browsers", "list", home=tmp_path).stdout


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
        [*TOUCHLINE, "pair"], capture_output=True, text=True, env=environment, cwd=tmp_path, check=False
    )
    assert (result.returncode, result.stdout) == (3, "")
    assert "TOUCHLINE_HOME" in result.stderr


def test_many_first_requests_at_once_are_all_answered(tmp_path: Path) -> None:
    for attempt in range(3):
        home = tmp_path / str(attempt)
        with serving(home) as (_, lines), ThreadPoolExecutor(8) as pool:
            text = "\n".join(lines)
            (address,) = re.findall(r"http://127\.0\.0\.1:4761[5-9]", text)
            (token,) = re.findall(r"code: (\S{43})$", text, re.MULTILINE)
            message = {"text": "call me on skype", "platform": "upwork"}
            asking = [pool.submit(post, f"{address}/v1/hello", token, {}) for _ in range(8)]
            asking += [pool.submit(post, f"{address}/v1/check", token, message) for _ in range(8)]
            assert {future.result()[0] for future in asking} == {200}


def test_a_folder_that_cannot_be_written_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = run("pair", home=tmp_path / "file" / "home")
    assert (result.returncode, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 1
