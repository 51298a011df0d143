"""`touchline pair`, `touchline browsers` and a first `touchline serve`, as a person meets them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.cli.process import TOUCHLINE, environment, in_terminal, port_in, run, serving
from tests.web.extension import NAME, ORIGIN, OTHER_ORIGIN, Connecting, Extension, head, paired, post, send

from touchline.settings import PORTS
from touchline.web.pairing.handshake import base64url
from touchline.web.pairing.store import Pairings
from touchline.web.seal import MEDIA_TYPE
from touchline.web.server import NoPortFree, bound_socket

ASKED = "Type the six digits"


def pairing_port() -> int:
    """Where pairing listens now: the one port that knows its first step."""
    for port in PORTS:
        try:
            answer = post(port, "/v1/pair/result", "application/json", b'{"exchange": "%b"}' % (b"A" * 22))
        except ConnectionError:
            continue
        if answer.status == 200:
            return port
    raise AssertionError("no port answers to pairing")


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06}"


def pairings(home: Path) -> Pairings:
    return Pairings(home / "state" / "pairings")


def test_a_browser_is_connected_listed_answered_and_forgotten(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, lines), in_terminal("pair", home=tmp_path) as terminal:
        terminal.wait_for("press Connect")
        browser = Connecting(pairing_port())
        digits = browser.ask()
        assert f"{NAME} wants to connect ({ORIGIN})." in terminal.wait_for(ASKED)
        terminal.type(f"{digits[:3]} {digits[3:]}")
        assert browser.settled()["state"] == "matched"
        assert "box" in browser.finish()
        assert terminal.wait_for_end() == 0, terminal.shown
        assert f"Connected: {NAME}." in terminal.shown
        port, extension = port_in("\n".join(lines)), browser.extension()
        assert send(port, extension, "hello")[0] == 200
        message = {"text": "jo@example.org", "platform": "upwork"}
        assert len(send(port, extension, "check", message)[1]["body"]["warnings"]) == 1
        listed = run("browsers", "list", home=tmp_path).stdout
        assert all(part in listed for part in (NAME, ORIGIN, extension.pairing.browser.kid))
        assert run("browsers", "revoke", listed.split()[0], home=tmp_path).returncode == 0
        refused = post(port, "/v1/box", MEDIA_TYPE, extension.box())
        assert (refused.status, refused.body) == (403, b"")
    assert "No browser is connected" in run("browsers", "list", home=tmp_path).stdout
    assert run("browsers", "revoke", "0" * 16, home=tmp_path).returncode == 2


def test_a_first_serve_in_a_terminal_connects_a_browser_itself(tmp_path: Path) -> None:
    with in_terminal("serve", "--no-open", home=tmp_path) as terminal:
        shown = terminal.wait_for("Waiting two minutes")
        assert [line[:2] for line in shown.splitlines()[1:4]] == ["1.", "2.", "3."]
        browser = Connecting(pairing_port())
        digits = browser.ask()
        terminal.wait_for(ASKED)
        terminal.type(digits)
        assert browser.settled()["state"] == "matched"
        browser.finish()
        terminal.wait_for(f"Connected: {NAME}.")
        assert send(port_in(shown), browser.extension(), "hello")[0] == 200
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.wait_for_end() == 0, terminal.shown
        assert "Touchline has stopped" in terminal.shown
    with in_terminal("serve", "--no-open", home=tmp_path) as terminal:  # not again
        terminal.wait_for("Ctrl-C")
        assert "Waiting" not in terminal.shown


def test_a_first_serve_waits_again_when_enter_is_pressed(tmp_path: Path) -> None:
    with in_terminal("serve", "--no-open", home=tmp_path) as terminal:
        terminal.wait_for("Waiting two minutes")
        digits = Connecting(pairing_port()).ask()
        terminal.wait_for(ASKED)
        terminal.type(wrong(digits))
        shown = terminal.wait_for("Press Enter to try again.")
        assert "That is not the number" in shown
        with pytest.raises(AssertionError, match="no port"):
            pairing_port()
        terminal.type("")
        terminal.wait_for("Waiting two minutes", times=2)
        browser = Connecting(pairing_port())
        digits = browser.ask()
        terminal.wait_for(ASKED, times=2)
        terminal.type(digits)
        assert browser.settled()["state"] == "matched"
        browser.finish()
        terminal.wait_for(f"Connected: {NAME}.")


def test_ctrl_c_instead_of_enter_ends_the_companion(tmp_path: Path) -> None:
    with in_terminal("serve", "--no-open", home=tmp_path) as terminal:
        terminal.wait_for("Waiting two minutes")
        digits = Connecting(pairing_port()).ask()
        terminal.wait_for(ASKED)
        terminal.type(wrong(digits))
        terminal.wait_for("Press Enter")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.wait_for_end() == 0
        assert "Touchline has stopped" in terminal.shown


def test_serve_without_a_terminal_says_what_to_run(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, lines):
        assert "run this in a terminal: touchline pair" in lines[2]
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=60)
        assert "Touchline has stopped" in rest
        assert process.returncode == 0


def test_a_wrong_number_ends_it_and_keeps_nothing(tmp_path: Path) -> None:
    with in_terminal("pair", home=tmp_path) as terminal:
        terminal.wait_for("press Connect")
        digits = Connecting(pairing_port()).ask()
        terminal.wait_for(ASKED)
        terminal.type("12345")
        terminal.wait_for("Please type the six digits")
        terminal.type(wrong(digits))
        assert terminal.wait_for_end() == 3
        assert "That is not the number. No browser was connected." in terminal.shown
    assert pairings(tmp_path).browsers() == ()


def test_enter_turns_a_stranger_away(tmp_path: Path) -> None:
    with in_terminal("pair", home=tmp_path) as terminal:
        terminal.wait_for("press Connect")
        terminal.type("")
        terminal.wait_for("No browser is asking now")
        Connecting(pairing_port(), OTHER_ORIGIN, "Nice").ask()
        terminal.wait_for(ASKED)
        terminal.type("")
        terminal.wait_for("Nice was sent away")
        assert terminal.wait_for_end() == 3


def test_somebody_else_who_asks_ends_it_and_the_person_hears_of_it(tmp_path: Path) -> None:
    with in_terminal("pair", home=tmp_path) as terminal:
        terminal.wait_for("press Connect")
        port = pairing_port()
        browser = Connecting(port)
        browser.ask()
        terminal.wait_for(ASKED)
        assert Connecting(port, OTHER_ORIGIN, "Nice").commit()[1]["reason"] == "another"
        terminal.wait_for("Somebody else tried to connect")
        assert terminal.wait_for_end() == 3
        assert "Nice" not in terminal.shown
    assert pairings(tmp_path).browsers() == ()


def test_ctrl_c_ends_pairing_and_keeps_nothing(tmp_path: Path) -> None:
    with in_terminal("pair", home=tmp_path) as terminal:
        terminal.wait_for("press Connect")
        Connecting(pairing_port()).ask()
        terminal.wait_for(ASKED)
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.wait_for_end() == 3
        assert "Stopped. No browser was connected." in terminal.shown
        assert "Traceback" not in terminal.shown
    assert pairings(tmp_path).browsers() == ()


@pytest.mark.parametrize("steps", ["committed", "asked", "matched"])
def test_a_companion_killed_at_any_step_leaves_nothing_and_pairing_works_again(
    tmp_path: Path, steps: str
) -> None:
    with in_terminal("pair", home=tmp_path) as terminal:
        terminal.wait_for("press Connect")
        browser = Connecting(pairing_port())
        if steps == "committed":
            browser.commit()
        else:
            digits = browser.ask()
            terminal.wait_for(ASKED)
            if steps == "matched":
                terminal.type(digits)
                assert browser.settled()["state"] == "matched"
        terminal.process.kill()
        terminal.process.wait(timeout=60)
    assert list((tmp_path / "state").rglob("*.json")) == []
    with in_terminal("pair", home=tmp_path) as terminal:
        terminal.wait_for("press Connect")
        browser = Connecting(pairing_port())
        digits = browser.ask()
        terminal.wait_for(ASKED)
        terminal.type(digits)
        assert browser.settled()["state"] == "matched"
        assert "box" in browser.finish()
        assert terminal.wait_for_end() == 0, terminal.shown
    assert len(pairings(tmp_path).browsers()) == 1


def test_one_pairing_at_a_time(tmp_path: Path) -> None:
    with in_terminal("pair", home=tmp_path) as terminal:
        terminal.wait_for("press Connect")
        second = run("pair", home=tmp_path)
        assert (second.returncode, second.stdout) == (3, "")
        assert "already" in second.stderr


def test_digits_can_come_through_a_pipe_where_there_is_no_display(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*TOUCHLINE, "pair"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(tmp_path),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert "press Connect" in process.stdout.readline()
        browser = Connecting(pairing_port())
        process.stdin.write(browser.ask() + "\n")
        process.stdin.flush()
        assert browser.settled()["state"] == "matched"
        browser.finish()
        assert process.wait(timeout=60) == 0
    assert len(pairings(tmp_path).browsers()) == 1


def test_where_nobody_can_type_pairing_says_so(tmp_path: Path) -> None:
    result = run("pair", home=tmp_path)
    assert result.returncode == 3
    assert "Nobody can type here" in result.stdout


def test_a_ninth_browser_is_refused_with_the_way_out(tmp_path: Path) -> None:
    for number in range(8):
        origin = "chrome-extension://" + "abcdefgh"[number] * 32
        pairings(tmp_path).add(paired(f"{number:016x}", origin))
    result = run("pair", home=tmp_path)
    assert (result.returncode, result.stdout) == (3, "")
    assert "touchline browsers list" in result.stderr


def test_a_folder_that_cannot_be_written_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = run("pair", home=tmp_path / "file" / "home")
    assert (result.returncode, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 1
    assert str(tmp_path / "file") in result.stderr


def test_a_companion_whose_folder_cannot_be_written_runs_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with serving(tmp_path / "file" / "home") as (_, lines):
        assert "No browser can be connected now" in lines[0]
        assert port_in("\n".join(lines)) in PORTS


def test_a_second_companion_says_so_and_ends_well(tmp_path: Path) -> None:
    with serving(tmp_path):
        second = run("serve", "--no-open", home=tmp_path)
        assert (second.returncode, second.stderr) == (0, "")
        assert "running already" in second.stdout
    with serving(tmp_path) as (_, lines):  # and the lock is free again
        assert port_in("\n".join(lines)) in PORTS


def test_a_killed_companion_does_not_keep_the_next_one_out(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, _):
        process.kill()
        process.wait(timeout=60)
    with serving(tmp_path) as (_, lines):
        assert port_in("\n".join(lines)) in PORTS


def hold(port: int) -> socket.socket:
    """The port, as another program would hold it.

    A connection of another test may have used it for its own end, and the system keeps that for a minute.
    """
    until = time.monotonic() + 70
    while True:
        with contextlib.suppress(NoPortFree):
            return bound_socket((port,))
        assert time.monotonic() < until, f"port {port} does not become free"
        time.sleep(0.1)


def test_when_all_ports_are_taken_the_problem_is_named(tmp_path: Path) -> None:
    with contextlib.ExitStack() as holders:
        for port in PORTS:
            holders.enter_context(hold(port))
        for command in (["serve", "--no-open"], ["pair"]):
            result = run(*command, home=tmp_path)
            assert result.returncode == 3
            assert all(str(port) in result.stderr for port in PORTS)
            assert len(result.stderr.splitlines()) == 1


def test_the_key_is_in_no_argument_variable_output_or_open_file_mode(tmp_path: Path) -> None:
    pairing = paired()
    pairings(tmp_path).add(pairing)
    with serving(tmp_path) as (process, lines):
        extension = Extension(pairing)
        port = port_in("\n".join(lines))
        assert send(port, extension, "hello")[0] == 200
        post(port, "/v1/box", MEDIA_TYPE, extension.box()[:-1])
        proc = Path(f"/proc/{process.pid}")
        seen = (proc / "cmdline").read_bytes() + (proc / "environ").read_bytes()
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
        seen += ("\n".join(lines) + rest).encode()
    assert base64url(pairing.key).encode() not in seen
    assert pairing.key.hex().encode() not in seen
    (file,) = (tmp_path / "state" / "pairings").iterdir()
    assert base64url(pairing.key) in file.read_text()  # or the search above would prove nothing
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_many_browsers_at_once_are_all_answered_from_the_first_request_on(tmp_path: Path) -> None:
    known = [
        Extension(paired(f"{number:016x}", "chrome-extension://" + "abcdefgh"[number] * 32))
        for number in range(8)
    ]
    for extension in known:
        pairings(tmp_path).add(extension.pairing)
    message = {"text": "call me on skype", "platform": "upwork"}
    with serving(tmp_path) as (_, lines), ThreadPoolExecutor(8) as pool:
        port = port_in("\n".join(lines))

        def hello_and_check(extension: Extension) -> tuple[int, int]:
            return send(port, extension, "hello")[0], send(port, extension, "check", message)[0]

        assert set(pool.map(hello_and_check, known)) == {(200, 200)}


def test_five_hundred_slow_connections_do_not_hold_a_browser_up(tmp_path: Path) -> None:
    extension = Extension(paired())
    pairings(tmp_path).add(extension.pairing)
    with serving(tmp_path) as (_, lines):
        port = port_in("\n".join(lines))
        slow = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(500)]
        try:
            for connection in slow:
                with contextlib.suppress(ConnectionError):  # there are too many: the oldest are closed
                    connection.sendall(head(port, "/v1/box", MEDIA_TYPE, 1_000)[:-2])
            message = {"text": "jo@example.org", "platform": "upwork"}
            assert send(port, extension, "hello")[0] == 200
            assert len(send(port, extension, "check", message)[1]["body"]["warnings"]) == 1
        finally:
            for connection in slow:
                connection.close()


def test_what_needs_no_web_loads_no_cryptography(tmp_path: Path) -> None:
    """Starting fast matters for a command that checks a line of text."""
    program = (
        "import sys, touchline, touchline.cli; touchline.find('jo@example.org'); "
        "print([name for name in ('joserfc', 'cryptography', 'flask', 'filelock') if name in sys.modules])"
    )
    done = subprocess.run(
        [TOUCHLINE[0], "-c", program], capture_output=True, text=True, env=environment(tmp_path), check=True
    )
    assert done.stdout == "[]\n"


def test_the_pairing_file_is_what_both_sides_agreed_on(tmp_path: Path) -> None:
    pairing = paired()
    pairings(tmp_path).add(pairing)
    (file,) = (tmp_path / "state" / "pairings").iterdir()
    assert json.loads(file.read_text()) == {
        "kid": pairing.browser.kid,
        "key": base64url(pairing.key),
        "origin": ORIGIN,
        "name": NAME,
        "paired": "2025-11-21",
    }
    assert os.path.basename(file) == f"{pairing.browser.kid}.json"  # noqa: PTH119
