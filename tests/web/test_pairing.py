"""Tokens: 256 bits, kept only as a hash, bound to the first extension that uses them."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

from tests.web.companion import ORIGIN, OTHER_ORIGIN

from touchline.web.pairing import Pairings


def bearer(token: str) -> str:
    return f"Bearer {token}"


def test_a_token_is_256_bits_and_its_file_holds_only_a_hash(tmp_path: Path) -> None:
    token = Pairings(tmp_path / "pairings").new_token()
    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    (file,) = (tmp_path / "pairings").iterdir()
    assert token not in file.read_text()


def test_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Pairings(tmp_path / "state" / "pairings").new_token()
    finally:
        os.umask(before)
    folder = tmp_path / "state" / "pairings"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_first_extension_that_uses_a_token_owns_it(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    token = pairings.new_token()
    assert pairings.admits(bearer(token), ORIGIN)
    assert pairings.admits(bearer(token), ORIGIN)
    assert not pairings.admits(bearer(token), OTHER_ORIGIN)
    assert pairings.knows_origin(ORIGIN)
    assert not pairings.knows_origin(OTHER_ORIGIN)


def test_two_browsers_have_a_token_each(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    first = pairings.new_token()
    assert pairings.admits(bearer(first), ORIGIN)
    second = pairings.new_token()
    assert pairings.admits(bearer(second), OTHER_ORIGIN)
    assert pairings.admits(bearer(first), ORIGIN)
    assert [browser.origin for browser in pairings.browsers()] == sorted(
        [ORIGIN, OTHER_ORIGIN],
        key=lambda origin: next(b.id for b in pairings.browsers() if b.origin == origin),
    )


def test_a_new_token_replaces_one_that_nobody_used(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    forgotten = pairings.new_token()
    pairings.new_token()
    assert not pairings.admits(bearer(forgotten), ORIGIN)
    assert len(pairings.browsers()) == 1


def test_a_revoked_browser_is_refused(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    token = pairings.new_token()
    pairings.admits(bearer(token), ORIGIN)
    (browser,) = pairings.browsers()
    assert pairings.revoke(browser.id)
    assert not pairings.admits(bearer(token), ORIGIN)
    assert not pairings.revoke(browser.id)
    assert not pairings.revoke("../../etc/passwd")


def test_a_damaged_file_admits_nobody(tmp_path: Path) -> None:
    pairings = Pairings(tmp_path)
    token = pairings.new_token()
    (file,) = tmp_path.iterdir()
    for damage in (b"", b"{", b"\xff", b'{"token_sha256": 1, "origin": null}'):
        file.write_bytes(damage)
        assert not pairings.admits(bearer(token), ORIGIN)
        assert pairings.browsers() == ()
