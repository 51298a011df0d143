"""What Touchline is measured against, each as a function of the text: U, M and P."""

from __future__ import annotations

from typing import TYPE_CHECKING

import spacy
import tldextract
from phonenumbers import PhoneNumberMatcher
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import EmailRecognizer, PhoneRecognizer, UrlRecognizer

if TYPE_CHECKING:
    from collections.abc import Callable

REGIONS = ("US", "GB", "DE", "FR", "IL", "IN", "CA", "BR")


def one_region(text: str) -> object:
    """U: libphonenumber's matcher for one region."""
    return list(PhoneNumberMatcher(text, "US"))


def eight_regions(text: str) -> object:
    """M: the same over the eight regions that Presidio's phone recognizer uses (its "UK" made "GB")."""
    return [list(PhoneNumberMatcher(text, region)) for region in REGIONS]


def presidio() -> Callable[[str], object]:
    """P: Presidio's e-mail, phone and URL recognizers on a pipeline without a model."""

    # its e-mail recognizer would fetch a suffix list; the copy in the package is used instead
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())

    class Blank(SpacyNlpEngine):
        """A pipeline that only splits words, so that no model's time is counted."""

        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": spacy.blank("en")}

    recognizers = [EmailRecognizer(), PhoneRecognizer(supported_regions=REGIONS), UrlRecognizer()]
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=["en"])
    engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])
    return lambda text: engine.analyze(text, language="en")
