"""Writes the archives that the two stores take: `python3 docs/store/archives.py` fills dist/.

Both hold the folder `extension/` as it stands, so what is reviewed, what is tested and what is shipped are
the same files. They depend on nothing but those files: same bytes on any machine, on any day. That is why
entries are sorted, carry one fixed date and fixed rights, and are stored uncompressed (a compressor's
output changes with its version). Needs Python alone; of what the files say it must know the version only.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
STORES = ("chrome", "firefox")
SUFFIXES = {".css", ".html", ".js", ".json", ".png"}
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP entry can name (APPNOTE.TXT 4.4.6)."""
REGULAR_FILE = 0o100644 << 16


def archive(folder: Path) -> dict[str, bytes]:
    """Every file of `folder` by its path in the archive, sorted; raises `ValueError` for a stray one."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    strays = [path for path in files if path.suffix not in SUFFIXES or path.name.startswith(".")]
    if strays:
        raise ValueError(f"not a part of the extension: {', '.join(map(str, strays))}")
    return dict(sorted((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files))


def write(files: dict[str, bytes], target: Path) -> None:
    """Write `files` as a ZIP archive that depends on nothing else."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as written:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # the system whose rights the next line gives, wherever this runs
            entry.external_attr = REGULAR_FILE
            written.writestr(entry, content)


def main(target: Path = ROOT / "dist") -> None:
    """Write one archive a store into `target` and name them."""
    files = archive(ROOT / "extension")
    version = json.loads(files["manifest.json"])["version"]
    target.mkdir(parents=True, exist_ok=True)
    for store in STORES:
        path = target / f"touchline-{version}-{store}.zip"
        write(files, path)
        print(f"{path}  {path.stat().st_size:,} bytes, {len(files)} files")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
