"""Copies of the companion with a bug in them: what the proof must find, with and without the layers."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import touchline

PACKAGE = Path(touchline.__file__).parent
CHECKED = "asked = wire.read_check(request.get_data(cache=False))\n"
DISARMED = """
import logging


def arm(folder):
    folder.mkdir(parents=True, exist_ok=True)
    logging.basicConfig()  # as Python logs by itself
    return ()
"""


def edited(folder: Path, changes: dict[str, tuple[str, str]]) -> dict[str, str]:
    """An environment whose `touchline` is a copy with `changes`: file to (what stood there, what stands)."""
    shutil.copytree(PACKAGE, folder / "touchline", ignore=shutil.ignore_patterns("__pycache__"))
    for name, (before, after) in changes.items():
        file = folder / "touchline" / name
        source = file.read_text("utf-8")
        assert source.count(before) == 1, f"the line to change in {name} has moved"
        file.write_text(source.replace(before, after), "utf-8")
    return {**os.environ, "PYTHONPATH": str(folder), "TMPDIR": str(folder)}


def planted(folder: Path, bug: str, *, layers: bool) -> dict[str, str]:
    """The same, with `bug` run on every checked message, `text`."""
    lines = "".join(f"    {line}\n" for line in ("text = asked.message", *bug.splitlines()))
    environment = edited(folder, {"web/service/routes.py": (CHECKED, f"{CHECKED}{lines}")})
    if not layers:
        (folder / "touchline" / "hardening" / "__init__.py").write_text(DISARMED, "utf-8")
    return environment


BUGS = {
    "fetch": (
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/', text.encode(), 1)",
        "connect",
    ),
    "swallowed fetch": (
        "import socket\ntry: socket.create_connection(('127.0.0.1', 9))\nexcept OSError: pass",
        "connect",
    ),
    "datagram": (
        "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "connect",
    ),
    "program": ("import subprocess\nsubprocess.run(['true', text])", "program"),
    "file": (
        "import os, tempfile\nopen(os.path.join(tempfile.gettempdir(), 'x'), 'a').write(text)",
        "for writing",
    ),
    "file in our own folder": (
        "import os\nopen(os.path.join(os.environ['TOUCHLINE_HOME'], 'state', 'x'), 'a').write(text)",
        "for writing",
    ),
    "file name": (
        "import os\nos.symlink('x', os.path.join(os.environ['TMPDIR'], text.replace('/', '')[:99]))",
        "outside",
    ),
    "print": ("print(text)", "no terminal"),
    "print in base64": ("import base64\nprint(base64.b64encode(text.encode()))", "no terminal"),
    "debug line": ("import logging\nlogging.getLogger('touchline').debug(text)", "no terminal"),
    "exception": ("raise ValueError(text)", "answered"),
    "exception in a thread": (
        "import threading\nthreading.Thread(target=int, args=(text,)).start()",
        "no terminal",
    ),
    "second address": ("import socket\nsocket.socket().bind(('0.0.0.0', 0))", "one address"),
}
"""Name to the bug and a word of the claim that must fall where no layer stops it."""
