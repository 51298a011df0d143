"""What was worked out about a value or a message, remembered while somebody is typing.

A message is read again at every pause, and when a question about it is answered; working everything
out again would cost more than all the rest. Keys are keyed digests, made with a key that lives as
long as the process. The tables are bounded, and what was not asked for again within a minute or two
is dropped, whether or not other messages are read meanwhile: nothing found outlives its typing.
This module must not know what a verdict means.
"""

from __future__ import annotations

import threading
import time
from hashlib import blake2b
from secrets import token_bytes
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Verdict = TypeVar("_Verdict")

LIFE: Final = 60.0
"""Seconds of a generation: what was not asked for in a whole one is forgotten at its end."""

_LIMIT: Final = 2048
_KEY: Final = token_bytes(16)
_lock: Final = threading.Lock()


class _Memory:
    """Two generations of verdicts, and whether a thread waits to drop the older one."""

    young: ClassVar[dict[bytes, object]] = {}
    old: ClassVar[dict[bytes, object]] = {}
    ageing = False


def remembered(purpose: str, text: str, verdict: Callable[[str], _Verdict]) -> _Verdict:
    """`verdict(text)`, asked once per `purpose` and text while the table lasts.

    The verdict must depend on nothing but the text. What raises is not remembered.
    """
    key = blake2b(f"{purpose}\0{text}".encode("utf-8", "surrogatepass"), key=_KEY, digest_size=16).digest()
    for generation in (_Memory.young, _Memory.old):
        if key in generation:
            answer = _Memory.young[key] = generation[key]
            return answer  # type: ignore[return-value]
    fresh = verdict(text)
    if len(_Memory.young) >= _LIMIT:
        _Memory.young.clear()  # the current message fills it again within one reading
    _Memory.young[key] = fresh
    if not _Memory.ageing:
        _start_ageing()
    return fresh


def forget() -> None:
    """Forget everything."""
    _Memory.young.clear()
    _Memory.old.clear()


def _start_ageing() -> None:
    with _lock:
        if not _Memory.ageing:
            _Memory.ageing = True
            threading.Thread(target=_age, name="touchline-forget", daemon=True).start()


def _age() -> None:
    # ends with the last verdict, so that an idle companion has no thread and no work
    while True:
        time.sleep(LIFE)
        with _lock:
            _Memory.old, _Memory.young = _Memory.young, {}
            if not _Memory.old:
                _Memory.ageing = False
                return
