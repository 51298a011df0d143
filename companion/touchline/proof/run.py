"""Starts a companion under strace, sends it messages with a mark, and judges what the kernel saw.

The companion runs with the most talkative logging and with a home of its own. It is a real one: the same
command, the same layers, except that the layer against tracing stands aside for the tracer.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from touchline.errors import TouchlineError
from touchline.proof.client import Client
from touchline.proof.messages import questions
from touchline.proof.trace import OPTIONS, Trace, read_trace
from touchline.settings import HOME_VARIABLE, HOST, read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from touchline.proof.canary import Canary

READY = "Press Ctrl-C to stop."
"""The line after which a companion's only work is to answer."""

_PROGRAM = """
import logging, os, sys
print(os.getpid(), flush=True)
logging.root.setLevel(logging.DEBUG)
sys.argv = ["touchline", "serve", "--no-open"]
from touchline.cli import main
main()
"""
_SECONDS = 60


class CannotProve(TouchlineError):
    """Says what keeps us from looking on this computer."""

    code = "cannot-prove"


@dataclass(frozen=True, slots=True)
class Session:
    """A companion's whole life: what was asked and not answered as it should be, what it printed and did."""

    home: Path
    asked: int
    wrong: tuple[str, ...]
    printed: str
    exit_code: int
    trace: Trace


def session(canary: Canary, home: Path, environment: Mapping[str, str] = os.environ) -> Session:
    """Run one companion under strace from start to stop. Raises `CannotProve`."""
    if sys.platform != "linux":
        raise CannotProve("this proof needs Linux: it reads the kernel's list of what a program does")
    strace = shutil.which("strace")
    if strace is None:
        raise CannotProve('strace is missing. Install it, on Debian and Ubuntu: "sudo apt install strace"')
    asked, client = questions(canary), Client(read_settings({HOME_VARIABLE: str(home)}).pairings)
    with tempfile.TemporaryDirectory(prefix="touchline-trace-") as folder:
        log = Path(folder) / "trace"
        with subprocess.Popen(  # noqa: S603  ourselves, under the strace found on the user's own PATH
            [strace, *OPTIONS, "-o", log, sys.executable, "-B", "-P", "-c", _PROGRAM],
            env={**environment, HOME_VARIABLE: str(home), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # one group: strace that is killed leaves its companion running
        ) as process:
            try:
                companion, host = _started(process)
                wrong = [question.name for question in asked if not question.goes_well(client, host)]
                printed = _stopped(process, companion)
            except BaseException:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                raise
        with log.open(encoding="ascii") as lines:
            trace = read_trace(lines)
    return Session(home, len(asked), tuple(wrong), printed, process.returncode, trace)


def _stopped(process: subprocess.Popen[str], companion: int) -> str:
    """The output of the companion after it was ready, once it has stopped."""
    for _ in range(_SECONDS):
        with contextlib.suppress(ProcessLookupError):
            os.kill(companion, signal.SIGTERM)
        try:
            return process.communicate(timeout=1)[0]
        except subprocess.TimeoutExpired:
            continue  # while strace looks on, Linux may wake a thread that is not the one that waits: again
    raise CannotProve("the companion did not stop")


def _started(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The companion's process id and "127.0.0.1:port", once it is ready."""
    lines: list[str] = []
    assert process.stdout is not None  # noqa: S101  for mypy: it is a pipe
    for line in process.stdout:
        lines.append(line)
        if READY in line:
            break
    host = re.search(rf"{re.escape(HOST)}:\d+", "".join(lines))
    if not lines or not lines[0].strip().isdecimal():
        raise CannotProve(f"strace may not watch a program here: {lines[0].strip() if lines else 'it ended'}")
    if host is None:
        raise CannotProve(f"the companion did not start: {lines[-1].strip()}")
    return int(lines[0]), host[0]
