"""What a browser extension does on the wire, in Python: seals, counts, and connects."""

from __future__ import annotations

import json
import os
import socket
import time
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from tests.web.vectors import raw

from touchline.web.pairing import key_agreement
from touchline.web.pairing.handshake import base64url
from touchline.web.pairing.key_agreement import Share
from touchline.web.pairing.store import Browser, Pairing
from touchline.web.seal import MEDIA_TYPE, REPLY, REQUEST, VERSION, Header, seal, unseal

ORIGIN = "chrome-extension://" + "abcdefghijklmnop" * 2
OTHER_ORIGIN = "moz-extension://6b1f3f2c-0d2b-4c8e-9a64-0f3f1d9f7a10"
NAME = "Chrome on Linux"


class Answer(NamedTuple):
    """A raw HTTP answer; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


def paired(kid: str = "0123456789abcdef", origin: str = ORIGIN, name: str = NAME) -> Pairing:
    """A pairing as if that browser had connected."""
    return Pairing(Browser(kid, origin, name, date(2025, 11, 21)), os.urandom(32))


@dataclass
class Extension:
    """One connected browser; `n` counts upwards, `boot` is learnt from the first answer."""

    pairing: Pairing
    boot: str = ""
    counter: count[int] = field(default_factory=lambda: count(int(time.time() * 1000)))

    def box(self, route: str = "hello", body: object = None, **changed: Any) -> bytes:
        """A sealed request; keyword arguments replace members of its header."""
        content = json.dumps({"route": route, "body": {} if body is None else body}, ensure_ascii=False)
        return self.seal(content.encode("utf-8", "surrogatepass"), **changed)

    def seal(self, content: bytes, **changed: Any) -> bytes:
        """Any bytes under this browser's seal."""
        members = {"typ": REQUEST, "kid": self.pairing.browser.kid, "v": VERSION, "boot": self.boot}
        if "n" not in changed:
            members["n"] = next(self.counter)
        return seal(self.pairing.key, Header(**{**members, **changed}), content)

    def opened(self, box: bytes) -> tuple[Header, dict[str, Any]]:
        """What a reply says; the service's boot id is remembered, as the extension does."""
        header, content = unseal(box, self.pairing.key, REPLY)
        self.boot = header.boot
        return header, json.loads(content)


def head(port: int, path: str, media_type: str, length: int, **changed: str | None) -> bytes:
    """A request's head as an extension with the host permission sends it; None leaves a header out."""
    headers: dict[str, str | None] = {
        "Host": f"127.0.0.1:{port}",
        "Origin": ORIGIN,
        "Content-Type": media_type,
        "Content-Length": str(length),
        "Sec-Fetch-Site": "none",
    }
    headers.update({name.replace("_", "-"): value for name, value in changed.items()})
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join((f"POST {path} HTTP/1.1", *lines, "", "")).encode("latin-1")


def exchange_bytes(port: int, request: bytes, patience: float = 10) -> Answer:
    """Send these bytes on a connection of their own and read one answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        connection.sendall(request)
        return read_answer(connection)


def read_answer(connection: socket.socket) -> Answer:
    """One answer with a known length."""
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = connection.recv(65_536)
        if not chunk:
            raise ConnectionResetError(f"closed after {received!r}")
        received += chunk
    first, _, body = received.partition(b"\r\n\r\n")
    status, *lines = first.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    while len(body) < int(headers["content-length"]):
        body += connection.recv(65_536)
    return Answer(int(status.split()[1]), headers, body)


def post(port: int, path: str, media_type: str, body: bytes, **changed: str | None) -> Answer:
    """A whole request."""
    return exchange_bytes(port, head(port, path, media_type, len(body), **changed) + body, patience=30)


def send(port: int, extension: Extension, route: str, body: object = None) -> tuple[int, dict[str, Any]]:
    """A sealed request over a real connection: the outer status and what was sealed in the reply."""
    origin = extension.pairing.browser.origin
    answer = post(port, "/v1/box", MEDIA_TYPE, extension.box(route, body), Origin=origin)
    return answer.status, extension.opened(answer.body)[1] if answer.body else {}


class Connecting:
    """An extension that connects, step by step, over real connections."""

    def __init__(self, port: int, origin: str = ORIGIN, name: str = NAME) -> None:
        self.port = port
        self.origin = origin
        self.name = name
        self.private_key = key_agreement.new_private_key()
        self.share = Share(key_agreement.point_of(self.private_key), os.urandom(key_agreement.NONCE_BYTES))
        self.exchange = ""
        self.said = b""
        self.agreed = key_agreement.PairKey("", b"")

    def step(self, name: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Post one step; an empty answer is {}."""
        answer = post(
            self.port,
            f"/v1/pair/{name}",
            "application/json",
            json.dumps(body).encode(),
            Origin=self.origin,
        )
        return answer.status, json.loads(answer.body) if answer.body else {}

    def commit(self) -> tuple[int, dict[str, Any]]:
        commitment = base64url(key_agreement.commitment(self.share))
        return self.step("commit", {"v": 1, "commitment": commitment, "name": self.name})

    def reveal(self, offer: dict[str, Any]) -> dict[str, Any]:
        """Learn the companion's share, show ours, and know the digits."""
        self.exchange = offer["exchange"]
        companion = Share(raw(offer["public_key"]), raw(offer["nonce"]))
        self.said = key_agreement.transcript(self.share, companion, self.origin)
        self.agreed = key_agreement.pair_key(self.private_key, companion.point, self.said)
        point, nonce = (base64url(part) for part in self.share)
        return self.step("reveal", {"exchange": self.exchange, "public_key": point, "nonce": nonce})[1]

    def ask(self) -> str:
        """Commit and reveal; the six digits that the page would show."""
        status, offer = self.commit()
        assert status == 200, offer
        assert self.reveal(offer) == {"state": "waiting"}
        return key_agreement.digits(self.said)

    def result(self) -> dict[str, Any]:
        return self.step("result", {"exchange": self.exchange})[1]

    def settled(self) -> dict[str, Any]:
        """The first result that is not "waiting"."""
        while (result := self.result()) == {"state": "waiting"}:
            pass
        return result

    def finish_box(self, words: bytes = b'{"state":"finish"}', **changed: Any) -> str:
        members = {"typ": REQUEST, "kid": self.agreed.kid, "boot": self.exchange, "n": 2, **changed}
        return seal(self.agreed.key, Header(**members), words).decode()

    def finish(self) -> dict[str, Any]:
        return self.step("finish", {"exchange": self.exchange, "box": self.finish_box()})[1]

    def opened(self, box: str) -> tuple[Header, dict[str, Any]]:
        header, content = unseal(box.encode(), self.agreed.key, REPLY)
        return header, json.loads(content)

    def extension(self) -> Extension:
        """The connected browser that this becomes."""
        browser = Browser(self.agreed.kid, self.origin, self.name, date(2025, 11, 21))
        return Extension(Pairing(browser, self.agreed.key))
