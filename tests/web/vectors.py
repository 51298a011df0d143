"""The test vectors that the extension's tests read too, as Python values."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "contract" / "seal_vectors.json").read_text("utf-8")
)
PAIRING: dict[str, Any] = VECTORS["pairing"]


def raw(text: str) -> bytes:
    """The bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


KEY = raw(PAIRING["key"])
"""The key that the vectors' pairing ends with and that their envelopes are sealed with."""
