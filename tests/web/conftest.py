"""A fresh companion for every test, and one that listens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.companion import Companion


@pytest.fixture
def companion(tmp_path: Path) -> Companion:
    return Companion(tmp_path / "pairings")


@pytest.fixture
def port(companion: Companion) -> Iterator[int]:
    """Where this companion's service listens."""
    with companion.serving() as port:
        yield port
