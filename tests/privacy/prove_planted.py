"""P2 and P3: the kernel's list speaks for the companion, and against every planted bug.

Needs strace, so `make prove-ci` runs it and not `make test`.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.privacy.planted import BUGS, planted

from touchline.proof.canary import Canary
from touchline.proof.claims import claims
from touchline.proof.run import session

HARMLESS = "len(text)"
AT_ONCE = 3  # of the five ports; two cores would not be faster with more

Fallen = dict[tuple[str, bool], Future[list[str]]]


def fallen(folder: Path, bug: str, layers: bool) -> list[str]:
    """The claims that fall when `bug` is in the build."""
    canary = Canary()
    folder.mkdir()
    seen = session(canary, folder / "home", planted(folder / "build", bug, layers=layers))
    return [claim.words for claim in claims(seen, canary) if claim.evidence]


@pytest.fixture(scope="module")
def falls(tmp_path_factory: pytest.TempPathFactory) -> Fallen:
    folder = tmp_path_factory.mktemp("builds")
    builds = {"no bug": HARMLESS, **{name: bug for name, (bug, _) in BUGS.items()}}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {
            (name, layers): pool.submit(fallen, folder / f"{name} {layers}", bug, layers)
            for layers in (True, False)
            for name, bug in builds.items()
        }


@pytest.mark.parametrize("layers", [True, False], ids=["armed", "disarmed"])
def test_a_build_without_a_bug_is_proved(layers: bool, falls: Fallen) -> None:
    assert falls["no bug", layers].result() == []


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_that_no_layer_stops_is_seen_by_the_kernel(name: str, falls: Fallen) -> None:
    assert any(BUGS[name][1] in words for words in falls[name, False].result())


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_fails_the_proof_with_the_layers_too(name: str, falls: Fallen) -> None:
    assert falls[name, True].result()
