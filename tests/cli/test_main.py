"""The command as a user starts it: in a process of its own, with its own folders."""

from __future__ import annotations

import os
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.cli.process import TOUCHLINE, run, serving


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
