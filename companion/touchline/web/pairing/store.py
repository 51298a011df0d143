"""The connected browsers: one key for each, kept in a file that only its user can read.

A key is bound to the exact origin of the extension it was agreed with. This module must not know how a
key is agreed on or what it seals.
"""

from __future__ import annotations

import base64
import contextlib
import os
import re
import secrets
import stat
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from touchline.errors import TouchlineError
from touchline.private_files import make_private
from touchline.today import today
from touchline.web.origin import EXTENSION_ORIGIN_RE
from touchline.web.seal import Kid  # noqa: TC001  the same

if TYPE_CHECKING:
    from pathlib import Path

MOST_BROWSERS = 8
"""More connected browsers than one person uses."""

_PRIVATE, _OTHERS = 0o600, 0o077

_LONGEST = 4_096
"""Bytes of a key file; ours have about two hundred."""

_UNFINISHED_RE = re.compile(r"\.[0-9a-f]{16}\.[0-9a-f]{8}")
"""The name under which a key is written before its file has its own."""


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


class Refused(NamedTuple):
    """A key file that is not used: its name, and the reason as half a sentence."""

    file: str
    reason: str


class Pairings:
    """The pairings in one folder.

    Every question re-reads the files it needs, so `touchline pair` in another terminal takes effect at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pairing(self, kid: str) -> Pairing | None:
        """The pairing with this key id; None when there is none or its file is refused."""
        found = _read(self._folder / f"{kid}.json")
        return found if isinstance(found, Pairing) else None

    def browsers(self) -> tuple[Browser, ...]:
        """Every connected browser, the latest last."""
        found = (self.pairing(path.stem) for path in self._folder.glob("*.json"))
        browsers = (pairing.browser for pairing in found if pairing)
        return tuple(sorted(browsers, key=lambda browser: (browser.paired, browser.name, browser.kid)))

    def refused(self) -> tuple[Refused, ...]:
        """Every key file that is not used, and why."""
        found = {path.name: _read(path) for path in self._folder.glob("*.json")}
        return tuple(Refused(name, why) for name, why in sorted(found.items()) if isinstance(why, str))

    def tidy(self) -> None:
        """Remove what a program that was killed while it wrote a key has left; nobody may be writing now."""
        for left in self._folder.glob(".*"):
            if _UNFINISHED_RE.fullmatch(left.name):
                with contextlib.suppress(OSError):
                    left.unlink()

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
        """Forget a browser, or a file that is refused; False when there is none with this key id."""
        if kid not in {path.stem for path in self._folder.glob("*.json")}:
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


def _read(path: Path) -> Pairing | str:
    """The pairing in a file, or why it is refused."""
    try:
        record = _RECORD.decode(_content(path))
        key = base64.urlsafe_b64decode(record.key + "=")
    except OSError as error:
        return f"it cannot be read ({error.strerror})"
    except _Unfit as error:
        return str(error)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "it is damaged"
    if record.kid != path.stem or EXTENSION_ORIGIN_RE.fullmatch(record.origin) is None:
        return "it is damaged"
    if record.paired > today() + timedelta(days=1):  # a journey may turn the calendar back by one
        return "it is dated in the future: is the clock of this computer right?"
    return Pairing(Browser(record.kid, record.origin, record.name, record.paired), key)


class _Unfit(Exception):
    """Why a file is not even looked into."""


def _content(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe would never answer
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise _Unfit("it is no file")
        if sys.platform != "win32" and about.st_mode & _OTHERS:
            raise _Unfit("other users of this computer can read or change it")
        if about.st_size > _LONGEST:
            raise _Unfit("it is too long")
        return os.read(descriptor, _LONGEST)
    finally:
        os.close(descriptor)
