"""Who may import whom: the arrows between the rooms, walked with `ast` (see `rooms.py`)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.structure.rooms import (
    PACKAGE,
    arrows,
    circles,
    circles_of_modules,
    floors,
    imported,
    room_of,
    rooms_imported,
)

KINDS = (
    "address",
    "email",
    "handle",
    "link",
    "payment",
    "phone",
    "phrase",
)

_TEXT = {"lexicon", "model", "text", "text.figures", "text.signs", "views"}
_KIND = {"claims", "short_memory", *_TEXT}
"""What each kind of detector may use: never another kind."""

# room -> the rooms it may import
MAY_IMPORT: dict[str, set[str]] = {
    "": {"model", "errors", "context", "pipeline"},
    "model": set(),
    "errors": {"model"},
    "arguments": {"model", "errors"},
    "context": {"model", "arguments"},
    "settings": {"errors"},
    "private_files": set(),
    "today": set(),
    "short_memory": set(),
    "lexicon": set(),
    "views": {"model", "lexicon"},
    "claims": {"model", "views"},
    "text": {"lexicon", "views"},
    "text.figures": {"lexicon", "views", "text"},
    "text.material": {"lexicon", "views", "text"},
    "text.signs": {"model", "lexicon", "views", "text"},
    "language": {"text", "model", "lexicon", "short_memory", "views", "claims"},
    "detectors": {"claims", *(f"detectors.{kind}" for kind in KINDS)},
    **{f"detectors.{kind}": _KIND for kind in KINDS},
    "detectors.handle": _KIND | {"language"},
    "detectors.phrase": _KIND | {"language"},
    "intent": {"text", "text.material", "model", "lexicon", "views", "claims", "language"},
    "terms": {"today", "model", "errors", "context", "lexicon"},
    "pipeline": {
        *("model", "errors", "arguments", "context", "short_memory", "views", "claims"),
        *("detectors", "intent", "terms", "text", "today"),
    },
    "hardening": {"settings"},
    "web": {"model", "errors", "context", "settings", "terms", "hardening"},
    "web.pairing": {"today", "errors", "private_files", "hardening", "web"},
    "web.service": {"model", "errors", "settings", "pipeline", "hardening", "web", "web.pairing"},
    "web.try_page": {"today", "model", "errors", "terms", "web", "web.service"},
    "proof": {"today", "model", "errors", "settings", "web", "web.pairing", "web.service"},
    "cli.options": {"model", "context"},
    "cli.output": {"model", "claims", "web"},
    "cli.pairing": {"cli.output", "errors", "settings", "private_files", "web", "web.pairing"},
    "cli": {
        *("model", "errors", "context", "settings", "private_files", "short_memory", "pipeline", "terms"),
        *("web", "web.pairing", "web.service", "web.try_page", "hardening", "proof"),
        *("cli.options", "cli.output", "cli.pairing", "today"),
    },
}

FLASK_ROOMS = {"web", "web.pairing", "web.service", "web.try_page"}
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_import_only_along_the_arrows(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_IMPORT, f"the room {room!r} is not on the map"
    forbidden = rooms_imported(path) - MAY_IMPORT[room]
    assert not forbidden, f"{path.name} in {room!r} may not import {sorted(forbidden)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_web_room_knows_flask(path: Path) -> None:
    outside = {name.split(".")[0] for name in imported(path)}
    if room_of(path) not in FLASK_ROOMS:
        assert not outside & {"flask", "flask_cors", "werkzeug", "waitress"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_in_the_companion_can_call_out(path: Path) -> None:
    names = imported(path)
    packages = {name.split(".")[0] for name in names}
    assert not packages & {"aiohttp", "ftplib", "httpx", "requests", "smtplib", "urllib3"}
    assert not [name for name in names if name.startswith(("http.client", "http.server", "urllib.request"))]


def test_every_room_on_the_map_exists() -> None:
    assert {room_of(path) for path in MODULES} == set(MAY_IMPORT)


def test_the_map_itself_has_floors() -> None:
    """So that no arrow that it allows could lead back up."""
    assert floors(MAY_IMPORT)["model"] == 0


def test_no_kind_of_detector_knows_another() -> None:
    graph = arrows()
    kinds = {f"detectors.{kind}" for kind in KINDS}
    assert {room: graph[room] & kinds for room in kinds if graph[room] & kinds} == {}


def test_no_rooms_and_no_modules_import_each_other() -> None:
    assert circles(arrows()) == []
    assert circles_of_modules() == []


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "common", "base", "manager", "engine", "misc"}
    assert not {path.stem for path in MODULES} & drawers


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_holds_more_than_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300
