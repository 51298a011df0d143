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
  "-c "*"< (3, 11)"*) exit {is_old} ;;
  "-c "*"< (3, 15)"*) exit {is_known} ;;
  "-m venv")
    for last; do :; done
    mkdir -p "$last/bin"
    cp "$0" "$last/bin/python"  # as Debian's does: what fails leaves a half of it behind
    {venv}
    ;;
  "-m pip") [ -e .venv/whole ] && case "$*" in *--require-hashes*) exit {unfit} ;; esac ;;
esac
"""
UNFIT, UNFIT_AND_NEW = {"unfit": 1}, {"unfit": 1, "is_known": 0}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(MAKEFILE, tmp_path / "Makefile")
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).touch()
    return tmp_path


def made(folder: Path, *, target: str = "installed", has_venv: bool = True, **codes: int) -> tuple[int, str]:
    """Exit code and words of `make`; `codes` are what Python answers when asked for a version or a lock."""
    codes = {"is_old": 0, "is_known": 1, "unfit": 0, **codes}
    venv = 'touch "$last/whole"' if has_venv else "exit 1"
    python = folder / "python"
    python.write_text(PYTHON.format(venv=venv, **codes))
    python.chmod(0o755)
    unnested = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", f".venv/{target}", f"PYTHON={python}"],
        cwd=folder,
        env=unnested,  # a make inside `make test` would say first which folder it enters
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_an_old_python_is_named_with_the_way_to_choose_another(folder: Path) -> None:
    code, said = made(folder, is_old=1)
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


def test_a_python_that_is_too_new_for_the_lock_is_named_with_the_way_to_choose_another(folder: Path) -> None:
    code, said = made(folder, **UNFIT_AND_NEW)
    assert code
    assert "requirements.lock is for Python 3.11 to 3.14, and yours is newer" in said
    assert "make clean run PYTHON=python3.14" in said
    assert not (folder / ".venv" / "installed").exists()


def test_a_lock_that_cannot_be_installed_is_named(folder: Path) -> None:
    code, said = made(folder, **UNFIT)
    assert code
    assert "pip could not install what requirements.lock names" in said
    assert not (folder / ".venv" / "installed").exists()


def test_the_lock_for_development_is_named_when_it_is_the_one(folder: Path) -> None:
    assert made(folder)[0] == 0
    (folder / ".venv" / "bin" / "python").write_text(PYTHON.format(venv="", is_old=0, **UNFIT_AND_NEW))
    code, said = made(folder, target="developing")
    assert code
    assert "requirements-dev.lock is for Python 3.11 to 3.14" in said


def test_the_wait_is_announced(folder: Path) -> None:
    _, said = made(folder)
    assert "Setting up Touchline" in said.splitlines()[0]
