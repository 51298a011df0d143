"""Plain messages: nothing is put back into them, and nothing is missed by that."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest

from touchline.detectors.email.email import EMAIL
from touchline.detectors.handle.link import HANDLE_LINK
from touchline.detectors.link import LINK
from touchline.detectors.payment.payment import PAYMENT
from touchline.text.signs import restored
from touchline.text.signs.plain import is_plain
from touchline.views.message import Views

CORPORA = Path(__file__).parents[1] / "corpora"
MARK_RE = re.compile(r"⟦[^:⟧]*:([^⟧]*)⟧")
VALUES = ("jane.roe44@gmail.com", "jo@acme-studio.co.uk", "https://acme.dev/jane?id=4", "www.jane-prints.com")
FRAMES = (
    *("reach me at {} any time", "{}", "mail: {}, or {}", "see {} at noon", "look at {}. Thanks", "({})"),
    *(
        "jane point {}",
        "{} dot br",
        "{}, me",
        "my{}",
        "{} on gmail",
        "the site ({} at acme)",
        "at the end, {}",
    ),
    *("3 logos at 45 each: {}", "1/2 of it, $4.50, 20%: {}", "jane - at - {}", "a@b {}", "{} . com", "x.{}"),
)


def claims(message: str, *, closely: bool) -> list[tuple[object, ...]]:
    views = Views(message)
    with patch.object(restored, "is_plain", lambda _: False) if closely else nullcontext():
        return [
            (each.kind, *each.view.raw_span(each.start, each.end), each.value, each.techniques, each.evidence)
            for detector in (EMAIL, LINK, PAYMENT, HANDLE_LINK)
            for each in detector.find(views)
        ]


@pytest.mark.parametrize("corpus", sorted(path.stem for path in CORPORA.glob("*.txt")))
def test_nothing_put_back_would_change_a_plain_message(corpus: str) -> None:
    for line in (CORPORA / f"{corpus}.txt").read_text("utf-8").splitlines():
        message = MARK_RE.sub(r"\1", line)
        if is_plain(Views(message)):
            assert claims(message, closely=False) == claims(message, closely=True)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("value", VALUES)
def test_nothing_put_back_would_change_a_value_in_prose(frame: str, value: str) -> None:
    message = frame.format(value, value)
    if is_plain(Views(message)):
        assert claims(message, closely=False) == claims(message, closely=True)


@pytest.mark.parametrize("frame", FRAMES[:3])
@pytest.mark.parametrize("value", VALUES[:3])
def test_a_value_in_prose_is_plain(frame: str, value: str) -> None:
    assert is_plain(Views(frame.format(value, value)))


@pytest.mark.parametrize(
    "message", [FRAMES[index].format("jane@gmail.com", "jane@gmail.com") for index in (5, 6, 7, 10, 16, 17)]
)
def test_what_might_be_a_sign_takes_a_closer_look(message: str) -> None:
    assert not is_plain(Views(message))
