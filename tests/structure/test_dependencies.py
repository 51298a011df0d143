"""What gets installed with a release: exactly what pyproject.toml asks for, each file known by its hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
ASKED = tuple(
    map(Requirement, tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])
)


class Entry(NamedTuple):
    """One entry of the lock: the requirement, how many hashes it has, and the names of what asks for it."""

    requirement: Requirement
    hashes: int
    asked_by: frozenset[str]


def locked() -> dict[str, Entry]:
    """Every entry of the lock by name."""
    text = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    entries = {}
    for line, comments in re.findall(r"^([^\s#].*)\n((?:[ ]+#.*\n)*)", text, re.MULTILINE):
        requirement, *hashes = re.split(r"\s--hash=sha256:(?=[0-9a-f]{64}\b)", line)
        asked_by = re.findall(r"#\s+(?:via )?(\S+)(?: \(pyproject.toml\))?$", comments, re.MULTILINE)
        one = Requirement(requirement)
        names = frozenset(canonicalize_name(name) for name in asked_by if name != "via")
        entries[canonicalize_name(one.name)] = Entry(one, len(hashes), names)
    return entries


def test_every_entry_is_one_version_with_hashes() -> None:
    for requirement, hashes, _ in locked().values():
        (only,) = requirement.specifier
        assert only.operator == "=="
        assert hashes > 0, f"{requirement.name} has no hash"


def test_what_is_asked_for_is_locked_at_an_allowed_version() -> None:
    entries = locked()
    for asked in ASKED:
        (only,) = entries[canonicalize_name(asked.name)].requirement.specifier
        assert asked.specifier.contains(only.version), f"{asked} is locked at {only.version}: run make lock"


def test_nothing_is_missing_and_nothing_is_added() -> None:
    """As the lock itself says it; what is installed here may be newer than what is locked."""
    entries = locked()
    asked = {canonicalize_name(requirement.name) for requirement in ASKED}
    assert {name for name, entry in entries.items() if "touchline" in entry.asked_by} == asked, (
        "run make lock"
    )
    for name, entry in entries.items():
        assert entry.asked_by, f"nothing asks for {name}"
        assert entry.asked_by <= entries.keys() | {"touchline"}, f"what asks for {name} is not locked"
