"""`make prove-ci`: what can only be proved with the kernel's help, one line for each proof.

A kernel or container that forbids the look says "could not be proved here" and why, and does not fail
the run: nothing was found, for or against. A proof that ran and failed does. Each proof is first tried
on something tiny, so that a failure of the tools is not taken for a failure of Touchline.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PYTHON = Path(sys.executable)
ISOLATED = ("--net",), ("--map-root-user", "--net")  # as root, or as anybody where that is allowed


def alone() -> tuple[str, ...]:
    """What to put before a command to take the network away from it: the first way that works here."""
    for options in ISOLATED:
        words = ("unshare", *options, str(PYTHON), "tests/privacy/loopback.py")
        if tried((*words, "true")) is None:
            break
    return words


def tried(command: tuple[str, ...]) -> str | None:
    """Why a command does not work here; None when it does."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    except FileNotFoundError as error:
        return f"{error.filename} is not installed"
    if done.returncode == 0:
        return None
    return done.stderr.strip().partition("\n")[0] or f"{command[0]} ended with {done.returncode}"


ALONE = alone()
TRACED = "-m", "pytest", "-p", "no:cacheprovider", "tests/privacy/prove_planted.py"
BROWSERS = "node", "--test", "tests/browser/proofs/nothing-is-kept.test.js"
OFFLINE = (
    "-m",
    "pytest",
    "-p",
    "no:cacheprovider",
    "tests/cli/test_main.py",
    "tests/privacy/test_nothing_is_kept.py",
)


@dataclass(frozen=True)
class Proof:
    """`probe` shows whether this kernel lets us look at all, `command` is the proof."""

    claim: str
    probe: tuple[str, ...]
    command: tuple[str, ...]


PROOFS = (
    Proof(
        "P1: with no network but this computer's own, the companion answers all the same",
        (*ALONE, "true"),
        (*ALONE, str(PYTHON), *OFFLINE),
    ),
    Proof(
        "P1 and P4: the same with the extension in Chromium and Firefox; afterwards no home, temporary folder"
        " or browser profile holds a typed word",
        (*ALONE, "true"),
        (*ALONE, *BROWSERS),
    ),
    Proof(
        "P2 and P3: under strace the companion connects to nothing, listens on one address, writes nothing;"
        " and each planted leak is seen",
        ("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true"),
        (str(PYTHON), *TRACED),
    ),
)


def main() -> None:
    failed = False
    for proof in PROOFS:
        reason = tried(proof.probe)
        if reason is not None:
            print(f"{proof.claim}: COULD NOT BE PROVED HERE: {reason}", flush=True)
            continue
        start = time.monotonic()
        done = subprocess.run(
            proof.command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        failed |= done.returncode != 0
        if done.returncode:
            sys.stdout.buffer.write(done.stdout)
        verdict = "FAILED" if done.returncode else "proved"
        print(f"{proof.claim}: {verdict} ({time.monotonic() - start:.0f} s)", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
