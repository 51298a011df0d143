"""The detectors of contact details: one room for each kind, listed by hand in `DETECTORS`."""

from __future__ import annotations

from touchline.claims.claim import Candidate, Detector
from touchline.detectors.address.address import ADDRESS
from touchline.detectors.email.email import EMAIL
from touchline.detectors.handle.handle import HANDLE
from touchline.detectors.handle.link import HANDLE_LINK
from touchline.detectors.link import LINK
from touchline.detectors.payment.payment import PAYMENT
from touchline.detectors.phone.phone import PHONE
from touchline.detectors.phone.vanity import VANITY
from touchline.detectors.phrase.mention import MENTION
from touchline.detectors.phrase.move import MOVE
from touchline.detectors.phrase.request import REQUEST

DETECTORS: tuple[Detector, ...] = (
    EMAIL,
    LINK,
    PAYMENT,
    PHONE,
    VANITY,
    ADDRESS,
    HANDLE,
    HANDLE_LINK,
    REQUEST,
    MOVE,
    MENTION,
)
"""Every detector, in the order they run. Adding one is adding a line here."""

__all__ = ["DETECTORS", "Candidate", "Detector"]
