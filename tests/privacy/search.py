"""`python -m tests.privacy.search MARK FOLDER`: where the mark is kept below the folder, one place a line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from touchline.proof.canary import Canary

if TYPE_CHECKING:
    from collections.abc import Iterator


def files_in(folder: Path, canary: Canary) -> Iterator[tuple[Path, str]]:
    """Every file, folder or link below `folder` that holds the mark or is named with it, and how."""
    for path in sorted(folder.rglob("*")):
        if canary.encodings_in(str(path.relative_to(folder)).encode("utf-8", "surrogateescape")):
            yield path, "in its name"
        if path.is_file() and not path.is_symlink():
            for name in canary.encodings_in(path.read_bytes()):
                yield path, name


if __name__ == "__main__":
    root = Path(sys.argv[2])
    for path, how in files_in(root, Canary(sys.argv[1])):
        print(f"{path.relative_to(root)} ({how})")
