"""Accounts at banks, by a bank's name or the word "account" near a long number, on either side of it.

A number that something else names (an invoice, an order, a hotline) is no account. This module must
not know how the details of other services look; `payment` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Candidate, CutShort
from touchline.claims.evidence import evidence
from touchline.model import Kind
from touchline.text.figures.quantities import is_counted, quantities
from touchline.text.near import Reach, sentence_before, words_near
from touchline.text.roles import words_of
from touchline.text.word import WORD_RE
from touchline.views.spans import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views
    from touchline.views.word_search import Hit

_LEAST: Final = 6
"""Digits of the shortest account that is taken for one."""
_PLAIN: Final = 9
"""Fewest digits when only a bank's name, or an ambiguous name and "account", stands beside the number."""
_REACH: Final = Reach(56, 24)
_LONGEST: Final = 40
"""Characters of the longest name of a bank, generously."""
_MOST: Final = 100
_PARTED: Final = 24
"""Characters between the parts of one account."""
_APART: Final = 6
"""Words between a bank and a number on it: "Meezan bank, title Ali Raza, acc no"."""
_NUMBER_RE: Final = re.compile(
    r"(?<![\w.,:/#+$€£₦₹-])(?<![#№$€£₦₹]\s)\d(?:[ -]?\d){5,25}(?![\w%/:]|[.,]\d)",
)
_LABELS: Final = 4
"""Words before a number among which one that names it is looked for."""
_NUMBERS: Final = words_of("number")
"""Words beside a phone number that are as right beside these."""


def accounts(views: Views, services: list[Hit]) -> Iterator[Candidate]:
    """Numbers of accounts beside the names of banks, or beside those of `services` that stand for one.

    The parts of one account are one claim: "sort code 20-20-15, account 55555555". Raises `CutShort` after
    `_MOST` numbers.
    """
    if views.digit_count < _LEAST:
        return
    table = lexicon.table("banks")
    banks = [(hit, table[hit.entry]) for hit in views.hits["banks"]]
    banks += [(hit, "") for hit in services if _is_bank(hit)]
    spans: list[tuple[int, int]] = []
    for count, match in enumerate(_NUMBER_RE.finditer(views.lower) if banks else ()):
        if count >= _MOST:
            raise CutShort
        low, high = match.start() - _REACH.ahead - _LONGEST, match.end() + _REACH.ahead
        near = [(hit, doubt) for hit, doubt in banks if low <= hit.start <= high]
        if any(_is_at(views, hit, match, doubt) for hit, doubt in near):
            start, end = match.span()
            if spans and start - spans[-1][1] <= _PARTED:
                start, _ = spans.pop()
            spans.append((start, end))
    for start, end in spans:
        codes = evidence("payment-account", "payment-service", "payment-beside")
        value = views.folded.text[start:end]
        yield Candidate(Kind.PAYMENT, views.folded, start, end, value, "bank", evidence=codes)


def _is_bank(hit: Hit) -> bool:
    return lexicon.table("payment_services").get(hit.entry, "").startswith("bank ")


def _is_at(views: Views, hit: Hit, match: re.Match[str], doubt: str) -> bool:
    """Whether the number is that of an account at the bank which `hit` names."""
    start, end = match.span()
    low, high = (hit.end, start) if hit.end <= start else (end, hit.start)
    if not 0 <= high - low <= _REACH.ahead:
        return False
    text = views.lower
    between = WORD_RE.findall(text, low, high)
    far = len(between) > _APART or "\n\n" in text[low:high] or "?" in text[low:high]
    if far or not _is_told(text, match, doubt, between) or is_counted(text, start, end):
        return False
    if not (between or doubt) and hit.end <= start:
        return True  # "sort code 12-11-15" is no date
    dated = any(overlap(start, end, *place) for place in quantities(text, start, end))
    return not (dated or _is_named(text, start))


def _is_told(text: str, match: re.Match[str], doubt: str, between: list[str]) -> bool:
    """Whether the number is long enough for what is said beside it."""
    start, end = match.span()
    told = not {*between, *words_near(text, start, end, _REACH)}.isdisjoint(lexicon.table("account_words"))
    if doubt and not told and (doubt == "weak" or between):
        return False
    return sum(map(str.isdecimal, match[0])) >= (_LEAST if told and not doubt else _PLAIN)


def _is_named(text: str, start: int) -> bool:
    """Whether words say what else the number is: "order no 0123456789", "call … on 0800 123 456"."""
    cues, labels = lexicon.table("phone_cues"), lexicon.table("id_labels")
    for word in reversed(WORD_RE.findall(sentence_before(text, start, _REACH))[-_LABELS:]):
        if word in lexicon.table("account_words"):
            return False
        if word in labels or (cues.get(word) == "strong" and word not in _NUMBERS):
            return True
    return False
