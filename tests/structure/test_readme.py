"""What the README tells people to type really works."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SHELL_LINES = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
COMMANDS = [line for line in SHELL_LINES if line.startswith("touchline ")]
TARGETS = sorted(set(re.findall(r"`?make ([a-z-]+)", README)))


def test_the_readme_opens_with_the_two_commands_and_a_picture() -> None:
    assert SHELL_LINES[:2] == ["make run", "make test"]
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+\.png)\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")
        assert (ROOT / picture).stat().st_size < 100_000, picture


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, tmp_path: Path) -> None:
    program = "import sys; from touchline.cli import main; main()"
    arguments = shlex.split(command)[1:]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=tmp_path,
        env={**os.environ, "TOUCHLINE_HOME": str(tmp_path)},
    )
    assert done.returncode in {0, 1}, done.stderr
    assert done.stdout


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 4


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_of_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  our own example
    found, warned = capsys.readouterr().out.splitlines()
    assert found == "email 11 25"
    assert warned.startswith("breach Before a contract, Upwork does not allow")
