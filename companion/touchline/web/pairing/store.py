"""The connected browsers: one key for each, kept in a file that only its user can read.

A key is bound to the exact origin of the extension it was agreed with. This module must not know how a
key is agreed on or what it seals.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from dataclasses import dataclass
from datetime import date  # noqa: TC003  msgspec reads the annotations
from typing import TYPE_CHECKING, Annotated

import msgspec

from touchline.errors import TouchlineError
from touchline.private_files import make_private
from touchline.web.origin import EXTENSION_ORIGIN_RE
from touchline.web.seal import Kid  # noqa: TC001  the same

if TYPE_CHECKING:
    from pathlib import Path

MOST_BROWSERS = 8
"""More connected browsers than one person uses."""

_PRIVATE = 0o600


class TooManyBrowsers(TouchlineError):
    """No room for one more key."""

    code = "too-many-browsers"

    def __init__(self) -> None:
        super().__init__(
            f"{MOST_BROWSERS} browsers are connected already; forget one first: touchline browsers list"
        )


class _Record(msgspec.Struct, forbid_unknown_fields=True):
    """The content of a pairing's file; the file is called `<kid>.json`."""

    kid: Kid
    key: Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9_-]{43}\Z")]
    origin: str
    name: str
    paired: date


_RECORD = msgspec.json.Decoder(_Record)


@dataclass(frozen=True, slots=True)
class Browser:
    """A connected browser: `name` is what it said of itself, `paired` the day it was connected."""

    kid: str
    origin: str
    name: str
    paired: date


@dataclass(frozen=True, slots=True)
class Pairing:
    """A browser with the 32 bytes that it and the companion share."""

    browser: Browser
    key: bytes

    def __repr__(self) -> str:
        """Without the key, wherever this may be printed."""
        return f"Pairing({self.browser!r})"


class Pairings:
    """The pairings in one folder.

    Every question re-reads the files it needs, so `touchline pair` in another terminal takes effect at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pairing(self, kid: str) -> Pairing | None:
        """The pairing with this key id; None when there is none or its file is damaged."""
        try:
            record = _RECORD.decode((self._folder / f"{kid}.json").read_bytes())
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        if record.kid != kid or EXTENSION_ORIGIN_RE.fullmatch(record.origin) is None:
            return None
        browser = Browser(record.kid, record.origin, record.name, record.paired)
        return Pairing(browser, base64.urlsafe_b64decode(record.key + "="))

    def browsers(self) -> tuple[Browser, ...]:
        """Every connected browser, the latest last."""
        found = (self.pairing(path.stem) for path in self._folder.glob("*.json"))
        browsers = (pairing.browser for pairing in found if pairing)
        return tuple(sorted(browsers, key=lambda browser: (browser.paired, browser.name, browser.kid)))

    def knows_origin(self, origin: str) -> bool:
        """Whether a key is bound to exactly this origin."""
        return any(browser.origin == origin for browser in self.browsers())

    def add(self, pairing: Pairing) -> None:
        """Keep a new pairing, in place of an earlier one with the same origin.

        Raises `TooManyBrowsers`, and `OSError` when the file cannot be written; then nothing has changed.
        """
        new = pairing.browser
        others = self.browsers()
        replaced = [browser for browser in others if browser.origin == new.origin]
        if len(others) - len(replaced) >= MOST_BROWSERS:
            raise TooManyBrowsers
        key = base64.urlsafe_b64encode(pairing.key).rstrip(b"=").decode("ascii")
        self._write(_Record(new.kid, key, new.origin, new.name, new.paired))
        for browser in replaced:
            self.revoke(browser.kid)

    def revoke(self, kid: str) -> bool:
        """Forget a browser; False when there is none with this key id."""
        if kid not in {browser.kid for browser in self.browsers()}:
            return False
        (self._folder / f"{kid}.json").unlink(missing_ok=True)
        return True

    def _write(self, record: _Record) -> None:
        make_private(self._folder.parent, self._folder)  # whoever may rename a folder can replace it
        unfinished = self._folder / f".{record.kid}.{secrets.token_hex(4)}"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(record))
                file.flush()
                os.fsync(descriptor)
            unfinished.replace(self._folder / f"{record.kid}.json")
        except OSError:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise
