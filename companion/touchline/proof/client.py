"""The other end of the wire, for evidence only: asks a companion as the browser extension does.

Reads and writes HTTP/1.1 on a socket of its own, because nothing in Touchline may know how to fetch.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from touchline.web.pairing import Pairings

if TYPE_CHECKING:
    from pathlib import Path

_ORIGIN = "chrome-extension://" + "p" * 32
_REFUSED = 403
_SECONDS = 30


class Answer(NamedTuple):
    """What came back: the status and the JSON body, None where there was none."""

    status: int
    body: Any


class Client:
    """A browser extension that is paired with the companion whose pairings are in `folder`."""

    def __init__(self, folder: Path) -> None:
        pairings = Pairings(folder)
        self._token = pairings.new_token()
        pairings.admits(f"Bearer {self._token}", _ORIGIN)

    def ask(self, host: str, route: str, body: object) -> Answer:
        """One request to the companion at `host` ("127.0.0.1:port")."""
        status, content = self._send(host, f"/v1/{route}", self._token, msgspec.json.encode(body))
        return Answer(status, msgspec.json.decode(content) if content else None)

    def is_refused(self, host: str, path: str, words: str) -> bool:
        """Whether a stranger who sends these words gets nothing back but a refusal."""
        try:
            return self._send(host, path, words, words.encode()) == (_REFUSED, b"")
        except ConnectionError:
            return True  # cut off while it was still talking

    def _send(self, host: str, path: str, token: str, body: bytes) -> tuple[int, bytes]:
        name, _, port = host.partition(":")
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {_ORIGIN}\r\nSec-Fetch-Site: none\r\n"
            f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection((name, int(port)), timeout=_SECONDS) as connection:
            connection.sendall(head.encode("ascii") + body)
            with connection.makefile("rb") as answer:
                answered_head, _, content = answer.read().partition(b"\r\n\r\n")
        return int(answered_head.split(b" ", 2)[1]), content
