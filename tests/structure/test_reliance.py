"""What Touchline relies on inside libraries, beyond what they promise: it fails here first, and says where.

Each test names our line. When one fails after `make lock` or in `make test-latest`, read what changed in the
library, and change that line or keep the library's series back in pyproject.toml.
"""

from __future__ import annotations

import binascii
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_cors import cross_origin
from joserfc.util import urlsafe_b64decode
from publicsuffixlist import PublicSuffixList
from waitress import create_server
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

GUARD = "waitress changed: the guard in touchline/web/connections.py decides about a request from this"
END = "waitress changed: touchline/web/server.py ends the server by this"
HEAD = (
    b"POST /v1/box?x HTTP/1.1\r\n"
    b"Host: 127.0.0.1:1\r\n"
    b"X-Two: a\r\nX-Two: b\r\n"
    b"Expect: 100-continue\r\n"
    b"Content-Length: 3\r\n\r\n"
)


def parser(head: bytes) -> HTTPRequestParser:
    made = HTTPRequestParser(Adjustments())
    assert made.received(head) == len(head), GUARD
    return made


def test_waitress_parses_a_head_before_the_body_and_shows_it_to_the_guard() -> None:
    whole = parser(HEAD)
    assert (whole.headers_finished, whole.completed, whole.empty, whole.error) == (
        True,
        False,
        False,
        None,
    ), GUARD
    assert (whole.command, whole.request_uri, whole.version) == ("POST", "/v1/box?x", "1.1"), GUARD
    assert whole.headers["HOST"] == "127.0.0.1:1", GUARD
    assert whole.headers["CONTENT_LENGTH"] == "3", GUARD
    assert whole.headers["X_TWO"] == "a, b", f"{GUARD}: a header that stands twice must not hide one"
    assert whole.expect_continue is True, GUARD


def test_waitress_says_when_a_head_is_unfinished_empty_or_wrong() -> None:
    assert not parser(HEAD[:30]).headers_finished, GUARD
    assert parser(b"\r\n\r\n").empty, GUARD
    assert parser(b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n").error is not None, GUARD


def test_waitress_takes_a_transfer_encoding_out_of_the_headers_after_it_has_seen_the_raw_head() -> None:
    seen: list[bytes] = []

    class Noting(HTTPRequestParser):  # type: ignore[misc]  # waitress publishes no types
        def parse_header(self, head: bytes) -> None:
            seen.append(head)
            super().parse_header(head)

    noting = Noting(Adjustments())
    noting.received(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
    assert b"Transfer-Encoding: chunked" in b"".join(seen), GUARD
    assert "TRANSFER_ENCODING" not in noting.headers, f"{GUARD}: then `_is_encoded` can go"


class Teapot:
    def to_response(self, _ident: str | None) -> tuple[str, list[tuple[str, str]], bytes]:
        return "418 Refused", [], b""


class Refusing(HTTPRequestParser):  # type: ignore[misc]  # the same
    def received(self, data: bytes) -> int:
        super().received(data)
        self.completed, self.error, self.expect_continue = True, Teapot(), False
        return len(data)


class Refused(HTTPChannel):  # type: ignore[misc]  # the same
    def parser_class(self, adjustments: Adjustments) -> Refusing:
        assert self.server.mark == "ours"
        return Refusing(adjustments)


@pytest.fixture
def server() -> Iterator[Any]:
    """A server that runs in a thread called "loop"."""
    made = create_server(lambda *_: [], host="127.0.0.1", port=0)
    made.mark, made.channel_class = "ours", Refused
    loop = threading.Thread(target=made.run, name="loop", daemon=True)
    loop.start()
    yield made
    made.trigger.pull_trigger(made.close)
    made.task_dispatcher.shutdown(timeout=2)
    loop.join(10)
    assert not loop.is_alive(), f"{END}: closing all sockets ends its loop"


def test_a_waitress_server_asks_our_channels_parser_and_answers_its_error(server: Any) -> None:
    with socket.create_connection(("127.0.0.1", server.effective_port), timeout=10) as client:
        client.sendall(HEAD)
        assert client.recv(1000).startswith(b"HTTP/1.1 418 Refused\r\n"), GUARD


def test_a_waitress_server_lists_its_connections_and_its_loop_closes_them(server: Any) -> None:
    closed: list[str] = []

    def close() -> None:
        for channel in list(server.active_channels.values()):
            assert channel.total_outbufs_len == 0, END
            closed.append(threading.current_thread().name)  # before the client may see the end
            channel.handle_close()

    with socket.create_connection(("127.0.0.1", server.effective_port), timeout=10) as client:
        for _ in range(100):
            if server.active_channels:
                break
            time.sleep(0.01)
        server.trigger.pull_trigger(close)
        assert client.recv(1000) == b"", END
    assert closed == ["loop"], END


def test_flask_cors_answers_a_response_that_exists_for_one_origin() -> None:
    """Public, and used for a response at a time: `_with_cors` in touchline/web/service/sealed.py."""
    app = Flask("test")
    with app.test_request_context("/", method="OPTIONS", headers={"Origin": "https://a.example"}):
        response = app.make_response("")
        allowed = cross_origin(origins=["https://a.example"], methods=["POST"], automatic_options=False)
        answered = allowed(lambda: response)()
    assert answered is response
    assert response.headers["Access-Control-Allow-Origin"] == "https://a.example"


@pytest.mark.parametrize("wrong", [b"YQ==", b"a+", b"a/", b"YR", b"a", b"Y Q"])
def test_joserfc_decodes_base64url_in_its_one_spelling(wrong: bytes) -> None:
    """A header with two spellings could be sent twice: `header_of` in touchline/web/seal.py."""
    assert urlsafe_b64decode(b"YQ") == b"a"
    with pytest.raises(binascii.Error):
        urlsafe_b64decode(wrong)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.com", "com"),
        ("a.рф", "рф"),
        ("a.co.za", "co.za"),  # South Africa has names under suffixes of two labels only
        ("a.za", None),
        ("a.js", None),
        ("a.ck", "a.ck"),  # a rule with a wildcard
        ("www.ck", "ck"),  # and its exception
        ("a.github.io", "io"),  # in the private section of the list
    ],
)
def test_the_suffix_list_knows_its_icann_section(name: str, suffix: str | None) -> None:
    """`ends_host` in touchline/text/hosts.py."""
    suffixes = PublicSuffixList(accept_unknown=False, accept_encoded_idn=False, only_icann=True)
    assert suffixes.publicsuffix(name) == suffix
