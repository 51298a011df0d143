"""Generated examples are the same in every run, however busy the machine: a run that failed can be run again.

To look for new ones: `pytest --hypothesis-profile=default`.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")
