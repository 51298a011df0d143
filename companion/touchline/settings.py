"""Where Touchline keeps its few files, and the constants both sides of the wire agree on.

Settings are values handed to whoever needs them; nothing here is global state. This module must not
know Flask, detection or the terms.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from touchline.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

HOST = "127.0.0.1"
"""The only address the companion ever binds; no option changes it."""

PORTS = (47615, 47616, 47617, 47618, 47619)
"""The ports the companion tries, in this order; the extension's CSP lists exactly these."""

HOME_VARIABLE = "TOUCHLINE_HOME"


@dataclass(frozen=True, slots=True)
class Settings:
    """The folders of one user: `state` holds pairings and locks, `config` holds the user's own packs."""

    state: Path
    config: Path

    @property
    def pairings(self) -> Path:
        """One file for each connected browser."""
        return self.state / "pairings"

    @property
    def companion_lock(self) -> Path:
        """Held by the one companion that runs."""
        return self.state / "companion.lock"

    @property
    def pairing_lock(self) -> Path:
        """Held while a browser may connect."""
        return self.state / "pairing.lock"

    @property
    def packs(self) -> Path:
        """Packs of terms that the user added."""
        return self.config / "packs"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The user's folders; `TOUCHLINE_HOME` moves all of them below one absolute folder.

    Raises `SettingsError` when that folder is not an absolute path.
    """
    home = environment.get(HOME_VARIABLE)
    if home is None:
        return Settings(
            platformdirs.user_state_path("touchline", appauthor=False),
            platformdirs.user_config_path("touchline", appauthor=False),
        )
    path = Path(home)
    if not path.is_absolute():
        raise SettingsError(HOME_VARIABLE, "value", "not an absolute path")
    return Settings(path / "state", path / "config")
