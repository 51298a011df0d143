"""Arms every layer in a process of its own and tries what they must refuse, so nobody has to believe them."""

from __future__ import annotations

import errno
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from touchline.hardening import interpreter, kernel, logs, memory
from touchline.hardening.layer import Layer, State

if TYPE_CHECKING:
    from collections.abc import Callable

_PROGRAM = "from touchline.hardening.trial import main; main()"
_SECONDS = 30
_PATIENCE = 1  # seconds, where nothing refuses at once
_NOBODY = ("127.0.0.2", 9)  # never leaves this computer; on Windows the guard must allow 127.0.0.1 itself
_LEAKY = "it was armed, and something got through all the same"


def trial() -> tuple[Layer, ...]:
    """Tries each layer on this computer. Raises `OSError` when no process can be started."""
    try:
        with tempfile.TemporaryDirectory(prefix="touchline-trial-") as folder:
            done = subprocess.run(  # noqa: S603  ourselves; -P: not what lies in the user's current folder
                [sys.executable, "-P", "-c", _PROGRAM, folder],
                capture_output=True,
                check=False,
                timeout=_SECONDS,
            )
        return msgspec.json.decode(done.stdout, type=tuple[Layer, ...])
    except (subprocess.TimeoutExpired, ValueError):  # it hung, or died before it said anything
        reason = "the trial ended before its end"
        return (Layer("trial", "Touchline can try its protection.", State.UNAVAILABLE, reason),)


def main() -> None:
    """Arm one layer after the other in the folder of the first argument, and print what came of it."""
    folder = Path(sys.argv[1])
    inside = folder / "inside"
    inside.mkdir()
    layers = [
        logs.install(),
        *memory.arm(),
        _tried(kernel.arm(inside), folder),
        _tried(interpreter.arm(inside), folder),
    ]
    sys.stdout.buffer.write(msgspec.json.encode(layers))


def _tried(layer: Layer, folder: Path) -> Layer:
    if layer.state is State.UNAVAILABLE or (_is_refused(_connect) and _is_refused(lambda: _write(folder))):
        return layer
    return msgspec.structs.replace(layer, state=State.UNAVAILABLE, reason=_LEAKY)


def _is_refused(attempt: Callable[[], None]) -> bool:
    try:
        attempt()
    except OSError as error:
        return error.errno in {errno.EPERM, errno.EACCES}
    return False


def _connect() -> None:
    with socket.socket() as one:
        one.settimeout(_PATIENCE)
        one.connect(_NOBODY)


def _write(folder: Path) -> None:
    (folder / "outside").write_bytes(b"")
