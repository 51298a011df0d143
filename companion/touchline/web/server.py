"""Sockets and threads: binds loopback only, serves a WSGI app with waitress, stops when asked.

This module must not know routes, text or terms. Its log lines hold types and places, never messages.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import signal
import socket
import threading
from typing import TYPE_CHECKING

from waitress import create_server

from touchline.errors import TouchlineError
from touchline.settings import HOST, PORTS
from touchline.web.guard import BODY_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import WSGIApplication

    from waitress.server import BaseWSGIServer

HEADER_LIMIT = 16_384
"""Longest accepted request head in bytes."""

_GRACE_SECONDS = 2

_SPOOL_LIMIT = BODY_LIMIT * 2  # waitress writes a body longer than this to disk, so none ever is


class NoPortFree(TouchlineError):
    """Every port of the fixed list is held by another program."""

    code = "no-port-free"

    def __init__(self, ports: Iterable[int]) -> None:
        super().__init__(f"other programs hold all of Touchline's ports: {', '.join(map(str, ports))}")


def bound_socket(ports: Iterable[int] = PORTS) -> socket.socket:
    """A socket bound to 127.0.0.1 on the first free port; port 0 means any.

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
def serving(app: WSGIApplication, bound: socket.socket) -> Iterator[BaseWSGIServer]:
    """Serve `app` on `bound` in background threads until the block ends."""
    server = create_server(
        app,
        sockets=[bound],
        threads=4,
        connection_limit=1000,
        channel_timeout=10,
        asyncore_use_poll=True,
        max_request_body_size=BODY_LIMIT,
        max_request_header_size=HEADER_LIMIT,
        inbuf_overflow=_SPOOL_LIMIT,
        ident=None,
        expose_tracebacks=False,
        clear_untrusted_proxy_headers=True,
    )
    loop = threading.Thread(target=server.run, name="touchline-server", daemon=True)
    loop.start()
    try:
        yield server
    finally:
        server.task_dispatcher.shutdown(timeout=_GRACE_SECONDS)  # a check that is being answered is answered
        server.close()
        for channel in list(server.active_channels.values()):
            channel.close()  # a browser keeps its connection open and would hold the loop up
        loop.join(timeout=_GRACE_SECONDS)


def wait_for_stop() -> None:
    """Block until Ctrl-C or SIGTERM."""
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda *_: stop.set())
    while not stop.wait(timeout=3600):  # a wait without a time-out cannot be interrupted on Windows
        pass


def quiet_logs() -> None:
    """Let warnings through without messages or tracebacks of libraries, which may quote a request."""
    for name in ("waitress", "waitress.queue", "werkzeug", "flask_cors"):
        library = logging.getLogger(name)
        library.addHandler(logging.NullHandler())
        library.propagate = False
    logging.raiseExceptions = False
