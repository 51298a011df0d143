"""The search finds the mark in every dress it could be kept in, and nothing where there is none."""

from __future__ import annotations

import base64
import gzip
import zlib
from pathlib import Path

import pytest
from tests.privacy.search import files_in

from touchline.proof.canary import Canary

CANARY = Canary()
MARK = CANARY.text.encode()
TEXT = f"write to {CANARY.text}@example.org please".encode()

DRESSES = {
    "as it is": TEXT,
    "backwards": TEXT[::-1],
    "UTF-16, little endian": TEXT.decode().encode("utf-16-le"),
    "UTF-16, big endian": TEXT.decode().encode("utf-16-be"),
    "hexadecimal": TEXT.hex().encode(),
    "hexadecimal, capitals": TEXT.hex().upper().encode(),
    "base64, alignment 0": base64.b64encode(b"abc" + MARK + b"def"),
    "base64, alignment 1": base64.b64encode(b"abcd" + MARK + b"ef"),
    "base64, alignment 2": base64.b64encode(b"abcde" + MARK + b"f"),
    "as it is, compressed": b"header" + gzip.compress(TEXT) + b"rest",
    "UTF-16, little endian, compressed": zlib.compress(TEXT.decode().encode("utf-16-le"), 9),
}
# one byte of each pair is zero, so what is in front decides which of the two it is
UTF_16 = ("UTF-16, big endian", "UTF-16, little endian")
FOUND_AS = {
    **dict.fromkeys(UTF_16, UTF_16),
    "UTF-16, little endian, compressed": tuple(f"{name}, compressed" for name in UTF_16),
}


@pytest.mark.parametrize("name", DRESSES)
def test_the_mark_is_found_in_every_dress(name: str) -> None:
    assert CANARY.encodings_in(b"before" + DRESSES[name] + b"after") == FOUND_AS.get(name, (name,))


@pytest.mark.parametrize("before", range(12))
@pytest.mark.parametrize("after", range(4))
def test_base64_is_found_whatever_stands_around_the_mark(before: int, after: int) -> None:
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        assert CANARY.encodings_in(encode(b"\xff" * before + MARK + b"\xff" * after))


def test_a_stream_that_was_cut_off_is_read_as_far_as_it_goes() -> None:
    assert CANARY.encodings_in(gzip.compress(TEXT + bytes(range(256)) * 20)[:-30])


def test_what_does_not_hold_the_mark_is_not_accused() -> None:
    other = Canary().text.encode()
    for data in (b"", other, gzip.compress(other), b"\x1f\x8b\x08 no stream", b"\x78\x9c"):
        assert CANARY.encodings_in(data) == ()


def test_files_and_names_are_searched(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "file").write_bytes(DRESSES["as it is"])
    (tmp_path / f"{CANARY.text}.txt").write_bytes(b"")
    (tmp_path / "clean").write_bytes(b"nothing")
    assert {(path.name, how) for path, how in files_in(tmp_path, CANARY)} == {
        ("file", "as it is"),
        (f"{CANARY.text}.txt", "in its name"),
    }
