"""Hostile requests over real connections: the same empty refusal for all, before a body is read."""

from __future__ import annotations

import contextlib
import select
import socket
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.extension import ORIGIN, OTHER_ORIGIN, exchange_bytes, head, read_answer

from touchline.web import connections, seal, server
from touchline.web.guard import BODY_LIMIT, HEAD_LIMIT, Guard, Head
from touchline.web.pairing import routes
from touchline.web.service import sealed

REFUSED = b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\nDate: "
ROUTES = {
    sealed.PATH: seal.MEDIA_TYPE,
    **dict.fromkeys(routes.PATHS, routes.MEDIA_TYPE),
}
Build = Callable[[int, str, str], bytes]


class Listening:
    """An app that only counts its requests, behind the guard of the service or of pairing."""

    def __init__(self, paths: Iterable[str], media_type: str) -> None:
        self.count = 0
        self._bound = server.bound_socket((0,))
        self.port = self._bound.getsockname()[1]
        self.guard = Guard(server.host_of(self._bound), tuple(paths), media_type, OTHER_ORIGIN.__eq__)

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        with server.serving(self._app, self._bound, self.guard.admits):
            yield

    def _app(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.count += 1
        body = environ["wsgi.input"].read()
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]


@pytest.fixture(scope="module")
def listening() -> Iterator[dict[str, Listening]]:
    """By path: who listens there."""
    service = Listening([sealed.PATH], seal.MEDIA_TYPE)
    pairing = Listening(routes.PATHS, routes.MEDIA_TYPE)
    with service.serving(), pairing.serving():
        yield {sealed.PATH: service, **dict.fromkeys(routes.PATHS, pairing)}


def with_header(**changed: str | None) -> Build:
    """Our own request with these headers changed; its body is announced and never sent."""
    return lambda port, path, media_type: head(port, path, media_type, 100, **changed)


def with_host(host: str) -> Build:
    """Our own request to another host; PORT stands for the real one."""
    return lambda port, path, media_type: head(
        port, path, media_type, 100, Host=host.replace("PORT", str(port))
    )


def with_lines(*lines: str) -> Build:
    """Our own request with these header lines more."""
    more = "".join(f"{line}\r\n" for line in lines).encode("latin-1")

    def build(port: int, path: str, media_type: str) -> bytes:
        return head(port, path, media_type, 100).removesuffix(b"\r\n") + more + b"\r\n"

    return build


def replacing(old: str, new: str) -> Build:
    """Our own request with a part of its bytes replaced; PATH and PORT stand for the real ones."""

    def build(port: int, path: str, media_type: str) -> bytes:
        def real(part: str) -> bytes:
            return part.replace("PATH", path).replace("PORT", str(port)).encode("latin-1")

        request = head(port, path, media_type, 100)
        assert real(old) in request, old
        return request.replace(real(old), real(new), 1)

    return build


def to_path(path: str) -> Build:
    return lambda port, _, media_type: head(port, path, media_type, 100)


HOSTILE: dict[str, Build] = {
    "no host": with_header(Host=None),
    "empty host": with_header(Host=""),
    "localhost": with_host("localhost:PORT"),
    "no port": with_host("127.0.0.1"),
    "another port": with_host("127.0.0.1:80"),
    "a rebound name": with_host("evil.example:PORT"),
    "a name that starts like ours": with_host("127.0.0.1.evil.example:PORT"),
    "a name that means ours": with_host("127.0.0.1.nip.io:PORT"),
    "user info": with_host("evil@127.0.0.1:PORT"),
    "our host as user info": with_host("127.0.0.1:PORT@evil.example"),
    "short form": with_host("127.1:PORT"),
    "decimal form": with_host("2130706433:PORT"),
    "hexadecimal form": with_host("0x7f000001:PORT"),
    "octal form": with_host("0177.0.0.1:PORT"),
    "leading zeros": with_host("127.000.000.001:PORT"),
    "another loopback address": with_host("127.0.0.2:PORT"),
    "all interfaces": with_host("0.0.0.0:PORT"),
    "IPv6": with_host("[::1]:PORT"),
    "IPv4 in IPv6": with_host("[::ffff:127.0.0.1]:PORT"),
    "trailing dot": with_host("127.0.0.1.:PORT"),
    "port with a zero": with_host("127.0.0.1:0PORT"),
    "two hosts in one header": with_host("127.0.0.1:PORT, 127.0.0.1:PORT"),
    "host twice": with_lines("Host: 127.0.0.1"),
    "another host after ours": with_lines("Host: evil.example"),
    "a forwarded host does not help": with_header(Host="evil.example", X_Forwarded_Host="127.0.0.1"),
    "no origin": with_header(Origin=None),
    "empty origin": with_header(Origin=""),
    "null origin": with_header(Origin="null"),
    "the platform's page": with_header(Origin="https://www.upwork.com"),
    "a local page": with_header(Origin="http://127.0.0.1"),
    "a file": with_header(Origin="file://"),
    "an id that is too short": with_header(Origin="chrome-extension://short"),
    "an id that is too long": with_header(Origin=ORIGIN + "a"),
    "an id with a digit": with_header(Origin=ORIGIN[:-1] + "1"),
    "an id in capitals": with_header(Origin=ORIGIN.upper()),
    "an extension with a path": with_header(Origin=ORIGIN + "/"),
    "an extension with a port": with_header(Origin=ORIGIN + ":80"),
    "two origins": with_header(Origin=f"{ORIGIN} {ORIGIN}"),
    "origin twice": with_lines(f"Origin: {ORIGIN}"),
    "a page's origin after ours": with_lines("Origin: https://www.upwork.com"),
    "Safari's scheme": with_header(Origin="safari-web-extension://6b1f3f2c-0d2b-4c8e-9a64-0f3f1d9f7a10"),
    "a UUID without its dashes": with_header(Origin="moz-extension://" + "0" * 32),
    "a page inside the extension": with_header(Origin="chrome-extension:" + "a" * 32),
    "another site": with_header(Sec_Fetch_Site="cross-site"),
    "the same site": with_header(Sec_Fetch_Site="same-site"),
    "a site nobody sends": with_header(Sec_Fetch_Site="None"),
    "site twice": with_lines("Sec-Fetch-Site: none"),
    "an image": with_header(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors", Origin=None),
    "GET": replacing("POST", "GET"),
    "HEAD": replacing("POST", "HEAD"),
    "PUT": replacing("POST", "PUT"),
    "DELETE": replacing("POST", "DELETE"),
    "PATCH": replacing("POST", "PATCH"),
    "TRACE": replacing("POST", "TRACE"),
    "CONNECT": replacing("POST PATH", "CONNECT 127.0.0.1:PORT"),
    "OPTIONS from a stranger": replacing("POST", "OPTIONS"),
    "an unknown method": replacing("POST", "BREW"),
    "a method in small letters": replacing("POST", "post"),
    "no method": replacing("POST ", ""),
    "absolute form": replacing("POST PATH", "POST http://127.0.0.1:PORT/PATH"),
    "absolute form elsewhere": replacing("POST PATH", "POST http://evil.example/PATH"),
    "no path": replacing("POST PATH", "POST *"),
    "the root": to_path("/"),
    "an icon": to_path("/favicon.ico"),
    "an inner route": to_path("/v1/check"),
    "another inner route": to_path("/v1/hello"),
    "a path of another app": to_path("/v1/pair"),
    "a doubled slash": replacing("POST /", "POST //"),
    "a path that climbs": replacing("POST /v1/", "POST /v1/../v1/"),
    "an escaped slash": replacing("POST /v1/", "POST /v1%2f"),
    "a slash at the end": replacing("PATH HTTP", "PATH/ HTTP"),
    "a query": replacing("PATH HTTP", "PATH?x=1 HTTP"),
    "an empty query": replacing("PATH HTTP", "PATH? HTTP"),
    "a fragment": replacing("PATH HTTP", "PATH#x HTTP"),
    "capitals in the path": replacing("POST /v1", "POST /V1"),
    "HTTP/1.0": replacing("HTTP/1.1", "HTTP/1.0"),
    "HTTP/0.9": replacing(" HTTP/1.1", ""),
    "HTTP/2 without asking": replacing("HTTP/1.1", "HTTP/2.0"),
    "HTTP/2's preface": lambda *_: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "an upgrade to a WebSocket": with_header(
        Upgrade="websocket", Connection="Upgrade", Content_Type=None, Content_Length=None
    ),
    "text": with_header(Content_Type="text/plain"),
    "a form": with_header(Content_Type="application/x-www-form-urlencoded"),
    "a form with files": with_header(Content_Type="multipart/form-data; boundary=x"),
    "no media type": with_header(Content_Type=None),
    "a media type with a parameter": replacing("\r\nContent-Length", "; charset=utf-8\r\nContent-Length"),
    "another application's type": with_header(Content_Type="application/octet-stream"),
    "media type twice": with_lines("Content-Type: text/plain"),
    "no length": with_header(Content_Length=None),
    "an empty body": with_header(Content_Length="0"),
    "a body too long": with_header(Content_Length=str(BODY_LIMIT + 1)),
    "a body of a terabyte": with_header(Content_Length="1" + "0" * 12),
    "a length of a thousand digits": with_header(Content_Length="1" * 1_000),
    "a negative length": with_header(Content_Length="-1"),
    "a signed length": with_header(Content_Length="+100"),
    "a length in words": with_header(Content_Length="many"),
    "a hexadecimal length": with_header(Content_Length="0x64"),
    "a length with digits of another script": with_header(Content_Length="\u00b9"),
    "length twice": with_lines("Content-Length: 100"),
    "two lengths": with_lines("Content-Length: 50"),
    "chunked": with_header(Content_Length=None, Transfer_Encoding="chunked"),
    "chunked with a length": with_header(Transfer_Encoding="chunked"),
    "an empty transfer encoding": with_header(Transfer_Encoding=""),
    "an unknown transfer encoding": with_header(Transfer_Encoding="gzip, chunked"),
    "chunked in disguise": with_header(Transfer_Encoding="\x0bchunked"),
    "asks before it sends": with_header(Expect="100-continue", Origin="https://www.upwork.com"),
    "a head of 17 KiB": with_header(X_Long="x" * 17_000),
    "a head of a megabyte": with_header(X_Long="x" * 1_000_000),
    "a thousand headers": with_lines(*(f"X-{number}: {'x' * 20}" for number in range(1_000))),
    "a path of 17 KiB": lambda port, _, media_type: head(port, "/" + "x" * 17_000, media_type, 100),
    "a folded header": with_lines("X-Folded: a", " b\r\nHost: evil.example"),
    "a bare line feed": replacing("\r\nOrigin", "\nOrigin"),
    "a header without a name": with_lines(": x"),
    "a header without a colon": with_lines("hello"),
    "a space before the colon": replacing("Host:", "Host :"),
    "a zero byte": replacing("Host: ", "Host: \x00"),
    "bytes that are no text": lambda *_: bytes(range(128, 256)) + b"\r\n\r\n",
    "a TLS hello": lambda *_: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(40) + b"\r\n\r\n",
}


def answer_to(port: int, request: bytes) -> bytes:
    """All that comes back until the connection is closed; the date is left out."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        with contextlib.suppress(ConnectionError):  # refused while we are still sending
            connection.sendall(request)
        with contextlib.suppress(ConnectionResetError):  # it never read the rest
            while chunk := connection.recv(65_536):
                received += chunk
    return received


def test_the_table_is_long_enough() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("path", ROUTES)
def test_our_own_request_is_admitted(listening: dict[str, Listening], path: str) -> None:
    """Or the table below would prove nothing."""
    there = listening[path]
    request = head(there.port, path, ROUTES[path], 100) + bytes(100)
    answer = exchange_bytes(there.port, request)
    assert (answer.status, answer.body) == (200, bytes(100))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_request_gets_the_same_empty_refusal_on_every_route(
    listening: dict[str, Listening], name: str
) -> None:
    for path, media_type in ROUTES.items():
        there = listening[path]
        before = there.count
        answer = answer_to(there.port, HOSTILE[name](there.port, path, media_type))
        assert answer.startswith(REFUSED), (path, answer)
        assert answer.endswith(b"GMT\r\n\r\n"), (path, answer)
        assert answer.count(b"\r\n") == 5
        assert there.count == before


def test_a_refusal_comes_before_the_body_and_its_connection_is_closed(
    listening: dict[str, Listening],
) -> None:
    there = listening[sealed.PATH]
    body_length = BODY_LIMIT
    request = head(there.port, sealed.PATH, seal.MEDIA_TYPE, body_length, Origin="null")
    with socket.create_connection(("127.0.0.1", there.port), timeout=10) as connection:
        connection.sendall(request)
        assert read_answer(connection).status == 403
        assert connection.recv(1) == b""


def test_what_follows_a_refused_request_on_its_connection_is_not_read(
    listening: dict[str, Listening],
) -> None:
    there = listening[sealed.PATH]
    before = there.count
    refused = head(there.port, sealed.PATH, seal.MEDIA_TYPE, 100, Origin="null")
    smuggled = head(there.port, sealed.PATH, seal.MEDIA_TYPE, 1) + b"x"
    answer = answer_to(there.port, refused + smuggled)
    assert answer.count(b"HTTP/1.1") == 1
    assert there.count == before


def test_a_connection_that_was_admitted_once_is_asked_again(listening: dict[str, Listening]) -> None:
    there = listening[sealed.PATH]
    with socket.create_connection(("127.0.0.1", there.port), timeout=10) as connection:
        connection.sendall(head(there.port, sealed.PATH, seal.MEDIA_TYPE, 1) + b"x")
        assert read_answer(connection).status == 200
        connection.sendall(head(there.port, sealed.PATH, seal.MEDIA_TYPE, 1, Origin="null") + b"x")
        assert read_answer(connection).status == 403


def test_a_head_may_come_byte_by_byte(listening: dict[str, Listening]) -> None:
    there = listening[sealed.PATH]
    for origin, status in ((ORIGIN, 200), ("null", 403)):
        with socket.create_connection(("127.0.0.1", there.port), timeout=10) as connection:
            for byte in head(there.port, sealed.PATH, seal.MEDIA_TYPE, 1, Origin=origin) + b"x":
                with contextlib.suppress(ConnectionError):
                    connection.send(bytes([byte]))
            assert read_answer(connection).status == status


def test_the_longest_head_and_body_are_admitted(listening: dict[str, Listening]) -> None:
    there = listening[sealed.PATH]
    request = head(there.port, sealed.PATH, seal.MEDIA_TYPE, BODY_LIMIT, X_Long="")
    filler = b"X-Long: " + b"x" * (HEAD_LIMIT - len(request) - 1)
    request = request.replace(b"X-Long: ", filler)
    answer = exchange_bytes(there.port, request + bytes(BODY_LIMIT))
    assert (answer.status, len(answer.body)) == (200, BODY_LIMIT)


def test_a_paired_origin_passes_where_a_stranger_does_not(listening: dict[str, Listening]) -> None:
    there = listening[sealed.PATH]
    for origin, status in ((OTHER_ORIGIN, 200), (ORIGIN, 403)):
        request = head(
            there.port, sealed.PATH, seal.MEDIA_TYPE, 1, Origin=origin, Sec_Fetch_Site="cross-site"
        )
        assert exchange_bytes(there.port, request + b"x").status == status
        preflight = head(
            there.port, sealed.PATH, seal.MEDIA_TYPE, 1, Origin=origin, Content_Length=None, Content_Type=None
        ).replace(b"POST", b"OPTIONS")
        assert exchange_bytes(there.port, preflight).status == status
    with_body = head(there.port, sealed.PATH, seal.MEDIA_TYPE, 1, Origin=OTHER_ORIGIN)
    assert exchange_bytes(there.port, with_body.replace(b"POST", b"OPTIONS")).status == 403


@pytest.mark.parametrize("site", [None, "none", "same-origin"])
def test_the_words_of_both_browsers_for_an_extension_are_known(
    listening: dict[str, Listening], site: str | None
) -> None:
    there = listening[sealed.PATH]
    request = head(there.port, sealed.PATH, seal.MEDIA_TYPE, 1, Sec_Fetch_Site=site)
    assert exchange_bytes(there.port, request + b"x").status == 200


@contextlib.contextmanager
def slow_connections(port: int) -> Iterator[list[socket.socket]]:
    """Many that have begun a request and say no more: some in the head, some in the body."""
    request = head(port, sealed.PATH, seal.MEDIA_TYPE, 100) + bytes(99)
    with contextlib.ExitStack() as open_ones:
        slow = [
            open_ones.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            for _ in range(90)
        ]
        for number, connection in enumerate(slow):
            with contextlib.suppress(ConnectionError):  # closed already, on a busy machine
                connection.sendall(request[: 1 + number * 5])
        yield slow


def test_slow_connections_hold_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 60)
    there = Listening([sealed.PATH], seal.MEDIA_TYPE)
    with there.serving(), slow_connections(there.port) as slow:
        request = head(there.port, sealed.PATH, seal.MEDIA_TYPE, 100) + bytes(100)
        assert exchange_bytes(there.port, request, patience=30).status == 200
        assert select.select(slow, [], [], 0)[0] == []  # answered while all of them wait


def test_slow_connections_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 1)
    there = Listening([sealed.PATH], seal.MEDIA_TYPE)
    with there.serving(), slow_connections(there.port) as slow:
        for connection in slow:
            with contextlib.suppress(ConnectionError):
                assert connection.recv(1) == b""
    assert there.count == 0


def test_nothing_of_a_request_is_ever_written_to_a_file(
    listening: dict[str, Listening], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("waitress.buffers.TempfileBasedBuffer.newfile", lambda _: opened.append("spooled"))
    there = listening[sealed.PATH]
    request = head(there.port, sealed.PATH, seal.MEDIA_TYPE, BODY_LIMIT)
    assert exchange_bytes(there.port, request + bytes(BODY_LIMIT)).status == 200
    assert opened == []


def test_a_guard_is_asked_once_for_each_request() -> None:
    asked: list[Head] = []

    def app(_: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]

    def admits(head: Head) -> bool:
        asked.append(head)
        return True

    bound = server.bound_socket((0,))
    with server.serving(app, bound, admits):
        port = bound.getsockname()[1]
        for part in (b"x" * 10, b"x" * 100_000):
            assert exchange_bytes(port, head(port, "/p?q", "text/plain", len(part)) + part).status == 200
    assert [(head.method, head.target, head.version) for head in asked] == [("POST", "/p?q", "1.1")] * 2
    assert asked[0].headers["ORIGIN"] == ORIGIN


@given(
    headers=st.dictionaries(
        st.sampled_from(("HOST", "ORIGIN", "CONTENT_TYPE", "CONTENT_LENGTH", "SEC_FETCH_SITE")),
        st.one_of(st.text(max_size=40), st.sampled_from(("127.0.0.1:1", ORIGIN, "application/jose", "5"))),
    ),
    method=st.sampled_from(("POST", "OPTIONS", "GET")),
    target=st.one_of(st.just("/v1/box"), st.text(max_size=10)),
)
def test_only_the_exact_request_is_admitted(headers: dict[str, str], method: str, target: str) -> None:
    guard = Guard("127.0.0.1:1", ["/v1/box"], "application/jose")
    length = headers.get("CONTENT_LENGTH", "")
    is_exact = (
        (method, target) == ("POST", "/v1/box")
        and headers.get("HOST") == "127.0.0.1:1"
        and headers.get("ORIGIN") == ORIGIN
        and headers.get("CONTENT_TYPE") == "application/jose"
        and headers.get("SEC_FETCH_SITE", "none") in {"none", "same-origin"}
        and length.isascii()
        and length.isdigit()
        and 0 < int(length) <= BODY_LIMIT
    )
    assert guard.admits(Head(method, target, "1.1", headers)) == is_exact
