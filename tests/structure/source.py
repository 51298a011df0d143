"""The package's own source, read with `ast`: what it defines, what it uses, and what it says in strings."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "companion" / "touchline"
MODULES: Final = tuple(sorted(PACKAGE.rglob("*.py")))


class Definition(NamedTuple):
    """A function, class, method or constant, and where it is defined."""

    path: Path
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} {self.name}"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def definitions(path: Path) -> Iterator[Definition]:
    """What the module defines, and what its classes define; not what its functions do."""
    for scope in ast.walk(tree(path)):
        if isinstance(scope, ast.Module | ast.ClassDef):
            for node in scope.body:
                for name in _names(node):
                    yield Definition(path, node.lineno, name)


def _names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))


@cache
def used(path: Path) -> frozenset[str]:
    """Every name and attribute that the module reads, wherever in it."""
    nodes = [node for node in ast.walk(tree(path)) if isinstance(getattr(node, "ctx", None), ast.Load)]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return frozenset(names | {node.attr for node in nodes if isinstance(node, ast.Attribute)})


@cache
def mentioned(path: Path) -> frozenset[str]:
    """Every identifier in the module: names, attributes, arguments and what is imported."""
    nodes = list(ast.walk(tree(path)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    names |= {node.arg for node in nodes if isinstance(node, ast.arg | ast.keyword) and node.arg}
    imported = (node.asname or node.name for node in nodes if isinstance(node, ast.alias))
    return frozenset(names.union(*(name.split(".") for name in imported)))


@cache
def attributes() -> frozenset[str]:
    """Every attribute that some module of the package sets."""
    nodes = (node for path in MODULES for node in ast.walk(tree(path)))
    stored = (node for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
    return frozenset(node.attr for node in stored)


@cache
def strings(path: Path) -> frozenset[str]:
    """Every string in the module's code: no docstring, and of an f-string none of its parts."""
    nodes = list(ast.walk(tree(path)))
    said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    said |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    constants = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in said)
    return frozenset(node.value for node in constants if isinstance(node.value, str))


def docstrings(path: Path) -> Iterator[tuple[int, str]]:
    """Every docstring, of constants and fields too, with the line where it begins."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.lineno, str(node.value.value)
