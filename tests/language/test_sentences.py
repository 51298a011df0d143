"""The reading of sentences: words and signs side by side, and the quick look that spares the patterns."""

from __future__ import annotations

import re

import pytest

from touchline.language.phrases import _grammar
from touchline.language.sentences import bounds, sentences
from touchline.language.words import NAME, Sentence
from touchline.views.message import Views

MESSAGES = [
    "Can we talk on Skype, or what's your phone number?",
    "quel est l'email de Jane - j'ai son numéro",
    "my whats app is on, call me_maybe or see paypal.me now",
    "आपका व्हाट्सएप नंबर क्या है",
    "加我微信 123, ok?",
    "can you give me your phone number's first part an",
    "\uf8ff what is your \uf8fd skype?",
]


def read(message: str) -> list[Sentence]:
    found = list(sentences(Views(message)))
    assert found, message
    return found


@pytest.mark.parametrize("message", MESSAGES)
def test_words_and_tokens_tell_of_the_same_places(message: str) -> None:
    grammar, _ = _grammar()
    for sentence in read(message):
        assert len(sentence.words) == len(sentence.tokens) == len(grammar.written(sentence))
        named = [
            word for word, token in zip(sentence.words, sentence.tokens, strict=True) if token[0] == NAME
        ]
        assert [word.start for word in named] == [name.start for name in sentence.names]


def test_a_name_of_several_words_is_one_word() -> None:
    words = [word.text for word in read("send me your phone number now")[0].words]
    assert words == ["send", "me", "your", "phone number", "now"]


def test_a_part_of_an_identifier_says_nothing() -> None:
    words = read("my skype, call me_maybe")[0].words
    assert [word.classes for word in words[-2:]] == ["", ""]


@pytest.mark.parametrize("message", MESSAGES)
def test_the_quick_look_leaves_out_no_pattern_that_matches(message: str) -> None:
    grammar, phrases = _grammar()
    for sentence in read(message):
        code = grammar.written(sentence)
        matching = {i for i, phrase in enumerate(phrases) if re.search(phrase.pattern.source, code)}
        assert matching <= {*grammar.possible(code)}


def test_the_quick_look_leaves_out_most_patterns() -> None:
    grammar, phrases = _grammar()
    (sentence,) = read("thanks, I have added the number of pages to the contact sheet you sent me")
    assert len(list(grammar.possible(grammar.written(sentence)))) < len(phrases) / 10


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("One. Two on fiverr.com is here. Three", "Two on fiverr.com is here."),
        ("One?! Two! Three", " Two!"),
        ("a f!verr Two gig... Three", "a f!verr Two gig..."),
        ("One\n\n Two\nThree", "Two\n"),
        ("एक। Two। तीन", " Two।"),
        ("Two", "Two"),
    ],
)
def test_where_a_sentence_begins_and_ends(message: str, sentence: str) -> None:
    start, end = bounds(message, message.index("Two"))
    assert message[start:end].strip() == sentence.strip()


def test_a_text_without_full_stops_is_cut() -> None:
    start, end = bounds("word " * 4_000, 10_000)
    assert end - start < 2_000
