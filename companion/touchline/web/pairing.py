"""Which browser extensions may ask, and how each one proves who it is.

A pairing is a 256-bit token that the user pastes once into the extension. Only its SHA-256 is kept,
in a file of its own (mode 0600 in a 0700 folder), and the first extension that uses the token is the
only one it works for from then on. The sealed transport will replace this module; nothing else knows
what a credential looks like.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

EXTENSION_ORIGIN_RE = re.compile(
    r"""
    chrome-extension://[a-p]{32}                                   # Chromium: the id is a hash in a-p
    | moz-extension://[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}  # Firefox: a UUID for each install
    """,
    re.VERBOSE,
)

_AUTHORIZATION_RE = re.compile(r"Bearer ([A-Za-z0-9_-]{43})")
_ID_LENGTH = 16
_UNBOUND = None


class _Record(msgspec.Struct, forbid_unknown_fields=True):
    """What a pairing's file holds."""

    token_sha256: str
    origin: str | None


_RECORD = msgspec.json.Decoder(_Record)  # before any thread starts: its first use is not thread-safe


@dataclass(frozen=True, slots=True)
class Browser:
    """A pairing as shown to the user; `origin` is None until an extension has used its token."""

    id: str
    origin: str | None


class Pairings:
    """The pairings in one folder.

    Every question re-reads the file it needs, so `touchline pair` in another terminal takes effect at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new_token(self) -> str:
        """A fresh token, shown once; a token that no browser ever used is thrown away.

        Raises `OSError` when the folder cannot be written.
        """
        for browser in self.browsers():
            if browser.origin is _UNBOUND:
                self.revoke(browser.id)
        token = secrets.token_urlsafe(32)
        self._write(_id_of(token), _Record(_sha256(token), _UNBOUND))
        return token

    def browsers(self) -> tuple[Browser, ...]:
        """Every pairing, in order of id."""
        if not self._folder.is_dir():
            return ()
        names = sorted(path.stem for path in self._folder.glob("*.json"))
        return tuple(Browser(name, record.origin) for name in names if (record := self._read(name)))

    def revoke(self, browser_id: str) -> bool:
        """Forget a pairing; False when there is none with this id."""
        if browser_id not in {browser.id for browser in self.browsers()}:
            return False
        (self._folder / f"{browser_id}.json").unlink(missing_ok=True)
        return True

    def knows_origin(self, origin: str) -> bool:
        """Whether a token is bound to exactly this origin."""
        return any(browser.origin == origin for browser in self.browsers())

    def admits(self, authorization: str, origin: str) -> bool:
        """Whether this `Authorization` header proves the extension at `origin`.

        A token that nobody used yet is bound to `origin`.
        """
        match = _AUTHORIZATION_RE.fullmatch(authorization)
        if match is None or EXTENSION_ORIGIN_RE.fullmatch(origin) is None:
            return False
        token = match.group(1)
        record = self._read(_id_of(token))
        if record is None or not hmac.compare_digest(record.token_sha256, _sha256(token)):
            return False
        if record.origin is _UNBOUND:
            self._write(_id_of(token), _Record(record.token_sha256, origin))
            return True
        return record.origin == origin

    def _read(self, browser_id: str) -> _Record | None:
        try:
            return _RECORD.decode((self._folder / f"{browser_id}.json").read_bytes())
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None  # a damaged pairing admits nobody

    def _write(self, browser_id: str, record: _Record) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)  # the umask of the process has no say in this
        unfinished = self._folder / f".{browser_id}.{secrets.token_hex(4)}"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(record))
            unfinished.chmod(0o600)
            unfinished.replace(self._folder / f"{browser_id}.json")
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def _id_of(token: str) -> str:
    return _sha256(f"touchline pairing id {token}")[:_ID_LENGTH]
