"""Every page for people leads somewhere: its links, and the files and commands it names, are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from touchline.cli import touchline

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EACH = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def test_there_are_pages() -> None:
    assert {"README.md", "CHANGELOG.md", "privacy.md", "security.md"} <= {page.name for page in PAGES}


@EACH
def test_linked_files_exist(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@EACH
def test_named_files_exist(page: Path) -> None:
    # but for the files that a recipe writes
    pattern = r"(?<!Write )`((?:companion|docs|extension|tests)/[\w./-]+)`"
    for name in re.findall(pattern, page.read_text("utf-8")):
        assert (ROOT / name).exists(), name


@EACH
def test_named_commands_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    for command in re.findall(r"`touchline ([a-z]+)", text):
        assert command in touchline.commands, command
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make ([a-z-]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@EACH
def test_no_page_names_somebodys_computer(page: Path) -> None:
    assert not re.search(r"/(?:root|home|tmp|work|Users)/", page.read_text("utf-8"))


@EACH
def test_a_library_is_linked_where_it_is_at_home(page: Path) -> None:
    """A package index says what a version contains, and not what it is for or who keeps it."""
    assert not re.search(
        r"https?://(?:\w+\.)?(?:pypi\.org|npmjs\.com|pypi\.python\.org)/", page.read_text("utf-8")
    )
