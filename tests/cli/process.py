"""The command as a user starts it: a process of its own, with its own folders, with or without a terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

TOUCHLINE = (sys.executable, "-c", "from touchline.cli import main; main()")
ADDRESS_RE = re.compile(r"http://127\.0\.0\.1:(4761[5-9])")


def environment(home: Path) -> dict[str, str]:
    """Our own, with this home and no display: a test must not open a window."""
    ours = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return {**ours, "TOUCHLINE_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def run(*arguments: str, home: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*TOUCHLINE, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env=environment(home),
        timeout=60,
        check=False,
    )


@contextlib.contextmanager
def serving(home: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """`touchline serve` without a terminal until the block ends, with the lines it printed first."""
    with subprocess.Popen(
        [*TOUCHLINE, "serve", "--no-open", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(home),
    ) as process:
        lines: list[str] = []
        assert process.stdout
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if "Ctrl-C" in line:
                break
        try:
            yield process, lines
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=60)


class Terminal:
    """A program in a terminal: what it has shown so far, and a person who types."""

    def __init__(self, process: subprocess.Popen[bytes], descriptor: int) -> None:
        self.process = process
        self.shown = ""
        self._descriptor = descriptor

    def type(self, line: str) -> None:
        os.write(self._descriptor, f"{line}\n".encode())

    def wait_for(self, words: str, patience: float = 60, times: int = 1) -> str:
        """Read until these words were shown so often; all that was shown so far."""
        until = time.monotonic() + patience
        while self.shown.count(words) < times:
            left = until - time.monotonic()
            assert left > 0, f"{words!r} did not appear in {self.shown!r}"
            self._read(left)
        return self.shown

    def wait_for_end(self, patience: float = 60) -> int:
        """Read until the program ends; its exit code."""
        until = time.monotonic() + patience
        while self.process.poll() is None and time.monotonic() < until:
            self._read(0.1)
        while self._read(0):
            pass
        return self.process.wait(timeout=1)

    def _read(self, patience: float) -> bool:
        if not select.select([self._descriptor], [], [], patience)[0]:
            return False
        try:
            part = os.read(self._descriptor, 65_536)
        except OSError:  # Linux says so when the program has closed its side
            part = b""
        self.shown += part.decode().replace("\r\n", "\n")
        if not part:
            time.sleep(0.01)
        return bool(part)


@contextlib.contextmanager
def in_terminal(*arguments: str, home: Path) -> Iterator[Terminal]:
    """`touchline ARGUMENTS` in a terminal of its own until the block ends."""
    ours, its = pty.openpty()
    with subprocess.Popen(
        [*TOUCHLINE, *arguments], stdin=its, stdout=its, stderr=its, env=environment(home)
    ) as process:
        os.close(its)
        try:
            yield Terminal(process, ours)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(timeout=60)
            os.close(ours)


def port_in(shown: str) -> int:
    """The port that a companion said it listens on."""
    match = ADDRESS_RE.search(shown)
    assert match, shown
    return int(match[1])
