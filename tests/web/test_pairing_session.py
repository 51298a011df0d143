"""Pairing over real connections, with a clock and a person that the test plays."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from tests.web.companion import Companion
from tests.web.extension import NAME, ORIGIN, OTHER_ORIGIN, Connecting, post, send
from tests.web.vectors import raw

from touchline.web.guard import Guard
from touchline.web.pairing import key_agreement
from touchline.web.pairing.key_agreement import Share
from touchline.web.pairing.replies import Offer, Reason
from touchline.web.pairing.routes import MEDIA_TYPE, PATHS, create_pairing_app
from touchline.web.pairing.session import (
    ARMED_SECONDS,
    REVEAL_SECONDS,
    SILENCE_SECONDS,
    Answer,
    Asked,
    Disarmed,
    NotKept,
    Paired,
    Window,
    fit_to_print,
)
from touchline.web.pairing.store import Pairings
from touchline.web.seal import REPLY
from touchline.web.server import bound_socket, host_of, serving

WAITING = {"state": "waiting"}
BROKEN, WRONG, LATE, TURNED_AWAY, NOT_KEPT, DONE, ANOTHER, SILENT = (
    {"state": "over", "reason": reason}
    for reason in ("broken", "wrong", "late", "turned-away", "not-kept", "done", "another", "silent")
)


class Desk:
    """An armed window that listens; `now` is its clock."""

    def __init__(self, folder: Path) -> None:
        self.pairings = Pairings(folder)
        self.events: SimpleQueue[Any] = SimpleQueue()
        self.now = 1_000.0
        self.window = Window(self.pairings.add, self.events.put, lambda: self.now, poll_seconds=0.02)
        self.port = 0

    def happened(self) -> list[Any]:
        found = []
        while not self.events.empty():
            found.append(self.events.get_nowait())
        return found

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        bound = bound_socket((0,))
        self.port = bound.getsockname()[1]
        guard = Guard(host_of(bound), PATHS, MEDIA_TYPE)
        with serving(create_pairing_app(self.window), bound, guard.admits):
            yield


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "state" / "pairings")
    with made.listening():
        yield made


@pytest.fixture
def browser(desk: Desk) -> Connecting:
    return Connecting(desk.port)


def test_the_right_number_connects_and_both_sides_hold_one_key(desk: Desk, browser: Connecting) -> None:
    digits = browser.ask()
    assert browser.result() == WAITING
    assert desk.window.answer(f" {digits[:3]} {digits[3:]}\n") is Answer.MATCHED
    matched = browser.result()
    header, words = browser.opened(matched["box"])
    assert (matched["state"], words) == ("matched", {"state": "matched"})
    assert (header.typ, header.kid, header.boot, header.n) == (REPLY, browser.agreed.kid, browser.exchange, 1)
    assert desk.pairings.browsers() == ()  # kept only when the extension has kept it
    header, words = browser.opened(browser.finish()["box"])
    assert (header.n, words) == (2, {"state": "done"})
    (kept,) = desk.pairings.browsers()
    assert (kept.kid, kept.origin, kept.name) == (browser.agreed.kid, ORIGIN, NAME)
    pairing = desk.pairings.pairing(kept.kid)
    assert pairing
    assert pairing.key == browser.agreed.key
    assert desk.happened() == [Asked(NAME, ORIGIN), Paired(kept)]
    assert browser.result() == DONE


def test_a_connected_browser_is_answered_by_the_service(
    desk: Desk, browser: Connecting, companion: Companion
) -> None:
    companion.pairings = desk.pairings
    with companion.serving() as port:
        assert desk.window.answer(browser.ask()) is Answer.MATCHED
        browser.finish()
        assert send(port, browser.extension(), "hello")[0] == 200


def test_a_wrong_number_disarms(desk: Desk, browser: Connecting) -> None:
    digits = browser.ask()
    assert desk.window.answer(f"{(int(digits) + 1) % 10**6:06}") is Answer.WRONG
    assert desk.window.answer(digits) is Answer.NOBODY
    assert browser.result() == WRONG
    assert Connecting(desk.port).commit() == (200, WRONG)
    assert desk.pairings.browsers() == ()


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "48291a", "yes", "١٢٣٤٥٦", "12.345"])
def test_a_slip_of_the_keyboard_costs_nothing(desk: Desk, browser: Connecting, typed: str) -> None:
    digits = browser.ask()
    for _ in range(5):
        assert desk.window.answer(typed) is Answer.NOT_DIGITS
    assert desk.window.answer(digits) is Answer.MATCHED


def test_an_answer_to_nobody_is_no_try(desk: Desk, browser: Connecting) -> None:
    assert desk.window.answer("123456") is Answer.NOBODY
    status, _ = browser.commit()
    assert (status, desk.window.answer("123456")) == (200, Answer.NOBODY)


def test_the_window_is_open_for_two_minutes_and_not_a_second_longer(desk: Desk, browser: Connecting) -> None:
    opened = desk.now
    desk.now = opened + ARMED_SECONDS - 1
    digits = browser.ask()
    assert browser.result() == WAITING
    desk.now = opened + ARMED_SECONDS
    assert desk.window.is_time_over
    assert desk.window.answer(digits) is Answer.NOBODY
    assert browser.result() == LATE
    assert Connecting(desk.port).commit() == (200, LATE)


def test_a_number_typed_in_time_does_not_help_a_finish_that_comes_late(
    desk: Desk, browser: Connecting
) -> None:
    opened = desk.now
    desk.now = opened + ARMED_SECONDS - 1
    assert desk.window.answer(browser.ask()) is Answer.MATCHED
    desk.now = opened + ARMED_SECONDS + 1
    assert browser.finish() == LATE
    assert desk.pairings.browsers() == ()


@pytest.mark.parametrize("steps", [1, 2, 3])
@pytest.mark.parametrize("origin", [ORIGIN, OTHER_ORIGIN])
def test_a_second_commitment_disarms_whoever_sends_it_and_whenever(
    desk: Desk, browser: Connecting, steps: int, origin: str
) -> None:
    """An origin can be forged, so the same one is no better than another."""
    _, offer = browser.commit()
    if steps > 1:
        browser.reveal(offer)
    if steps > 2:
        assert desk.window.answer(key_agreement.digits(browser.said)) is Answer.MATCHED
    second = Connecting(desk.port, origin)
    assert [second.commit() for _ in range(3)] == [(200, ANOTHER)] * 3
    assert (browser.reveal(offer) if steps == 1 else browser.result()) == ANOTHER
    assert browser.finish() == ANOTHER
    assert [event for event in desk.happened() if event != Asked(NAME, ORIGIN)] == [Disarmed(Reason.ANOTHER)]
    assert not desk.window.is_open
    assert desk.pairings.browsers() == ()


def test_an_exchange_is_its_origins_and_a_guessed_id_disturbs_nobody(desk: Desk, browser: Connecting) -> None:
    digits = browser.ask()
    hostile = Connecting(desk.port, OTHER_ORIGIN, "Chrome on Linux")
    hostile.exchange, hostile.agreed = browser.exchange, hostile.agreed._replace(kid="0" * 16, key=bytes(32))
    assert hostile.result() == BROKEN  # the exchange is another origin's
    hostile.exchange = "A" * 22
    assert hostile.finish() == BROKEN
    desk.window.answer(digits)
    assert hostile.result() == BROKEN
    assert "box" in browser.finish()
    assert [browser.origin for browser in desk.pairings.browsers()] == [ORIGIN]


def test_who_came_first_is_named_and_can_be_turned_away(desk: Desk) -> None:
    hostile = Connecting(desk.port, OTHER_ORIGIN, "Nice extension")
    hostile.ask()
    assert desk.happened() == [Asked("Nice extension", OTHER_ORIGIN)]
    assert desk.window.turn_away() == "Nice extension"
    assert hostile.result() == TURNED_AWAY
    assert Connecting(desk.port).commit() == (200, TURNED_AWAY)  # the next window is the person's to open
    assert desk.happened() == []


def test_a_relay_that_grinds_fails_each_of_a_thousand_times(tmp_path: Path) -> None:
    """It knows what the victim's page shows and commits again and again for a number that is the same.

    It never reveals what it knows to differ, so nothing but the window's own bound can stop it. In each of a
    thousand windows it learns one number, and with it the end.
    """
    seen: set[str] = set()
    for _ in range(1_000):
        desk = Desk(tmp_path / "pairings")
        victim, relay = Share(os.urandom(65), os.urandom(32)), Share(os.urandom(65), os.urandom(32))
        shown = key_agreement.digits(key_agreement.transcript(victim, relay, ORIGIN))
        numbers = _ground(desk.window, shown, most=50)
        assert len(numbers) == 1
        seen |= numbers
        assert not desk.window.is_open
        assert desk.window.answer(shown) is Answer.NOBODY
        assert desk.happened() == [Disarmed(Reason.ANOTHER)]
        assert desk.pairings.browsers() == ()
    assert len(seen) > 990  # numbers of their own, so that the relay did try


def _ground(window: Window, wanted: str, most: int) -> set[str]:
    """The numbers that a relay could look at in one window, until one is the number it wants."""
    numbers: set[str] = set()
    for _ in range(most):
        share = Share(os.urandom(65), os.urandom(32))
        offer = window.commit(ORIGIN, NAME, key_agreement.commitment(share))
        if not isinstance(offer, Offer):
            continue
        companion = Share(raw(offer.public_key), raw(offer.nonce))
        numbers.add(key_agreement.digits(key_agreement.transcript(share, companion, ORIGIN)))
        if wanted in numbers:
            window.reveal(ORIGIN, offer.exchange, share)
            break
    return numbers


def test_a_relay_in_the_middle_is_found_out_by_its_number(desk: Desk) -> None:
    """It answers the extension itself and asks the companion in its name."""
    victim, relay = Connecting(0), Connecting(desk.port)
    relays_share = key_agreement.Share(key_agreement.point_of(relay.private_key), relay.share.nonce)
    shown = key_agreement.digits(key_agreement.transcript(victim.share, relays_share, ORIGIN))
    assert relay.ask() != shown
    assert desk.window.answer(shown) is Answer.WRONG


def test_another_share_than_the_one_committed_to_ends_the_exchange(desk: Desk, browser: Connecting) -> None:
    _, offer = browser.commit()
    browser.share = browser.share._replace(nonce=bytes(32))
    assert browser.reveal(offer) == BROKEN
    assert desk.happened() == [Disarmed(Reason.BROKEN)]  # the person was never asked
    assert Connecting(desk.port, OTHER_ORIGIN).commit() == (200, BROKEN)


def test_a_point_that_is_none_ends_the_exchange(browser: Connecting) -> None:
    bad = key_agreement.Share(b"\x04" + bytes(64), bytes(32))
    browser.share = bad
    _, offer = browser.commit()
    point, nonce = "BA" + "A" * 85, "A" * 43
    body = {"exchange": offer["exchange"], "public_key": point, "nonce": nonce}
    assert browser.step("reveal", body) == (200, BROKEN)


def test_a_share_is_taken_once(desk: Desk, browser: Connecting) -> None:
    _, offer = browser.commit()
    assert browser.reveal(offer) == WAITING
    assert browser.reveal(offer) == BROKEN
    assert desk.happened() == [Asked(NAME, ORIGIN), Disarmed(Reason.BROKEN)]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """Windows that listen, one after the other."""
    with contextlib.ExitStack() as listening:

        def another() -> Desk:
            desk = Desk(tmp_path / "state" / "pairings")
            listening.enter_context(desk.listening())
            return desk

        yield another


@pytest.mark.parametrize("step", ["result", "finish"])
def test_no_step_can_be_skipped(desk: Desk, browser: Connecting, step: str) -> None:
    _, offer = browser.commit()
    browser.exchange = offer["exchange"]
    browser.agreed = key_agreement.PairKey("0" * 16, bytes(32))
    assert getattr(browser, step)() == BROKEN
    assert not desk.window.is_open


def test_nothing_is_finished_before_the_number_was_typed(desk: Desk, browser: Connecting) -> None:
    browser.ask()
    assert browser.finish() == BROKEN
    assert desk.pairings.browsers() == ()


FINISHES: list[tuple[bytes, dict[str, object]]] = [
    *((b'{"state":"finish"}', changed) for changed in ({"n": 3}, {"boot": "A" * 22}, {"typ": REPLY})),
    *((b'{"state":"finish"}', changed) for changed in ({"v": 2}, {"kid": "0" * 16})),
    *((words, {}) for words in (b"{}", b"[]", b"null", b'{"state":"done"}', b"\xff", b"")),
    (b'{"state":"finish","more":1}', {}),
]


def test_a_finish_under_another_key_or_with_other_words_keeps_nothing(desks: Callable[[], Desk]) -> None:
    for words, changed in FINISHES:
        desk = desks()
        browser = Connecting(desk.port)
        desk.window.answer(browser.ask())
        body = {"exchange": browser.exchange, "box": browser.finish_box(words, **changed)}
        assert browser.step("finish", body) == (200, BROKEN), (words, changed)
    desk = desks()
    browser = Connecting(desk.port)
    desk.window.answer(browser.ask())
    browser.agreed = browser.agreed._replace(key=bytes(32))
    assert browser.finish() == BROKEN
    assert desk.pairings.browsers() == ()


@pytest.mark.parametrize("steps", [1, 2])
def test_a_silent_extension_disarms(desk: Desk, browser: Connecting, steps: int) -> None:
    _, offer = browser.commit()
    patience = REVEAL_SECONDS
    if steps > 1:
        browser.reveal(offer)
        patience = SILENCE_SECONDS
    desk.now += patience
    desk.window.look_at_the_clock()
    assert desk.window.is_open
    desk.now += 1
    desk.window.look_at_the_clock()
    assert not desk.window.is_open
    assert desk.happened()[-1] == Disarmed(Reason.SILENT)
    assert Connecting(desk.port, OTHER_ORIGIN).commit() == (200, SILENT)
    assert (browser.reveal(offer) if steps == 1 else browser.result()) == SILENT


def test_a_reveal_that_comes_late_is_none(desk: Desk, browser: Connecting) -> None:
    """Whether or not anybody looked at the clock meanwhile."""
    _, offer = browser.commit()
    desk.now += REVEAL_SECONDS + 1
    assert browser.reveal(offer) == SILENT
    assert desk.happened() == [Disarmed(Reason.SILENT)]


def test_an_extension_that_goes_on_asking_keeps_its_place(desk: Desk, browser: Connecting) -> None:
    digits = browser.ask()
    for _ in range(4):
        desk.now += SILENCE_SECONDS - 5
        assert browser.result() == WAITING
    assert desk.window.answer(digits) is Answer.MATCHED


def test_what_cannot_be_written_is_said_to_both_and_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    desk = Desk(tmp_path / "file" / "pairings")
    with desk.listening():
        browser = Connecting(desk.port)
        desk.window.answer(browser.ask())
        assert browser.finish() == NOT_KEPT
    assert desk.happened()[1:] == [NotKept("File exists")]
    assert not desk.window.is_open


MALFORMED: dict[str, tuple[str, bytes]] = {
    "nothing": ("commit", b" "),
    "no JSON": ("commit", b"hello"),
    "a list": ("commit", b"[]"),
    "deep": ("commit", b"[" * 4_000),
    "no name": ("commit", b'{"v": 1, "commitment": "' + b"A" * 43 + b'"}'),
    "a member more": ("commit", b'{"v": 1, "commitment": "' + b"A" * 43 + b'", "name": "x", "y": 1}'),
    "a short commitment": ("commit", b'{"v": 1, "commitment": "AAAA", "name": "x"}'),
    "set bits that mean nothing": (
        "commit",
        b'{"v": 1, "commitment": "' + b"A" * 42 + b'B", "name": "x"}',
    ),
    "a long name": ("commit", b'{"v": 1, "commitment": "' + b"A" * 43 + b'", "name": "' + b"x" * 201 + b'"}'),
    "invalid UTF-8": ("commit", b'{"v": 1, "commitment": "' + b"A" * 43 + b'", "name": "\xff"}'),
    "a number for an id": ("result", b'{"exchange": 5}'),
    "a path for an id": ("result", b'{"exchange": "../../../etc/passwd/xx"}'),
    "too much": ("finish", b'{"exchange": "' + b"A" * 22 + b'", "box": "' + b"A" * 5_000 + b'"}'),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_not_well_formed_gets_an_empty_403(desk: Desk, name: str) -> None:
    step, body = MALFORMED[name]
    answer = post(desk.port, f"/v1/pair/{step}", MEDIA_TYPE, body)
    assert (answer.status, answer.body) == (403, b"")
    assert Connecting(desk.port).commit()[0] == 200


def test_another_version_of_pairing_is_told_so(browser: Connecting) -> None:
    body = {"v": 2, "commitment": "A" * 43, "name": "x"}
    assert browser.step("commit", body) == (426, {})


def test_a_name_is_fit_for_a_terminal() -> None:
    assert fit_to_print("Chrome on Linux") == "Chrome on Linux"
    assert fit_to_print("\x1b[Jred\x07\r\nnext\u202egnihsif\u200b\x9b\x85") == "[Jrednextgnihsif"
    assert fit_to_print("Its number is 271828 or ٢٧١ or ²⑦") == "Its number is  or  or"
    assert fit_to_print("x" * 100) == "x" * 60
    assert fit_to_print(" \x00 ") == "A browser"


def test_neither_digits_nor_key_are_ever_on_the_wire(desk: Desk, browser: Connecting) -> None:
    digits = browser.ask()
    desk.window.answer(digits)
    said = str([browser.result(), browser.finish()])
    assert digits not in said
    assert browser.agreed.key.hex() not in said
