"""A server that ends: in its own thread, never under the one that asked it to, and with all its threads."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any

import pytest
from tests.web.extension import head
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


def test_whoever_waits_for_a_client_that_reads_nothing_ends_with_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "_GRACE_SECONDS", 0.2)
    answering: list[threading.Thread] = []

    def flood(_: dict[str, Any], start_response: Any) -> list[bytes]:
        answering.append(threading.current_thread())
        start_response("200 OK", [])
        return [bytes(2**20)] * 64  # more than waitress and the system take without a reader

    bound = server.bound_socket((0,))
    port = bound.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        with server.serving(flood, bound, lambda _: True):
            client.sendall(head(port, "/", "text/plain", 1) + b"x")
            assert client.recv(1) == b"H"
        answering[0].join(timeout=10)
        assert not answering[0].is_alive()


ENDING = """
import sys, time
from queue import SimpleQueue
from touchline.web.server import stop_into, wait_for_stop

class TakesAWhileToGo:
    def __del__(self, write=sys.stderr.write, flush=sys.stderr.flush, sleep=time.sleep):
        write("ending\\n")
        flush()
        sleep(0.5)

lasting = TakesAWhileToGo()
events = SimpleQueue()
stop_into(events.put)
sys.stderr.write("ready\\n")
wait_for_stop(events)
"""
"""Ends when asked; Python has put its handlers away when it lets go of what a module holds."""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=lambda stop: stop.name)
def test_one_more_signal_while_the_program_ends_does_not_make_it_fail(stop: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", ENDING], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for word in ("ready\n", "ending\n"):
            assert process.stderr.readline() == word
            process.send_signal(stop)
    assert process.returncode == 0
