"""What a first `make run` says and does on computers where something is missing, with a Python of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parent.parent.parent / "Makefile"

PYTHON = """#!/bin/sh
case "$1 $2" in
  "-c "*) exit {is_old} ;;
  "-m venv")
    for last; do :; done
    mkdir -p "$last/bin"
    cp "$0" "$last/bin/python"  # as Debian's does: what fails leaves a half of it behind
    {venv}
    ;;
  "-m pip") [ -e .venv/whole ] ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(MAKEFILE, tmp_path / "Makefile")
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


def made(folder: Path, *, is_old: bool = False, has_venv: bool = True) -> tuple[int, str]:
    venv = 'touch "$last/whole"' if has_venv else "exit 1"
    python = folder / "python"
    python.write_text(PYTHON.format(is_old=int(is_old), venv=venv))
    python.chmod(0o755)
    unnested = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", ".venv/installed", f"PYTHON={python}"],
        cwd=folder,
        env=unnested,  # a make inside `make test` would say first which folder it enters
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_an_old_python_is_named_with_the_way_to_choose_another(folder: Path) -> None:
    code, said = made(folder, is_old=True)
    assert code
    assert "needs Python 3.11 or newer" in said
    assert "make run PYTHON=python3.12" in said


def test_a_python_without_venv_is_told_what_to_install_and_leaves_nothing_half_done(folder: Path) -> None:
    code, said = made(folder, has_venv=False)
    assert code
    assert "sudo apt install python3-venv" in said
    assert not (folder / ".venv").exists()
    assert made(folder)[0] == 0


def test_a_folder_that_was_left_half_done_is_made_again(folder: Path) -> None:
    (folder / ".venv" / "bin").mkdir(parents=True)
    code, said = made(folder)
    assert code == 0, said
    assert (folder / ".venv" / "whole").exists()


def test_the_wait_is_announced(folder: Path) -> None:
    _, said = made(folder)
    assert "Setting up Touchline" in said.splitlines()[0]
