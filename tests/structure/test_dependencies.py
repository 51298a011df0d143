"""What gets installed: exactly what pyproject.toml asks for, within a series, each file known by its hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
RUNTIME = tuple(map(Requirement, PROJECT["project"]["dependencies"]))


def group(name: str) -> tuple[Requirement, ...]:
    """A dependency group (PEP 735), with the groups that it includes."""
    asked: list[Requirement] = []
    for entry in PROJECT["dependency-groups"][name]:
        asked += group(entry["include-group"]) if isinstance(entry, dict) else [Requirement(entry)]
    return tuple(asked)


LOCKS = {
    "requirements.lock": RUNTIME + group("build"),
    "requirements-dev.lock": RUNTIME + group("dev"),
    "requirements-peers.lock": group("peers"),
    "requirements-release.lock": group("release"),
}
"""File to what it must hold, with whatever that needs in turn."""

EACH = pytest.mark.parametrize("lock", LOCKS)


class Entry(NamedTuple):
    """One line of a lock: the requirement, how many hashes it has, and the names of what asks for it."""

    requirement: Requirement
    hashes: int
    asked_by: frozenset[str]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        (only,) = self.requirement.specifier
        assert only.operator == "==", self.requirement
        return only.version


def locked(lock: str) -> tuple[Entry, ...]:
    """Every line of a lock; a package has two where systems need different versions."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    entries = []
    for line, comments in re.findall(r"^([^\s#].*)\n((?:[ ]+#.*\n)*)", text, re.MULTILINE):
        requirement, *hashes = re.split(r"\s--hash=sha256:(?=[0-9a-f]{64}\b)", line)
        asked_by = re.findall(r"#\s+(?:via )?(\S+)(?: \(pyproject.toml(?::\w+)?\))?$", comments, re.MULTILINE)
        names = frozenset(canonicalize_name(name) for name in asked_by if name not in {"via", "-c"})
        entries.append(Entry(Requirement(requirement), len(hashes), names))
    return tuple(entries)


def ceiling(specifiers: SpecifierSet) -> bool:
    """Whether some version is too new."""
    return any(one.operator in {"~=", "<", "<=", "=="} for one in specifiers)


@pytest.mark.parametrize("asked", [*RUNTIME, *group("build")], ids=str)
def test_every_runtime_dependency_has_a_floor_and_a_ceiling(asked: Requirement) -> None:
    assert ceiling(asked.specifier), f"{asked}: the next series may change what we rely on"
    assert not asked.specifier.contains("0")


def test_the_group_that_is_locked_for_building_is_what_builds() -> None:
    assert list(group("build")) == list(map(Requirement, PROJECT["build-system"]["requires"]))


@EACH
def test_every_entry_is_one_version_with_hashes(lock: str) -> None:
    assert locked(lock)
    for entry in locked(lock):
        assert entry.version
        assert entry.hashes > 0, f"{entry.name} has no hash"


@EACH
def test_what_is_asked_for_is_locked_at_an_allowed_version(lock: str) -> None:
    entries = locked(lock)
    for asked in LOCKS[lock]:
        versions = [entry.version for entry in entries if entry.name == canonicalize_name(asked.name)]
        allowed = [version for version in versions if asked.specifier.contains(version)]
        assert allowed, f"{asked} is locked at {versions or 'no version'}: run make lock"


@EACH
def test_nothing_is_missing_and_nothing_is_added(lock: str) -> None:
    """As the lock itself says it."""
    entries = locked(lock)
    asked = {canonicalize_name(requirement.name) for requirement in LOCKS[lock]}
    ours = {entry.name for entry in entries if entry.asked_by & {"touchline", "pyproject-toml"}}
    assert ours == asked, "run make lock"
    names = {entry.name for entry in entries} | {"touchline", "pyproject-toml"}
    for entry in entries:
        assert entry.asked_by, f"nothing asks for {entry.name}"
        assert entry.asked_by <= names, f"what asks for {entry.name} is not locked"


def test_no_two_locks_name_different_versions_of_a_package() -> None:
    """They are installed into one folder, one after the other."""
    every: dict[str, set[tuple[str, ...]]] = {}
    for lock in LOCKS:
        versions: dict[str, set[str]] = {}
        for entry in locked(lock):
            versions.setdefault(entry.name, set()).add(entry.version)
        for name, found in versions.items():
            every.setdefault(name, set()).add(tuple(sorted(found)))
    assert {name: found for name, found in every.items() if len(found) > 1} == {}


def recipe(target: str) -> str:
    """The lines of a target of the Makefile or, with "define", of one of its texts."""
    text = re.search(rf"^(?:define )?{re.escape(target)}.*\n((?:.+\n)*?)(?:endef)?$", MAKEFILE, re.MULTILINE)
    assert text, target
    return text[1]


def test_locks_are_installed_with_hashes_and_nothing_else_is() -> None:
    assert "--require-hashes --requirement $(1)" in recipe("install-locked")
    folders = {
        "installed": "requirements.lock",
        "developing": "requirements-dev.lock",
        "peers": "requirements-peers.lock",
        "releasing": "requirements-release.lock",
    }
    for folder, lock in folders.items():
        assert f"$(call install-locked,{lock})" in recipe(f"$(VENV)/{folder}:")
        others = re.findall(r"\$\(PIP\)(.*)", recipe(f"$(VENV)/{folder}:"))
        assert all("--no-deps --no-index" in other for other in others), others
    assert set(folders.values()) == set(LOCKS)


def test_every_lock_is_renewed_together_beginning_with_the_one_that_binds_the_others() -> None:
    first, *others = re.findall(r"--output-file (\S+)", recipe("lock:"))
    assert first == "requirements-dev.lock"
    assert {first, *others} == set(LOCKS)
    assert recipe("lock:").count(f"--constraint {first}") == len(others)


def test_what_is_tested_with_the_newest_versions_is_no_lock() -> None:
    newest = recipe("test-latest: VENV")
    assert ".lock" not in newest
    assert "--group dev" in newest
    assert "$(BIN)/pytest" in newest


def test_the_oldest_python_is_the_one_that_is_locked_for() -> None:
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert "--python-version 3.11 " in MAKEFILE
