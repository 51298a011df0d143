"""Every layer refuses what it promises to refuse, and says so when it cannot."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.process import serving

from touchline.hardening.layer import State
from touchline.hardening.report import last_report

ATTEMPTS = {
    "connect": "socket.socket().connect(('127.0.0.1', 9))",
    "connect to a socket file": "socket.socket(socket.AF_UNIX).connect('/tmp/x')",
    "look up a name": "socket.getaddrinfo('localhost', 80)",
    "look up a name the old way": "socket.gethostbyname('localhost')",
    "look up a name in bytes, as short as an address": "socket.getaddrinfo(b'a.bc', 80)",
    "ask who an address is": "socket.gethostbyaddr('192.0.2.1')",
    "ask who an address is the new way": "socket.getnameinfo(('192.0.2.1', 9), 0)",
    "fetch": "urllib.request.urlopen('http://192.0.2.1/', timeout=1)",
    "send a datagram": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'words', ('192.0.2.1', 9))",
    "send a datagram by sendmsg": (
        "socket.socket(type=socket.SOCK_DGRAM).sendmsg([b'words'], [], 0, ('192.0.2.1', 9))"
    ),
    "listen to the network": "socket.socket().bind(('0.0.0.0', 0))",
    "run a program": "subprocess.run(['true'])",
    "run a program in a shell": "os.system('true')",
    "spawn a program": "os.posix_spawn('/bin/true', ['true'], {})",
    "become a program": "os.execv('/bin/true', ['true'])",
    "fork": "os.fork() or os._exit(0)",
    "open a browser": "webbrowser.GenericBrowser('true').open('http://192.0.2.1/')",
    "write a file": "open(outside / 'words', 'w')",
    "append to a file": "open(outside / 'there', 'a')",
    "write a file by descriptor": "os.open(outside / 'words', os.O_WRONLY | os.O_CREAT)",
    "empty a file": "os.truncate(outside / 'there', 0)",
    "write a temporary file": "tempfile.NamedTemporaryFile()",
    "make a folder": "os.mkdir(outside / 'words')",
    "rename a file out of the folder": "os.rename(inside / 'there', outside / 'words')",
    "link": "os.symlink('words', outside / 'link')",
    "hard link": "os.link(inside / 'there', outside / 'link')",
    "remove a file": "os.remove(outside / 'there')",
    "remove a folder": "os.rmdir(outside / 'folder')",
    "label a file": "os.setxattr(outside / 'there', 'user.words', b'words')",
    "write through a link": "open(inside / 'way-out' / 'words', 'w')",
    "write to a folder with a similar name": "open(str(inside) + '-too', 'w')",
}
OLD_KERNEL = ["kernel", "not available here", "it needs Linux 6.7 or newer, with Landlock on"]
NO_KERNEL_MATTER = {
    # Landlock has no right for these: the interpreter's guard alone refuses them
    *("connect to a socket file", "look up a name", "look up a name the old way"),
    *("look up a name in bytes, as short as an address", "ask who an address is"),
    "ask who an address is the new way",
    *("send a datagram", "send a datagram by sendmsg", "listen to the network"),
    *("fork", "open a browser", "label a file"),
    "run a program in a shell",  # its shell starts no program: refused with status 127, not an exception
}
ALLOWED = {
    "write in the folder": "(inside / 'new').write_text('x')",
    "rename in the folder": "(inside / 'new').rename(inside / 'newer')",
    "remove in the folder": "(inside / 'newer').unlink()",
    "read anywhere": "open(outside / 'there').read()",
    "listen on 127.0.0.1": "socket.socket().bind(('127.0.0.1', 0))",
    "ask who we are, as waitress does": "socket.getnameinfo(('127.0.0.1', 9), socket.NI_NUMERICSERV)",
    "print": "sys.stderr.write('')",
}

PROGRAM = """
import errno, json, os, pathlib, socket, subprocess, sys, tempfile, threading, urllib.request, webbrowser
from touchline.hardening import arm, interpreter, kernel, logs, memory
tempfile.gettempdir()
inside, outside = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
layers = {ARM}
outcomes = {}
def attempt(name, code):
    try:
        eval(code)
    except OSError as error:
        error = getattr(error, "reason", error)  # urllib wraps what stopped it
        is_refusal = isinstance(error, PermissionError) or error.errno == errno.EXDEV
        outcomes[name] = "refused" if is_refusal else f"failed: {error!r}"
    else:
        outcomes[name] = "done"
def run():
    for name, code in json.loads(sys.argv[3]).items():
        attempt(name, code)
thread = threading.Thread(target=run)
thread.start()
thread.join()
print(json.dumps([outcomes, [[layer.id, layer.state, layer.reason] for layer in layers]]))
"""


def attempted(
    tmp_path: Path, arming: str, attempts: dict[str, str]
) -> tuple[dict[str, str], list[list[str]]]:
    """What became of each attempt, in a thread of a process that ran `arming`, and what the layers said."""
    inside, outside = tmp_path / "state", tmp_path / "elsewhere"
    for folder in (inside, outside, outside / "folder"):
        folder.mkdir(parents=True)
    for file in (inside / "there", outside / "there"):
        file.write_text("before")
    (inside / "way-out").symlink_to(outside)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("{ARM}", arming), inside, outside, json.dumps(attempts)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "TMPDIR": str(outside)},
    )
    assert done.returncode == 0, done.stderr
    outcomes, layers = json.loads(done.stdout)
    return outcomes, layers


def test_without_layers_everything_is_possible(tmp_path: Path) -> None:
    harmless = {"write a file", "make a folder", "run a program", "listen to the network", "look up a name"}
    outcomes, _ = attempted(tmp_path, "()", {name: ATTEMPTS[name] for name in harmless})
    assert "refused" not in outcomes.values()


def test_the_guard_of_the_interpreter_refuses_every_way_out(tmp_path: Path) -> None:
    outcomes, layers = attempted(tmp_path, "[interpreter.arm(inside)]", ATTEMPTS)
    assert outcomes == dict.fromkeys(ATTEMPTS, "refused")
    assert layers == [["interpreter", "active", ""]]
    assert (tmp_path / "elsewhere" / "there").read_text() == "before"


def test_the_kernel_refuses_on_its_own_or_the_layer_says_why(tmp_path: Path) -> None:
    _, (layer,) = attempted(tmp_path / "asked", "[kernel.arm(inside)]", {})
    if layer == OLD_KERNEL:  # under it one of the attempts would end the process
        return
    assert layer == ["kernel", "active", ""]
    attempts = {name: code for name, code in ATTEMPTS.items() if name not in NO_KERNEL_MATTER}
    outcomes, _ = attempted(tmp_path / "tried", "[kernel.arm(inside)]", attempts)
    assert outcomes == dict.fromkeys(attempts, "refused")


def test_with_all_layers_the_companions_own_work_is_possible(tmp_path: Path) -> None:
    outcomes, layers = attempted(tmp_path, "arm(inside)", ALLOWED)
    assert outcomes == dict.fromkeys(ALLOWED, "done")
    assert [layer[0] for layer in layers] == ["logs", "crashes", "readers", "kernel", "interpreter"]


def test_no_thread_of_a_running_companion_began_before_its_layers(tmp_path: Path) -> None:
    """The kernel's layer binds the thread that arms it and those it starts; so none may be older."""
    with serving(tmp_path) as (process, _):
        report = last_report(tmp_path / "state")
        assert report is not None
        tasks = list(Path(f"/proc/{process.pid}/task").iterdir())
        states = [(task / "status").read_text() for task in tasks]
    (kernel,) = (layer for layer in report.layers if layer.id == "kernel")
    assert len(tasks) > 1
    assert set(re.findall(r"^NoNewPrivs:\t(\d)$", "".join(states), re.MULTILINE)) == {
        "1" if kernel.state is State.ACTIVE else "0"
    }


def test_a_folder_that_cannot_be_made_leaves_no_place_to_write(tmp_path: Path) -> None:
    attempts = {**ATTEMPTS, "write in the folder": ALLOWED["write in the folder"]}
    outcomes, layers = attempted(tmp_path, "arm(inside / 'there' / 'state')", attempts)
    assert outcomes == dict.fromkeys(attempts, "refused")
    assert "interpreter" in {layer[0] for layer in layers if layer[1] == "active"}


FAILING = {
    "a kernel without Landlock": (
        "(setattr(kernel, '_CREATE_RULESET', 9999), [kernel.arm(inside)])[1]",
        OLD_KERNEL,
    ),
    "a kernel that makes no ruleset": (
        "(setattr(kernel, '_CONNECT_TCP', 1 << 60), [kernel.arm(inside)])[1]",
        ["kernel", "not available here", "Invalid argument"],
    ),
    "a kernel that refuses the last step": (
        "(setattr(kernel, '_RESTRICT_SELF', 9999), [kernel.arm(inside)])[1]",
        ["kernel", "not available here", "Function not implemented"],
    ),
    "an audit hook that cannot be added": (
        "(setattr(sys, 'addaudithook', id), [interpreter.arm(inside)])[1]",
        ["interpreter", "not available here", "another audit hook keeps ours out"],
    ),
    "a limit that cannot be set": (
        "(setattr(__import__('resource'), 'RLIMIT_CORE', 9999), memory.arm()[:1])[1]",
        ["crashes", "not available here", "the system refused (ValueError)"],
    ),
    "a process that may not be hidden": (
        "(setattr(memory, '_PR_SET_DUMPABLE', 9999), memory.arm()[1:])[1]",
        ["readers", "not available here", "prctl failed (22)"],
    ),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_layer_that_fails_to_arm_says_so(name: str, tmp_path: Path) -> None:
    arming, said = FAILING[name]
    _, layers = attempted(tmp_path, arming, {})
    assert layers == [said] or (said[0] == "kernel" and layers == [OLD_KERNEL])


READING = """
import ctypes, os, pathlib, resource, sys
from touchline.hardening import memory
if os.geteuid() == 0:  # root may read everything: look with the eyes of an ordinary user
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # as a program of an ordinary user starts
print(memory.arm()[1].state if sys.argv[1] == "armed" else "", flush=True)
process = os.getpid()
if os.fork() == 0:
    try:
        pathlib.Path(f"/proc/{process}/environ").read_bytes()
        print("read")
    except PermissionError:
        print("refused")
else:
    os.wait()
"""


@pytest.mark.parametrize(("armed", "seen"), [("no", ["", "read"]), ("armed", ["active", "refused"])])
def test_another_process_of_the_user_cannot_read_the_companions(armed: str, seen: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READING, armed], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.splitlines() == seen, done.stderr


def test_a_crash_leaves_no_core_file(tmp_path: Path) -> None:
    crash = "import os; from touchline.hardening import memory; memory.arm(); os.kill(os.getpid(), 11)"
    process = subprocess.Popen([sys.executable, "-c", crash], cwd=tmp_path)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = status
    assert os.WTERMSIG(status) == 11
    assert not os.WCOREDUMP(status)
    assert list(tmp_path.iterdir()) == []
