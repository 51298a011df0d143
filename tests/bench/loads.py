"""How long a connected browser waits for an answer while strangers load the companion.

    python -m tests.bench.loads

Prints, for each load, how many of the checks were answered, the median and the longest wait in milliseconds,
and the companion's memory. Each check is sent on a connection of its own, as after a browser's start.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.process import port_in, serving
from tests.web.extension import Extension, head, paired, send

from touchline.settings import HOME_VARIABLE, read_settings
from touchline.web.pairing.store import Pairings
from touchline.web.seal import MEDIA_TYPE

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

CHECKS = 50
MESSAGE = {"text": "jo@example.org", "platform": "upwork"}
BODY = 262_144


def begun(port: int) -> bytes:
    return head(port, "/v1/box", MEDIA_TYPE, BODY)


LOADS: dict[str, tuple[int, Callable[[int], bytes], bytes]] = {
    "none": (0, begun, b""),
    "1,050 idle": (1_050, lambda _: b"", b""),
    "1,050 dripping a head": (1_050, lambda port: begun(port)[:-2], b"x"),
    "1,050 dripping a body": (1_050, begun, b"x"),
    "1,000 half-sent bodies": (1_000, lambda port: begun(port) + b"x" * (BODY - 1), b""),
}


def main() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        home, pairing = Path(folder), paired()
        Pairings(read_settings({**os.environ, HOME_VARIABLE: folder}).pairings).add(pairing)
        with serving(home) as (process, lines):
            port, extension = port_in("\n".join(lines)), Extension(pairing)
            send(port, extension, "hello")
            for name, (number, sent, drip) in LOADS.items():
                with load(port, number, sent(port), drip):
                    waits = answered(port, extension)
                    median, longest = statistics.median(waits), max(waits)
                    print(f"{name:<24} {len(waits)}/{CHECKS} answered, median {median:.1f} ms,", end=" ")
                    print(f"longest {longest:.1f} ms, {memory(process.pid):.0f} MB", flush=True)


def answered(port: int, extension: Extension) -> list[float]:
    waits = []
    for _ in range(CHECKS):
        start = time.perf_counter()
        with contextlib.suppress(OSError):
            if send(port, extension, "check", MESSAGE)[0] == 200:
                waits.append(1_000 * (time.perf_counter() - start))
        time.sleep(0.05)
    return waits or [float("nan")]


@contextlib.contextmanager
def load(port: int, number: int, sent: bytes, drip: bytes) -> Iterator[None]:
    """That many connections, each opened anew when it was closed, until the block ends."""
    is_over = multiprocessing.Event()
    pressing = multiprocessing.Process(target=_press, args=(port, number, sent, drip, is_over))
    pressing.start()  # a process of its own, or the browser would wait for it and not for the companion
    time.sleep(2)
    try:
        yield
    finally:
        is_over.set()
        pressing.join()


def _press(port: int, number: int, sent: bytes, drip: bytes, is_over: Event) -> None:
    opened: list[socket.socket | None] = [None] * number
    while not is_over.is_set():
        for index in range(number):
            opened[index] = _pressed(opened[index], port, sent, drip)
        is_over.wait(1)


def _pressed(connection: socket.socket | None, port: int, sent: bytes, drip: bytes) -> socket.socket | None:
    """The connection with one more drip sent on it, opened where there is none; None when it was closed."""
    try:
        if connection is None:
            connection = socket.create_connection(("127.0.0.1", port), timeout=1)
            connection.sendall(sent)
        connection.sendall(drip)
    except OSError:
        if connection is not None:
            connection.close()
        return None
    return connection


def memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1_024


if __name__ == "__main__":
    main()
