"""The companion's answers while a browser connects, as typed structures; `docs/protocol.md` shows them.

This module must not know when which of them is due.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Reason(StrEnum):
    """Why an exchange is over, so that the extension can say what to do next."""

    WRONG = "wrong"
    LATE = "late"
    TURNED_AWAY = "turned-away"
    NOT_KEPT = "not-kept"
    DONE = "done"
    ANOTHER = "another"  # somebody else began too, so nobody is connected
    SILENT = "silent"
    BROKEN = "broken"  # unknown, or against the protocol


class Offer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to `commit`: the id of the exchange and our share, each in base64url."""

    exchange: str
    public_key: str
    nonce: str


class Waiting(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="state", tag="waiting"):
    """The person has not answered yet."""


class Matched(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="state", tag="matched"):
    """The person typed the right number: `box` says so under the new key's seal."""

    box: str


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to `finish`: `box` says under the seal that the companion has kept the key."""

    box: str


class Over(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="state", tag="over"):
    """The exchange is over."""

    reason: Reason


Reply = Offer | Waiting | Matched | Kept | Over
