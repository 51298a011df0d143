"""Where packs come from: those that ship with Touchline, and the files of the user's own folder.

This module must not know how a pack file is checked, nor what is decided with a pack.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from touchline.errors import PackError, UnknownPlatform
from touchline.terms.pack import ID_RE
from touchline.terms.platforms import NAMES

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from touchline.terms.pack import Pack

BUILT_IN: tuple[str, ...] = tuple(NAMES)
"""The packs that ship with Touchline, by id; each is `packs/<id>.toml`."""

SIZE_LIMIT = 1_000_000
"""Largest pack file that is read, in bytes."""


@lru_cache(maxsize=len(BUILT_IN))
def built_in(platform: str) -> Pack:
    """The pack that ships with Touchline for `platform`; raises `UnknownPlatform` with the known ids."""
    if platform not in BUILT_IN:
        raise UnknownPlatform(platform, BUILT_IN)
    return _read(files("touchline.terms") / "packs" / f"{platform}.toml", platform)


def load(platform: str, folder: Path | None = None) -> Pack:
    """The built-in pack, or else the user's own `<folder>/<platform>.toml`.

    Raises `UnknownPlatform` with the known ids, and `PackError` for a file that cannot be used.
    """
    if platform in BUILT_IN:
        return built_in(platform)
    ids = known(folder)
    if folder is None or platform not in ids:
        raise UnknownPlatform(platform, ids)
    return _read(folder / f"{platform}.toml", platform)


def known(folder: Path | None = None) -> tuple[str, ...]:
    """The ids of the built-in packs and of the user's own pack files in `folder`, sorted.

    A file whose name is no id, or the id of a built-in pack, is a `PackError`: it would never be used.
    """
    return tuple(sorted({*BUILT_IN, *(_own_id(path) for path in _pack_files(folder))}))


def _pack_files(folder: Path | None) -> tuple[Path, ...]:
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(folder.glob("*.toml")))


def _own_id(path: Path) -> str:
    if path.stem in BUILT_IN:
        raise PackError(path, "id", "a built-in pack has this id; choose another")
    if not ID_RE.fullmatch(path.stem):
        raise PackError(path, "id", "a pack file is named <id>.toml: small letters, digits, underscores")
    return path.stem


def _read(path: Path | Traversable, platform: str) -> Pack:
    from touchline.terms.pack_file import parsed  # noqa: PLC0415  whoever imports touchline reads no pack yet

    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise PackError(path, "file", error.strerror or "cannot be read") from None
    if len(content) > SIZE_LIMIT:
        raise PackError(path, "file", f"longer than {SIZE_LIMIT} bytes")
    pack = parsed(content, path, built_in)
    if pack.id != platform:
        raise PackError(path, "id", f"the file is named {platform}.toml, so the id must be {platform}")
    return pack
