"""Where money could be sent: payment accounts, bank accounts and wallets.

Some say what they are (an IBAN, a UPI address, a coin address, a payment link); the rest are a name or
a number beside a payment service. The service alone is a topic, not a finding. This module must not
know whether the sentence asks to be paid outside: that is an intent, and other modules' business.

Flagged:
    venmo @Mara-Lindt-7
    gpay 9811122233
    IBAN GB82 WEST 1234 5698 7654 32
    upi deepa.k@okaxis
Not flagged:
    integrate PayPal and Stripe into the checkout
    a dashboard that reads prices from Binance
    the invoice comes to $1,200.50
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.detectors.checksum import is_coin_address, is_iban
from touchline.detectors.model import Candidate, Detector, evidence
from touchline.detectors.numerals import figures
from touchline.detectors.quantity import is_counted
from touchline.detectors.spoken import spoken
from touchline.model import Kind, Technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.search import Hit
    from touchline.view import View
    from touchline.views import Views

_AFTER: Final = 90
_BEFORE: Final = 80
_UPI_MOST: Final = 65

_LINK_RE: Final = re.compile(
    r"""
    (?: https?:// )? (?: www\. )?
    (?: (?P<paypal> paypal\.me | (?:www\.)? paypal\.com/(?:paypalme|donate) )
      | (?P<wise> wise\.com/(?:pay|share|invite) ) | (?P<cashapp> cash\.app ) | (?P<venmo> venmo\.com )
      | (?P<revolut> revolut\.me ) | (?P<payoneer> (?:link|myaccount|register)\.payoneer\.com )
      | (?P<donation> ko-fi\.com | buymeacoffee\.com )
    )
    / [\w$@./?=&%~+-]{1,120} (?<! [.?&] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINK_CHANNELS: Final = {"cashapp": "cash-app"}
_UPI_RE: Final = re.compile(r"@ ([a-z]{2,12}) (?! [\w@] | \.\w )", re.VERBOSE | re.IGNORECASE)
_UPI_NAME_RE: Final = re.compile(r"(?<! [\w.+@-] ) [\w.-]{2,64} \Z", re.VERBOSE)
_COIN_LEAST: Final = 14
_LONG_RE: Final = re.compile(rf"[0-9A-Za-z]{{{_COIN_LEAST}}}")
"""As many letters and digits as the shortest address of a coin has."""
_COIN_RE: Final = re.compile(
    r"""
    (?<! [\w/] )
    (?: 0x [0-9a-fA-F]{40}
      | (?: bc1 | ltc1 ) [02-9ac-hj-np-z]{11,71}
      | [13LMDTX] [1-9A-HJ-NP-Za-km-z]{25,34}
    )
    (?! \w )
    """,
    re.VERBOSE,
)
# what stands for a person at a service; each begins where the words between are over
_SHAPES: Final = {
    "mail": r"[\w.+-]{1,64} \s?@\s? [\w-]{1,63} (?: \. [\w-]{1,63} ){1,4}",
    "tag": r"@ [a-z] [\w.-]{1,30} [^\W_] (?! [\w@] )",
    "cash": r"\$ [a-z] [\w-]{0,18} [^\W_] (?! \w )",
    "number": r"[+(]? \d (?: [ ().-]{0,3} \d ){6,14} (?! [\d%] | [.,]\d )",
    "account": r"\d (?: [ -]? \d ){5,19} (?! [\d%] | [.,]\d ) | [a-z]{4} 0 [a-z0-9]{6} (?! \w ) "
    r"| (?=[a-z]*\d) [a-z]{6} [a-z0-9]{2} (?: [a-z0-9]{3} )? (?! \w )",
    "uuid": r"[0-9a-f]{8} - (?: [0-9a-f]{4} - ){3} [0-9a-f]{12} (?! \w ) "
    r"| \d{3} \. \d{3} \. \d{3} - \d\d (?! \w )",  # a CPF is a Pix key as well
    "crypto": r"[1-9a-z]{32,44} (?! \w )",
}
_SIGNS: Final = {
    "mail": "@",
    "tag": "",
    "cash": "",
    "number": "0123456789",
    "account": "0123456789",
    "uuid": "-",
    "crypto": "0123456789",
    "none": "",
}
"""Characters one of which a shape cannot do without, where there are such."""
_HOSTS: Final = ("paypal", "wise.com", "cash.app", "venmo", "revolut", "payoneer", "ko-fi", "buymeacoffee")
# words between the service and the person: "id is", "me at", "account title … no."
_BRIDGE: Final = r"\.? (?: [^\w@$.!?]{1,4}+ (?: [^\W\d_]{1,14}+ \.? (?! [.@\w] ) )? ){1,6}?"
_NAMED_RE: Final = re.compile(
    r"""
    (?: \s{1,2} (?: tag | id | handle | user(?:name)? | name | account ) )?
    (?: \s{1,2} is | \s? [:=→–—-] ) \s{0,2}
    (?P<value> (?= [\w.-]* (?: \d | [a-z][A-Z] | _ ) ) [a-zA-Z] [\w-]{2,28} [^\W_] (?! [\w@] | \.\w ) )
    """,
    re.VERBOSE,
)


def find(views: Views) -> Iterator[Candidate]:
    """Payment details of the folded message."""
    hits = _longest(views.hits["payment_services"])
    if any(host in views.lower for host in _HOSTS):
        if "/" in views.lower:
            yield from _links(views.folded)
        reading = spoken(views)
        if reading is not None and reading.signs:
            yield from _links(reading.view)
    yield from _self_evident(views, hits)
    for hit in hits:
        channel, *shapes = lexicon.table("payment_services")[hit.entry].split(" ")
        around = views.lower[max(0, hit.start - _BEFORE) : hit.end + _AFTER]
        shapes = [
            shape for shape in shapes if not _SIGNS[shape] or any(sign in around for sign in _SIGNS[shape])
        ]
        found = _beside(views.folded.text, views.lower, hit, tuple(shapes)) if shapes else None
        if found is not None:
            (start, end), code = found
            reasons = evidence(code, "payment-service", "payment-beside")
            value = views.folded.text[start:end]
            yield Candidate(Kind.PAYMENT, views.folded, start, end, value, channel, evidence=reasons)


def _self_evident(views: Views, hits: list[Hit]) -> Iterator[Candidate]:
    """What needs no service beside it: UPI and coin addresses, and IBANs."""
    text = views.folded.text
    for start, end in _upi_addresses(text) if "@" in text else ():
        yield _candidate(views, (start, end), "upi", "payment-upi", hits)
    mixed = [
        (start, end)
        for start, end in figures(views)
        if text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
    ]
    if not mixed:
        return
    if any(_LONG_RE.search(text, max(0, start - _COIN_LEAST + 1), start + _COIN_LEAST) for start, _ in mixed):
        yield from _coins(views, hits)
    for start, end in mixed:
        size = int(lexicon.table("iban_lengths").get(views.lower[start - 2 : start], "0"))
        if not size or end - start < len("00") or text[start - 3 : start - 2].isalnum():
            continue
        stop = _end_of(text, start - 2, size)
        if stop is not None and is_iban(text[start - 2 : stop]):
            yield _candidate(views, (start - 2, stop), "bank", "payment-iban", hits, "checksum")
        elif stop is not None and hits:
            yield _candidate(views, (start - 2, stop), "bank", "payment-number", hits)


def _upi_addresses(text: str) -> Iterator[tuple[int, int]]:
    for match in _UPI_RE.finditer(text):
        if match[1].lower() in lexicon.table("upi_handles"):
            name = _UPI_NAME_RE.search(text, max(0, match.start() - _UPI_MOST), match.start())
            if name is not None:
                yield name.start(), match.end()


def _longest(hits: tuple[Hit, ...]) -> list[Hit]:
    """The hits that lie in no longer one; hits are sorted by start."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _links(view: View) -> Iterator[Candidate]:
    for match in _LINK_RE.finditer(view.text):
        channel = _LINK_CHANNELS.get(match.lastgroup or "", match.lastgroup)
        yield Candidate(
            Kind.PAYMENT,
            view,
            *match.span(),
            match[0],
            channel,
            (Technique.WORDS,) if view.name == "spoken" else (Technique.PLAIN,),
            evidence=evidence("payment-link", "payment-service", "payment-beside"),
        )


def _coins(views: Views, hits: list[Hit]) -> Iterator[Candidate]:
    for match in _COIN_RE.finditer(views.folded.text):
        if is_coin_address(match[0]):
            code = "payment-coin-hex" if match[0].startswith("0x") else "payment-coin"
            yield _candidate(views, match.span(), "crypto", code, hits, "checksum")
        elif any(hit.start - match.end() < _BEFORE and match.start() - hit.end < _AFTER for hit in hits):
            yield _candidate(views, match.span(), "crypto", "payment-number", hits)


def _candidate(
    views: Views, span: tuple[int, int], channel: str, code: str, hits: list[Hit], *more: str
) -> Candidate:
    near = any(hit.start - span[1] < _BEFORE and span[0] - hit.end < _AFTER for hit in hits)
    codes = (code, *more, *(("payment-service", "payment-beside") if near else ()))
    value = views.folded.text[span[0] : span[1]]
    return Candidate(Kind.PAYMENT, views.folded, *span, value, channel, evidence=evidence(*codes))


def _end_of(text: str, start: int, size: int) -> int | None:
    """Where the `size`-th letter or digit after `start` ends; None when the text is over or goes on."""
    position, counted = start, 0
    while counted < size and position < len(text):
        if text[position].isascii() and text[position].isalnum():
            counted += 1
        elif text[position] not in " -":
            return None
        position += 1
    whole = counted == size and not text[position : position + 1].isalnum()
    return position if whole else None


def _beside(text: str, lower: str, hit: Hit, shapes: tuple[str, ...]) -> tuple[tuple[int, int], str] | None:
    """The span of what stands for a person beside a service, and the code of its shape."""
    window = text[hit.end : hit.end + _AFTER]
    for shape in shapes:
        if shape == "none":
            continue
        match = _AFTER_RES[shape].match(window)
        if match is not None:
            start, end = hit.end + match.start("value"), hit.end + match.end("value")
            start -= ")" in text[start:end] and text[start - 1] == "("
            if shape not in {"number", "account"} or _is_account(lower, start, end):
                return (start, end), f"payment-{shape}"
    if {"tag", "cash"} & {*shapes}:
        match = _NAMED_RE.match(window)
        if match is not None:
            return (hit.end + match.start("value"), hit.end + match.end("value")), "payment-name"
    return _ahead(text, lower, hit, shapes)


def _ahead(text: str, lower: str, hit: Hit, shapes: tuple[str, ...]) -> tuple[tuple[int, int], str] | None:
    """The same, for what stands right before the service."""
    low = max(0, hit.start - _BEFORE)
    window = text[low : hit.start]
    for shape in shapes:
        match = None if shape in {"none", "account"} else _BEFORE_RES[shape].search(window)
        if match is not None:
            start, end = low + match.start("value"), low + match.end("value")
            if shape != "number" or _is_account(lower, start, end):
                return (start, end), f"payment-{shape}"
    return None


def _is_account(lower: str, start: int, end: int) -> bool:
    """Whether the figures are neither an amount nor a year with a month."""
    return not is_counted(lower, start, end)


# words between the person and the service: "jane@example.org on PayPal"
_BRIDGE_BACK: Final = (
    r"\s? (?: [(,:;–—-] \s? | \s (?: on|via|by|is|in|for|at|mera|my|meu|de ) \s (?: my \s )? | \s )? $"
)
_FLAGS: Final = re.VERBOSE | re.IGNORECASE
_AFTER_RES: Final = {
    name: re.compile(rf"{_BRIDGE} (?P<value> {shape} )", _FLAGS) for name, shape in _SHAPES.items()
}
_BEFORE_RES: Final = {
    name: re.compile(rf"(?<! [\w.@+$] ) (?P<value> {shape} ) {_BRIDGE_BACK}", _FLAGS)
    for name, shape in _SHAPES.items()
}

PAYMENT: Final = Detector(
    "payment", frozenset({Kind.PAYMENT}), find, frozenset({"payment_services", "@", "some-digits", "dotted"})
)
