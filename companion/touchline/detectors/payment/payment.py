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
from touchline.claims.claim import Candidate, CutShort, Detector
from touchline.claims.evidence import evidence
from touchline.detectors.payment import upi
from touchline.detectors.payment.bank import accounts
from touchline.detectors.payment.checksum import is_coin_address, is_iban
from touchline.detectors.payment.link import links
from touchline.model import Kind, Technique
from touchline.text.figures.numerals import figures
from touchline.text.figures.quantities import is_counted
from touchline.text.near import Reach, within
from touchline.text.roles import any_of
from touchline.text.signs.restored import restored
from touchline.text.signs.sign import Sign
from touchline.views.word_search import hits_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views
    from touchline.views.view import View
    from touchline.views.word_search import Hit

_REACH: Final = Reach(90, 80)
_MOST: Final = 250
_PHONE_LEAST: Final = 8
"""Digits of the number on which a wallet is kept, where the wallet is called by an ordinary word."""

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
_LIKE_COIN_RE: Final = re.compile(
    r"(?<![\w/]) (?: T | [13] | bc1 | 0x ) (?= [a-zA-Z]* \d ) (?= \w* [a-z] ) [0-9A-Za-z]{24,60} (?!\w)",
    re.VERBOSE,
)
"""What looks like such an address, with a letter wrong: only where a coin is named beside it."""
# what stands for a person at a service; each begins where the words between are over
_SHAPES: Final = {
    "mail": r"[\w.+-]{1,64} \s?@\s? [\w-]{1,63} (?: \. [\w-]{1,63} ){1,4}",
    "tag": r"@ [a-z] [\w.-]{1,30} [^\W_] (?! [\w@] )",
    "cash": r"\$ [a-z] [\w-]{0,18} [^\W_] (?! \w )",
    "number": r"[+(]? \d (?: [ ().-]{0,3} \d ){6,14} (?! [\d%] | [.,]\d )",
    "phone": r"[+(]? \d (?: [ ().-]{0,3} \d ){7,13} (?! [\d%] | [.,]\d )",
    "account": r"\d (?: [ -]? \d ){5,25} (?! [\d%] | [.,]\d ) | [a-z]{4} 0 [a-z0-9]{6} (?! \w ) "
    r"| (?=[a-z]*\d) [a-z]{6} [a-z0-9]{2} (?: [a-z0-9]{3} )? (?! \w )",
    "uuid": r"[0-9a-f]{8} - (?: [0-9a-f]{4} - ){3} [0-9a-f]{12} (?! \w ) "
    r"| \d{3} \. \d{3} \. \d{3} - \d\d (?! \w )",  # a CPF is a Pix key as well
    # the alias of an account in Argentina: three words or so with full stops (BCRA, "Alias CBU")
    "alias": r"[a-z0-9]{2,14} (?: \. [a-z0-9]{2,14} ){1,4} (?! [\w.@/] )",
    "crypto": r"[1-9a-z]{32,44} (?! \w )",
}
_SIGNS: Final = {
    "mail": "@",
    "tag": "",
    "cash": "",
    "number": "0123456789",
    "phone": "0123456789",
    "account": "0123456789",
    "uuid": "-",
    "alias": ".",
    "crypto": "0123456789",
    "none": "",
}
"""Characters one of which a shape cannot do without, where there are such."""
_CODES: Final = {
    "mail": "payment-mail",
    "tag": "payment-tag",
    "cash": "payment-cash",
    "number": "payment-number",
    "phone": "payment-number",
    "account": "payment-account",
    "uuid": "payment-uuid",
    "alias": "payment-tag",
    "crypto": "payment-crypto",
}
"""Shape to its evidence; a phone number is a number, an alias as good as a tag."""
# words between the service and the person: "id is", "me at", "account title … no."
_BRIDGE: Final = r"\.? (?: [^\w@$.!?]{1,4}+ (?: [^\W\d_]{1,14}+ \.? (?! [.@\w] ) )? ){1,6}?"
_LEADING: Final = ("number", "account", "it-is", "copula", "article", "to", "me", "my", "at", "on")
# the same for a wallet called by an ordinary word: "wave number is", "dana saya"
_CLOSE: Final = rf"""
    (?: [\s:=,(>→–—-]{{1,4}} (?: {any_of(*_LEADING)} \.? )? ){{1,4}}?
"""
_NAMED_RE: Final = re.compile(
    rf"""
    (?: \s{{1,2}} {any_of("account", "name")} )?
    (?: \s{{1,2}} {any_of("copula")} | \s? [:=→–—-] ) \s{{0,2}}
    (?P<value> (?= [\w.-]* (?: \d | [a-z][A-Z] | _ ) ) [a-zA-Z] [\w-]{{2,28}} [^\W_] (?! [\w@] | \.\w ) )
    """,
    re.VERBOSE,
)


def find(views: Views) -> Iterator[Candidate]:
    """Payment details of the message. Raises `CutShort` after `_MOST` services: no message names so many."""
    drawn = [hit for name, hit in views.leet if name == "payment_services"]
    hits = _longest((*views.hits["payment_services"], *drawn))
    yield from links(views)
    yield from _self_evident(views, hits)
    yield from accounts(views, hits)
    for hit in hits[:_MOST]:
        techniques = (Technique.LEET,) if hit in drawn else (Technique.PLAIN,)
        yield from _with_service(views.folded, views.lower, hit, "payment_services", techniques)
    for hit in views.hits["payment_weak"] if views.digit_count >= _PHONE_LEAST else ():
        yield from _with_service(views.folded, views.lower, hit, "payment_weak", (Technique.PLAIN,))
    reading = restored(views) if hits else None
    if reading is not None and Sign.WORDED in reading.signs.values():
        text = reading.view.text
        for hit in _longest(hits_in(text, ("payment_services",)).get("payment_services", ()))[:_MOST]:
            yield from _with_service(reading.view, text, hit, "payment_services", (Technique.WORDS,))
    if len(hits) > _MOST:
        raise CutShort


def _with_service(
    view: View, lower: str, hit: Hit, table: str, techniques: tuple[Technique, ...]
) -> Iterator[Candidate]:
    """The name, number or mail of a person beside the service that `hit` names."""
    channel, *shapes = lexicon.table(table)[hit.entry].split(" ")
    around = lower[max(0, hit.start - _REACH.behind) : hit.end + _REACH.ahead]
    shapes = [shape for shape in shapes if not _SIGNS[shape] or any(sign in around for sign in _SIGNS[shape])]
    found = _beside(view.text, lower, hit, tuple(shapes)) if shapes else None
    if found is not None:
        (start, end), code = found
        reasons = evidence(code, "payment-service", "payment-beside")
        value = view.text[start:end]
        yield Candidate(Kind.PAYMENT, view, start, end, value, channel, techniques, evidence=reasons)


def _self_evident(views: Views, hits: list[Hit]) -> Iterator[Candidate]:
    """Details that need no service beside them: UPI and coin addresses, and IBANs."""
    text = views.folded.text
    for start, end in upi.addresses(text) if "@" in text else ():
        yield _candidate(views, (start, end), "upi", "payment-upi", hits)
    if any(lexicon.table("payment_services")[hit.entry].startswith(_INDIAN) for hit in hits):
        for start, end, technique in upi.worded(text):
            claim = _candidate(views, (start, end), "upi", "payment-upi", hits)
            yield claim._replace(techniques=(technique,))
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


_INDIAN: Final = ("upi", "google-pay", "paytm", "phonepe")
"""Channels of the apps that pay to UPI addresses."""


def _longest(hits: tuple[Hit, ...]) -> list[Hit]:
    """The hits that lie in no longer one; hits are sorted by start."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _coins(views: Views, hits: list[Hit]) -> Iterator[Candidate]:
    for match in _COIN_RE.finditer(views.folded.text):
        if is_coin_address(match[0]):
            code = "payment-coin-hex" if match[0].startswith("0x") else "payment-coin"
            yield _candidate(views, match.span(), "crypto", code, hits, "checksum")
        elif within(_REACH, hits, *match.span()):
            yield _candidate(views, match.span(), "crypto", "payment-number", hits)
    named = [hit for hit in hits if lexicon.table("payment_services")[hit.entry].startswith("crypto")]
    for match in _LIKE_COIN_RE.finditer(views.folded.text) if named else ():
        if _COIN_RE.fullmatch(match[0]) is None and within(_REACH, named, *match.span()):
            yield _candidate(views, match.span(), "crypto", "payment-number", hits)


def _candidate(
    views: Views, span: tuple[int, int], channel: str, code: str, hits: list[Hit], *more: str
) -> Candidate:
    near = within(_REACH, hits, *span)
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
    window = text[hit.end : hit.end + _REACH.ahead]
    for shape in shapes:
        if shape == "none":
            continue
        match = _AFTER_RES[shape].match(window)
        if match is not None:
            start, end = hit.end + match.start("value"), hit.end + match.end("value")
            start -= ")" in text[start:end] and text[start - 1] == "("
            if shape not in {"number", "phone", "account"} or _is_account(lower, start, end):
                return (start, end), _CODES[shape]
    if {"tag", "cash"} & {*shapes}:
        match = _NAMED_RE.match(window)
        if match is not None:
            return (hit.end + match.start("value"), hit.end + match.end("value")), "payment-name"
    return _ahead(text, lower, hit, shapes)


def _ahead(text: str, lower: str, hit: Hit, shapes: tuple[str, ...]) -> tuple[tuple[int, int], str] | None:
    """The same, for what stands right before the service."""
    low = max(0, hit.start - _REACH.behind)
    window = text[low : hit.start]
    for shape in shapes:
        match = None if shape in {"none", "phone", "account"} else _BEFORE_RES[shape].search(window)
        if match is not None:
            start, end = low + match.start("value"), low + match.end("value")
            if shape != "number" or _is_account(lower, start, end):
                return (start, end), _CODES[shape]
    return None


def _is_account(lower: str, start: int, end: int) -> bool:
    """Whether the figures are neither an amount nor a year with a month."""
    return not is_counted(lower, start, end)


_LEADS_BACK: Final = any_of("on", "at", "copula", "my", "of")
# words between the person and the service: "jane@example.org on PayPal"
_BRIDGE_BACK: Final = rf"""
    \s? (?: [(,:;–—-] \s? | \s {_LEADS_BACK} \s (?: {any_of("my")} \s )? | \s )? $
"""
_FLAGS: Final = re.VERBOSE | re.IGNORECASE
_AFTER_RES: Final = {
    name: re.compile(rf"{_CLOSE if name == 'phone' else _BRIDGE} (?P<value> {shape} )", _FLAGS)
    for name, shape in _SHAPES.items()
}
_BEFORE_RES: Final = {
    name: re.compile(rf"(?<! [\w.@+$] ) (?P<value> {shape} ) {_BRIDGE_BACK}", _FLAGS)
    for name, shape in _SHAPES.items()
}

PAYMENT: Final = Detector(
    "payment", frozenset({Kind.PAYMENT}), find, frozenset({"payment_services", "@", "some-digits", "dotted"})
)
