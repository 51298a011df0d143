"""Every command says everything through the one room that leaves no order for the terminal in it."""

from __future__ import annotations

import ast
from pathlib import Path

import touchline

CLI = Path(touchline.__file__).parent / "cli"
VOICE = CLI / "output" / "voice.py"
PRINTERS = {"print", "echo", "secho", "echo_via_pager", "pager", "prompt", "confirm", "stdout", "stderr"}


def spoken(file: Path) -> list[str]:
    """The calls and streams in a module that print by themselves."""
    found = []
    for node in ast.walk(ast.parse(file.read_text())):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in PRINTERS:
            found.append(f"{file.relative_to(CLI)}: {name}")
    return found


def test_only_the_voice_prints() -> None:
    reconfigured = ["__init__.py: stderr", "__init__.py: stdout"]  # which letters they can show
    assert (
        sorted(line for file in CLI.rglob("*.py") if file != VOICE for line in spoken(file)) == reconfigured
    )


def test_the_search_sees_what_prints() -> None:
    assert spoken(VOICE) == ["output/voice.py: echo"]
