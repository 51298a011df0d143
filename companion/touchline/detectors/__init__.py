"""What looks for contact details: one module per kind, listed by hand in `DETECTORS`."""

from __future__ import annotations

from touchline.detectors.address import ADDRESS
from touchline.detectors.email import EMAIL
from touchline.detectors.handle import HANDLE
from touchline.detectors.handle_link import HANDLE_LINK
from touchline.detectors.link import LINK
from touchline.detectors.mention import MENTION
from touchline.detectors.model import Candidate, Detector
from touchline.detectors.move import MOVE
from touchline.detectors.payment import PAYMENT
from touchline.detectors.phone import PHONE
from touchline.detectors.request import REQUEST
from touchline.detectors.vanity import VANITY

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
