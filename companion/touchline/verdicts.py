"""What libraries said of a value, remembered for a typing session without keeping the value.

A message is read again at every pause; asking a validator again for each unchanged value would cost
more than all the rest. Keys are keyed digests, so no text stays in memory; the key is made at start
and the table is bounded. This module must not know what a verdict means.
"""

from __future__ import annotations

from hashlib import blake2b
from secrets import token_bytes
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Verdict = TypeVar("_Verdict")

_LIMIT: Final = 4096
_KEY: Final = token_bytes(16)
_known: dict[bytes, object] = {}


def remembered(purpose: str, text: str, verdict: Callable[[str], _Verdict]) -> _Verdict:
    """`verdict(text)`, asked once per `purpose` and text while the table lasts.

    The verdict must depend on nothing but the text, and must not hold it.
    """
    key = blake2b(f"{purpose}\0{text}".encode("utf-8", "replace"), key=_KEY, digest_size=16).digest()
    try:
        return _known[key]  # type: ignore[return-value]
    except KeyError:
        pass
    if len(_known) >= _LIMIT:
        _known.clear()  # the current message fills it again within one reading
    answer = _known[key] = verdict(text)
    return answer


def forget() -> None:
    """Empty the table."""
    _known.clear()
