"""Whether a sentence tells what somebody else does or did, and so asks or proposes nothing itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.language.words import CLASSES
from touchline.text.roles import any_of

if TYPE_CHECKING:
    from touchline.language.words import Sentence
    from touchline.views.message import Views

_BEFORE: Final = 8


_ALLOWED: Final = frozenset(
    {"allowed", "permitted", "allow", "permit", "legal", "permitido", "erlaubt", "permesso"}
)


def asks_about_the_rules(sentence: Sentence, first: int) -> bool:
    """Whether the sentence asks what may be done: "is it allowed to share my email?"."""
    words = sentence.words
    return words[-1].text == "?" and any(word.text in _ALLOWED for word in words[:first])


def tells_of_others(views: Views, sentence: Sentence, start: int) -> bool:
    """Whether the sentence tells of somebody before: "the last one wanted to move to Telegram"."""
    return _OTHERS_RE.search(views.lower, sentence.start, start) is not None


_OTHERS_RE: Final = re.compile(any_of("others"), re.VERBOSE)


def is_reported(sentence: Sentence, first: int, last: int) -> bool:
    """Whether others are the ones who ask or act: "the buyer asked me to …", "users chat on …"."""
    words = sentence.words
    for index in range(first - 1, max(-1, first - _BEFORE), -1):
        word = words[index]
        if CLASSES["asked"] in word.classes and index + 1 < len(words):
            following = words[index + 1 : index + 3]
            if any(CLASSES["me"] in near.classes for near in following):
                return True
        if word.text in {",", ";", ":", "."} or CLASSES["but"] in word.classes:
            return False
        if CLASSES["i"] in word.classes or CLASSES["you"] in word.classes or CLASSES["lets"] in word.classes:
            return any(CLASSES["asked"] in other.classes for other in words[index + 1 : first]) and _told_me(
                sentence, index, first
            )
        if CLASSES["third"] in word.classes:
            return not any(CLASSES["you"] in other.classes for other in words[first:last])
    return False


def _told_me(sentence: Sentence, start: int, first: int) -> bool:
    return any(CLASSES["me"] in word.classes for word in sentence.words[start:first])
