"""The running companion describes itself in one small file, so that `touchline doctor` can show it.

The file holds layers, an address and a version: nothing that anybody typed, no key.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import msgspec

from touchline.hardening.layer import Layer  # noqa: TC001  msgspec reads the annotation when it runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One running companion; `host` is "127.0.0.1:port"."""

    host: str
    version: str
    layers: tuple[Layer, ...]


@contextlib.contextmanager
def reported(folder: Path, report: Report) -> Iterator[None]:
    """Keep `report` in `folder` until the block ends, or not at all where nothing can be written."""
    file = _file(folder)
    with contextlib.suppress(OSError):
        file.write_bytes(msgspec.json.encode(report))
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            file.unlink()


def last_report(folder: Path) -> Report | None:
    """The report of the last companion, or None; if that companion was killed, its lock is free."""
    try:
        return msgspec.json.decode(_file(folder).read_bytes(), type=Report)
    except (OSError, ValueError):  # no file, or a damaged one
        return None


def _file(folder: Path) -> Path:
    return folder / "companion.json"
