"""What gets installed with a release: exactly what pyproject.toml asks for, each file known by its hash."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
ASKED = tuple(
    map(Requirement, tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])
)


def locked() -> dict[str, tuple[Requirement, int]]:
    """Every entry of the lock by name, with the number of its hashes."""
    text = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    entries = {}
    for line in text.splitlines():
        if line and not line.lstrip().startswith("#"):
            requirement, *hashes = re.split(r"\s--hash=sha256:(?=[0-9a-f]{64}\b)", line)
            entries[canonicalize_name(Requirement(requirement).name)] = (
                Requirement(requirement),
                len(hashes),
            )
    return entries


def needed(name: str, seen: set[str]) -> set[str]:
    """`name` and all it needs, as the installed distributions say."""
    if name in seen:
        return seen
    seen.add(name)
    for line in requires(name) or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({**default_environment(), "extra": ""}):
            needed(canonicalize_name(requirement.name), seen)
    return seen


def test_every_entry_is_one_version_with_hashes() -> None:
    for requirement, hashes in locked().values():
        (only,) = requirement.specifier
        assert only.operator == "=="
        assert hashes > 0, f"{requirement.name} has no hash"


def test_what_is_asked_for_is_locked_at_an_allowed_version() -> None:
    entries = locked()
    for asked in ASKED:
        requirement, _ = entries[canonicalize_name(asked.name)]
        (only,) = requirement.specifier
        assert asked.specifier.contains(only.version), f"{asked} is locked at {only.version}: run make lock"


def test_nothing_is_missing_and_nothing_is_added() -> None:
    here = {name for name, (one, _) in locked().items() if one.marker is None or one.marker.evaluate()}
    everything: set[str] = set()
    for asked in ASKED:
        needed(canonicalize_name(asked.name), everything)
    assert here == everything, "run make lock"
