"""A server that ends: in its own thread, and never under the one that asked it to."""

from __future__ import annotations

import time
from typing import Any

import pytest
from waitress.trigger import trigger

from touchline.web import server


def _nothing(_: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Length", "0")])
    return [b""]


def test_a_server_that_another_thread_has_just_woken_closes_without_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pull = trigger._physical_pull

    def pull_between_two(self: trigger) -> None:
        pull(self)  # as a thread does whose answer has just been written
        time.sleep(0.1)
        pull(self)

    bound = server.bound_socket((0,))
    with server.serving(_nothing, bound, lambda _: True):
        monkeypatch.setattr(trigger, "_physical_pull", pull_between_two)
    assert bound.fileno() == -1
