"""How much a word looks like the name of an account.

Pure judgement of one word; it must not know what stands around it.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import Final

from touchline import lexicon
from touchline.lexicon.languages import digit_lists
from touchline.text.everyday import is_everyday


class Likeness(Enum):
    """How much a word looks like an account name, least first."""

    NONE = 0
    WORD = 1
    """Letters only, and no everyday word: a name, perhaps."""
    FAIR = 2
    """A digit or a capital inside, or everyday words joined as in an identifier."""
    STRONG = 3
    """An `@` before it, or an underscore or full stop inside that joins no everyday words."""
    CERTAIN = 4
    """A form that only a service has: Skype's `live:`, Discord's `name#1234`."""


CODES: Final = {
    Likeness.CERTAIN: "handle-scheme",
    Likeness.STRONG: "handle-shape",
    Likeness.FAIR: "handle-joined",
    Likeness.WORD: "handle-word",
}
"""The evidence that each likeness is."""
_CERTAIN_RE: Final = re.compile(
    r"""
    live : [.\w] [.\w-]{2,63}        # Skype: live:name_1, live:.cid.0123456789abcdef
    | [\w.]{2,32} \# \d{4}           # Discord before 2023: name#1234
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ACCOUNT_RE: Final = re.compile(r"[a-z0-9](?:[\w.-]{0,38}[\w-])?", re.IGNORECASE | re.ASCII)
_NOT_ACCOUNT_RE: Final = re.compile(
    r"""
    v? \d+ (?: [.,:x/-] \d+ )* (?: [a-z%]{1,3} )?   # versions, sizes, times, dates: 2.0, 1080p, 16x9, 3rd
    | [a-z]{1,3} \d{1,2}                            # mp4, b2b, h264, web3
    | .* \. (?: js | py | ts | php | html? | css | json | apk | png | jpe?g | gif | pdf | zip | docx?
              | xlsx? | csv | txt | mp[34] | mov | psd | ai | svg | sh | java | cpp | rb
              | go | env | ya?ml | md )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PREDICATE_RE: Final = re.compile(
    r"\w{2,} (?: able | ed | ent | ful | ible | ic | ical | ing | ish | ive | less | ly | ment | ness | ous"
    r" | sion | tion | tions | ware | ([bcdfgklmnprtvz]) \1 y )",
    re.VERBOSE,
)
_PARTS_RE: Final = re.compile(r"[_.\-]+")
_CALLED: Final = frozenset(
    {"admin", "admins", "all", "bot", "channel", "everyone", "handle", "here", "mention", "mentions", "mod"}
    | {
        "mods",
        "name",
        "role",
        "staff",
        "support",
        "team",
        "user",
        "username",
        "users",
        "yourhandle",
        "yourname",
    }
)
"""What follows an `@` that calls on no one person, or stands for any name."""
_SHORTEST: Final = 3
_FEW_DIGITS: Final = 2


def likeness(word: str) -> Likeness:
    """The likeness of `word`, which may carry its leading `@`."""
    if not word.isalpha() and _CERTAIN_RE.fullmatch(word):
        return Likeness.CERTAIN
    bare = word.removeprefix("@")
    if not _may_be_account(bare):
        return Likeness.NONE
    parts = [part.strip("0123456789").lower() for part in _PARTS_RE.split(bare)]
    prose = all(not part or is_everyday(part) for part in parts)
    if word.startswith("@") and bare.lower() in _CALLED:
        return Likeness.NONE
    if word.startswith("@"):
        return Likeness.FAIR if prose and bare.isalpha() else Likeness.STRONG
    if "_" in bare or "." in bare:
        return Likeness.FAIR if prose else Likeness.STRONG
    return Likeness.NONE if prose else _unjoined(bare)


def _unjoined(bare: str) -> Likeness:
    """The likeness of one word that is no everyday word."""
    if bare.isalpha():
        mixed = bare[1:] != bare[1:].lower() and bare != bare.upper()
        return Likeness.FAIR if mixed else Likeness.WORD
    few = sum(char.isdigit() for char in bare) < _FEW_DIGITS
    return Likeness.WORD if few or "-" in bare else Likeness.STRONG


def _may_be_account(bare: str) -> bool:
    return (
        len(bare) >= _SHORTEST
        and _ACCOUNT_RE.fullmatch(bare) is not None
        and (bare.isalpha() or (_NOT_ACCOUNT_RE.fullmatch(bare) is None and any(map(str.isalpha, bare))))
        and not is_number_word(bare.lower())
    )


def is_predicate(word: str) -> bool:
    """Whether `word` ends as words do that say how something is: "my skype is unresponsive", "… laggy"."""
    return _PREDICATE_RE.fullmatch(word) is not None


def is_number_word(word: str) -> bool:
    """Whether `word` spells a digit: what follows "whatsapp me on" may be a number in words."""
    return word in _number_words()


@cache
def _number_words() -> frozenset[str]:
    return frozenset(word for name in digit_lists() for word in lexicon.table(name))
