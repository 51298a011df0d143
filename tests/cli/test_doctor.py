"""`touchline doctor` shows what protects, and names what does not."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.cli.process import TOUCHLINE, environment, serving
from tests.privacy.planted import edited
from tests.web.extension import paired

from touchline.hardening.report import last_report
from touchline.settings import HOME_VARIABLE, read_settings
from touchline.web.pairing.store import Pairings

IDLE = ("The companion does not run", "No browser is connected")
"""What is wrong where nothing was started yet."""

LANDLOCKED = '    return Layer("kernel", _PROMISE, State.ACTIVE)\n'


def examine(home: Path, build: dict[str, str] | None = None, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [*TOUCHLINE, "doctor", *words],
        capture_output=True,
        text=True,
        env={**(build or os.environ), "TOUCHLINE_HOME": str(home)},
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def examined(home: Path, build: dict[str, str] | None = None) -> tuple[int, dict[str, Any]]:
    code, output = examine(home, build, "--format", "json")
    return code, json.loads(output)


def test_every_protection_is_shown_and_the_exit_code_says_whether_one_is_missing(tmp_path: Path) -> None:
    code, found = examined(tmp_path)
    states = {layer["id"]: layer["state"] for layer in found["protection"]}
    assert list(states) == ["logs", "crashes", "readers", "kernel", "interpreter"]
    assert states["interpreter"] == states["logs"] == "active"
    lacking = sum(state == "not available here" for state in states.values())
    assert (code, len(found["problems"])) == (3, lacking + len(IDLE))
    assert {pack["id"] for pack in found["packs"]} == {"fiverr", "freelancer", "peopleperhour", "upwork"}
    assert list(found["ports"]) == ["47615", "47616", "47617", "47618", "47619"]
    assert found["browsers"] == []
    assert found["companion"] is None


def test_connected_browsers_are_named_without_their_keys(tmp_path: Path) -> None:
    pairing = paired()
    Pairings(read_settings({HOME_VARIABLE: str(tmp_path)}).pairings).add(pairing)
    _, text = examine(tmp_path)
    assert f"  {pairing.browser.name}, since {pairing.browser.paired}" in text.splitlines()
    _, found = examined(tmp_path)
    assert [list(one) for one in found["browsers"]] == [["name", "origin", "paired"]]


def test_all_is_well_only_where_a_companion_runs_and_a_browser_is_connected(tmp_path: Path) -> None:
    for sentence in IDLE:
        assert sentence in examine(tmp_path)[1]
    with serving(tmp_path):
        code, text = examine(tmp_path)
        assert (code, IDLE[0] in text, IDLE[1] in text, "All is well" in text) == (3, False, True, False)
        Pairings(read_settings({HOME_VARIABLE: str(tmp_path)}).pairings).add(paired())
        code, found = examined(tmp_path)
        text = examine(tmp_path)[1]
        lacking = [layer for layer in found["protection"] if layer["state"] == "not available here"]
        assert (code == 0) == ("All is well." in text) == (not lacking)
    assert IDLE[0] in examine(tmp_path)[1]


def test_a_key_file_that_is_not_used_is_named_with_its_reason(tmp_path: Path) -> None:
    pairings = Pairings(read_settings({HOME_VARIABLE: str(tmp_path)}).pairings)
    pairings.add(paired())
    (file,) = (tmp_path / "state" / "pairings").iterdir()
    file.chmod(0o640)
    code, text = examine(tmp_path)
    assert code == 3
    said = " ".join(text.split())
    assert f"The key file {file.name} is not used: other users of this computer can read" in said
    assert IDLE[1] in said


def test_a_protection_that_cannot_be_armed_is_named_with_its_reason(tmp_path: Path) -> None:
    change = {"hardening/kernel.py": ("_NETWORK_ABI = 4", "_NETWORK_ABI = 4000")}
    code, text = examine(tmp_path / "home", edited(tmp_path / "build", change))
    assert code == 3
    assert "Not available here: it needs Linux 6.7 or newer" in " ".join(text.split())
    assert "What is wrong:" in text


def test_a_protection_that_only_says_it_holds_is_found_out(tmp_path: Path) -> None:
    change = {"hardening/kernel.py": ('    if sys.platform != "linux":\n', f"{LANDLOCKED}    if sys:\n")}
    code, found = examined(tmp_path / "home", edited(tmp_path / "build", change))
    assert code == 3
    (kernel,) = (layer for layer in found["protection"] if layer["id"] == "kernel")
    assert kernel["reason"] == "it was armed, and something got through all the same"


def test_a_trial_that_dies_is_no_good_news(tmp_path: Path) -> None:
    change = {"hardening/trial.py": ("    inside.mkdir()\n", "    raise SystemExit\n")}
    code, found = examined(tmp_path / "home", edited(tmp_path / "build", change))
    assert (code, len(found["problems"])) == (3, 1 + len(IDLE))


def test_a_trial_that_hangs_is_no_good_news(tmp_path: Path) -> None:
    change = {
        "hardening/trial.py": ("_SECONDS = 30", "_SECONDS = 1"),
        "hardening/memory.py": ("import sys\n", "import sys, time\n\ntime.sleep(2)\n"),
    }
    code, found = examined(tmp_path / "home", edited(tmp_path / "build", change))
    assert (code, len(found["problems"])) == (3, 1 + len(IDLE))


def test_code_in_the_folder_where_somebody_asks_is_not_run(tmp_path: Path) -> None:
    for name in ("touchline.py", "msgspec.py"):
        (tmp_path / name).write_text("raise SystemExit('code of the folder')")
    program, *rest = TOUCHLINE
    done = subprocess.run(
        [program, "-P", *rest, "doctor", "--format", "json"],  # as the installed command starts
        capture_output=True,
        cwd=tmp_path,
        env=environment(tmp_path / "home"),
        timeout=60,
        check=False,
    )
    assert "trial" not in {layer["id"] for layer in json.loads(done.stdout)["protection"]}


def test_a_report_that_is_damaged_is_none(tmp_path: Path) -> None:
    for damaged in (b"", b"{", b"[]", b'"\xff"', b'{"host": "\xff"}'):
        (tmp_path / "companion.json").write_bytes(damaged)
        assert last_report(tmp_path) is None


def test_rules_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    packs = tmp_path / "config" / "packs"
    packs.mkdir(parents=True)
    (packs / "mine.toml").write_text("this is no pack")
    code, text = examine(tmp_path)
    assert code == 3
    assert "mine.toml" in "".join(text.split())


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, found = examined(tmp_path / "file" / "home")
    (problem,) = (one for one in found["problems"] if "no browser can be connected" in one)
    assert code == 3
    assert str(tmp_path / "file") in problem


def test_keys_on_a_disk_that_keeps_no_rights_are_a_problem(tmp_path: Path) -> None:
    """As FAT does: a mode that is set is not kept."""
    change = {"private_files.py": ("            folder.chmod(_FOLDER)\n", "            pass\n")}
    (tmp_path / "home" / "state").mkdir(parents=True, mode=0o755)
    (tmp_path / "home" / "state").chmod(0o755)
    code, found = examined(tmp_path / "home", edited(tmp_path / "build", change))
    assert code == 3
    assert [problem for problem in found["problems"] if "can read the keys" in problem]
    _, found = examined(tmp_path / "home")
    assert found["keys"]["open_to_others"] is False
    assert not [problem for problem in found["problems"] if "keys" in problem]


def test_a_running_companion_is_shown_with_the_protection_it_has(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, lines):
        (host,) = re.findall(r"127\.0\.0\.1:\d+", lines[0])
        _, found = examined(tmp_path)
        assert found["companion"]["host"] == host
        assert found["companion"]["protection"] == found["protection"]
        assert found["ports"][host.rpartition(":")[2]] == "in use"
        process.kill()
        process.wait()
    assert examined(tmp_path)[1]["companion"] is None


def test_a_companion_that_runs_with_less_than_it_could_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = "from touchline.hardening import interpreter, kernel, logs, memory"
    change = {"hardening/__init__.py": (bare, f"{bare}\nkernel._NETWORK_ABI = 4000")}
    healthy = dict(os.environ)
    monkeypatch.setenv("PYTHONPATH", edited(tmp_path / "build", change)["PYTHONPATH"])
    with serving(tmp_path / "home"):
        code, found = examined(tmp_path / "home", healthy)
    (armed,) = (layer for layer in found["companion"]["protection"] if layer["id"] == "kernel")
    assert armed["state"] == "not available here"
    kernel = next(layer for layer in found["protection"] if layer["id"] == "kernel")
    lacks = [problem for problem in found["problems"] if "running companion lacks" in problem]
    assert (code, len(lacks)) == (3, int(kernel["state"] == "active"))
