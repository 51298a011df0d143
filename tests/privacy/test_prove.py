"""`make prove-ci` fails when a proof fails, and never calls a look that was forbidden a proof."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.privacy import prove

YES = ("true",)
NO = ("sh", "-c", "echo the kernel forbids it >&2; exit 1")


def lines_and_code(
    proofs: list[prove.Proof], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[list[str], object]:
    monkeypatch.setattr(prove, "PROOFS", proofs)
    with pytest.raises(SystemExit) as end:
        prove.main()
    return capsys.readouterr().out.splitlines(), end.value.code


def test_each_proof_says_what_was_proved(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, code = lines_and_code([prove.Proof("It is so", YES, YES)], monkeypatch, capsys)
    assert ([line.partition(" (")[0] for line in lines], code) == (["It is so: proved"], False)


@pytest.mark.parametrize(
    ("probe", "reason"), [(NO, "the kernel forbids it"), (("no-such-program",), "no-such")]
)
def test_what_could_not_be_looked_at_is_said_and_fails_nothing(
    probe: tuple[str, ...], reason: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, code = lines_and_code([prove.Proof("It is so", probe, NO)], monkeypatch, capsys)
    assert lines[0].startswith(f"It is so: COULD NOT BE PROVED HERE: {reason}")
    assert code is False


def test_one_proof_that_fails_fails_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    proofs = [prove.Proof("One", YES, NO), prove.Proof("Two", YES, YES)]
    lines, code = lines_and_code(proofs, monkeypatch, capsys)
    assert [line.partition(" (")[0] for line in lines if line.startswith(("One", "Two"))] == [
        "One: FAILED",
        "Two: proved",
    ]
    assert code is True


def test_the_proofs_run_files_that_are_there() -> None:
    files = [Path(word) for proof in prove.PROOFS for word in proof.command if word.startswith("tests/")]
    assert len(files) >= 4
    for file in files:
        assert (prove.ROOT / file).is_file(), file


def test_prove_without_strace_says_how_to_get_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [prove.PYTHON, "-c", "import sys; sys.argv[1:] = ['prove']; from touchline.cli import main; main()"],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 3
    assert "sudo apt install strace" in done.stderr
