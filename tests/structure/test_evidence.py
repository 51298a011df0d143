"""Evidence: every code has a weight, is given somewhere, and is written out there for a search to find."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import TYPE_CHECKING

from tests.structure.source import MODULES, PACKAGE, ROOT, strings, tree

from touchline.claims.evidence import weights
from touchline.detectors import DETECTORS
from touchline.lexicon.services import services
from touchline.terms.channels import channel_groups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CODES = weights().evidence.keys()
PHRASES = {
    group["code"]
    for group in tomllib.loads((PACKAGE / "language" / "phrases.toml").read_text("utf-8"))["phrase"]
}
KINDS = {code.partition("-")[0] for code in CODES if "-" in code}
READERS = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in {"detectors", "intent", "text"}]
OTHERS = (
    {detector.name for detector in DETECTORS} | {*services()} | frozenset().union(*channel_groups().values())
)
"""Words that begin like a code and are none: names of detectors and channels."""


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call of `evidence`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "evidence":
            yield node


def test_every_code_is_given_somewhere() -> None:
    said = frozenset().union(*map(strings, MODULES))
    assert CODES - said - PHRASES == set()


def test_every_word_that_begins_like_a_code_is_one() -> None:
    alike = {
        f"{path.relative_to(ROOT)} {text}"
        for path in READERS
        for text in strings(path) - CODES - OTHERS
        if re.fullmatch(r"[a-z]+(-[a-z]+)+", text) and text.partition("-")[0] in KINDS
    }
    assert alike == set()


def test_every_code_that_is_given_is_weighed() -> None:
    given = {part.value for path in MODULES for call in calls(path) for part in _codes(call)}
    assert len(given) > 20, "evidence is given in another way now"
    assert given - CODES == set()
    assert set() == PHRASES - CODES


def _codes(call: ast.Call) -> Iterator[ast.Constant]:
    """The codes that stand in the call: `evidence("quoted", "service-weak" if … else "service-named")`."""
    for part in call.args:
        branches = [part.body, part.orelse] if isinstance(part, ast.IfExp) else [part]
        yield from (branch for branch in branches if isinstance(branch, ast.Constant))


def test_no_code_is_put_together() -> None:
    """Otherwise neither a person nor these tests would find where it is given."""
    joined = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in READERS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
        if str(node.values[0].value).removesuffix("-") in KINDS
    }
    assert joined == set()


def test_every_group_of_evidence_has_a_cap_and_a_code() -> None:
    assert weights().caps.keys() == {item.group for item in weights().evidence.values()}
