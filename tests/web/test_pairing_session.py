"""Pairing over real connections, with a clock and a person that the test plays."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from tests.web.companion import Companion
from tests.web.extension import NAME, ORIGIN, OTHER_ORIGIN, Connecting, post, send

from touchline.web.guard import Guard
from touchline.web.pairing import key_agreement
from touchline.web.pairing.routes import MEDIA_TYPE, PATHS, create_pairing_app
from touchline.web.pairing.session import (
    ARMED_SECONDS,
    SILENCE_SECONDS,
    Answer,
    Asked,
    Busy,
    Gone,
    NotKept,
    Paired,
    Window,
    fit_to_print,
)
from touchline.web.pairing.store import Pairings
from touchline.web.seal import REPLY
from touchline.web.server import bound_socket, host_of, serving

WAITING, BUSY = {"state": "waiting"}, {"state": "busy"}
BROKEN, WRONG, LATE, TURNED_AWAY, NOT_KEPT, DONE = (
    {"state": "over", "reason": reason}
    for reason in ("broken", "wrong", "late", "turned-away", "not-kept", "done")
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


def test_a_wrong_number_once_costs_a_try_and_the_second_is_right(desk: Desk, browser: Connecting) -> None:
    digits = browser.ask()
    wrong = f"{(int(digits) + 1) % 10**6:06}"
    assert desk.window.answer(wrong) is Answer.WRONG
    assert browser.result() == {"state": "wrong"}
    assert browser.result() == WAITING  # told once
    assert desk.window.answer(digits) is Answer.MATCHED
    assert "box" in browser.finish()


def test_a_wrong_number_twice_disarms(desk: Desk, browser: Connecting) -> None:
    wrong = f"{(int(browser.ask()) + 1) % 10**6:06}"
    assert [desk.window.answer(wrong), desk.window.answer(wrong)] == [Answer.WRONG, Answer.OVER]
    assert browser.result() == WRONG
    assert Connecting(desk.port).commit() == (200, WRONG)
    assert desk.pairings.browsers() == ()


def test_the_tries_are_counted_over_all_askers(desk: Desk, browser: Connecting) -> None:
    """Or whoever begins again and again would have as many as it likes."""
    wrong = f"{(int(browser.ask()) + 1) % 10**6:06}"
    assert desk.window.answer(wrong) is Answer.WRONG
    again = Connecting(desk.port)
    wrong = f"{(int(again.ask()) + 1) % 10**6:06}"
    assert desk.window.answer(wrong) is Answer.OVER


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


def test_another_extension_has_to_wait_and_cannot_finish(desk: Desk, browser: Connecting) -> None:
    digits = browser.ask()
    hostile = Connecting(desk.port, OTHER_ORIGIN, "Chrome on Linux")
    assert [hostile.commit() for _ in range(3)] == [(409, BUSY)] * 3
    hostile.exchange, hostile.agreed = browser.exchange, hostile.agreed._replace(kid="0" * 16, key=bytes(32))
    assert hostile.result() == BROKEN  # the exchange is another origin's
    desk.window.answer(digits)
    assert hostile.result() == BROKEN
    assert hostile.finish() == BROKEN
    assert "box" in browser.finish()
    assert [browser.origin for browser in desk.pairings.browsers()] == [ORIGIN]
    events = desk.happened()
    assert events[:2] == [Asked(NAME, ORIGIN), Busy(NAME, OTHER_ORIGIN)]  # said once
    assert len(events) == 3


def test_an_extension_that_came_first_is_named_and_can_be_turned_away(desk: Desk) -> None:
    hostile = Connecting(desk.port, OTHER_ORIGIN, "Nice extension")
    hostile.ask()
    honest = Connecting(desk.port)
    assert honest.commit() == (409, BUSY)
    assert desk.happened() == [Asked("Nice extension", OTHER_ORIGIN), Busy(NAME, ORIGIN)]
    assert desk.window.turn_away() == "Nice extension"
    assert hostile.result() == TURNED_AWAY
    assert hostile.commit() == (200, TURNED_AWAY)  # not again in this window
    assert desk.window.answer(honest.ask()) is Answer.MATCHED


def test_a_forged_origin_begins_again_but_the_persons_number_is_not_its_number(
    desk: Desk, browser: Connecting
) -> None:
    digits = browser.ask()
    forger = Connecting(desk.port)  # another extension can forge the header
    assert forger.ask() != digits
    assert desk.window.answer(digits) is Answer.WRONG
    assert browser.result() == BROKEN


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
    assert desk.happened() == []  # the person was never asked
    assert Connecting(desk.port, OTHER_ORIGIN).commit()[0] == 200  # and the place is free


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
    assert desk.happened() == [Asked(NAME, ORIGIN), Gone(NAME)]


def test_no_step_can_be_skipped(desk: Desk) -> None:
    for step in ("result", "finish"):
        browser = Connecting(desk.port)
        _, offer = browser.commit()
        browser.exchange = offer["exchange"]
        browser.agreed = key_agreement.PairKey("0" * 16, bytes(32))
        assert getattr(browser, step)() == BROKEN
    early = Connecting(desk.port)
    early.ask()
    assert early.finish() == BROKEN  # nobody has typed the number
    assert desk.pairings.browsers() == ()


def test_a_finish_under_another_key_or_with_other_words_keeps_nothing(desk: Desk) -> None:
    for changed in ({"n": 3}, {"boot": "A" * 22}, {"typ": REPLY}, {"v": 2}, {"kid": "0" * 16}):
        browser = Connecting(desk.port)
        desk.window.answer(browser.ask())
        body = {"exchange": browser.exchange, "box": browser.finish_box(**changed)}
        assert browser.step("finish", body) == (200, BROKEN), changed
    for words in (b"{}", b"[]", b"null", b'{"state":"done"}', b'{"state":"finish","more":1}', b"\xff", b""):
        browser = Connecting(desk.port)
        desk.window.answer(browser.ask())
        body = {"exchange": browser.exchange, "box": browser.finish_box(words)}
        assert browser.step("finish", body) == (200, BROKEN), words
    browser = Connecting(desk.port)
    desk.window.answer(browser.ask())
    browser.agreed = browser.agreed._replace(key=bytes(32))
    assert browser.finish() == BROKEN
    assert desk.pairings.browsers() == ()


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_an_extension_that_dies_at_any_step_leaves_nothing_and_can_begin_again(
    desk: Desk, steps: int
) -> None:
    dying = Connecting(desk.port)
    _, offer = dying.commit()
    if steps > 1:
        dying.reveal(offer)
    if steps > 2:
        desk.window.answer(key_agreement.digits(dying.said))
    assert desk.pairings.browsers() == ()
    again = Connecting(desk.port)  # the page was opened anew
    assert desk.window.answer(again.ask()) is Answer.MATCHED
    assert "box" in again.finish()


@pytest.mark.parametrize("steps", [1, 2])
def test_a_silent_extension_makes_room_after_half_a_minute(desk: Desk, steps: int) -> None:
    silent = Connecting(desk.port)
    _, offer = silent.commit()
    if steps > 1:
        silent.reveal(offer)
    other = Connecting(desk.port, OTHER_ORIGIN)
    desk.now += SILENCE_SECONDS
    assert other.commit() == (409, BUSY)
    desk.now += 1
    assert desk.window.answer(other.ask()) is Answer.MATCHED
    assert (Gone(NAME) in desk.happened()) == (steps > 1)  # only if the person had been asked


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
    assert fit_to_print("\x1b[2Jred\x07\r\nnext\u202egnihsif\u200b") == "[2Jrednextgnihsif"
    assert fit_to_print("x" * 100) == "x" * 60
    assert fit_to_print(" \x00 ") == "A browser"


def test_neither_digits_nor_key_are_ever_on_the_wire(desk: Desk, browser: Connecting) -> None:
    digits = browser.ask()
    desk.window.answer(digits)
    said = str([browser.result(), browser.finish()])
    assert digits not in said
    assert browser.agreed.key.hex() not in said
