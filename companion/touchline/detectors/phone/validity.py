"""Asks libphonenumber about a phone number. Its answer may raise confidence, never lower it.

Numbers that people really give are unknown to it (UK 07700 900123 is one), so its silence is no evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from touchline.claims.evidence import evidence
from touchline.short_memory import remembered

if TYPE_CHECKING:
    from touchline.claims.claim import Candidate


def confirmed(claim: Candidate, regions: tuple[str, ...]) -> Candidate:
    """The claim as it is; with its number in international form and more evidence when it exists."""
    value = claim.value
    if value.startswith("00"):
        value = "+" + value[2:]
    asked = (None,) if value.startswith("+") else regions
    if remembered(f"phone {asked}", value, lambda number: _exists(number, asked)):
        return claim._replace(value=value, evidence=claim.evidence + evidence("phone-valid"))
    return claim


def _exists(value: str, regions: tuple[str | None, ...]) -> bool:
    import phonenumbers  # noqa: PLC0415  most messages never need it, and it loads slowly

    for region in regions:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(value, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
