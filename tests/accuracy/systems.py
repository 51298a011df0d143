"""The systems that are measured: Touchline, and four others with the settings that suit them best.

Each is a function from a message to spans `(kind, start, end)` in code points. The others know fewer
kinds than Touchline, so what they find counts whatever they call it. They are an optional dependency
group (`peers`); `available` leaves out what is not installed and says so.
"""

from __future__ import annotations

import importlib.util
import warnings
from typing import TYPE_CHECKING

import touchline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.accuracy.messages import Message

    Span = tuple[str, int, int]
    System = Callable[[Message], Iterable[Span]]

REGIONS = ("US", "GB", "IN")
"""The regions Touchline assumes; every other system that takes regions gets the same."""


def available() -> dict[str, System]:
    """Name to system, Touchline first."""
    systems: dict[str, System] = {"Touchline": ours}
    for name, module, build in (
        ("Presidio patterns", "presidio_analyzer", presidio),
        ("scrubadub", "scrubadub", scrubadub),
        ("PhoneNumberMatcher", "phonenumbers", matcher),
        ("linkify-it-py", "linkify_it", linkify),
    ):
        if importlib.util.find_spec(module) is None:
            print(f"{name}: not installed (pip install --group peers)")
        else:
            systems[name] = build()
    return systems


def ours(message: Message) -> Iterable[Span]:
    """Everything Touchline reports, whatever its confidence; mentions included."""
    try:
        findings = touchline.find(message.text, message.recent, REGIONS)
    except touchline.Incomplete as problem:
        print(f"   {problem}")
        findings = problem.findings
    for finding in findings:
        yield finding.kind.value, finding.start, finding.end


def presidio() -> System:
    """Presidio's pattern recognizers for e-mail, phone, URL, IBAN and crypto, without a language model."""
    import tldextract  # noqa: PLC0415  an optional dependency
    from presidio_analyzer.predefined_recognizers import (  # noqa: PLC0415  an optional dependency
        CryptoRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        PhoneRecognizer,
        UrlRecognizer,
    )

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)  # its default asks the network
    tldextract.extract = offline
    recognizers = (
        EmailRecognizer(),
        PhoneRecognizer(supported_regions=REGIONS),
        UrlRecognizer(),
        IbanRecognizer(),
        CryptoRecognizer(),
    )

    def find(message: Message) -> Iterable[Span]:
        for recognizer in recognizers:
            for result in recognizer.analyze(message.text, recognizer.supported_entities, None):
                yield result.entity_type, result.start, result.end

    return find


def scrubadub() -> System:
    """scrubadub's detectors for e-mail, phone, URL, Twitter and credentials, and Skype's where it loads."""
    import scrubadub as library  # noqa: PLC0415  an optional dependency
    from scrubadub import detectors  # noqa: PLC0415  an optional dependency

    chosen = [
        detectors.EmailDetector(locale="en_US"),
        detectors.UrlDetector(locale="en_US"),
        detectors.TwitterDetector(locale="en_US"),
        detectors.PhoneDetector(name="phone_us", locale="en_US"),
        detectors.PhoneDetector(name="phone_gb", locale="en_GB"),
    ]
    try:
        chosen.append(detectors.SkypeDetector(locale="en_US"))
    except (AttributeError, LookupError) as problem:  # needs a language model's data that cannot be fetched
        print(f"scrubadub without its Skype detector: {type(problem).__name__}")
    scrubber = library.Scrubber(detector_list=chosen)

    def find(message: Message) -> Iterable[Span]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for filth in scrubber.iter_filth(message.text):
                yield filth.type, filth.beg, filth.end

    return find


def matcher() -> System:
    """libphonenumber's matcher over each region, valid numbers only."""
    from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415  an optional dependency

    def find(message: Message) -> Iterable[Span]:
        for region in REGIONS:
            for match in PhoneNumberMatcher(message.text, region, leniency=Leniency.VALID):
                yield "phone", match.start, match.end

    return find


def linkify() -> System:
    """linkify-it with fuzzy links and addresses on, and every top-level domain known."""
    from linkify_it import LinkifyIt  # noqa: PLC0415  an optional dependency
    from linkify_it.tlds import TLDS  # noqa: PLC0415  an optional dependency

    library = LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": False}).tlds(TLDS)

    def find(message: Message) -> Iterable[Span]:
        for match in library.match(message.text) or ():
            yield match.schema or "link", match.index, match.last_index

    return find
