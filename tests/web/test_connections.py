"""However many strangers there are and however slow, a connected browser is answered.

Nothing here is timed: the tests count connections and bytes, and move the clock themselves.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.companion import Companion
from tests.web.extension import ORIGIN, head, read_answer, send

from touchline.web import server
from touchline.web.connections import (
    IDLE_SECONDS,
    MOST_KNOWN,
    MOST_STRANGERS,
    MOST_UNREAD_BYTES,
    REQUEST_SECONDS,
    Connection,
)
from touchline.web.seal import MEDIA_TYPE

MESSAGE = {"text": "jo@example.org", "platform": "upwork"}
BODY = 262_144

Connect = Callable[[bytes], socket.socket]


class Service:
    """A companion that listens; `connections` are those it keeps open."""

    def __init__(self, companion: Companion, port: int, channels: dict[int, Connection]) -> None:
        self.extension = companion.extension
        self.port = port
        self._channels = channels

    @property
    def connections(self) -> list[Connection]:
        return [each for each in list(self._channels.values()) if not each.will_close]

    def check(self) -> int:
        return len(send(self.port, self.extension, "check", MESSAGE)[1]["body"]["warnings"])

    def box(self) -> bytes:
        """A whole request of the connected browser."""
        box = self.extension.box("check", MESSAGE)
        return head(self.port, "/v1/box", MEDIA_TYPE, len(box), Origin=ORIGIN) + box


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    made: list[Any] = []
    create = server.create_server

    def noted(*arguments: Any, **options: Any) -> Any:
        made.append(create(*arguments, **options))
        return made[0]

    monkeypatch.setattr(server, "create_server", noted)
    companion = Companion(tmp_path)
    with companion.serving() as port:
        assert send(port, companion.extension, "hello")[0] == 200
        found = Service(companion, port, made[0].active_channels)
        until(lambda: not found.connections)
        yield found


@pytest.fixture
def connect(service: Service) -> Iterator[Connect]:
    """Opens a connection and sends something on it."""
    with contextlib.ExitStack() as opened:

        def stranger(sent: bytes) -> socket.socket:
            connection = socket.create_connection(("127.0.0.1", service.port), timeout=30)
            opened.callback(connection.close)
            with contextlib.suppress(ConnectionError):  # others came meanwhile, and it was the oldest
                connection.sendall(sent)
            return connection

        yield stranger


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until the test moves it."""
    now = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def until(holds: Callable[[], object]) -> None:
    for _ in range(3_000):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come about")


def is_ended(connection: socket.socket) -> bool:
    """Whether the companion has ended it; waits for that."""
    try:
        return connection.recv(1) == b""
    except ConnectionError:  # with bytes of ours that it had not read
        return True


def half_sent(port: int, length: int) -> bytes:
    return head(port, "/v1/box", MEDIA_TYPE, BODY) + b"x" * length


LOADS: dict[str, Callable[[int], bytes]] = {
    "idle": lambda _: b"",
    "a byte of a head": lambda _: b"P",
    "half a head": lambda port: head(port, "/v1/box", MEDIA_TYPE, BODY)[:-2],
    "a byte of a body": lambda port: half_sent(port, 1),
    "most of a body": lambda port: half_sent(port, 60_000),
}


@pytest.mark.parametrize("load", LOADS)
def test_a_connected_browser_is_answered_whatever_strangers_leave_open(
    service: Service, connect: Connect, load: str
) -> None:
    for _ in range(3):
        for _ in range(150):
            connect(LOADS[load](service.port))
        assert service.check() == 1  # the latest of all, and none of the strangers was waited for
        now = service.connections
        assert 0 < len(now) <= MOST_STRANGERS + MOST_KNOWN + 1
        assert sum(each.unread_bytes for each in now) <= MOST_UNREAD_BYTES


def test_the_oldest_strangers_go_first_and_a_known_browser_stays(service: Service, connect: Connect) -> None:
    kept = connect(service.box())
    assert read_answer(kept).status == 200
    until(lambda: any(each.is_known for each in service.connections))
    strangers = [connect(b"P") for _ in range(MOST_STRANGERS + 3)]
    assert [is_ended(each) for each in strangers[:3]] == [True] * 3
    until(lambda: len(service.connections) == MOST_STRANGERS + 1)
    open_ports = {each.addr[1] for each in service.connections}
    assert {each.getsockname()[1] for each in (kept, *strangers[3:])} == open_ports
    kept.sendall(service.box())
    assert read_answer(kept).status == 200


def test_known_connections_are_bounded_too(service: Service, connect: Connect) -> None:
    known = [connect(b"") for _ in range(MOST_KNOWN + 2)]
    for each in known:
        each.sendall(service.box())
        assert read_answer(each).status == 200
    connect(b"")
    assert [is_ended(each) for each in known[:2]] == [True] * 2
    known[-1].sendall(service.box())
    assert read_answer(known[-1]).status == 200


def test_bytes_are_bounded_and_the_oldest_holders_go(service: Service, connect: Connect) -> None:
    opened = [connect(half_sent(service.port, BODY - 1)) for _ in range(30)]  # nearly twice the bound
    assert is_ended(opened[0])
    assert service.check() == 1
    held = sum(each.unread_bytes for each in service.connections)
    assert 0 < held <= MOST_UNREAD_BYTES


@pytest.mark.parametrize("request_begun", [False, True])
def test_time_runs_out_for_who_is_idle_or_drips(
    service: Service, connect: Connect, clock: list[float], request_begun: bool
) -> None:
    slow = connect(b"P" if request_begun else b"")
    until(lambda: [each.unread_bytes for each in service.connections] == [int(request_begun)])
    patience = REQUEST_SECONDS if request_begun else IDLE_SECONDS
    for passed in range(patience):  # a byte a second does not buy more time
        clock[0] += 1
        if request_begun:
            slow.sendall(b"x")
            until(lambda: service.connections[0].unread_bytes == passed + 2)  # noqa: B023
    assert len(service.connections) == 1
    clock[0] += 1
    assert is_ended(slow)


def test_a_clock_that_is_set_back_keeps_no_idle_connection(
    service: Service, connect: Connect, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = time.time
    idle = connect(b"")
    until(lambda: len(service.connections) == 1)
    monkeypatch.setattr(time, "time", lambda: wall() - 3_600)
    clock[0] += IDLE_SECONDS + 1
    assert is_ended(idle)


def test_whoever_reads_no_answer_is_ended_all_the_same(service: Service, connect: Connect) -> None:
    deaf = connect(b"P")
    until(lambda: service.connections)
    (connection,) = service.connections
    with connection.outbuf_lock:
        connection.outbufs[-1].append(b"x" * 50_000_000)  # more than the system takes
        connection.total_outbufs_len += 50_000_000
    for _ in range(MOST_STRANGERS):
        connect(b"P")
    until(lambda: not connection.connected)
    assert deaf.fileno() != -1
