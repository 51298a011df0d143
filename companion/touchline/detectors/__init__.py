"""What looks for contact details: one module per kind, listed by hand in `DETECTORS`."""

from __future__ import annotations

from touchline.detectors import phone
from touchline.detectors.model import Candidate, Detector

DETECTORS: tuple[Detector, ...] = (phone.DETECTOR,)
"""Every detector, in the order they run. Adding one is adding a line here."""

__all__ = ["DETECTORS", "Candidate", "Detector"]
