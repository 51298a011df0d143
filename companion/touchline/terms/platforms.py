"""The platforms whose terms ship with Touchline, each as `packs/<id>.toml`.

The loader, the shape of a pack file and the words of a sentence read them here. This module must not
know what any terms say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

BuiltIn = Literal["fiverr", "freelancer", "peopleperhour", "upwork"]

NAMES: Mapping[str, str] = {
    "fiverr": "Fiverr",
    "freelancer": "Freelancer.com",
    "peopleperhour": "PeoplePerHour",
    "upwork": "Upwork",
}
"""Each platform as people write it."""
