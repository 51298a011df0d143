"""A layer of protection describes itself here, in words for the person it protects."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class State(StrEnum):
    """Whether a layer holds on this computer."""

    ACTIVE = "active"
    UNTESTED = "active, but never tested on this system"
    UNAVAILABLE = "not available here"


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One layer: `promise` is what it keeps, `reason` why it cannot (empty when it can)."""

    id: str
    promise: str
    state: State
    reason: str = ""
