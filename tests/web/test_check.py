"""`POST /v1/check`: the contract, bad input, and no text in any answer or log."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.web.companion import Companion

from touchline.claims.claim import Candidate
from touchline.pipeline import pipeline
from touchline.web.service import routes

CONTRACT = Path(__file__).parent.parent / "contract"
CANARY = "canary-7f3a@secret.example"


def test_the_contract_request_gets_the_contract_reply(companion: Companion) -> None:
    request = json.loads((CONTRACT / "check_request.json").read_text("utf-8"))
    expected = json.loads((CONTRACT / "check_reply.json").read_text("utf-8"))
    response = companion.check(**request)
    assert response.status_code == 200
    reply = response.get_json()
    assert shape(reply) == shape(expected)
    (warning,) = reply["warnings"]
    assert (reply["revision"], warning["verdict"], warning["kind"]) == (7, "breach", "email")
    units = request["text"].encode("utf-16-le")
    assert units[2 * warning["start"] : 2 * warning["end"]].decode("utf-16-le") == "jo@example.org"
    assert set(warning["clauses"]) == set(reply["clauses"])


def shape(value: Any) -> Any:
    """The keys of a reply, without the ids of its clauses."""
    if isinstance(value, list):
        return [shape(item) for item in value[:1]] if value and isinstance(value[0], dict) else "list"
    if not isinstance(value, dict):
        return None
    if value and all("." in key for key in value):
        return [shape(item) for item in list(value.values())[:1]]
    return {key: shape(item) for key, item in value.items()}


def test_clean_text_gets_no_warning(companion: Companion) -> None:
    reply = companion.check(text="I can start on Monday and deliver in five days.").get_json()
    assert (reply["warnings"], reply["clauses"], reply["incomplete"]) == ([], {}, [])


def asking(**fields: object) -> bytes:
    """A request with these fields changed; None leaves one out."""
    request = {"text": "canary-7f3a", "platform": "upwork", **fields}
    return json.dumps({name: value for name, value in request.items() if value is not None}).encode()


BAD: dict[str, tuple[bytes, int, str, str]] = {
    "empty text": (asking(text=""), 400, "invalid-request", "text"),
    "no text": (asking(text=None), 400, "invalid-request", "body"),
    "no platform": (asking(platform=None), 400, "invalid-request", "body"),
    "not JSON": (b"canary-7f3a", 400, "invalid-request", "body"),
    "truncated": (b'{"text": "canary-7f3a', 400, "invalid-request", "body"),
    "white space": (b" ", 400, "invalid-request", "body"),
    "a list": (b'["canary-7f3a"]', 400, "invalid-request", "body"),
    "text is a number": (asking(text=5), 400, "invalid-request", "text"),
    "unknown field": (asking(**{"canary-7f3a": 1}), 400, "invalid-request", "body"),
    "unknown surface": (asking(surface="canary-7f3a"), 400, "invalid-request", "surface"),
    "unknown platform": (asking(platform="canary-7f3a"), 404, "unknown-platform", "platform"),
    "lone surrogate": (asking(text="\ud800 canary-7f3a"), 400, "invalid-request", "body"),
    "invalid UTF-8": (b'{"text": "\xff canary-7f3a", "platform": "upwork"}', 400, "invalid-request", "body"),
    "regions": (asking(regions=["canary"]), 400, "invalid-request", "regions"),
    "no allowance": (asking(allowances=[{"fact": "stage"}]), 400, "invalid-request", "allowances"),
    "six recent": (asking(recent=["canary"] * 6), 400, "invalid-request", "recent"),
    "too long": (asking(text="canary" * 4_000), 413, "message-too-long", "text"),
    "recent too long": (asking(recent=["canary" * 400]), 413, "message-too-long", "recent"),
    "deep": (b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "invalid-request", "text"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_named_problem_that_never_echoes(companion: Companion, name: str) -> None:
    body, status, code, field = BAD[name]
    response = companion.post("/v1/check", body)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    problem = response.get_json()
    assert (problem["type"], problem["status"], problem["field"]) == (f"/problems/{code}", status, field)
    assert problem["title"]
    assert b"canary" not in response.data


@pytest.mark.parametrize("text", ["a" * 20_000, "👋" * 20_000, "آ" * 20_000])
def test_the_longest_text_of_any_script_is_checked(companion: Companion, text: str) -> None:
    request = {"text": text, "platform": "upwork", "recent": [text[:2_000]] * 5}
    body = json.dumps(request, ensure_ascii=False).encode()
    assert companion.post("/v1/check", body).status_code == 200


def test_an_unexpected_error_is_logged_by_type_and_place_only(
    companion: Companion,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def broken(message: str, *_: object, **__: object) -> None:
        raise ValueError(f"cannot read {message}")

    monkeypatch.setattr(routes, "review", broken)
    with caplog.at_level(logging.DEBUG):
        response = companion.check(text=CANARY)
    assert (response.status_code, response.get_json()["type"]) == (500, "/problems/unexpected")
    assert "ValueError" in caplog.text
    seen = caplog.text + "".join(capfd.readouterr()) + response.get_data(as_text=True)
    assert CANARY not in seen


@pytest.mark.plants_bugs
def test_a_bug_in_a_part_of_the_detection_is_logged_and_not_sent(
    companion: Companion, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(candidates: Iterable[Candidate], *_: object) -> None:
        raise ZeroDivisionError(CANARY + "".join(each.value for each in candidates))

    stages = pipeline._stages()
    monkeypatch.setattr(pipeline, "_stages", lambda: stages._replace(judged=broken))
    with caplog.at_level(logging.DEBUG):
        reply = companion.check(text=f"please mail me at {CANARY}")
    ((_, level, line),) = caplog.record_tuples
    place = f"tests.web.test_check:{broken.__code__.co_firstlineno + 1}"
    assert (level, line) == (logging.ERROR, f"unexpected {ZeroDivisionError} at {place}")
    assert reply.get_json()["incomplete"] == ["intent"]
    assert "ZeroDivisionError" not in reply.get_data(as_text=True)


def test_no_text_is_logged_at_any_level(
    companion: Companion, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        companion.check(text=f"mail me at {CANARY}")
        companion.post("/v1/check", f'{{"text": "{CANARY}", "platform": "{CANARY}"}}'.encode())
        companion.post(f"/v1/{CANARY}", b"{}")
    assert "canary" not in caplog.text + "".join(capfd.readouterr())


def test_hello_names_versions_limits_and_packs(companion: Companion) -> None:
    reply = companion.post("/v1/hello", b"{}").get_json()
    assert reply["limits"] == {"max_chars": 20_000}
    assert {"fiverr", "upwork"} <= {pack["id"] for pack in reply["packs"]}
    assert reply["api"] == {"min": 1, "max": 1}
