"""The key store: private files, exact origins, one key for each browser."""

from __future__ import annotations

import os
import resource
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from tests.web.extension import ORIGIN, OTHER_ORIGIN, paired

from touchline.today import today
from touchline.web.pairing.store import MOST_BROWSERS, Pairing, Pairings, TooManyBrowsers

KID, OTHER_KID = "0123456789abcdef", "fedcba9876543210"


def origin(number: int) -> str:
    return "chrome-extension://" + "abcdefgh"[number] * 32


def test_a_pairing_is_kept_and_found_again_by_its_key_id(tmp_path: Path) -> None:
    pairing = paired(KID)
    Pairings(tmp_path).add(pairing)
    found = Pairings(tmp_path).pairing(KID)
    assert found == pairing
    assert Pairings(tmp_path).browsers() == (pairing.browser,)
    assert Pairings(tmp_path).pairing(OTHER_KID) is None


def test_the_key_is_not_shown_where_a_pairing_is_printed() -> None:
    pairing = paired()
    assert repr(pairing.key) not in f"{pairing!r} {pairing}"


def test_files_and_folders_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Pairings(tmp_path / "new" / "state" / "pairings").add(paired(KID))
    finally:
        os.umask(before)
    for folder in ("new", "new/state", "new/state/pairings"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700, folder
    (file,) = (tmp_path / "new" / "state" / "pairings").iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == (f"{KID}.json", 0o600)


def test_a_folder_that_stood_open_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "pairings"
    folder.mkdir(parents=True)
    for path in (folder, folder.parent):
        path.chmod(0o777)
    Pairings(folder).add(paired(KID))
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)} == {0o700}


def test_connecting_again_replaces_the_key_of_the_same_extension_only(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    pairings.add(paired(KID, ORIGIN))
    pairings.add(paired(OTHER_KID, OTHER_ORIGIN))
    pairings.add(paired("00000000000000aa", ORIGIN))
    assert {browser.kid for browser in pairings.browsers()} == {OTHER_KID, "00000000000000aa"}


def test_there_is_room_for_eight_browsers(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    for number in range(MOST_BROWSERS):
        pairings.add(paired(f"{number:016x}", origin(number)))
    with pytest.raises(TooManyBrowsers, match="forget one"):
        pairings.add(paired(KID, ORIGIN))
    assert len(pairings.browsers()) == MOST_BROWSERS == len(list(tmp_path.iterdir()))
    pairings.add(paired(KID, origin(3)))  # again from the same browser
    assert len(pairings.browsers()) == MOST_BROWSERS


def test_an_origin_is_known_only_exactly(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    pairings.add(paired(KID, ORIGIN))
    assert pairings.knows_origin(ORIGIN)
    for other in (OTHER_ORIGIN, ORIGIN + "/", ORIGIN[:-1], ORIGIN.upper(), "", "null"):
        assert not pairings.knows_origin(other)


def test_a_forgotten_browser_is_gone(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    pairings.add(paired(KID))
    assert pairings.revoke(KID)
    assert pairings.pairing(KID) is None
    assert not pairings.revoke(KID)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kid", ["../../etc/passwd", "..", "", "*", KID.upper(), KID + ".json"])
def test_an_id_that_is_none_finds_and_forgets_nothing(tmp_path: Path, kid: str) -> None:
    pairings = Pairings(tmp_path)
    pairings.add(paired(KID))
    assert pairings.pairing(kid) is None
    assert not pairings.revoke(kid)
    assert len(pairings.browsers()) == 1


def test_a_damaged_or_older_file_is_no_pairing(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    pairings.add(paired(KID))
    file = tmp_path / f"{KID}.json"
    good = msgspec.json.decode(file.read_bytes())
    spoiled = [
        b"",
        b"{",
        b"\xff",
        b"[" * 5_000,
        b'{"token_sha256": "00", "origin": null}',  # what an earlier version kept
        *(
            msgspec.json.encode({**good, **changed})
            for changed in (
                {"kid": OTHER_KID},
                {"key": good["key"][:-1]},
                {"key": good["key"] + "="},
                {"origin": "https://www.upwork.com"},
                {"origin": "null"},
                {"paired": "yesterday"},
                {"more": 1},
            )
        ),
    ]
    for content in spoiled:
        file.write_bytes(content)
        assert pairings.pairing(KID) is None, content
        assert pairings.browsers() == ()
    file.write_bytes(msgspec.json.encode(good))
    assert pairings.pairing(KID) is not None


def test_on_a_full_disk_nothing_changes(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    old = paired(KID, ORIGIN)
    pairings.add(old)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # every write fails, as on a full disk
    try:
        with pytest.raises(OSError, match="too large"):
            pairings.add(paired(OTHER_KID, ORIGIN))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert pairings.pairing(KID) == old
    assert [path.name for path in tmp_path.iterdir()] == [f"{KID}.json"]


def test_a_folder_that_cannot_be_made_is_an_error_and_holds_no_pairing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    pairings = Pairings(tmp_path / "file" / "pairings")
    with pytest.raises(OSError, match="file"):
        pairings.add(paired())
    assert pairings.browsers() == ()


def test_browsers_are_listed_with_the_latest_last(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    for number, day in enumerate((3, 1, 2)):
        pairing = paired(f"{number:016x}", origin(number))
        pairings.add(Pairing(replace(pairing.browser, paired=date(2026, 11, day)), pairing.key))
    assert [browser.paired.day for browser in pairings.browsers()] == [1, 2, 3]


def refuse_open(file: Path) -> None:
    file.chmod(0o604)


def refuse_writable(file: Path) -> None:
    file.chmod(0o620)


def refuse_long(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b" " * 5_000)


def refuse_cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


def refuse_empty(file: Path) -> None:
    file.write_bytes(b"")


def refuse_future(file: Path) -> None:
    record = msgspec.json.decode(file.read_bytes())
    file.write_bytes(msgspec.json.encode({**record, "paired": str(today() + timedelta(days=2))}))


def refuse_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)


def refuse_folder(file: Path) -> None:
    file.unlink()
    file.mkdir(0o700)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (refuse_open, "other users"),
        (refuse_writable, "other users"),
        (refuse_long, "too long"),
        (refuse_cut, "damaged"),
        (refuse_empty, "damaged"),
        (refuse_future, "future"),
        (refuse_pipe, "no file"),
        (refuse_folder, "no file"),
    ],
)
def test_a_key_file_that_is_not_as_we_wrote_it_is_refused_by_name(
    tmp_path: Path, spoil: Callable[[Path], None], reason: str
) -> None:
    pairings, pairing = Pairings(tmp_path), paired()
    pairings.add(pairing)
    assert pairings.refused() == ()
    file = tmp_path / f"{pairing.browser.kid}.json"
    spoil(file)
    (refused,) = pairings.refused()
    assert refused.file == file.name
    assert reason in refused.reason
    assert pairings.pairing(pairing.browser.kid) is None
    assert not pairings.knows_origin(pairing.browser.origin)


def test_a_refused_file_can_be_forgotten(tmp_path: Path) -> None:
    pairings, pairing = Pairings(tmp_path), paired()
    pairings.add(pairing)
    refuse_cut(tmp_path / f"{pairing.browser.kid}.json")
    assert pairings.revoke(pairing.browser.kid)
    assert pairings.refused() == ()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    pairings, pairing = Pairings(tmp_path), paired()
    pairings.add(pairing)
    for name in (f".{pairing.browser.kid}.0a1b2c3d", ".profile", "notes", ".0a1b2c3d.json"):
        (tmp_path / name).write_text("x")
    pairings.tidy()
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {f"{pairing.browser.kid}.json", ".profile", "notes", ".0a1b2c3d.json"}
