"""Touchline starts, checks and serves where Python has less than on Linux: on Windows and on macOS."""

from __future__ import annotations

import ast
import ctypes
import importlib.util
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.process import TOUCHLINE, environment, port_in
from tests.cli.test_doctor import IDLE
from tests.portable.disguise.elsewhere import MODULES, NAMES, PACKAGE

from touchline.hardening import kernel, memory
from touchline.hardening.layer import State

DISGUISE = Path(__file__).parent / "disguise"
SYSTEMS = pytest.mark.parametrize("system", ["win32", "darwin"])
GUARDED = {"hardening/kernel.py", "hardening/memory.py", "proof/run.py"}
"""The modules that use what only POSIX systems have; each asks for the system first."""

FILES = [
    pytest.param(path, id=path.relative_to(PACKAGE).as_posix()) for path in sorted(PACKAGE.rglob("*.py"))
]

IMPORTS = """
import importlib, pkgutil, sys, touchline
names = [found.name for found in pkgutil.walk_packages(touchline.__path__, "touchline.")]
for name in names:
    if name not in sys.argv[1:]:
        importlib.import_module(name)
print(sys.platform, len(names), sorted(name for name in sys.modules if name in %r))
"""


def elsewhere(home: Path, system: str) -> dict[str, str]:
    """The environment of a program on another system, with a home of its own."""
    path = f"{DISGUISE}{os.pathsep}{PACKAGE.parent}"
    return {**environment(home), "PYTHONPATH": path, "TOUCHLINE_TEST_PLATFORM": system}


def run(home: Path, system: str, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        input="",
        capture_output=True,
        text=True,
        env=elsewhere(home, system),
        timeout=60,
        check=False,
    )


def posix_names(path: Path) -> set[str]:
    """What a module uses that only POSIX systems have, as "os.fork" or "fcntl"."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=aliases):
                found |= {alias.name for alias in aliases} & MODULES
            case ast.ImportFrom(module=str(module), names=aliases):
                found |= {module} & MODULES
                found |= {f"{module}.{one.name}" for one in aliases if one.name in NAMES.get(module, ())}
            case ast.Attribute(value=ast.Name(id=module), attr=name) if name in NAMES.get(module, ()):
                found.add(f"{module}.{name}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_only_posix_has_is_used_in_guarded_modules_alone(path: Path) -> None:
    is_guarded = path.relative_to(PACKAGE).as_posix() in GUARDED
    assert bool(posix_names(path)) is is_guarded, (
        f"{posix_names(path)}: a module is guarded when it needs to be"
    )


def test_the_disguise_takes_away_what_it_says(tmp_path: Path) -> None:
    program = "import os, sys; print(sys.platform, hasattr(os, 'fork'))\nimport fcntl"
    done = run(tmp_path, "win32", sys.executable, "-c", program)
    assert done.stdout == "win32 False\n"
    assert "No module named 'fcntl'" in done.stderr


@SYSTEMS
def test_every_module_can_be_imported(system: str, tmp_path: Path) -> None:
    absent = [] if importlib.util.find_spec("tkinter") else ["touchline.cli.pairing.window"]
    done = run(tmp_path, system, sys.executable, "-c", IMPORTS % MODULES, *absent)
    assert done.returncode == 0, done.stderr
    modules = len(FILES) - 1  # the package itself
    assert done.stdout == f"{system} {modules} []\n"


COMMANDS = {
    "--help": 0,
    "--version": 0,
    "check mail:jo@example.org --platform upwork": 1,
    "check thanks --platform upwork": 0,
    "check mail:jo@example.org --platform fiverr --format json": 1,
    "ask --help": 0,
    "clauses --platform fiverr": 0,
    "explain email": 0,
    "browsers list": 0,
    "pair --help": 0,
    "prove": 3,
}


@SYSTEMS
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_there_what_it_does_here(command: str, system: str, tmp_path: Path) -> None:
    done = run(tmp_path, system, *TOUCHLINE, *command.split())
    assert done.returncode == COMMANDS[command], done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout or command == "prove"


def test_what_needs_linux_says_so(tmp_path: Path) -> None:
    assert "needs Linux" in run(tmp_path, "win32", *TOUCHLINE, "prove").stderr


EXPECTED = {
    "win32": {
        "logs": ("active", ""),
        "crashes": ("not available here", "this Python cannot call Windows"),
        "readers": ("not available here", "Windows lets programs of one user read each other"),
        "kernel": ("not available here", "only Linux has Landlock"),
        "interpreter": ("active", ""),
    },
    "darwin": {
        "logs": ("active", ""),
        "crashes": ("not available here", "this Python lacks the module resource"),
        "readers": ("not available here", "ptrace failed (3)"),  # Linux, which knows no such request
        "kernel": ("not available here", "only Linux has Landlock"),
        "interpreter": ("active", ""),
    },
}


@SYSTEMS
def test_the_doctor_names_every_layer_that_is_weaker_there(system: str, tmp_path: Path) -> None:
    done = run(tmp_path, system, *TOUCHLINE, "doctor", "--format", "json")
    assert done.stderr == ""
    assert done.returncode == 3
    found = json.loads(done.stdout)
    layers = {layer["id"]: (layer["state"], layer["reason"]) for layer in found["protection"]}
    assert layers == EXPECTED[system]
    assert found["keys"]["open_to_others"] is (None if system == "win32" else False)
    weaker = [layer for layer in layers.values() if layer[0] != "active"]
    assert len(found["problems"]) == len(weaker) + len(IDLE)


class Windows:
    """What `ctypes.windll` offers, with an answer of Windows Error Reporting."""

    def __init__(self, answer: int) -> None:
        self.called: list[tuple[str, int]] = []
        self.kernel32 = SimpleNamespace(SetErrorMode=lambda flags: self._note("SetErrorMode", flags, 0))
        self.wer = SimpleNamespace(WerSetFlags=lambda flags: self._note("WerSetFlags", flags, answer))

    def _note(self, function: str, flags: int, answer: int) -> int:
        self.called.append((function, flags))
        return answer


def test_windows_is_asked_for_no_crash_reports_and_its_answer_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    for answer, state in ((0, State.UNTESTED), (1, State.UNAVAILABLE)):
        windows = Windows(answer)
        monkeypatch.setattr(ctypes, "windll", windows, raising=False)
        crashes, readers = memory.arm()
        assert windows.called == [("SetErrorMode", 0x8003), ("WerSetFlags", 1)]
        assert (crashes.state, readers.state) == (state, State.UNAVAILABLE)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=windows.kernel32), raising=False)
    assert memory.arm()[0].state is State.UNAVAILABLE


def test_a_system_nobody_has_thought_of_is_promised_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    monkeypatch.setitem(sys.modules, "resource", None)
    reasons = [layer.reason for layer in (*memory.arm(), kernel.arm(None))]
    assert reasons == [
        "this Python lacks the module resource",
        "not known for plan9",
        "only Linux has Landlock",
    ]


@SYSTEMS
def test_a_companion_serves_and_stops(system: str, tmp_path: Path) -> None:
    with subprocess.Popen(
        [*TOUCHLINE, "serve", "--no-open"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=elsewhere(tmp_path, system),
    ) as process:
        assert process.stdout
        shown = ""
        try:
            for line in process.stdout:
                shown += line
                if "Ctrl-C" in line:
                    break
            assert port_in(shown), shown
        finally:
            process.send_signal(signal.SIGINT)
            rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0, rest
    assert "Touchline has stopped" in rest
