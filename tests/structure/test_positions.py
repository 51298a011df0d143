"""Positions are compared in one view, and texts by what they hold: never by which object they are.

`candidate.view is views.folded` was once meant as "this position is one of the folded view". It left every
candidate of a view made from that one unjudged: no quotation was seen around an e-mail address.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.structure.rooms import PACKAGE

ROOMS = ("views", "claims", "text", "language", "detectors", "intent", "pipeline")
MODULES = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))
NAMES = frozenset({"folded", "lower", "message", "raw", "reading", "text", "view", "views"})
THEMSELVES = frozenset({"views/view.py"})
"""`View.span_in` walks up to the view it was asked for, which is an object and no position."""


def compared_by_identity(source: str) -> list[str]:
    """The comparisons by `is` whose two sides are views or texts, or attributes that hold one."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.Is | ast.IsNot) for op in node.ops):
            sides = [node.left, *node.comparators]
            if not any(isinstance(side, ast.Constant) for side in sides) and any(map(is_text, sides)):
                found.append(ast.unparse(node))
    return found


def is_text(node: ast.expr) -> bool:
    """Whether the expression goes by the name of a view or a text."""
    return (isinstance(node, ast.Attribute) and node.attr in NAMES) or (
        isinstance(node, ast.Name) and node.id in NAMES
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_view_and_no_text_is_compared_by_identity(path: Path) -> None:
    if path.relative_to(PACKAGE).as_posix() not in THEMSELVES:
        assert compared_by_identity(path.read_text("utf-8")) == []


def test_such_a_comparison_would_be_seen() -> None:
    assert compared_by_identity("candidate.view is not views.folded") == [
        "candidate.view is not views.folded"
    ]
    assert compared_by_identity("view is None or kind is Kind.LINK") == []
