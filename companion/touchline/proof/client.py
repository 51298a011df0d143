"""The other end of the wire, for evidence only: asks a companion as the browser extension does.

Reads and writes HTTP/1.1 on a socket of its own, because nothing in Touchline may know how to fetch.
"""

from __future__ import annotations

import secrets
import socket
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from touchline.today import today
from touchline.web.pairing.store import Browser, Pairing, Pairings
from touchline.web.seal import KEY_BYTES, MEDIA_TYPE, REPLY, REQUEST, Header, seal, unseal
from touchline.web.service.sealed import PATH

if TYPE_CHECKING:
    from pathlib import Path

_ORIGIN = "chrome-extension://" + "p" * 32
_KID_BYTES = 8
_SECONDS = 30


class Answer(NamedTuple):
    """The reply: its status and its JSON body, None where there was none."""

    status: int
    body: Any


class Client:
    """A browser extension that is paired with the companion whose pairings are in `folder`."""

    def __init__(self, folder: Path) -> None:
        browser = Browser(secrets.token_hex(_KID_BYTES), _ORIGIN, "touchline prove", today())
        self._pairing = Pairing(browser, secrets.token_bytes(KEY_BYTES))
        Pairings(folder).add(self._pairing)
        self._boot, self._counter = "", 0

    def ask(self, host: str, route: str, body: object) -> Answer:
        """One question to the companion at `host` ("127.0.0.1:port"); again when it has said its boot id."""
        answer = self._ask(host, route, body)
        return self._ask(host, route, body) if answer.status == HTTPStatus.CONFLICT else answer

    def is_refused(self, host: str, path: str, words: str) -> bool:
        """Whether a stranger who sends these words gets nothing back but a refusal."""
        try:
            return self._send(host, path, words.encode()) == (HTTPStatus.FORBIDDEN, b"")
        except ConnectionError:
            return True  # cut off while it was still talking

    def _ask(self, host: str, route: str, body: object) -> Answer:
        self._counter += 1
        kid, key = self._pairing.browser.kid, self._pairing.key
        header = Header(typ=REQUEST, kid=kid, boot=self._boot, n=self._counter)
        box = seal(key, header, msgspec.json.encode({"route": route, "body": body}))
        status, content = self._send(host, PATH, box)
        if not content:
            return Answer(status, None)
        reply, words = unseal(content, key, REPLY)
        self._boot = reply.boot
        return Answer(**msgspec.json.decode(words))

    def _send(self, host: str, path: str, body: bytes) -> tuple[int, bytes]:
        name, _, port = host.partition(":")
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {_ORIGIN}\r\nSec-Fetch-Site: none\r\n"
            f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection((name, int(port)), timeout=_SECONDS) as connection:
            connection.sendall(head.encode("ascii") + body)
            with connection.makefile("rb") as answer:
                answered_head, _, content = answer.read().partition(b"\r\n\r\n")
        return int(answered_head.split(b" ", 2)[1]), content
