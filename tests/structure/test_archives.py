"""The stores' archives: the folder that is tested, byte for byte, whoever builds them and when."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "docs" / "store" / "archives.py"
EXTENSION = ROOT / "extension"


def build(target: Path, umask: int = 0o022, **env: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, str(SCRIPT), str(target)],
        check=True,
        capture_output=True,
        umask=umask,
        env={**os.environ, **env},
    )
    return {path.name: path.read_bytes() for path in target.iterdir()}


def test_two_builds_on_different_days_and_clocks_are_byte_identical(tmp_path: Path) -> None:
    first = build(tmp_path / "one", TZ="Asia/Karachi")
    manifest = EXTENSION / "manifest.json"
    times = manifest.stat()
    os.utime(manifest, (1, 1))
    try:
        second = build(tmp_path / "two", umask=0o077, TZ="America/Lima")
    finally:
        os.utime(manifest, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert first == second
    version = json.loads(manifest.read_text("utf-8"))["version"]
    assert sorted(first) == [f"touchline-{version}-chrome.zip", f"touchline-{version}-firefox.zip"]


def test_an_archive_holds_the_folder_that_loads_unpacked_and_nothing_else(tmp_path: Path) -> None:
    build(tmp_path)
    present = {
        path.relative_to(EXTENSION).as_posix(): path.read_bytes()
        for path in EXTENSION.rglob("*")
        if path.is_file()
    }
    for path in tmp_path.iterdir():
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            assert {name: archive.read(name) for name in archive.namelist()} == present


def test_a_stray_file_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    archive = runpy.run_path(str(SCRIPT))["archive"]
    (tmp_path / "manifest.json").write_text("{}")
    assert archive(tmp_path) == {"manifest.json": b"{}"}
    (tmp_path / ".DS_Store").touch()
    with pytest.raises(ValueError, match="DS_Store"):
        archive(tmp_path)
