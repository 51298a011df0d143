"""The measuring itself: what counts as found, as a false alarm, as a clean message."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.accuracy.measure import alarms, tallied
from tests.accuracy.messages import Expected, Message, from_corpus, from_jsonl, unmarked

from touchline.model import Mode

if TYPE_CHECKING:
    from pathlib import Path

WANTED = Message("write to jo@example.org now", (Expected("email", 9, 23, "plain"),), hard=1)


@pytest.mark.parametrize(
    ("span", "found"),
    [
        (("email", 9, 23), 1),
        (("email", 9, 17), 1),
        (("email", 9, 15), 0),
        (("email", 0, 27), 1),
        (("email", 0, 3), 0),
        (("phone", 9, 23), 0),
    ],
)
def test_half_of_the_place_and_the_right_kind_count_as_found(span: tuple[str, int, int], found: int) -> None:
    tally = tallied(lambda _: [span], [WANTED], same_kind=True)
    assert tally.recall("kind", "email") == (found, 1)
    assert tally.recall("technique", "plain") == (found, 1)
    assert tally.recall("hard", "1") == (found, 1)
    assert len(tally.missed) == 1 - found


def test_another_system_may_call_it_what_it_likes() -> None:
    assert tallied(lambda _: [("EMAIL", 9, 23)], [WANTED], same_kind=False).recall("all", "all") == (1, 1)


def test_findings_on_clean_messages_are_counted_and_mentions_are_not() -> None:
    clean = [Message("hello", clean=True), Message("hi", clean=True)]
    spans = {"hello": [("link", 0, 5)], "hi": [("mention", 0, 2)]}
    tally = tallied(lambda message: spans[message.text], clean, same_kind=True)
    assert (tally.clean, tally.clean_hit) == (2, 1)


def test_alarms_are_judged_through_the_terms() -> None:
    messages = [
        Message("my mail is jo@jo-design.org", clean=True),
        Message("thanks a lot", clean=True),
        WANTED,
    ]
    count, alarmed = alarms(messages, Mode.STANDARD)
    assert (count, [message.text for message, _ in alarmed]) == (2, ["my mail is jo@jo-design.org"])


def test_marks_become_spans() -> None:
    message = unmarked("a ⟦email:b@c.de⟧ and ⟦phone:123⟧.")
    assert message.text == "a b@c.de and 123."
    assert [(item.kind, message.text[item.start : item.end]) for item in message.expected] == [
        ("email", "b@c.de"),
        ("phone", "123"),
    ]


def test_files_of_both_shapes_are_read(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    rows = [
        {"text": "hello"},
        {
            "text": "0132",
            "polarity": "pos",
            "hard": 2,
            "history": [{"from": "me", "text": "415"}, {"from": "them", "text": "?"}],
            "expect": [{"kind": "phone", "start": 0, "end": 4, "technique": "split_messages"}],
        },
        {"text": "unlabelled but positive", "polarity": "pos", "expect": []},
    ]
    cases.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    plain, marked, positive = from_jsonl(cases)
    assert plain.clean
    assert marked == Message("0132", (Expected("phone", 0, 4, "split"),), hard=2, recent=("415",))
    assert not positive.clean
    corpus = tmp_path / "handle.txt"
    corpus.write_text("# why\nmy skype is ⟦handle:jo_x⟧\nskype bot\n", "utf-8")
    assert [message.clean for message in from_corpus(corpus)] == [False, True]
