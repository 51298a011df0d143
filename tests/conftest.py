"""Generated examples are the same in every run, however busy the machine: a run that failed can be run again.

To look for new ones: `pytest --hypothesis-profile=default`. And no test passes over a bug in the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from touchline.model import Cause
from touchline.pipeline.failures import Failures, cause_of

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


def raising(monkeypatch: pytest.MonkeyPatch) -> list[Cause]:
    """Raise each bug where the pipeline would name it and go on; the list holds what was raised."""
    causes: list[Cause] = []

    def raised(_: Failures, part: str, error: Exception) -> None:
        causes.append(cause_of(part, error))
        raise error

    monkeypatch.setattr(Failures, "broken", raised)
    return causes


@pytest.fixture(autouse=True)
def _bugs_are_raised(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test pass over a bug; a test that plants one is marked `plants_bugs`.

    A server turns what is raised into a status, so bugs are looked for when the test is over, too.
    """
    planted = request.node.get_closest_marker("plants_bugs") is not None
    causes = [] if planted else raising(monkeypatch)
    yield
    assert causes == [], "a bug in the pipeline"
