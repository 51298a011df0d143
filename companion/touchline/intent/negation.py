"""Whether a sentence says no to what a phrase in it asks or proposes.

A negation reaches from its word to the end of its clause. Two of them cancel out, and so do a
negation and a word of objection ("don't hesitate to", "no problem"). A negated question ("can't we
just …?", "why don't we …") proposes, a negated condition ("if you don't …") sets one. What is said
to be against the rules is refused too. The words are data, known here by their classes, but for a few that
say no in one language only or at one place of the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from touchline.language.words import CLASSES
from touchline.model import Kind
from touchline.text.roles import words_of

if TYPE_CHECKING:
    from touchline.language.words import Sentence, Word

_REACH: Final = 14
"""How many words away from the phrase a negation or a rule may stand."""
_OF_CONDITION: Final = 4


def is_refused(sentence: Sentence, first: int, last: int, kind: Kind) -> bool:
    """Whether `sentence.words[first:last]` is said no to, or said to be against the rules."""
    words = sentence.words
    start = _clause_start(words, first)
    negations = sum(
        _negates(words, index, start) and not (index > start and _has(words[index - 1], "negative"))
        for index in range(max(start, first - _REACH), first)  # "non pas" says no once
    )
    near = 4 if kind is Kind.MENTION else 2
    if any(_has(word, "shun") for word in words[max(start, first - near) : first]):
        negations += 1
    if kind is not Kind.MENTION and (_names_what_not(words, first, last) or _never_does(words, first, last)):
        return True
    if kind is Kind.MENTION:
        negations += sum(_negates(words, index, first) for index in range(first, last))
    negations += _trailing_negation(words, last)
    if negations % 2:
        return True
    return not negations and _against_the_rules(words, start, first, last, kind)


def _names_what_not(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether the phrase ends in what is not wanted: "let's go on here and not on WhatsApp"."""
    return any(
        _has(words[index], "negative")
        and _has(words[index + 1], "on")
        and any(_has(word, "service") for word in words[index + 2 : index + 4])
        for index in range(first, last - 2)
    )


def _never_does(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether the writer says inside the phrase that he does not do it: "мимо сайта не работаю"."""
    return any(
        _has(words[index], "negative") and words[index + 1].text in _WORKS
        for index in range(first + 1, min(last, len(words) - 1))
    )


_WORKS: Final = words_of("works")


def _has(word: Word, name: str) -> bool:
    return CLASSES[name] in word.classes


def _clause_start(words: tuple[Word, ...], first: int) -> int:
    """Where the clause begins that `words[first]` stands in."""
    for index in range(first - 1, max(-1, first - 2 * _REACH), -1):
        word = words[index]
        if _has(word, "but") or _has(word, "so") or word.text in {";", ":", "(", "–", "—", "-"}:
            return index + 1
        if word.text == "," and index + 1 == first and words[-1].text == "?":
            return first  # "let's not bother, your card number?" asks on its own
        if (word.text == "," or _has(word, "and")) and _opens_clause(words, index + 1, first):
            return index + 1
    return max(0, first - 2 * _REACH)


def _opens_clause(words: tuple[Word, ...], start: int, first: int) -> bool:
    """Whether something new is said from `start`: a subject, a question, a proposal, an order."""
    if start == first:
        return any(_has(words[first], name) for name in _ORDERS)
    return any(
        _has(word, name) and not _has(word, "negative")
        for word in words[start : min(first, start + 3)]
        for name in _SUBJECTS
    )


_ORDERS: Final = ("reach", "give", "what", "carry", "search", "pay", "your")
_SUBJECTS: Final = ("i", "you", "lets", "what", "how", "please", "third", "aux")


def _negates(words: tuple[Word, ...], index: int, start: int) -> bool:
    word, following = words[index], words[index + 1 : index + 4]
    if not _has(word, "negative") or not following or following[0].text in {",", "!"}:
        return False  # "No, …" answers; it negates nothing that follows
    # so does "Nahi bhai …": in the languages whose negation comes last, one at the start is an answer
    answers = index == 0 and word.text in _AT_THE_END and _has(following[0], "follow")
    if answers or any(_has(near, "objection") for near in following):
        return False
    before = words[max(start, index - _OF_CONDITION) : index]
    if any(_has(near, "if") or _has(near, "why") for near in before):
        return False
    if (_has(following[0], "you") or _has(following[0], "i")) and (index == start or words[-1].text == "?"):
        return False  # "can't we talk on …?" proposes
    if word.text in _URGING and words[-1].text == "?" and any(_has(near, "i") for near in words[start:index]):
        return False  # "wollen wir nicht lieber …?"
    # "me chama no whatsapp": Portuguese "no" joins a verb to its place
    joins = before and (_has(before[-1], "reach") or _has(before[-1], "me"))
    return not (word.text == "no" and (joins or any(other.text in _PORTUGUESE for other in words)))


_PORTUGUESE: Final = words_of("portuguese-only")
"""Frequent words that Spanish and Italian, in which "no" is a negation, do not have."""


def _trailing_negation(words: tuple[Word, ...], last: int) -> int:
    """Hindi, Urdu and Bangla negate at the end: "whatsapp pe baat nahi karte", "kaj kori na"."""
    for index in range(last, min(last + 5, len(words))):
        text, before = words[index].text, words[index - 1].text
        if text in _AT_THE_END or (text == "na" and before.endswith("i") and before not in _COPULAS):
            # Bangla "kori na"; Hindi "karo na", "karte hai na" only urge
            return 1
    return int(any(_declines(words, index) for index in range(last, min(last + _REACH, len(words)))))


def _declines(words: tuple[Word, ...], index: int) -> bool:
    """Whether "but I don't do that" stands at `index`."""
    own = words[index : index + 5]
    if len(own) < 4 or not _has(own[0], "but") or not _has(own[1], "i") or not _has(own[2], "negative"):  # noqa: PLR2004
        return False
    return len(own) == 4 or own[4].text in _THAT  # noqa: PLR2004


_THAT: Final = frozenset({"that", "it", "this", "so", "those", "these", ",", "!"})


_AT_THE_END: Final = words_of("no-at-the-end")
_URGING: Final = words_of("no-that-urges")
_COPULAS: Final = words_of("copula")


def _against_the_rules(words: tuple[Word, ...], start: int, first: int, last: int, kind: Kind) -> bool:
    for index in range(max(start, first - _REACH), first):
        if _has(words[index], "policy") and not _is_negated(words, index):
            return True
    for index in range(last, min(last + _REACH, len(words))):
        word = words[index]
        if _has(word, "but"):
            return False
        if _has(word, "policy") and not _is_negated(words, index):
            return kind is not Kind.REQUEST or not any(other.text == "," for other in words[last:index])
        if _has(word, "permit") and _is_negated(words, index):
            return True
    return False


def _is_negated(words: tuple[Word, ...], index: int) -> bool:
    return any(_has(word, "negative") for word in words[max(0, index - 3) : index])
