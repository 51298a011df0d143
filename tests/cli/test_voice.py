"""What reaches the terminal: never an order to it, whatever was checked, named or stored."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from tests.cli.process import in_terminal, run
from tests.web.extension import NAME, ORIGIN

from touchline.cli.output.voice import printable
from touchline.cli.pairing import terminal
from touchline.cli.pairing.dialogue import Dialogue
from touchline.web.pairing.session import Asked, NotKept, Window

ORDERS = {
    "reset": "\x1bc",
    "alignment": "\x1b#8",
    "colour": "\x1b[31m",
    "title": "\x1b]0;title\x07",
    "clipboard": "\x1b]52;c;aGk=\x1b\\",
    "program": "\x1b_Ga=T;AAAA\x1b\\",
    "device": "\x1bP$q q\x1b\\",
    "privacy": "\x1b^secret\x1b\\",
    "other letters": "\x0e\x0f",
    "backspaces": "\b\b\b\b",
    "carriage return": "\rover",
    "form feed and bell": "\f\v\a",
    "one-byte sequences": "\x9b2J\x9d0;title\x9c\x90q\x9c",
    "next line": "\x85\u2028\u2029",
    "delete": "\x7f",
    "direction": "\u202e\u2066",
    "tags": "\U000e0041",
}
LINE_BREAKS = {"\n", "\r"}  # a terminal makes both out of one

COMMANDS = [
    ["check", "-", "--platform", "upwork", "--surface", "inbox"],
    ["check", "--why", "--explain", "-", "--platform", "upwork", "--surface", "inbox"],
    ["check", "--format", "json", "-", "--platform", "upwork"],
]


def orders_in(shown: str) -> set[str]:
    return {sign for sign in shown if not sign.isprintable()} - LINE_BREAKS


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_order_in_a_message_reaches_the_terminal(tmp_path: Path, command: list[str]) -> None:
    orders = "".join(ORDERS.values())
    pieces = [f"mail {order}me at jo{order}@example.org {order}" for order in ORDERS.values()]
    for message in (
        " . ".join(pieces),
        f"jo.k (at{orders}) example dot org",
        f"whatsapp +1 415 {orders} 555 0132",
    ):
        done = run(*command, home=tmp_path, typed=message)
        assert done.returncode in {0, 1}, done.stderr
        assert orders_in(done.stdout + done.stderr) == set()
        assert "\r" not in done.stdout


def test_a_wrong_option_or_name_is_shown_without_its_orders(tmp_path: Path) -> None:
    for order in (ORDERS["reset"], "".join(ORDERS.values())):
        for arguments in (
            [f"no{order}command"],
            [f"--no{order}option"],
            ["check", "hello", f"--no{order}option"],
            ["check", "hello", "--platform", f"no{order}platform"],
            ["check", f"/no{order}file", "--platform", "upwork"],
            ["browsers", "revoke", f"no{order}id"],
            ["clauses", "upwork", f"no{order}clause"],
        ):
            done = run(*arguments, home=tmp_path)
            assert done.stdout + done.stderr, arguments
            assert orders_in(done.stdout + done.stderr) == set(), arguments


def test_what_is_stored_of_a_browser_is_shown_without_its_orders(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "pairings"
    folder.mkdir(parents=True, mode=0o700)
    record = {"kid": "0" * 16, "key": "A" * 43, "origin": ORIGIN, "name": "".join(ORDERS.values())}
    file = folder / f"{'0' * 16}.json"
    file.write_text(json.dumps({**record, "paired": "2026-01-01"}))
    file.chmod(0o600)
    with in_terminal("browsers", "list", home=tmp_path) as shown:
        assert shown.wait_for_end() == 0
        assert "0" * 16 in shown.shown
        assert orders_in(shown.shown) == set()


def test_letters_of_all_scripts_stay_and_invisible_signs_have_a_name() -> None:
    assert printable("Grüße, привіт, नमस्ते, 👍🏽, 电话 “ok”") == "Grüße, привіт, नमस्ते, 👍🏽, 电话 “ok”"
    assert printable("a\tb\u00a0c\nd\x1b\x9b\u202e") == "a b c d<U+001B><U+009B><U+202E>"


def test_what_strangers_cause_is_said_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much of it there is, and the person's own lines are answered meanwhile."""
    now, said = [100.0], []
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(time, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    monkeypatch.setattr(terminal, "say", lambda sentence: said.append((now[0], sentence)))
    events: SimpleQueue[Any] = SimpleQueue()
    for _ in range(5):
        events.put(Asked(NAME, ORIGIN))
    events.put(NotKept("No space left on device"))
    terminal.ask_in_terminal(Dialogue(Window(lambda _: None, events.put)), events)
    moments = [moment for moment, sentence in said[1:]]
    assert len(moments) == 6
    assert all(later - earlier >= 1 for earlier, later in pairwise(moments))
