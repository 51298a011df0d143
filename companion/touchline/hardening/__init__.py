"""Layers that keep a message inside the process even where a line of code, ours or a library's, is wrong.

Each layer says for itself whether it holds; none is ever passed over in silence. The order matters:
the kernel's layer binds only threads that start later, so `arm` comes before the first of them.
This room knows nothing of messages, Flask or the terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from touchline.hardening import interpreter, kernel, logs, memory

if TYPE_CHECKING:
    from pathlib import Path

    from touchline.hardening.layer import Layer


def arm(folder: Path) -> tuple[Layer, ...]:
    """Arm every layer for the rest of this process's life; `folder` is where files may still be changed.

    Sockets must be bound to 127.0.0.1, other programs (a browser) started, and modules loaded before.
    """
    writable: Path | None = folder
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        writable = None  # a read-only home: then nothing may be changed anywhere
    return (logs.install(), *memory.arm(), kernel.arm(writable), interpreter.arm(writable))
