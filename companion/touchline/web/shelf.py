"""The packs of terms that a running app answers with: the built-in ones and the user's own.

Each is read when first asked for and kept; a new or changed pack file counts from the next start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from touchline.terms.pack import known, load

if TYPE_CHECKING:
    from pathlib import Path

    from touchline.terms.pack import Pack


class Shelf:
    """Packs by platform id; `folder` holds the user's own pack files."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._packs: dict[str, Pack] = {}

    def platforms(self) -> tuple[str, ...]:
        """Every platform there are terms for, sorted; raises `PackError` for a file that is no pack."""
        return known(self._folder)

    def pack(self, platform: str) -> Pack:
        """The terms of one platform; raises `UnknownPlatform` and `PackError`."""
        if platform not in self._packs:
            self._packs[platform] = load(platform, self._folder)
        return self._packs[platform]
