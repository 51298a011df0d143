"""The developers' page does what it says: its example runs, its paths exist, its recipes work.

A recipe is followed as it stands on the page, in a copy of the package: what follows "Write `path`:",
"Add to `path`:" or "In `path`, after `line`, add:" is done to that file, and a command after "Run:" must
exit without an error and print every line of the block after "It prints:".
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.structure.rooms import arrows

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "development.md"
TEXT = PAGE.read_text("utf-8")
RECIPE_RE = re.compile(r"^### (.+?)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
STEP_RE = re.compile(
    r"""
    ^ (?: (?P<act> Write | Add\ to ) \ `(?P<path>[^`]+)` :     # the block is the file, or its end
        | In \ `(?P<inside>[^`]+)` , \ after \ `(?P<line>[^`]+)` , \ add :
        | (?P<run> Run ) :
        | (?P<prints> It\ prints ) :
      ) $
    \n\n ```\w* \n (?P<block> .*? ) \n ``` $
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
COPIED = ("companion", "tests/corpora", "tests/structure", "tests/detectors", "tests/accuracy")
FILES = ("pyproject.toml", "tests/conftest.py", "tests/observed.py")


class Recipe(NamedTuple):
    """One recipe of the page."""

    title: str
    text: str


RECIPES = [Recipe(*match.groups()) for match in RECIPE_RE.finditer(TEXT)]


def followed(recipe: Recipe, folder: Path) -> tuple[int, list[str]]:
    """How many steps the recipe has, and what went wrong in the copy of the project at `folder`."""
    wrong: list[str] = []
    printed = ""
    steps = list(STEP_RE.finditer(recipe.text))
    for step in steps:
        block = step["block"] + "\n"
        if step["run"]:
            done = _run(block, folder)
            printed = done.stdout + done.stderr
            if done.returncode not in {0, 1}:
                wrong.append(f"{block}: {printed}")
        elif step["prints"]:
            wrong += [f"{line!r} is not in {printed!r}" for line in block.splitlines() if line not in printed]
        elif step["inside"]:
            wrong += _inserted(folder / step["inside"], step["line"], block)
        elif step["act"] == "Write":
            (folder / step["path"]).parent.mkdir(parents=True, exist_ok=True)
            (folder / step["path"]).write_text(block, "utf-8")
        else:
            with (folder / step["path"]).open("a", encoding="utf-8") as file:
                file.write(block)
    return len(steps), wrong


def _inserted(path: Path, line: str, block: str) -> list[str]:
    before, found, after = path.read_text("utf-8").partition(line + "\n")
    path.write_text(f"{before}{found}{block}{after}", "utf-8")
    return [] if found else [f"{path.name} has no line {line!r}"]


def _run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(command)
    touchline = (sys.executable, "-c", "from touchline.cli import main; main()")
    return subprocess.run(
        [*(touchline if program == "touchline" else (sys.executable,)), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "companion"), "TOUCHLINE_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and of the tests, to follow a recipe in."""
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.title for recipe in RECIPES])
def test_a_recipe_does_what_it_says(recipe: Recipe, copy: Path) -> None:
    steps, wrong = followed(recipe, copy)
    assert steps >= 2
    assert wrong == []


def test_the_five_tasks_have_a_recipe() -> None:
    assert len(RECIPES) >= 5


def test_a_recipe_that_is_wrong_is_noticed(copy: Path) -> None:
    text = 'Run:\n\n```sh\ntouchline check "see you"\n```\n\nIt prints:\n\n```text\nNo such words\n```\n'
    assert followed(Recipe("", text), copy)[1]


def test_the_example_of_how_a_message_travels_runs() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert tried > 0
    assert failed == 0


PATHS = sorted(set(re.findall(r"`([\w.-]+(?:/[\w.-]+)+/?)`", TEXT.partition("\n### ")[0])))


@pytest.mark.parametrize("path", PATHS)
def test_a_path_of_the_page_exists(path: str) -> None:
    assert (ROOT / path).exists()


PICTURE = TEXT.partition("```text\n")[2].partition("```")[0]


def rooms_drawn() -> list[str]:
    """The rooms of the picture, from the top: the names at the start of each line."""
    rows = re.findall(r"^([a-z_/]+(?:, [a-z_/]+)*) {2,}", PICTURE, re.MULTILINE)
    return [room.replace("/", ".") for row in rows for room in row.split(", ")]


def test_the_picture_shows_every_room_above_those_that_it_imports() -> None:
    place = {room: index for index, room in enumerate(rooms_drawn())}
    graph = {room: others for room, others in arrows().items() if room}
    inner = ("detectors.", "cli.", "text.")  # named beside the room that they belong to
    assert set(place) == {room for room in graph if not room.startswith(inner)}
    up = [
        f"{room} → {other}"
        for room, others in graph.items()
        for other in others
        if _drawn(room, place) != _drawn(other, place)
        and place[_drawn(room, place)] >= place[_drawn(other, place)]
    ]
    assert up == []


def _drawn(room: str, place: dict[str, int]) -> str:
    """The room of the picture that holds `room`."""
    return room if room in place else room.partition(".")[0]
