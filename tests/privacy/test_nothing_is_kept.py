"""P4: when a companion ends, well or badly, no file of its user holds a word that it checked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.privacy.planted import planted
from tests.privacy.search import files_in

from touchline.proof.canary import Canary
from touchline.proof.client import Client
from touchline.proof.messages import questions
from touchline.proof.run import _PROGRAM, _started
from touchline.settings import HOME_VARIABLE, read_settings

ENDS = (signal.SIGTERM, signal.SIGKILL, signal.SIGSEGV)


def left_by(root: Path, canary: Canary, end: signal.Signals, build: dict[str, str]) -> list[tuple[str, str]]:
    """Where the mark is found after a session, in a home, temporary and runtime folder all below `root`."""
    places = {"HOME": "home", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run", HOME_VARIABLE: "touchline"}
    for name in places.values():
        (root / name).mkdir(parents=True)
    environment = {**build, **{variable: str(root / name) for variable, name in places.items()}}
    client = Client(read_settings(environment).pairings)
    with subprocess.Popen(
        [sys.executable, "-B", "-c", _PROGRAM],
        cwd=root / "home",  # where a core file would go
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        _, host = _started(process)
        unwell = [question.name for question in questions(canary) if not question.goes_well(client, host)]
        process.send_signal(end)
        printed, _ = process.communicate(timeout=30)
    (root / "printed").write_text(printed)
    assert unwell == []
    assert process.returncode == (0 if end is signal.SIGTERM else -end)
    return [(str(path.relative_to(root)), how) for path, how in files_in(root, canary)]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.name)
def test_nothing_is_left_behind(end: signal.Signals, tmp_path: Path) -> None:
    assert left_by(tmp_path, Canary(), end, dict(os.environ)) == []


LEAVING = """
import base64, gzip, os, tempfile
with open(os.path.join(tempfile.gettempdir(), "cache.gz"), "wb") as file:
    file.write(gzip.compress(text.encode()))
with open(os.path.join(os.environ["HOME"], "history"), "a") as file:
    file.write(base64.b64encode(text.encode()).decode())
print(text)
"""


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.name)
def test_what_a_build_with_a_bug_leaves_is_found(end: signal.Signals, tmp_path: Path) -> None:
    build = planted(tmp_path / "build", LEAVING.strip(), layers=False)
    left = left_by(tmp_path / "user", Canary(), end, build)
    assert {path for path, _ in left} == {"home/history", "tmp/cache.gz", "printed"}
