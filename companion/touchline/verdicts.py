"""What was worked out about a value or a message, remembered while somebody is typing.

A message is read again at every pause, and when a question about it is answered; working everything
out again would cost more than all the rest. Keys are keyed digests, made with a key that lives as
long as the process. The table is bounded, and emptied after a minute without use, so that nothing
found in a message outlives the typing of it. This module must not know what a verdict means.
"""

from __future__ import annotations

import threading
import time
from hashlib import blake2b
from secrets import token_bytes
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Verdict = TypeVar("_Verdict")

IDLE: Final = 60.0
"""Seconds without use after which everything is forgotten."""

_LIMIT: Final = 2048
_KEY: Final = token_bytes(16)
_known: dict[bytes, object] = {}
_lock: Final = threading.Lock()


class _Watch:
    """When the table was last used, and whether somebody waits to empty it."""

    used = 0.0
    waiting = False


def remembered(purpose: str, text: str, verdict: Callable[[str], _Verdict]) -> _Verdict:
    """`verdict(text)`, asked once per `purpose` and text while the table lasts.

    The verdict must depend on nothing but the text. What raises is not remembered.
    """
    key = blake2b(f"{purpose}\0{text}".encode("utf-8", "surrogatepass"), key=_KEY, digest_size=16).digest()
    _Watch.used = time.monotonic()
    try:
        return _known[key]  # type: ignore[return-value]
    except KeyError:
        pass
    answer = verdict(text)
    if len(_known) >= _LIMIT:
        _known.clear()  # the current message fills it again within one reading
    _known[key] = answer
    if not _Watch.waiting:
        _watch()
    return answer


def forget() -> None:
    """Empty the table."""
    _known.clear()


def _watch() -> None:
    with _lock:
        if not _Watch.waiting:
            _Watch.waiting = True
            threading.Thread(target=_forget_when_idle, name="touchline-forget", daemon=True).start()


def _forget_when_idle() -> None:
    # sleeps until a minute after the last use, so that an idle companion has no thread and no work
    while (rest := _Watch.used + IDLE - time.monotonic()) > 0:
        time.sleep(rest)
    with _lock:
        _Watch.waiting = False
        _known.clear()
