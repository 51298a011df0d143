"""The sealed service over real connections: what is answered, and every way to be refused."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.companion import Companion
from tests.web.extension import (
    ORIGIN,
    OTHER_ORIGIN,
    Answer,
    Extension,
    exchange_bytes,
    paired,
    post,
    send,
)

from touchline.web.seal import MEDIA_TYPE, PADDED_TO, REPLY, header_of

CONTRACT = Path(__file__).parent.parent / "contract"
REQUEST = json.loads((CONTRACT / "check_request.json").read_text("utf-8"))


def answer_to(port: int, box: bytes, **changed: str | None) -> Answer:
    return post(port, "/v1/box", MEDIA_TYPE, box, **changed)


def is_bare(answer: Answer, status: int) -> bool:
    return (answer.status, answer.body) == (status, b"")


def still_answers(companion: Companion, port: int) -> bool:
    return send(port, companion.extension, "hello")[0] == 200


def test_a_sealed_check_is_answered_under_the_same_seal(companion: Companion, port: int) -> None:
    status, hello = send(port, companion.extension, "hello")
    assert (status, hello["status"], hello["body"]["api"]) == (200, 200, {"min": 1, "max": 1})
    status, reply = send(port, companion.extension, "check", REQUEST)
    assert (status, reply["status"], reply["body"]["revision"]) == (200, 200, REQUEST["revision"])
    assert [warning["kind"] for warning in reply["body"]["warnings"]] == ["email"]


def test_a_reply_carries_the_requests_counter_our_boot_id_and_padding(
    companion: Companion, port: int
) -> None:
    box = companion.extension.box("hello", n=77)
    answer = answer_to(port, box)
    header, _ = companion.extension.opened(answer.body)
    assert (header.typ, header.kid, header.n) == (REPLY, companion.extension.pairing.browser.kid, 77)
    assert len(header.boot) == 22
    assert len(answer.body.split(b".")[3]) * 3 // 4 % PADDED_TO == 0
    assert answer.headers["content-type"] == MEDIA_TYPE


def test_a_problem_is_told_inside_the_seal(companion: Companion, port: int) -> None:
    send(port, companion.extension, "hello")
    for body, status, code in (
        ({"text": "x", "platform": "nowhere"}, 404, "unknown-platform"),
        ({"text": "", "platform": "upwork"}, 400, "invalid-request"),
        ({"text": "x" * 20_001, "platform": "upwork"}, 413, "message-too-long"),
    ):
        outer, reply = send(port, companion.extension, "check", body)
        assert (outer, reply["status"], reply["body"]["type"]) == (200, status, f"/problems/{code}")


def test_a_replay_gets_a_sealed_409_that_says_where_to_go_on(companion: Companion, port: int) -> None:
    extension = companion.extension
    send(port, extension, "hello")
    box = extension.box("check", REQUEST)
    assert answer_to(port, box).status == 200
    again = answer_to(port, box)
    header, reply = extension.opened(again.body)
    assert (again.status, reply["status"], header.n) == (409, 409, header_of(box).n)
    assert reply["body"] == {"type": "/problems/replayed", "boot": header.boot, "counter": header.n}


def test_a_counter_that_goes_back_is_a_replay_and_can_be_healed(companion: Companion, port: int) -> None:
    extension = companion.extension
    send(port, extension, "hello")
    answer_to(port, extension.box("hello", n=5_000_000_000_000))
    for n in (1, 4_999_999_999_999, 5_000_000_000_000):
        answer = answer_to(port, extension.box("check", REQUEST, n=n))
        assert answer.status == 409
        last = extension.opened(answer.body)[1]["body"]["counter"]
    assert answer_to(port, extension.box("check", REQUEST, n=last + 1)).status == 200


def test_a_message_from_before_a_restart_is_a_replay(companion: Companion) -> None:
    extension = companion.extension
    with companion.serving() as port:
        send(port, extension, "hello")
        recorded, old = extension.box("check", REQUEST), extension.boot
    with companion.serving() as port:
        answer = answer_to(port, recorded)
        _, reply = extension.opened(answer.body)
        assert (answer.status, reply["body"]["counter"]) == (409, 0)
        assert reply["body"]["boot"] not in {old, ""}
        assert send(port, extension, "check", REQUEST)[0] == 200


def test_only_a_hello_may_come_without_the_boot_id(companion: Companion, port: int) -> None:
    assert answer_to(port, companion.extension.box("check", REQUEST, boot="")).status == 409
    assert answer_to(port, companion.extension.box("hello", boot="")).status == 200


def test_two_browsers_count_for_themselves(companion: Companion, port: int) -> None:
    other = paired("fedcba9876543210", OTHER_ORIGIN, "Firefox on Linux")
    companion.pairings.add(other)
    assert answer_to(port, companion.extension.box(n=10)).status == 200
    assert answer_to(port, Extension(other).box(n=9), Origin=OTHER_ORIGIN).status == 200
    assert answer_to(port, companion.extension.box(n=10)).status == 409


def test_strangers_and_tampering_get_an_empty_403(companion: Companion, port: int) -> None:
    known = companion.extension
    stranger = Extension(paired("fedcba9876543210"))
    guesser = Extension(replace(known.pairing, key=os.urandom(32)))
    good = known.box()
    for box in (
        stranger.box(),
        guesser.box(),
        known.box(typ=REPLY),
        good[:-1],
        good + b"A",
        good + b"\n",
        good.replace(b"..", b".AAAA."),
        b"x",
        b"....",
        b"." * 1_000,
        os.urandom(1_000),
        b'{"route":"hello","body":{}}',
    ):
        assert is_bare(answer_to(port, box), 403)
    assert is_bare(answer_to(port, known.box(), Origin=OTHER_ORIGIN), 403)  # the key is another extension's
    assert is_bare(answer_to(port, Extension(paired()).box()), 403)  # our kid, not our key
    assert answer_to(port, good).status == 200  # none of them used the counter up


def test_a_forgotten_browser_gets_no_answer_any_more(companion: Companion, port: int) -> None:
    assert still_answers(companion, port)
    companion.pairings.revoke(companion.extension.pairing.browser.kid)
    assert is_bare(answer_to(port, companion.extension.box()), 403)


def test_an_envelope_of_another_version_is_told_so_but_only_to_a_connected_browser(
    companion: Companion, port: int
) -> None:
    for version in (0, 2, 2**53 - 1):
        assert is_bare(answer_to(port, companion.extension.box(v=version)), 426)
    assert is_bare(answer_to(port, Extension(paired("fedcba9876543210")).box(v=2)), 403)


def test_every_byte_of_an_envelope_flipped_cut_or_repeated_is_refused(
    companion: Companion, port: int
) -> None:
    """Over one real connection each; the exhaustive version, without a network, is in test_seal."""
    box = companion.extension.box()
    for place in range(0, len(box), 7):
        flipped = box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :]
        cut = box[:place]
        repeated = box[: place + 1] + box[place:]
        for spoiled in (flipped, cut, repeated):
            if spoiled:
                assert is_bare(answer_to(port, spoiled), 403), place
    assert still_answers(companion, port)


SPOILED: dict[str, bytes] = {
    "nothing": b" ",
    "no JSON": b"hello",
    "cut": b'{"route": "check", "body": {"text": "canary',
    "a list": b"[]",
    "no route": b'{"body": {}}',
    "no body": b'{"route": "check"}',
    "another member": b'{"route": "check", "body": {}, "canary": 1}',
    "a route that climbs": b'{"route": "../v1/check", "body": {}}',
    "a route with a query": b'{"route": "check?canary", "body": {}}',
    "an empty route": b'{"route": "", "body": {}}',
    "a number for a route": b'{"route": 5, "body": {}}',
    "deep": b'{"route": "check", "body": ' + b"[" * 60_000 + b"]" * 60_000 + b"}",
    "deep beside": b'{"x": ' + b"[" * 60_000 + b"]" * 60_000 + b', "route": "check", "body": {}}',
    "a huge number": b'{"route": "check", "body": {"text": "x", "platform": "upwork", "revision": '
    + b"9" * 60_000
    + b"}}",
    "invalid UTF-8": b'{"route": "check", "body": {"text": "\xff canary", "platform": "upwork"}}',
    "invalid UTF-8 in the route": b'{"route": "ch\xffeck", "body": {}}',
    "a lone surrogate": b'{"route": "check", "body": {"text": "\\ud800", "platform": "upwork"}}',
    "a byte order mark": b'\xef\xbb\xbf{"route": "hello", "body": {}}',
    "two values": b'{"route": "hello", "body": {}} {}',
    "a zero byte": b'{"route": "hello", "body": {}}\x00',
}


@pytest.mark.parametrize("name", SPOILED)
def test_bad_content_under_a_good_seal_is_a_sealed_problem(
    companion: Companion, port: int, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    send(port, companion.extension, "hello")
    with caplog.at_level(logging.DEBUG):
        answer = answer_to(port, companion.extension.seal(SPOILED[name]))
    _, reply = companion.extension.opened(answer.body)
    assert (answer.status, reply["status"]) == (200, 400)
    assert reply["body"]["type"] == "/problems/invalid-request"
    assert "canary" not in json.dumps(reply) + caplog.text
    assert still_answers(companion, port)


def test_an_unknown_route_is_a_sealed_404(companion: Companion, port: int) -> None:
    send(port, companion.extension, "hello")
    assert send(port, companion.extension, "box")[1] == {"status": 404, "body": None}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(min_size=1, max_size=600), st.text(min_size=1, max_size=200).map(lambda text: text.encode())
    )
)
def test_whatever_is_sealed_gets_a_defined_answer(companion: Companion, port: int, content: bytes) -> None:
    companion.extension.boot = companion.extension.boot or "A" * 22
    answer = answer_to(port, companion.extension.seal(content))
    _, reply = companion.extension.opened(answer.body)
    assert reply["status"] in {400, 409}


def test_the_longest_text_of_any_script_fits_under_the_seal(companion: Companion, port: int) -> None:
    send(port, companion.extension, "hello")
    for character in ("a", "👋", "\u0001"):
        text = character * 20_000
        body = {"text": text, "platform": "upwork", "recent": [text[:2_000]] * 5}
        assert send(port, companion.extension, "check", body)[1]["status"] == 200


def test_what_breaks_inside_is_named_under_the_seal_and_logged_without_words(
    companion: Companion, port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(message: str, *_: object) -> None:
        raise ValueError(f"cannot read {message}")

    monkeypatch.setattr("touchline.web.service.routes.review", broken)
    send(port, companion.extension, "hello")
    status, reply = send(port, companion.extension, "check", {"text": "canary-7f3a", "platform": "upwork"})
    assert (status, reply["status"], reply["body"]["type"]) == (200, 500, "/problems/unexpected")
    assert "ValueError" in caplog.text
    assert "canary" not in caplog.text + json.dumps(reply)


def test_what_breaks_outside_is_a_bare_500(
    companion: Companion, port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("touchline.web.service.sealed.unseal", lambda *_: 1 / 0)
    assert is_bare(answer_to(port, companion.extension.box()), 500)
    assert "ZeroDivisionError" in caplog.text


def test_a_key_written_meanwhile_counts_at_once(companion: Companion, port: int) -> None:
    new = paired("fedcba9876543210", OTHER_ORIGIN)
    assert is_bare(answer_to(port, Extension(new).box(), Origin=OTHER_ORIGIN), 403)
    companion.pairings.add(new)
    assert answer_to(port, Extension(new).box(), Origin=OTHER_ORIGIN).status == 200


def test_a_connected_browser_without_the_host_permission_is_answered_by_cors(
    companion: Companion, port: int
) -> None:
    def preflight(origin: str) -> Answer:
        lines: list[Any] = [
            "OPTIONS /v1/box HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            f"Origin: {origin}",
            "Sec-Fetch-Site: cross-site",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: content-type",
            "",
            "",
        ]
        return exchange_bytes(port, "\r\n".join(lines).encode())

    answer = preflight(ORIGIN)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, ORIGIN)
    assert answer.headers["access-control-allow-headers"].lower() == "content-type"
    assert is_bare(preflight(OTHER_ORIGIN), 403)
    answer = answer_to(port, companion.extension.box(), Sec_Fetch_Site="cross-site")
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, ORIGIN)
    assert "access-control-allow-credentials" not in answer.headers
    with_permission = answer_to(port, companion.extension.box())
    assert not [name for name in with_permission.headers if name.startswith("access-control")]
    refused = answer_to(port, b"x", Sec_Fetch_Site="cross-site")  # it may see that it was refused
    assert (refused.status, refused.headers["access-control-allow-origin"]) == (403, ORIGIN)
