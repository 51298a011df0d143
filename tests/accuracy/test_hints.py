"""The measurement of hints: what a sentence is made of, and that a model learns it from what it is shown."""

from __future__ import annotations

from tests.accuracy import hints


def example(sentence: str, *, is_hint: bool, language: str = "en") -> hints.Example:
    return hints.Example(hints.features(sentence), language, is_hint, 0, "")


def test_a_sentence_is_its_words_and_its_pairs_of_neighbours() -> None:
    assert hints.features("Ten digits?") == {"ten", "digits", "^ ten", "ten digits", "digits ?"}


def test_every_number_is_the_same_word() -> None:
    assert hints.features("page 3") == hints.features("page 14")


def test_the_sentences_of_a_text_are_all_of_it() -> None:
    text = "The green one. Page three is done\nand so on"
    assert "".join(text[start:end] for start, end in hints.sentences(text)) == text


def test_what_was_learnt_holds_for_another_sentence_and_no_language_is_a_hint_itself() -> None:
    known = [
        example("you have the green app i guess", is_hint=True),
        example("the green button opens the form", is_hint=False),
        example("lass uns woanders reden", is_hint=True, language="de"),
        example("lass uns morgen reden", is_hint=False, language="de"),
    ]
    weights = hints.trained(known)
    hint = example("i guess you have the green app", is_hint=True)
    work = example("the form opens with the green button", is_hint=False)
    assert hints.score(hint, weights) > 0 > hints.score(work, weights)
    assert not any(feature.startswith("#") for feature in weights)


def test_each_language_has_lines_of_both_kinds() -> None:
    told, innocent = (
        {line.language for line in hints.lines(name, is_hint=is_hint)}
        for name, is_hint in (("hints.txt", True), ("innocent.txt", False))
    )
    assert told == innocent
