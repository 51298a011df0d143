"""What the person reads while a browser connects, in words and in a window, with a clock of our own."""

from __future__ import annotations

import importlib
import sys
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from types import ModuleType
from typing import Any

import pytest
from tests.web.extension import NAME, ORIGIN, paired

from touchline.cli.pairing.dialogue import STOPPED, TIME_OVER, WAITING, Dialogue, Outcome
from touchline.web.pairing import key_agreement
from touchline.web.pairing.key_agreement import Share
from touchline.web.pairing.replies import Reason
from touchline.web.pairing.session import ARMED_SECONDS, SILENCE_SECONDS, Disarmed, NotKept, Paired, Window
from touchline.web.server import Stop


class Stage:
    """A window of pairing in process; `ask` plays an extension that shows its digits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.events: SimpleQueue[Any] = SimpleQueue()
        self.window = Window(lambda _: None, self.events.put, lambda: self.now)
        self.dialogue = Dialogue(self.window)

    def ask(self) -> str:
        share = Share(
            key_agreement.point_of(key_agreement.new_private_key()), bytes(key_agreement.NONCE_BYTES)
        )
        offer = self.window.commit(ORIGIN, NAME, key_agreement.commitment(share))
        self.window.reveal(ORIGIN, offer.exchange, share)
        assert self.window._exchange
        assert self.window._exchange.digits
        return self.window._exchange.digits


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_the_person_is_told_who_asks_and_when_it_is_done(stage: Stage) -> None:
    digits = stage.ask()
    asked = stage.dialogue.hear(stage.events.get())
    assert NAME in asked
    assert ORIGIN in asked
    assert "only press Enter" in asked
    assert "right" in stage.dialogue.typed(digits)
    assert stage.dialogue.outcome is None  # not before both sides have the key
    assert stage.dialogue.hear(Paired(paired().browser)) == f"Connected: {NAME}."
    assert stage.dialogue.outcome is Outcome.CONNECTED


def test_after_two_minutes_it_is_over(stage: Stage) -> None:
    stage.now = ARMED_SECONDS - 1
    assert stage.dialogue.tick() is None
    stage.now = ARMED_SECONDS
    assert stage.dialogue.tick() == TIME_OVER
    assert "No browser was connected" in TIME_OVER
    assert stage.dialogue.outcome is Outcome.NOT_CONNECTED
    assert not stage.window.is_open


def test_a_browser_that_went_away_is_said_to_have_gone(stage: Stage) -> None:
    stage.ask()
    stage.events.get()
    stage.now = SILENCE_SECONDS + 1
    assert stage.dialogue.tick() is None
    assert "does not answer any more" in stage.dialogue.hear(stage.events.get())
    assert stage.dialogue.outcome is Outcome.NOT_CONNECTED


@pytest.mark.parametrize("reason", [Reason.ANOTHER, Reason.SILENT, Reason.BROKEN])
def test_whatever_disarms_is_said_with_what_came_of_it(stage: Stage, reason: Reason) -> None:
    sentence = stage.dialogue.hear(Disarmed(reason))
    assert "othing was connected" in sentence
    assert stage.dialogue.outcome is Outcome.NOT_CONNECTED


def test_somebody_else_who_tries_is_told_of(stage: Stage) -> None:
    stage.ask()
    stage.events.get()
    stage.window.commit(ORIGIN, NAME, bytes(32))
    assert stage.dialogue.hear(stage.events.get()).startswith("Somebody else tried to connect")


def test_what_could_not_be_kept_is_said_with_its_reason(stage: Stage) -> None:
    assert "No space left" in stage.dialogue.hear(NotKept("No space left on device"))
    assert stage.dialogue.outcome is Outcome.NOT_CONNECTED


class FakeScreen:
    """As much of Tk as the window uses; `person` acts between the callbacks that the window asked for."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.entered = ""
        self.bound: dict[str, Callable[..., object]] = {}
        self.person: deque[Callable[[], object]] = deque()
        self.is_open = True
        self._later: deque[Callable[[], object]] = deque()

    def module(self) -> ModuleType:
        made: Any = ModuleType("tkinter")
        made.Tk = made.Label = made.Entry = self._widget
        made.TclError = type("TclError", (Exception,), {})
        return made  # type: ignore[no-any-return]

    def _widget(self, *_: object, **options: object) -> FakeScreen:
        self.configure(**options)
        return self

    def configure(self, **options: object) -> None:
        if "text" in options:
            self.shown.append(str(options["text"]))

    def title(self, _: str) -> None: ...

    def pack(self, **_: object) -> None: ...

    def focus_set(self) -> None: ...

    def bind(self, event: str, act: Callable[[object], object]) -> None:
        self.bound[event] = lambda: act(None)

    def protocol(self, event: str, act: Callable[[], object]) -> None:
        self.bound[event] = act

    def get(self) -> str:
        return self.entered

    def delete(self, *_: object) -> None:
        self.entered = ""

    def after(self, _: int, act: Callable[[], object]) -> None:
        self._later.append(act)

    def destroy(self) -> None:
        self.is_open = False

    def mainloop(self) -> None:
        while self.is_open:
            if self.person:
                self.person.popleft()()
            self._later.popleft()()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> FakeScreen:
    made = FakeScreen()
    monkeypatch.setitem(sys.modules, "tkinter", made.module())
    monkeypatch.delitem(sys.modules, "touchline.cli.pairing.window", raising=False)
    return made


def show(stage: Stage) -> None:
    """Open the window and talk until it closes."""
    window = importlib.import_module("touchline.cli.pairing.window").opened()
    window.ask(stage.dialogue, stage.events)


def type_in(screen: FakeScreen, typed: str) -> None:
    screen.entered = typed
    screen.bound["<Return>"]()


def test_a_window_asks_for_the_digits_where_there_is_no_terminal(stage: Stage, screen: FakeScreen) -> None:
    digits = stage.ask()
    screen.person.extend(
        (
            lambda: None,
            lambda: type_in(screen, "12345"),
            lambda: type_in(screen, digits),
            lambda: stage.events.put(Paired(paired().browser)),
        )
    )
    show(stage)
    assert screen.shown[0] == WAITING
    assert NAME in screen.shown[1]
    assert "six digits" in screen.shown[2]
    assert screen.shown[-1] == f"Connected: {NAME}."
    assert (screen.entered, stage.dialogue.outcome) == ("", Outcome.CONNECTED)


def test_closing_the_window_or_stopping_the_program_ends_it(stage: Stage, screen: FakeScreen) -> None:
    screen.person.append(lambda: screen.bound["WM_DELETE_WINDOW"]())  # noqa: PLW0108  bound by then only
    show(stage)
    assert stage.dialogue.outcome is Outcome.NOT_CONNECTED
    assert not stage.window.is_open

    other = Stage()
    screen.is_open = True
    other.events.put(Stop())
    show(other)
    assert screen.shown[-1] == STOPPED


def test_a_screen_that_does_not_let_us_opens_no_window(
    screen: FakeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = importlib.import_module("touchline.cli.pairing.window")

    def refuse() -> None:
        raise window.tk.TclError("no display")

    monkeypatch.setattr(window.tk, "Tk", refuse)
    assert window.opened() is None
    assert screen.shown == []
