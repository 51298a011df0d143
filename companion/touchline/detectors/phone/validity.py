"""What libphonenumber says of a phone number. It may raise confidence, never lower it.

It runs after the vetoes, so that dates and order numbers never reach it, and is asked only about numbers
that are in doubt. Numbers that people really
give are unknown to it (UK 07700 900123 is one), so its silence is no evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from touchline.claims.evidence import evidence, is_sure
from touchline.model import Kind
from touchline.short_memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.claims.claim import Candidate

_MOST_CALLS: Final = 24
"""Numbers asked about in one message: the rest stand on their shape."""


def validated(candidates: Iterable[Candidate], regions: tuple[str, ...]) -> list[Candidate]:
    """The same candidates; phone numbers that exist carry the evidence for it."""
    checked: list[Candidate] = []
    calls = 0
    for candidate in candidates:
        if candidate.kind is Kind.PHONE and calls < _MOST_CALLS:
            calls += 1
            checked.append(_validated(candidate, regions))
        else:
            checked.append(candidate)
    return checked


def _validated(candidate: Candidate, regions: tuple[str, ...]) -> Candidate:
    value = candidate.value
    if value.startswith("00"):
        value = "+" + value[2:]
    if is_sure(candidate.evidence):
        return candidate
    asked = (None,) if value.startswith("+") else regions
    if remembered(f"phone {asked}", value, lambda number: _exists(number, asked)):
        return candidate._replace(value=value, evidence=candidate.evidence + evidence("phone-valid"))
    return candidate


def _exists(value: str, regions: tuple[str | None, ...]) -> bool:
    import phonenumbers  # noqa: PLC0415  most messages never need it, and it loads slowly

    for region in regions:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(value, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
