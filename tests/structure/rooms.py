"""The rooms of the package and the arrows between them, read from its imports with `ast`.

A room is a folder with an `__init__.py`, or a module that lies directly in the package or in one of
`OPEN_ROOMS`. An arrow leads from a room to a room that it imports. A floor is one more than the highest
floor below it. `python -m tests.structure.rooms [FOLDER]` prints them for any version of the package.
"""

from __future__ import annotations

import ast
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent.parent.parent / "companion" / "touchline"
OPEN_ROOMS: Final = frozenset({"detectors"})
"""Folders whose modules are rooms of their own, as each kind is that `detectors` holds."""


def room_of(path: Path, package: Path = PACKAGE) -> str:
    """The room of a module: "" for the package's own `__init__`, `detectors.phone`, `model` …"""
    *folders, name = path.relative_to(package).with_suffix("").parts
    if name == "__init__" or (folders and ".".join(folders) not in OPEN_ROOMS):
        return ".".join(folders)
    return ".".join([*folders, name])


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


def rooms_imported(path: Path, package: Path = PACKAGE) -> set[str]:
    """The rooms that the module at `path` imports, its own left out."""
    own = {_room_named(name, package) for name in imported(path) if name.startswith(f"{package.name}.")}
    return own - {room_of(path, package)}


def _room_named(name: str, package: Path) -> str:
    """The room of what is imported as `name`, which may be a folder, a module or a thing in a module."""
    parts = name.split(".")[1:]
    for length in range(len(parts), 0, -1):
        place = package.joinpath(*parts[:length])
        if place.is_dir():
            return room_of(place / "__init__.py", package)
        if place.with_suffix(".py").is_file():
            return room_of(place.with_suffix(".py"), package)
    return ""


def arrows(package: Path = PACKAGE) -> dict[str, set[str]]:
    """Each room with the rooms that it imports."""
    found: dict[str, set[str]] = {}
    for path in sorted(package.rglob("*.py")):
        found.setdefault(room_of(path, package), set()).update(rooms_imported(path, package))
    return found


def coarse(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same arrows between the folders and modules that lie directly in the package."""
    rooms: dict[str, set[str]] = {}
    for room, others in graph.items():
        own = room.partition(".")[0]
        rooms.setdefault(own, set()).update(other.partition(".")[0] for other in others)
    return {room: others - {room} for room, others in rooms.items()}


def back_up(graph: dict[str, set[str]]) -> int:
    """How many arrows lead back to a room from which their own room is reached."""
    return sum(other in group for group in circles(graph) for room in group for other in graph[room])


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of rooms that import each other, directly or by way of others."""
    reach = {room: _reached(room, graph) for room in graph}
    groups = {frozenset(other for other in reach[room] if room in reach[other]) for room in graph}
    return sorted(sorted(group) for group in groups if group)


def _reached(room: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = set(graph[room])
    while ahead:
        seen |= ahead
        ahead = {further for other in ahead for further in graph.get(other, ())} - seen
    return seen


def floors(graph: dict[str, set[str]]) -> dict[str, int]:
    """The floor of each room, the lowest 0. Raises `graphlib.CycleError` where rooms stand in a circle."""
    height: dict[str, int] = {}
    for room in TopologicalSorter(graph).static_order():
        height[room] = 1 + max((height[other] for other in graph.get(room, ())), default=-1)
    return height


def circles_of_modules(package: Path = PACKAGE) -> list[list[str]]:
    """Modules that import each other, directly or by way of others, imports for types included."""
    named = {path: _dotted(path, package) for path in sorted(package.rglob("*.py"))}
    known = set(named.values())
    graph = {
        name: {module for imported_name in imported(path) if (module := _module(imported_name, known))}
        - {name}
        for path, name in named.items()
    }
    return circles(graph)


def _dotted(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _module(name: str, known: set[str]) -> str:
    return name if name in known else parent if (parent := name.rpartition(".")[0]) in known else ""


def main() -> None:
    """Print the rooms by floor, and how many arrows and circles there are."""
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE
    graph = arrows(package)
    for name, shown in (("directly in the package", coarse(graph)), ("inner ones too", graph)):
        count = sum(map(len, shown.values()))
        print(f"rooms {name}: {len(shown)}, arrows {count}, of them back up {back_up(shown)}")
    for found, what in ((circles(graph), "rooms"), (circles_of_modules(package), "modules")):
        print(f"circles of {what}: {len(found)}" + "".join(f"\n    {' ↔ '.join(each)}" for each in found))
    try:
        height = floors(graph)
    except CycleError:
        print("no floors: the rooms stand in a circle")
        return
    outer = floors(coarse(graph))
    print(f"floors: {1 + max(outer.values())}, with the inner rooms {1 + max(height.values())}")
    for floor in range(max(height.values()), -1, -1):
        print(
            f"  {floor}  "
            + "  ".join(room or "touchline" for room in sorted(height) if height[room] == floor)
        )


if __name__ == "__main__":
    main()
