"""The origins that a browser gives to extensions."""

from __future__ import annotations

import re

EXTENSION_ORIGIN_RE = re.compile(
    r"""
    chrome-extension://[a-p]{32}                                   # Chromium: the id is a hash in a-p
    | moz-extension://[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}  # Firefox: a UUID for each install
    """,
    re.VERBOSE,
)
