"""Requests that must be refused before their body is read, each with an empty reply."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.companion import HOST, ORIGIN, OTHER_ORIGIN, Companion

BODY = b'{"text": "mail me at jo@example.org", "platform": "upwork"}'
ROUTES = ("/v1/check", "/v1/hello", "/", "/favicon.ico", "/v1/check/../check")

STRANGERS = {
    "no host": {"Host": ""},
    "localhost": {"Host": "localhost:47615"},
    "no port": {"Host": "127.0.0.1"},
    "another port": {"Host": "127.0.0.1:47616"},
    "a rebound name": {"Host": "evil.example:47615"},
    "a name that starts like ours": {"Host": "127.0.0.1.evil.example:47615"},
    "user info": {"Host": "evil@127.0.0.1:47615"},
    "short form": {"Host": "127.1:47615"},
    "decimal form": {"Host": "2130706433:47615"},
    "all interfaces": {"Host": "0.0.0.0:47615"},
    "IPv6": {"Host": "[::1]:47615"},
    "trailing dot": {"Host": "127.0.0.1.:47615"},
    "no origin": {"Origin": None},
    "null origin": {"Origin": "null"},
    "the platform's page": {"Origin": "https://www.upwork.com"},
    "a local page": {"Origin": "http://127.0.0.1:47615"},
    "an origin like an extension's": {"Origin": "chrome-extension://short"},
    "an extension with a path": {"Origin": ORIGIN + "/"},
    "two origins": {"Origin": f"{ORIGIN} {ORIGIN}"},
    "Safari's scheme": {"Origin": "safari-web-extension://abcdefghijklmnop"},
    "no token": {"Authorization": None},
    "empty token": {"Authorization": "Bearer "},
    "wrong token": {"Authorization": "Bearer " + "A" * 43},
    "basic": {"Authorization": "Basic dXNlcjpwYXNz"},
    "token with more": {"Authorization": "Bearer " + "A" * 44},
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": OTHER_ORIGIN},
    "same site only": {"Sec-Fetch-Site": "same-site"},
}


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_get_the_same_empty_403(companion: Companion, name: str, path: str) -> None:
    changed: dict[str, Any] = {key.replace("-", "_"): value for key, value in STRANGERS[name].items()}
    response = companion.post(path, BODY, **changed)
    assert (response.status_code, response.data) == (403, b"")
    assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_only_post_is_a_request(companion: Companion, method: str) -> None:
    response = companion.client.open("/v1/check", method=method, headers=companion.headers(), data=BODY)
    assert (response.status_code, response.data) == (403, b"")


def test_a_refused_body_is_never_read(companion: Companion) -> None:
    class Unreadable:
        def read(self, *_: int) -> bytes:
            raise AssertionError("the body was read")

    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/v1/check",
        "HTTP_HOST": HOST,
        "HTTP_ORIGIN": "https://evil.example",
        "CONTENT_LENGTH": "5",
        "wsgi.input": Unreadable(),
    }
    answered: list[str] = []
    body = companion.app.wsgi_app(environ, lambda status, _headers: answered.append(status))  # type: ignore[arg-type]
    assert (answered, list(body)) == (["403 FORBIDDEN".replace("FORBIDDEN", "Forbidden")], [b""])


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": None}, 415),
        ({"Content_Type": "application/json; charset=latin-1"}, 415),
        ({"Transfer_Encoding": "chunked"}, 411),
    ],
)
def test_a_paired_extension_gets_a_bare_status_for_a_bad_body(
    companion: Companion, changed: dict[str, str | None], status: int
) -> None:
    response = companion.post("/v1/check", BODY, **changed)
    assert (response.status_code, response.data) == (status, b"")


@pytest.mark.parametrize(("length", "status"), [("262145", 413), ("many", 411), ("", 411), ("-1", 411)])
def test_a_body_is_refused_by_its_announced_length(companion: Companion, length: str, status: int) -> None:
    response = companion.client.post(
        "/v1/check", headers=companion.headers(), environ_overrides={"CONTENT_LENGTH": length}
    )
    assert (response.status_code, response.data) == (status, b"")


def test_the_paired_extension_is_answered(companion: Companion) -> None:
    assert companion.post("/v1/hello", b"{}").status_code == 200


def test_firefox_says_same_origin_and_is_answered(companion: Companion) -> None:
    assert (
        companion.post("/v1/hello", b"{}", Sec_Fetch_Site="same-origin", Origin=OTHER_ORIGIN).status_code
        == 200
    )


def test_a_path_of_ours_that_does_not_exist_is_a_bare_404(companion: Companion) -> None:
    response = companion.post("/v1/other", b"{}")
    assert (response.status_code, response.data) == (404, b"")


def test_cors_answers_exactly_the_paired_origin(companion: Companion) -> None:
    preflight = {
        "Host": HOST,
        "Origin": ORIGIN,
        "Sec-Fetch-Site": "cross-site",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    assert companion.client.options("/v1/check", headers=preflight).status_code == 403  # nobody is bound yet
    companion.post("/v1/hello", b"{}")
    answer = companion.client.options("/v1/check", headers=preflight)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert companion.post("/v1/hello", b"{}", Sec_Fetch_Site="cross-site").status_code == 200
    stranger = companion.client.options("/v1/check", headers={**preflight, "Origin": OTHER_ORIGIN})
    assert (stranger.status_code, stranger.headers.get("Access-Control-Allow-Origin")) == (403, None)
