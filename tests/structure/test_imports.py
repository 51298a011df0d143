"""Who may import whom: the arrows of the design, walked with `ast`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import touchline

PACKAGE = Path(touchline.__file__).parent

# room -> the rooms it may import; a room is a module or package directly below touchline
MAY_IMPORT = {
    "": {"model", "errors", "review"},
    "model": set(),
    "errors": {"model"},
    "settings": {"errors"},
    "lexicon": {"errors"},
    "twins": {"lexicon"},
    "fold": {"model", "twins"},
    "search": {"lexicon", "fold"},
    "begun": {"lexicon", "search"},
    "verdicts": set(),
    "view": set(),
    "folding": {"fold", "twins", "view"},
    "rewritings": {"model", "view"},
    "views": {"model", "lexicon", "begun", "folding", "rewritings", "search", "view"},
    "detectors": {"model", "lexicon", "fold", "search", "view", "views", "verdicts"},
    "vetoes": {"model", "lexicon", "views", "detectors"},
    "intent": {"model", "lexicon", "views", "detectors"},
    "split": {"model", "folding", "view", "views", "detectors"},
    "resolve": {"model", "lexicon", "detectors"},
    "terms": {"model", "errors"},
    "review": {
        *("model", "errors", "verdicts", "split", "views"),
        *("detectors", "vetoes", "intent", "resolve", "terms"),
    },
    "hardening": {"settings"},
    "web": {"model", "errors", "settings", "review", "terms", "hardening"},
    "proof": {"model", "errors", "settings", "web"},
    "cli": {"model", "errors", "settings", "review", "verdicts", "terms", "web", "hardening", "proof"},
}

FLASK_ROOMS = {"web"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imported(path: Path) -> set[str]:
    """Every absolute module name that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the arrows"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_import_only_along_the_arrows(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_IMPORT, f"the room {room!r} is not on the map"
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("touchline.")}
    forbidden = ours - MAY_IMPORT[room] - {room}
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


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "common", "base", "manager", "engine", "misc"}
    assert not {path.stem for path in MODULES} & drawers


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_holds_more_than_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300
