"""Folders and locks that belong to one user of this computer.

Nothing here knows what is kept in them.
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER, _FILE, _OTHERS = 0o700, 0o600, 0o077


def make_private(*folders: Path) -> None:
    """Make folders, and what is missing above them, for this user only, whatever the umask says.

    On Windows, where modes say nothing, the user's profile folder keeps others out. Raises `OSError`.
    """
    for folder in folders:
        missing = [path for path in (folder, *folder.parents) if not path.is_dir()]
        for path in reversed(missing):
            path.mkdir(_FOLDER, exist_ok=True)
        if is_open_to_others(folder):
            folder.chmod(_FOLDER)


def is_open_to_others(folder: Path) -> bool | None:
    """Whether other users of this computer may look into `folder`; None on Windows, where modes do not tell.

    A disk without rights, such as a memory stick, stays open to all. Raises `OSError`.
    """
    if sys.platform == "win32":
        return None
    return bool(folder.stat().st_mode & _OTHERS)


@contextlib.contextmanager
def held(file: Path) -> Iterator[bool]:
    """Whether this process holds the lock `file` for the length of the block; the system frees it on a crash.

    Raises `OSError` when the folder cannot be written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415  only those who serve or pair need it

    make_private(file.parent)
    lock = FileLock(file, timeout=0, mode=_FILE)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
