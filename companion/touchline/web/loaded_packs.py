"""The packs of terms that a running app answers with: the built-in ones and the user's own.

All are read at the start, in one thread: a damaged pack file stops the start and not a check, and a new
or changed file counts from the next start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from touchline.errors import UnknownPlatform
from touchline.terms.library import known, load

if TYPE_CHECKING:
    from pathlib import Path

    from touchline.terms.pack import Pack


class LoadedPacks:
    """Packs by platform id; `folder` holds the user's own pack files. Raises `PackError`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._packs = {platform: load(platform, folder) for platform in known(folder)}

    def packs(self) -> tuple[Pack, ...]:
        """Every pack, in order of id."""
        return tuple(self._packs.values())

    def pack(self, platform: str) -> Pack:
        """The terms of one platform; raises `UnknownPlatform` with the known ids."""
        if platform not in self._packs:
            raise UnknownPlatform(platform, self._packs)
        return self._packs[platform]
