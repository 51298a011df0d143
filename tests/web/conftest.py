"""A fresh companion, with one unused token, for every test."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.companion import Companion


@pytest.fixture
def companion(tmp_path: Path) -> Companion:
    return Companion(tmp_path / "pairings")
