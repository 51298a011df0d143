"""Sockets and threads: binds loopback only, serves a WSGI app with waitress, stops when asked.

Waitress reads a whole request before an app sees it; the hook here asks the guard as soon as the head is
there, so that the body of a stranger is never read. This module must not know routes, text or terms.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import logging
import re
import signal
import socket
import threading
import time
from dataclasses import dataclass
from queue import Empty
from typing import TYPE_CHECKING, Any, TypeVar

from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from touchline.errors import TouchlineError
from touchline.settings import HOST, PORTS
from touchline.web.guard import BODY_LIMIT, HEAD_LIMIT, Head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from queue import SimpleQueue
    from wsgiref.types import WSGIApplication

    from waitress.adjustments import Adjustments
    from waitress.server import BaseWSGIServer

    Admits = Callable[[Head], bool]

_GRACE_SECONDS = 2
_BREATH_SECONDS = 0.01

_SLOW_SECONDS = 10
"""A connection that says nothing for so long is closed."""

_STOP_SIGNALS = ("SIGINT", "SIGTERM")

_TRANSFER_ENCODING_RE = re.compile(rb"^transfer-encoding\s*:", re.IGNORECASE | re.MULTILINE)

# Waitress writes longer requests and replies to a temporary file; no reply of a check is as long as this.
_MEMORY_LIMIT = 64 * 1024 * 1024


class NoPortFree(TouchlineError):
    """Every port of the fixed list is held by another program."""

    code = "no-port-free"

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__(f"other programs hold all of Touchline's ports: {', '.join(map(str, ports))}")


def bound_socket(ports: Sequence[int] = PORTS) -> socket.socket:
    """A socket that listens on 127.0.0.1 at the first free port; port 0 means any.

    Raises `NoPortFree`.
    """
    for port in ports:
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: otherwise a second program may share it
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:  # elsewhere: a port in TIME_WAIT is free again at once
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((HOST, port))
            bound.listen()  # on Linux two may bind the same port, and the second to listen would fail
        except OSError as error:
            bound.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
        else:
            return bound
    raise NoPortFree(ports)


def host_of(bound: socket.socket) -> str:
    """The one `Host` value for this socket, "127.0.0.1:port"."""
    return f"{HOST}:{bound.getsockname()[1]}"


class _Refusal:
    """The answer of waitress to a request that is not admitted: always the same, and nothing inside."""

    def to_response(self, _ident: str | None) -> tuple[str, list[tuple[str, str]], bytes]:
        return "403 Forbidden", [], b""


class _GuardedParser(HTTPRequestParser):  # type: ignore[misc]  # waitress publishes no types
    """Lets the guard decide when the head is complete; what is refused ends there, body or not."""

    completed: bool
    error: Any
    headers: dict[str, str]

    def __init__(self, adjustments: Adjustments, admits: Admits) -> None:
        super().__init__(adjustments)
        self._admits = admits
        self._is_admitted = False
        self._is_encoded = False

    def received(self, data: bytes) -> int:
        """Take in some bytes and say how many; all of them, unread, once the request is refused."""
        taken: int = super().received(data)
        is_head_complete = self.headers_finished or self.completed
        if is_head_complete and not self.empty and not self._is_admitted:
            self._is_admitted = self.error is None and self._admits(self._head())
        if self.error is not None or (is_head_complete and not self._is_admitted and not self.empty):
            self.error = _Refusal()
            self.headers, self.version = {}, "1.1"  # or the answer would differ with them
            self.expect_continue = False
            self.completed = True
            return len(data)
        return taken

    def parse_header(self, head: bytes) -> None:
        """Note a Transfer-Encoding, which waitress takes out of the headers."""
        self._is_encoded = _TRANSFER_ENCODING_RE.search(head) is not None
        super().parse_header(head)

    def _head(self) -> Head:
        headers = {**self.headers, "TRANSFER_ENCODING": ""} if self._is_encoded else self.headers
        return Head(self.command, self.request_uri, self.version, headers)


class _GuardedChannel(HTTPChannel):  # type: ignore[misc]  # the same
    """A connection whose requests the server's guard has to admit."""

    def parser_class(self, adjustments: Adjustments) -> _GuardedParser:
        """Stand in for the class that waitress would instantiate."""
        return _GuardedParser(adjustments, self.server.admits)


@contextlib.contextmanager
def serving(app: WSGIApplication, bound: socket.socket, admits: Admits) -> Iterator[BaseWSGIServer]:
    """Serve what `admits` lets through to `app`, on `bound`, in background threads until the block ends."""
    server = create_server(
        app,
        sockets=[bound],
        threads=4,
        connection_limit=1000,
        channel_timeout=_SLOW_SECONDS,
        cleanup_interval=_SLOW_SECONDS,
        asyncore_use_poll=True,
        max_request_body_size=BODY_LIMIT + 1,  # waitress refuses what is equal to its limit
        max_request_header_size=HEAD_LIMIT,
        inbuf_overflow=_MEMORY_LIMIT,
        outbuf_overflow=_MEMORY_LIMIT,
        ident=None,
        expose_tracebacks=False,
        clear_untrusted_proxy_headers=True,
    )
    server.admits = admits
    server.channel_class = _GuardedChannel
    loop = threading.Thread(target=server.run, name="touchline-server", daemon=True)
    loop.start()
    try:
        yield server
    finally:
        server.task_dispatcher.shutdown(timeout=_GRACE_SECONDS)  # a check that is being answered is answered
        _flush(server)
        _close(server)
        loop.join(timeout=_GRACE_SECONDS)


def _flush(server: BaseWSGIServer) -> None:
    """Wait until the last answers are on their way."""
    until = time.monotonic() + _GRACE_SECONDS
    while time.monotonic() < until:
        if not any(channel.total_outbufs_len for channel in list(server.active_channels.values())):
            return
        time.sleep(_BREATH_SECONDS)


def _close(server: BaseWSGIServer) -> None:
    """Let the loop close the listening socket and every connection: a browser keeps its own open.

    Whoever still writes to one of them is told so and ends.
    """
    is_woken = threading.Event()

    def close() -> None:
        is_woken.wait(_GRACE_SECONDS)  # another may have woken the loop; what wakes it is closed below
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        server.close()

    server.trigger.pull_trigger(close)
    is_woken.set()


Happening = TypeVar("Happening")


@dataclass(frozen=True, slots=True)
class Stop:
    """The user wants the program to end."""


def stop_into(put: Callable[[Stop], None]) -> None:
    """Let Ctrl-C and SIGTERM put a `Stop` into a queue from now on, instead of ending the program.

    `put` is that of a `SimpleQueue`: it may interrupt the queue's own `get`, which an event's `set` may not.
    """
    for name in _STOP_SIGNALS:
        signal.signal(getattr(signal, name), lambda *_: put(Stop()))
    atexit.register(_ignore_stops)


def _ignore_stops() -> None:
    """End as before: once Python has put its handlers away, one more signal would kill the program."""
    for name in _STOP_SIGNALS:
        signal.signal(getattr(signal, name), signal.SIG_IGN)


def wait_for_stop(events: SimpleQueue[Happening]) -> None:
    """Block until there is a `Stop` among the events."""
    while True:
        with contextlib.suppress(Empty):  # a signal just before a wait does not end it; on Windows none
            if isinstance(events.get(timeout=1), Stop):
                return


def quiet_logs() -> None:
    """Say nothing of what libraries log: their messages and tracebacks may quote a request."""
    for name in ("waitress", "waitress.queue", "werkzeug", "flask_cors", "filelock"):
        library = logging.getLogger(name)
        library.addHandler(logging.NullHandler())
        library.propagate = False
    logging.raiseExceptions = False
