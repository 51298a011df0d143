"""`make installable`: whether each package of requirements.lock can be installed where freelancers work.

A package can be installed when it has a wheel, for this Python and system or for all of them: a wheel needs
no compiler. uv resolves the lock for each of them as pip would there, and asks the package index; so this
runs by hand and not in `make test`. Prints a row for each, and ends with 1 when a promised one has a gap.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
LOCK = ROOT / "requirements.lock"
UV = Path(sys.executable).parent / "uv"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


class System(NamedTuple):
    """A kind of computer, and uv's word for it; `promised` says whether a gap is a failure."""

    name: str
    platform: str
    promised: bool = True


SYSTEMS = (
    System("Linux x86-64", "x86_64-manylinux_2_28"),
    System("Linux arm64", "aarch64-manylinux_2_28"),
    System("Windows x86-64", "x86_64-pc-windows-msvc"),
    System("macOS x86-64", "x86_64-apple-darwin"),
    System("macOS arm64", "aarch64-apple-darwin"),
    # not promised: what lacks a wheel there runs with Python for x86-64, which Windows on arm64 emulates
    System("Windows arm64", "aarch64-pc-windows-msvc", promised=False),
)


class Answer(NamedTuple):
    """How many packages can be installed, and what uv said when not all can."""

    packages: int
    trouble: str


def resolved(lock: Path, python: str, system: System, *options: str) -> Answer:
    """What installing `lock` from wheels would do there."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                *(UV, "pip", "install", "--dry-run", "--no-config", "--target", folder, *options),
                *("--python-version", python, "--python-platform", system.platform),
                *("--only-binary", ":all:", "--require-hashes", "--requirement", lock),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    packages = len(re.findall(r"^ \+ ", done.stderr, re.MULTILINE))
    return Answer(packages, "" if done.returncode == 0 else done.stderr.strip())


def entries(lock: str) -> list[str]:
    """Each package of a lock with its hashes."""
    return re.findall(r"^[^\s#].*\n(?:[ ]+--hash.*\n)+", lock, re.MULTILINE)


def lacking(python: str, system: System) -> list[str]:
    """The packages that have no wheel there, each asked for alone: uv names the first and no other."""
    names = []
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "alone.lock"
        for entry in entries(LOCK.read_text("utf-8")):
            alone.write_text(entry, "utf-8")
            if resolved(alone, python, system, "--no-deps").trouble:
                names.append(entry.split(" ")[0])
    return names


def main() -> None:
    gaps = 0
    for python in PYTHONS:
        for system in SYSTEMS:
            answer = resolved(LOCK, python, system)
            found = f"all {answer.packages} packages"
            if answer.trouble:
                names = lacking(python, system)
                found = f"no wheel of {', '.join(names)}" if names else f"not known: {answer.trouble}"
                found += "" if system.promised else " (not promised)"
                gaps += system.promised
            print(f"CPython {python}  {system.name:<15} {found}", flush=True)
    sys.exit(f"{gaps} of the promised combinations have a gap." if gaps else 0)


if __name__ == "__main__":
    main()
