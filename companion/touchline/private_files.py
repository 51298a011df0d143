"""Folders and locks that belong to one user of this computer.

Nothing here knows what is kept in them.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER, _FILE = 0o700, 0o600


def make_private(*folders: Path) -> None:
    """Make folders, and what is missing above them, for this user only, whatever the umask says.

    On Windows, where modes say nothing, the user's profile folder keeps others out. Raises `OSError`.
    """
    for folder in folders:
        missing = [path for path in (folder, *folder.parents) if not path.is_dir()]
        for path in reversed(missing):
            path.mkdir(_FOLDER, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(_FOLDER)


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
