"""What libphonenumber says of a phone number. It may raise confidence, never lower it.

It runs after the vetoes, so that dates and order numbers never reach it. Numbers that people really
give are unknown to it (UK 07700 900123 is one), so its silence is no evidence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from touchline.detectors.model import evidence
from touchline.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.detectors.model import Candidate

_MOST_CALLS: Final = 24
"""Numbers asked about in one message: the rest stand on their shape."""


def validated(candidates: Iterable[Candidate], regions: tuple[str, ...]) -> list[Candidate]:
    """The same candidates; numbers that exist carry the evidence, with a calling code their E.164 form."""
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
    import phonenumbers  # noqa: PLC0415  a second of start-up that most messages never need

    value = candidate.value
    if value.startswith("00"):
        value = "+" + value[2:]
    international = value.startswith("+")
    for region in (None,) if international else regions:
        try:
            number = phonenumbers.parse(value, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            # without a calling code several regions may fit: the digits as written are the honest value
            if international:
                value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return replace(candidate, value=value, evidence=candidate.evidence + evidence("phone-valid"))
    return candidate
