"""The wheel that people install: the package with all its data and the extension, and nothing besides."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent.parent
PACKAGE, EXTENSION = ROOT / "companion" / "touchline", ROOT / "extension"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is unpacked to, as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_package_is_in_it_with_its_data_and_the_extension(installed: Path) -> None:
    extension = {f"extension/{name}": content for name, content in files_in(EXTENSION).items()}
    assert files_in(installed / "touchline") == files_in(PACKAGE) | extension
    assert "py.typed" in files_in(installed / "touchline")


def test_nothing_else_is_in_it_but_what_names_it(installed: Path) -> None:
    others = {path.name for path in installed.iterdir()} - {"touchline"}
    (information,) = (files_in(installed / name) for name in others)
    assert set(information) == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
    assert b"touchline = touchline.cli:main" in information["entry_points.txt"]


def test_the_folder_for_the_browser_is_there_with_and_without_a_checkout(installed: Path) -> None:
    program = "from touchline.cli.serve import extension_folder; print(extension_folder())"
    for path, expected in ((installed, installed / "touchline" / "extension"), (PACKAGE.parent, EXTENSION)):
        done = subprocess.run(
            [sys.executable, "-B", "-c", f"import sys; sys.path.insert(0, {str(path)!r}); {program}"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert Path(done.stdout.strip()) == expected
        assert (expected / "manifest.json").is_file()
