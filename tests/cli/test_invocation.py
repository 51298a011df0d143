"""The command that a sentence tells people to type can really be typed where they are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from touchline.cli.invocation import to_type


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `touchline` in a folder with a space in its name, called by its relative path, as `make run` does."""
    program = tmp_path / "my folder" / "bin" / "touchline"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path / "my folder")
    monkeypatch.setattr(sys, "argv", ["bin/touchline", "serve"])
    monkeypatch.setenv("PATH", "/nowhere")
    return program


def test_a_command_that_no_shell_would_find_is_named_with_its_path(program: Path) -> None:
    assert to_type("pair") == f"'{program}' pair"


def test_a_command_that_is_found_needs_no_path(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(program.parent))
    assert to_type("pair") == "touchline pair"


def test_another_program_that_uses_ours_does_not_name_itself(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [str(program.with_name("pytest"))])
    assert to_type("browsers", "list") == "touchline browsers list"


def test_windows_gets_the_quotes_that_its_shells_know(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert to_type("pair") == f'"{program}" pair'
