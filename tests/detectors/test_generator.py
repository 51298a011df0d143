"""Every technique × value × sentence: what one hand-written list would never cover.

A technique rewrites a plain value as people do to slip it past a filter; a frame is the sentence it
stands in. The whole pipeline must find each of them, as the right kind, where it stands. Adding a
technique, a value or a frame is adding a line.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import pytest

import touchline
from touchline import lexicon
from touchline.lexicon.languages import digit_lists
from touchline.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from touchline.model import Finding

PHONES: Final = ("646-555-0142", "0301-5550177", "+44 7700 900461", "98765 01238")
EMAILS: Final = (
    *("mara.stone@example.org", "office77@studio-north.com", "jo_w@mail.example.net"),
    *("dagny@studio-north.com", "hello@brightloom.studio", "k.osei99@gmail.com", "tomasz@onet.pl"),
)
PLACES: Final = ("example.org", "studio-north.com", "mail.example.net", "brightloom.io")
LEADING: Final = (
    *(
        "look at {}",
        "have a look @ {}",
        "our shop is at {}",
        "photos @ {}",
        "We met at {}.",
        "more at {} soon",
    ),
    *(
        "I work at {} now",
        "Fonts at {}",
        "hosted @ {}",
        "find it at {}!",
        "see you @ {}",
        "the logo at {} is nice",
    ),
)
PAYMENTS: Final = (
    "venmo ⟦@Mara-Stone-7⟧",
    "upi ⟦mara.stone@okaxis⟧",
    "jazzcash ⟦0301 5550177⟧",
    "⟦paypal.me/marastone⟧",
)
HANDLES: Final = ("skype: ⟦live:mara.stone_7⟧", "telegram ⟦@mara_stone7⟧", "discord ⟦mara_stone7⟧")
LINKS: Final = (
    "https://mara-stone.example.org/work",
    "www.mara-stone.com",
    "hxxps://mara-stone[.]com/contact",
)
ADDRESSES: Final = (
    "48 Larkfield Lane, Denver, CO 80014",
    "Birkenstraße 112, 10969 Berlin",
    "PO Box 4417, Hobart 7001",
)

FRAMES: Final = (
    "{}",
    "you can reach me here: {}",
    "hi, thanks for the brief! {} is mine",
    "Hello,\n{}\nBest, Mara",
    "({})",
    'please write it down: "{}"',
    "text me {} and we start today!",
    "so {}, ok?",
)


def _digits(value: str) -> str:
    return "".join(char for char in value if char.isdecimal())


def _each(table: str) -> Callable[[str], str]:
    """Every digit replaced by the character at its place in `table`."""
    places = str.maketrans("0123456789", table)
    return lambda value: value.translate(places)


def _with(mark: str) -> Callable[[str], str]:
    """`mark` after every character."""
    return mark.join


def _joined(joint: str) -> Callable[[str], str]:
    return lambda value: joint.join(_digits(value))


def _spelled(language: str, joint: str = " ") -> Callable[[str], str]:
    """Every digit as the first word that `language` has for it."""
    words: dict[str, str] = {}
    for entry, value in lexicon.table(f"digit_words_{language}").items():
        words.setdefault(value, entry)
    return lambda value: joint.join(words[digit] for digit in _digits(value))


_ENGLISH: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _glued(value: str) -> str:
    return "".join(_ENGLISH[int(digit)] for digit in _digits(value))


def _alternating(value: str) -> str:
    return "".join(_ENGLISH[int(digit)] if index % 2 else digit for index, digit in enumerate(_digits(value)))


def _doubled(value: str) -> str:
    parts = []
    for digit, run in itertools.groupby(_digits(value)):
        size = len(list(run))
        word = _ENGLISH[int(digit)]
        parts.extend([f"double {word}"] * (size // 2) + [word] * (size % 2))
    return " ".join(parts)


PHONE_TECHNIQUES: Final[dict[str, Callable[[str], str]]] = {
    "plain": str,
    "dots": lambda value: value.replace("-", ".").replace(" ", "."),
    "spaces": lambda value: value.replace("-", " "),
    "slashes": lambda value: value.replace("-", "/").replace(" ", "/"),
    "solid": lambda value: value.replace("-", "").replace(" ", ""),
    "spaced": _joined(" "),
    "two spaces": _joined("  "),
    "hyphens": _joined("-"),
    "stars": _joined("*"),
    "underscores": _joined("_"),
    "commas": _joined(","),
    "bullets": _joined("•"),
    "hearts": _joined("❤"),
    "pipes": _joined("|"),
    "bracketed": lambda value: "".join(f"({digit})" for digit in _digits(value)),
    "many dots": lambda value: value.replace("-", "....").replace(" ", "...."),
    "aside": lambda value: value.replace("-", " (ha) ").replace(" ", " [lol] ", 1),
    "dash in words": lambda value: value.replace("-", " dash ").replace(" ", " dash ", 1),
    "letters for figures": lambda value: value.replace("0", "O").replace("1", "l"),
    "capital letters for figures": lambda value: value.replace("0", "O").replace("1", "I"),
    "fullwidth": _each("０１２３４５６７８９"),
    "bold": _each("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "double struck": _each("𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡"),
    "circled": _each("⓪①②③④⑤⑥⑦⑧⑨"),
    "negative circled": _each("⓿❶❷❸❹❺❻❼❽❾"),
    "superscript": _each("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": _each("₀₁₂₃₄₅₆₇₈₉"),
    "arabic-indic": _each("٠١٢٣٤٥٦٧٨٩"),
    "persian": _each("۰۱۲۳۴۵۶۷۸۹"),
    "devanagari": _each("०१२३४५६७८९"),
    "bengali": _each("০১২৩৪৫৬৭৮৯"),
    "thai": _each("๐๑๒๓๔๕๖๗๘๙"),
    "gujarati": _each("૦૧૨૩૪૫૬૭૮૯"),
    "keycaps": lambda value: "".join(f"{char}\ufe0f\u20e3" if char.isdecimal() else char for char in value),
    "zero width space": _with("\u200b"),
    "word joiner": _with("\u2060"),
    "soft hyphen": _with("\u00ad"),
    "strikethrough marks": _with("\u0336"),
    "glued words": _glued,
    "glued capitals": lambda value: "".join(_ENGLISH[int(digit)].title() for digit in _digits(value)),
    "words with hyphens": _spelled("en", "-"),
    "words with dots": _spelled("en", "."),
    "words in lines": _spelled("en", "\n"),
    "capital words": lambda value: _spelled("en")(value).upper(),
    "alternating": _alternating,
    "doubled": _doubled,
    "leet words": lambda value: _spelled("en")(value).translate(str.maketrans("eo", "30")),
    **{f"words {name[-2:]}": _spelled(name[-2:]) for name in digit_lists()},
}

SPOKEN_SIGNS: Final = {
    "es": ("arroba", "punto"),
    "pt": ("arroba", "ponto"),
    "fr": ("arobase", "point"),
    "de": ("at", "punkt"),
    "de klammeraffe": ("Klammeraffe", "Punkt"),
    "it": ("chiocciola", "punto"),
    "ru": ("собака", "точка"),
    "hi": ("एट", "डॉट"),
    "hi romanised": ("at the rate", "dot"),
    "ur": ("ایٹ", "ڈاٹ"),
    "bn": ("অ্যাট", "ডট"),
    "ar": ("آت", "دوت"),
    "tr": ("et işareti", "nokta"),
    "pl": ("małpa", "kropka"),
    "id": ("at", "titik"),
}
"""What the at sign and the dot are called, by language."""

EMAIL_TECHNIQUES: Final[dict[str, Callable[[str], str]]] = {
    "plain": str,
    "capitals": str.upper,
    "words": lambda value: value.replace("@", " at ").replace(".", " dot "),
    "brackets": lambda value: value.replace("@", " (at) ").replace(".", " (dot) "),
    "square brackets": lambda value: value.replace("@", "[at]").replace(".", "[dot]"),
    "fullwidth sign": lambda value: value.replace("@", "＠"),
    "zero width": _with("\u200b"),
    "dot in words": lambda value: value.replace(".", " dot "),
    "at in words": lambda value: value.replace("@", " at "),
    "at in capitals": lambda value: value.replace("@", " AT "),
    "camel": lambda value: value.lower().replace("@", "AT").replace(".", "DOT"),
    "spaces around signs": lambda value: value.replace("@", " @ ").replace(".", " . "),
    "spaces around at": lambda value: value.replace("@", " @ "),
    "space after at": lambda value: value.replace("@", "@ "),
    "spaces before dots": lambda value: value.replace("@", " @ ").replace(".", " ."),
    "braces": lambda value: value.replace("@", "{at}").replace(".", "{dot}"),
    "angles": lambda value: value.replace("@", " <at> ").replace(".", " <dot> "),
    "bracketed signs": lambda value: value.replace("@", "[@]").replace(".", "[.]"),
    "underscores": lambda value: value.replace("@", "_at_").replace(".", "_dot_"),
    "hyphens": lambda value: value.replace("@", "-at-").replace(".", "-dot-"),
    "stars around": lambda value: value.replace("@", "*at*").replace(".", "*dot*"),
    "quoted": lambda value: value.replace("@", ' "at" ').replace(".", ' "dot" '),
    "sign doubled": lambda value: value.replace("@", "@@"),
    "entity": lambda value: value.replace("@", "&#64;").replace(".", "&#46;"),
    "percent": lambda value: value.replace("@", "%40"),
    "bold": lambda value: "".join(
        chr(0x1D41A + ord(char) - 97) if char.isascii() and char.islower() else char for char in value
    ),
    "circled": lambda value: "".join(
        chr(0x24D0 + ord(char) - 97) if char.isascii() and char.islower() else char for char in value
    ),
    "cyrillic look-alikes": lambda value: value.translate(str.maketrans("aeopc", "аеорс")),
    "letters apart": " ".join,
    "soft hyphens": _with("\u00ad"),
    **{
        f"words {language}": lambda value, signs=signs: value.replace("@", f" {signs[0]} ").replace(
            ".", f" {signs[1]} "
        )
        for language, signs in SPOKEN_SIGNS.items()
    },
}


def _share(finding: Finding, start: int, end: int) -> float:
    inside = min(finding.end, end) - max(finding.start, start)
    return inside / (max(finding.end, end) - min(finding.start, start))


def _is_found(frame: str, value: str, kind: Kind) -> bool:
    message = frame.format(value)
    start = frame.index("{}")
    findings = touchline.find(message)
    return any(
        finding.kind is kind and _share(finding, start, start + len(value)) >= 0.5 for finding in findings
    )


@pytest.mark.parametrize("technique", PHONE_TECHNIQUES)
@pytest.mark.parametrize("value", PHONES)
def test_a_phone_number_is_found_in_every_dress_and_sentence(technique: str, value: str) -> None:
    dressed = PHONE_TECHNIQUES[technique](value)
    assert [frame for frame in FRAMES if not _is_found(frame, dressed, Kind.PHONE)] == []


@pytest.mark.parametrize("technique", EMAIL_TECHNIQUES)
@pytest.mark.parametrize("value", EMAILS)
def test_an_email_address_is_found_in_every_dress_and_sentence(technique: str, value: str) -> None:
    dressed = EMAIL_TECHNIQUES[technique](value)
    assert [frame for frame in FRAMES if not _is_found(frame, dressed, Kind.EMAIL)] == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *((Kind.PAYMENT, value) for value in PAYMENTS),
        *((Kind.HANDLE, value) for value in HANDLES),
        *((Kind.LINK, f"⟦{value}⟧") for value in LINKS),
        *((Kind.ADDRESS, f"⟦{value}⟧") for value in ADDRESSES),
    ],
)
def test_other_details_are_found_in_every_sentence(kind: Kind, value: str) -> None:
    before, marked, _ = value.replace("⟧", "⟦").split("⟦")
    frames = [frame.replace("{}", before + "{}") for frame in FRAMES]
    assert [frame for frame in frames if not _is_found(frame, marked, kind)] == []


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_at_leads_to_is_no_address(place: str) -> None:
    messages = [sentence.format(place) for sentence in LEADING]
    wrong = [
        message for message in messages if any(found.kind is Kind.EMAIL for found in touchline.find(message))
    ]
    assert wrong == []
