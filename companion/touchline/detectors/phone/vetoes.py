"""Reasons why figures are no phone number: an order number, a code, part of a link or file name.

Each reason is one function over the candidate and the text it stands in; `VETOES` is the table of
them, and the detectors of phone numbers name it. This module must not know how the candidate was
found, nor what the terms say of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Veto
from touchline.text.near import Reach, sentence_after, sentence_before
from touchline.text.roles import any_of, words_of
from touchline.text.sentence_ends import CLAUSE_END_RE, MARKS
from touchline.text.word import WORD_RE

if TYPE_CHECKING:
    from touchline.claims.claim import Candidate

_BEFORE: Final = 48
_WORDS: Final = 4
_MARGIN: Final = 24
_ISBN: Final = 13

_SHORTENED_RE: Final = re.compile(r"(?: (?<= \b \w\w\w ) | (?<= nr ) | (?<= no ) ) \. \s? $", re.VERBOSE)
"""The full stop of a short form: "арт. 12", "Bestellnr. 12"."""
_LINK_RE: Final = re.compile(
    r"""
      [a-z][a-z0-9+.-]{1,9}://      # https://…
    | www\.
    | (?<![\d/]) / [a-z]            # /api/v1
    | [a-z] /                       # example.org/…
    """,
    re.VERBOSE,
)
_FILE_RE: Final = re.compile(
    r"""
    [^\s"'()]{0,40} \.
    (?: jpe?g | png | gif | webp | svg | pdf | docx? | xlsx? | csv | zip | rar | psd | ai | mp[34] | mov
                         | wav | txt | json | xml | html? | php | js | py ) \b
    """,
    re.VERBOSE,
)
_ASSIGNED_RE: Final = re.compile(
    r"""
    ([a-z_][\w.-]*) \s?
    (?: == | [=(] | ["'] \s? : ) \s?        # id=…, f(…, {"id": …
    ["']? $
    """,
    re.VERBOSE,
)
_SERIES_RE: Final = re.compile(r"(?<![^\W_]) ([A-Z]{2,5}) [-_] $", re.VERBOSE)
"""The capitals that a series of parts or drawings begins with: "GS-2240-010-01"."""
_GLUED_RE: Final = re.compile(r"(?<![^\W_]) ([^\W\d_]{1,12}) (?: \d{1,4} [-_/] | [-_\#/]? ) $", re.VERBOSE)
_EXAMPLE_RE: Final = re.compile(
    rf"(?: \b e\.? \s? g \b | {any_of('example')} ) [\s.,:;\"'(=]{{0,5}} $", re.VERBOSE
)
_EXAMPLE_AFTER_RE: Final = re.compile(
    rf"\s {any_of('as')} \s (?: {any_of('article')} \s )? {any_of('example')}", re.VERBOSE
)
_NUMBER_OF_RE: Final = re.compile(
    rf"{any_of('number', 'amount')} \s {any_of('of')} [^\n{MARKS}]{{0,24}} $", re.VERBOSE
)
_TABLE_AFTER_RE: Final = re.compile(r"\s? , \s? -? \d | \s? [\])] \s? ,", re.VERBOSE)
_DENIED_RE: Final = re.compile(
    rf"""
      {any_of("denies")} \s (?: {any_of("article", "anybodys")} \s )? {any_of("telephone-noun")}
    | {any_of("telephone-noun")} \s {any_of("denied-before")} (?: \W | $ )
    """,
    re.VERBOSE,
)
_SENTENCE: Final = Reach(90, 90)
_DIALLED: Final = words_of("dialled", "without")
_CODES: Final = words_of("code")
_NUMBER_WORDS: Final = words_of("number-of-many")
"""Cues for a phone that number other things too: "заказ номер 12"."""
_PARTS: Final = words_of("ordinal")
_CALLED: Final = tuple(words_of("rung-number"))
"""How those numbers in one word begin that are rung: "Handynummer"."""
_COMPOUNDS: Final = tuple(words_of("numbers-in-compounds"))
"""How such a word ends."""
_JOINING: Final = words_of("and", "of", "then")
_CONTACT_NAMES: Final = frozenset(
    {"phone", "tel", "mobile", "whatsapp", "cell", "call", "contact", "wa", "sms", "ph", "mob"}
)


def _before(candidate: Candidate) -> str:
    return candidate.view.text[max(0, candidate.start - _BEFORE) : candidate.start].lower()


def _has_cue(candidate: Candidate) -> bool:
    return any(reason.code == "phone-cue" for reason in candidate.evidence)


def is_labelled(candidate: Candidate) -> bool:
    """Named as something else: "order number 4155550132", "ticket 9876543210", "#4155550132"."""
    before = _before(candidate)
    if before.endswith(("#", "№")) and all(reason.group != "context" for reason in candidate.evidence):
        return True
    cues, own = lexicon.table("phone_cues"), lexicon.table("self_words")
    words = WORD_RE.findall(CLAUSE_END_RE.split(_SHORTENED_RE.sub("", before))[-1])[-_WORDS:]
    for index, word in reversed(list(enumerate(words))):
        last = words[index - 1] if index else ""
        if cues.get(word) == "strong":
            return word in _NUMBER_WORDS and _is_label(last)
        if _is_label(word):
            if word == "part" and last in _PARTS:
                continue  # "second part: 1234" labels the part, not the number
            if word == "po" and last in own and last != "my":
                continue  # Tagalog's polite word: "number ko po"
            return word not in _CODES or not _is_dialled(words, index)
        # "po number ko" is Tagalog for my number, and no purchase order
        if word in {"my", "me"} or (word in own and index == len(words) - 1):
            return False
    return False


def _is_label(word: str) -> bool:
    """Whether numbers of something other than a phone are called by the word, alone or in a compound."""
    labels = lexicon.table("id_labels")
    if word in labels or word.removesuffix("s") in labels:
        return True
    if word.endswith(_COMPOUNDS):
        return not word.startswith(_CALLED)  # "Kundennummer", "ordernummer"
    unspaced = word[:1] >= "\u3040"
    return unspaced and any(word[place : place + 2] in labels for place in range(len(word) - 1))


def _is_dialled(words: list[str], index: int) -> bool:
    """Whether the code is a country's or a city's: "area code", "without the code", "code of India and"."""
    return not (_DIALLED.isdisjoint(words) and _JOINING.isdisjoint(words[index + 1 :]))


def is_example(candidate: Candidate) -> bool:
    """Said to be one: "e.g. +1 555 000 0000", "placeholder: 123-456-7890", "… as a dummy"."""
    after = candidate.view.text[candidate.end : candidate.end + _BEFORE].lower()
    return bool(_EXAMPLE_RE.search(_before(candidate)) or _EXAMPLE_AFTER_RE.match(after))


def is_counted_up(candidate: Candidate) -> bool:
    """An amount: "number of users: 5550132" counts something."""
    return bool(_NUMBER_OF_RE.search(_before(candidate)))


def is_in_link(candidate: Candidate) -> bool:
    """Part of an address or a path: "/api/v1/users/1234567890"."""
    chunk = _before(candidate).rpartition(" ")[2].rpartition("\n")[2]
    if chunk in {"/", "#/"} and not candidate.view.text[candidate.end : candidate.end + 1].isspace():
        return True
    return bool(_LINK_RE.search(chunk)) and not chunk.startswith(("tel:", "callto:", "sms:"))


def is_in_file_name(candidate: Candidate) -> bool:
    """Part of a file name: "60577_175694-300x159.jpg"."""
    text = candidate.view.text
    if text[candidate.end : candidate.end + 1].isspace() or _is_told(candidate):
        return False
    return bool(_FILE_RE.match(text.lower(), candidate.end))


def _is_told(candidate: Candidate) -> bool:
    """Whether the writer calls it his own: "my number is in the name of the file: banner_4155550132.psd"."""
    named = any(reason.group == "context" for reason in candidate.evidence)
    return named and not words_of("my").isdisjoint(WORD_RE.findall(_before(candidate)))


def is_in_code(candidate: Candidate) -> bool:
    """Given to a name in code: "id=4155550132", "setTimeout(4155550132"; not "phone=…"."""
    match = _ASSIGNED_RE.search(_before(candidate))
    if match is None or _is_prose_bracket(match):
        return False
    return _CONTACT_NAMES.isdisjoint(WORD_RE.findall(match[1]))


def _is_prose_bracket(match: re.Match[str]) -> bool:
    """An aside in brackets: "my number (0300 1234567)" calls no function, since a space stands there."""
    return "(" in match[0] and " (" in match[0]


def is_in_address(candidate: Candidate) -> bool:
    """The name in front of an @: "9876501234@ybl"."""
    text, end = candidate.view.text, candidate.end
    return text[end : end + 1] == "@" and text[end + 1 : end + 2].isalpha()


def is_part_number(candidate: Candidate) -> bool:
    """Glued to letters that name no phone: "XR-4155550132-B"."""
    text, start = candidate.view.text, candidate.start
    series = _SERIES_RE.search(text, max(0, start - _MARGIN), start)
    if series is not None and series[1].lower() not in {*_CONTACT_NAMES, *lexicon.table("phone_cues")}:
        return True
    if _has_cue(candidate) or _is_told(candidate) or text[start : start + 1] in {"+", "("}:
        return False
    match = _GLUED_RE.search(_before(candidate))
    if match and match[0][-1] in "-_#/" and match[1] not in _CONTACT_NAMES:
        coded = len(match[1]) == 1 and match[0][1].isdigit()  # "P0-001-…", while "p-0770 …" is a phone
        return coded or match[1] not in lexicon.table("phone_cues")
    last = text[max(0, start - 1) : start]
    if last.isascii() and last.isalpha():
        return True
    after = text[candidate.end : candidate.end + _MARGIN].lower()
    if (
        after[:1] == "-"
        and (word := WORD_RE.match(after, 1)) is not None
        and word[0] in lexicon.table("common_words")
    ):
        return False  # "630-555-0119-thanks"
    return len(after) > 1 and after[0] in "-_" and after[1].isalnum() and after[1] not in "oil"


def is_book_number(candidate: Candidate) -> bool:
    """An ISBN-13 or another EAN whose check digit fits (GS1 General Specifications, 7.9)."""
    digits = candidate.value
    if len(digits) != _ISBN or not digits.isdecimal() or _has_cue(candidate):
        return False
    weighted = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return weighted % 10 == 0 and digits[:3] in {"977", "978", "979"}


def is_in_tuple(candidate: Candidate) -> bool:
    """One of a list of figures in brackets or with signs: "(0.5, 4155550132, 3)"."""
    if _has_cue(candidate):
        return False
    before, text = _before(candidate).rstrip(), candidate.view.text
    opened = before.endswith(("[", "{")) or (before.endswith(",") and before[:-1][-1:].isdecimal())
    return opened and bool(_TABLE_AFTER_RE.match(text, candidate.end))


def is_denied(candidate: Candidate) -> bool:
    """Said to be no phone: "… isn't a phone number", "none of them phones", "а не телефон"."""
    text = candidate.view.text.lower()
    around = (
        sentence_before(text, candidate.start, _SENTENCE),
        sentence_after(text, candidate.end, _SENTENCE),
    )
    return any(_DENIED_RE.search(words) for words in around)


VETOES: Final = (
    Veto("denied", is_denied),
    Veto("label", is_labelled),
    Veto("example", is_example),
    Veto("amount", is_counted_up),
    Veto("in-link", is_in_link),
    Veto("in-file-name", is_in_file_name),
    Veto("in-code", is_in_code),
    Veto("in-address", is_in_address),
    Veto("part-number", is_part_number),
    Veto("book-number", is_book_number),
    Veto("in-tuple", is_in_tuple),
)
"""Every reason, the cheapest and most frequent first."""
