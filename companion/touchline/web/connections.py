"""Connections: what one may send, and how many there may be, for how long, with how much in memory.

A connection is a stranger's until a sealed request on it was answered. Strangers are few, have little time
for a request, and share a few megabytes; where there are too many, the oldest goes. So whoever opens
thousands, or sends a byte now and then, shuts out strangers only: a connected browser's request is there
at once. Time is counted on a clock that nobody sets. This module must not know routes, text or terms.
"""

from __future__ import annotations

import contextlib
import math
import re
import socket
import time
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from touchline.web.guard import Head

if TYPE_CHECKING:
    from waitress.adjustments import Adjustments

MOST_STRANGERS = 96
MOST_KNOWN = 64
"""With those who are strangers still below 256, which is what some systems allow a program to open."""

REQUEST_SECONDS = 5
"""A request that has begun is there by then, or the connection is closed."""

IDLE_SECONDS = 10
"""A connection on which nothing has begun is closed after so long."""

MOST_UNREAD_BYTES = 4 * 1024 * 1024
"""What the unfinished requests of all strangers may hold; a check is a few hundred kilobytes at most."""

_TRANSFER_ENCODING_RE = re.compile(rb"^transfer-encoding\s*:", re.IGNORECASE | re.MULTILINE)


class _Refusal:
    """The answer of waitress to a request that is not admitted: always the same, and nothing inside."""

    def to_response(self, _ident: str | None) -> tuple[str, list[tuple[str, str]], bytes]:
        return "403 Forbidden", [], b""


class _GuardedParser(HTTPRequestParser):  # type: ignore[misc]  # waitress publishes no types
    """Lets the guard decide when the head is complete; what is refused ends there, body or not."""

    completed: bool
    error: Any
    headers: dict[str, str]

    def __init__(self, adjustments: Adjustments, admits: Any) -> None:
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


class Connection(HTTPChannel):  # type: ignore[misc]  # the same
    """A connection whose requests the server's guard has to admit."""

    def __init__(self, server: Any, *arguments: Any, **options: Any) -> None:
        self.is_known = False
        self.unread_bytes = 0
        self.opened = self._since = time.monotonic()
        super().__init__(server, *arguments, **options)
        _make_room(self._all(), MOST_STRANGERS, MOST_KNOWN)

    def parser_class(self, adjustments: Adjustments) -> _GuardedParser:
        """Stand in for the class that waitress would instantiate."""
        return _GuardedParser(adjustments, self.server.admits)

    def task_class(self, channel: Connection, request: Any) -> Any:
        """Stand in for the class that answers a request, to see whether it was answered as a known one."""
        return _Answering(channel, request)

    def received(self, data: bytes) -> bool:
        """Take in some bytes, as long as the strangers together do not hold too many."""
        if self.request is None:
            self._since = time.monotonic()
        is_taken: bool = super().received(data)
        self.unread_bytes = 0 if self.request is None else self.unread_bytes + len(data)
        _make_bytes_free(self._all(), MOST_UNREAD_BYTES)
        return is_taken

    def service(self) -> None:
        """Answer; what comes next has its own time."""
        self._since = math.inf
        super().service()
        self._since = time.monotonic()

    def readable(self) -> bool:
        """Whether more may be read; the loop asks before each wait, so this is where time runs out."""
        if not self.requests and not self.total_outbufs_len:
            patience = IDLE_SECONDS if self.request is None else REQUEST_SECONDS
            if not self.will_close and time.monotonic() - self._since > patience:
                self.end()
        return bool(super().readable())

    def end(self) -> None:
        """Let the loop close it as soon as it looks, whether or not the other side reads what it was sent."""
        self.will_close = True
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def _all(self) -> list[Connection]:
        return list(self.server.active_channels.values())


class _Answering(HTTPChannel.task_class):  # type: ignore[misc]  # the same
    """The answer to one request; a sealed one that fits makes its connection a known one."""

    def service(self) -> None:
        """Answer it."""
        super().service()
        if self.request.command == "POST" and self.status.startswith("200"):
            self.channel.is_known = True


def _make_room(connections: list[Connection], most_strangers: int, most_known: int) -> None:
    """Close the oldest strangers, and the oldest known ones that are more than any user has."""
    for is_known, most in ((False, most_strangers), (True, most_known)):
        alike = [each for each in connections if each.is_known is is_known and not each.will_close]
        if len(alike) > most:
            for one in sorted((each for each in alike if not each.requests), key=_age)[: len(alike) - most]:
                one.end()


def _make_bytes_free(connections: list[Connection], most: int) -> None:
    """Close the oldest strangers whose unfinished requests take the memory of all."""
    strangers = (each for each in connections if not each.is_known and not each.will_close)
    holding = [each for each in strangers if each.unread_bytes]
    held = sum(each.unread_bytes for each in holding)
    for one in sorted(holding, key=_age):
        if held <= most:
            return
        held -= one.unread_bytes
        one.end()


def _age(connection: Connection) -> float:
    return connection.opened
