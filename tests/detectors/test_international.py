"""Numbers told at one look: they are read as the closer look reads them, and doubtful ones are left to it."""

from __future__ import annotations

import itertools

import pytest

from touchline.detectors.phone import phone
from touchline.detectors.phone.international import international
from touchline.detectors.phone.runs import clusters
from touchline.text.figures.numerals import figures
from touchline.views.message import Views

NUMBERS = (
    *("+44 7700 900123", "+1 212 555-0177", "+447700900123", "+92 300 1234567", "+91 98765 43210"),
    *("+55 119 8765 4321", "+999 123 456", "+7 912 345 678"),
)
FRAMES = (
    *("{}", "my number is {}", "{} is mine", "call {}, thanks a lot", "ring: {}", "and then {} and rest"),
    *(
        "it was {}. bill said so",
        "plus {} soon",
        "oh {} oh",
        "about {} pcs",
        "usd {} only",
        "at {} am now",
    ),
    *("it's {}", "{} lol", "we'll see {}; ok?", "{}%", "x {}", "id={}", "{} ext. 12", "on 2026-03-04 {}"),
)


@pytest.mark.parametrize(("frame", "number"), list(itertools.product(FRAMES, NUMBERS)))
def test_a_look_tells_what_a_closer_look_does(frame: str, number: str) -> None:
    views = Views(frame.format(number))
    for start, end in clusters(views.lower, figures(views)):
        span = international(views.lower, start, end)
        if span is not None:
            closer = phone._read(views, views.lower, start, end, {}, ())
            assert [(*claim[2:5], claim.techniques, claim.evidence) for claim in closer] == [
                (*claim[2:5], claim.techniques, claim.evidence) for claim in phone.PHONE.find(views)
            ]


@pytest.mark.parametrize("message", [frame.format("+44 7700 900123") for frame in FRAMES[:6]])
def test_a_number_in_prose_is_told_at_one_look(message: str) -> None:
    views = Views(message)
    ((start, end),) = clusters(views.lower, figures(views))
    span = international(views.lower, start, end)
    assert span is not None
    assert message[slice(*span)] == "+44 7700 900123"


@pytest.mark.parametrize(
    "message",
    [
        "plus +44 7700 900123",
        "about +44 7700 900123 pcs",
        "oh +44 7700 900123",
        "+44 7700 900123 at 5",
        "it's +44 7700 900123",
        "+44 7700 90",
        "+44 20 7946 0123",
    ],
)
def test_what_might_change_the_reading_takes_a_closer_look(message: str) -> None:
    views = Views(message)
    assert all(international(views.lower, *span) is None for span in clusters(views.lower, figures(views)))
