"""Sockets and threads: binds loopback only, serves a WSGI app with waitress, stops when asked.

What one connection may do is `connections`' business. This module must not know routes, text or terms.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import logging
import signal
import socket
import threading
import time
from dataclasses import dataclass
from queue import Empty
from typing import TYPE_CHECKING, TypeVar

from waitress import create_server

from touchline.errors import TouchlineError
from touchline.settings import HOST, PORTS
from touchline.web.connections import IDLE_SECONDS, Connection
from touchline.web.guard import BODY_LIMIT, HEAD_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from queue import SimpleQueue
    from wsgiref.types import WSGIApplication

    from waitress.server import BaseWSGIServer

    from touchline.web.guard import Head

    Admits = Callable[[Head], bool]

_GRACE_SECONDS = 2
_BREATH_SECONDS = 0.01

_NEVER_REACHED = 1_000
"""Where waitress would stop listening; `connections` makes room long before."""

_MOST_WAITING = 4_096
"""Connections that may wait to be taken in; one that finds no place tries again only after a second."""

_AT_ONCE = 32

_STOP_SIGNALS = ("SIGINT", "SIGTERM")

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


@contextlib.contextmanager
def serving(app: WSGIApplication, bound: socket.socket, admits: Admits) -> Iterator[BaseWSGIServer]:
    """Serve what `admits` lets through to `app`, on `bound`, in background threads until the block ends."""
    server = create_server(
        app,
        sockets=[bound],
        threads=4,
        connection_limit=_NEVER_REACHED,
        backlog=_MOST_WAITING,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=IDLE_SECONDS,
        asyncore_use_poll=True,
        max_request_body_size=BODY_LIMIT + 1,  # waitress refuses what is equal to its limit
        max_request_header_size=HEAD_LIMIT,
        inbuf_overflow=_MEMORY_LIMIT,
        outbuf_overflow=_MEMORY_LIMIT,
        ident=None,
        expose_tracebacks=False,
        clear_untrusted_proxy_headers=True,
    )
    server.handle_accept = _several(server.handle_accept)
    server.admits = admits
    server.channel_class = Connection
    loop = threading.Thread(target=server.run, name="touchline-server", daemon=True)
    loop.start()
    try:
        yield server
    finally:
        server.task_dispatcher.shutdown(timeout=_GRACE_SECONDS)  # a check that is being answered is answered
        _flush(server)
        _close(server)
        loop.join(timeout=_GRACE_SECONDS)


def _several(accept: Callable[[], None]) -> Callable[[], None]:
    """Take in more than one connection between two looks at all of them, or strangers hold a browser up.

    `accept` does nothing when nobody waits.
    """

    def accept_several() -> None:
        for _ in range(_AT_ONCE):
            accept()

    return accept_several


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
