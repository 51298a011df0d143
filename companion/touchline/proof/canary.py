"""A mark that is hidden in messages, and the search for it wherever it must not turn up.

It is found as it is, in UTF-16, in base64 at each of the three alignments, in hexadecimal, backwards, and
inside gzip and zlib streams. Formats that copy what is new as it stands (Snappy and LZ4, in browser
profiles) need nothing of their own. This module must not know who wrote the bytes.
"""

from __future__ import annotations

import base64
import re
import secrets
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREAM_RE = re.compile(
    rb"""
    \x1f\x8b\x08              # gzip, RFC 1952
    | \x78[\x01\x5e\x9c\xda]  # zlib, RFC 1950, with the window that everybody uses
    """,
    re.VERBOSE,
)
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_MOST_UNPACKED = 64 * 1024 * 1024


class Canary:
    """A mark of letters and digits, a random one by default, which most encodings leave as it is."""

    def __init__(self, text: str | None = None) -> None:
        self.text = text or f"canary{secrets.token_hex(12)}"
        self._patterns = dict(_patterns(self.text.encode("ascii")))

    @property
    def in_clear(self) -> Canary:
        """The same mark in capitals, for those who have no key and therefore send it as it is."""
        return Canary(self.text.upper())

    def encodings_in(self, data: bytes) -> tuple[str, ...]:
        """The names of the encodings in which `data` holds the mark; empty when it does not."""
        found = {name for name, pattern in self._patterns.items() if pattern in data}
        for match in _STREAM_RE.finditer(data):
            unpacked = _unpacked(data[match.start() :])
            found |= {
                f"{name}, compressed" for name, pattern in self._patterns.items() if pattern in unpacked
            }
        return tuple(sorted(found))


def _patterns(mark: bytes) -> Iterator[tuple[str, bytes]]:
    yield "as it is", mark
    yield "backwards", mark[::-1]
    yield "UTF-16, little endian", mark.decode("ascii").encode("utf-16-le")
    yield "UTF-16, big endian", mark.decode("ascii").encode("utf-16-be")
    yield "hexadecimal", mark.hex().encode("ascii")
    yield "hexadecimal, capitals", mark.hex().upper().encode("ascii")
    for offset in range(3):  # base64 takes three bytes at a time, so what stands before decides the letters
        encoded = base64.b64encode(bytes(offset) + mark)
        whole = (offset + len(mark)) // 3 * 4
        yield f"base64, alignment {offset}", encoded[(offset * 8 + 5) // 6 : whole]


def _unpacked(stream: bytes) -> bytes:
    """The content of a stream; a damaged stream gives the part that could be read."""
    reader = zlib.decompressobj(_GZIP_OR_ZLIB)
    parts = bytearray()
    try:
        for start in range(0, len(stream), 1 << 16):
            parts += reader.decompress(stream[start : start + (1 << 16)], _MOST_UNPACKED - len(parts))
            if reader.eof or len(parts) >= _MOST_UNPACKED:
                break
    except zlib.error:
        pass
    return bytes(parts)
