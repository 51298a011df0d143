"""The words to the person while a browser connects: the same in a terminal and in a window.

Takes what happened and what was typed, gives the sentence to show, and knows when it is over. Must not
know where sentences are shown or lines come from.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from touchline.web.pairing.replies import Reason
from touchline.web.pairing.session import Answer, Asked, Disarmed, NotKept, Paired

if TYPE_CHECKING:
    from touchline.web.pairing.session import Event, Window

WAITING = "Waiting two minutes for your browser: open Touchline's page there and press Connect."
TIME_OVER = "The two minutes are over. No browser was connected."
STOPPED = "Stopped. No browser was connected."

_ANSWERS = {
    Answer.MATCHED: "The number is right. One moment ...",
    Answer.WRONG: "That is not the number. No browser was connected.",
    Answer.NOT_DIGITS: "Please type the six digits that the browser shows:",
    Answer.NOBODY: "No browser is asking now. Press Connect in the browser first.",
}

_DISARMED = {
    Reason.ANOTHER: "Somebody else tried to connect at the same time, so nothing was connected.",
    Reason.SILENT: "The browser does not answer any more. Nothing was connected.",
    Reason.BROKEN: "The browser sent something that does not fit, so nothing was connected.",
}


class Outcome(Enum):
    """How it ended."""

    CONNECTED = auto()
    NOT_CONNECTED = auto()


class Dialogue:
    """One armed window, in words; `outcome` is None until it is over."""

    def __init__(self, window: Window) -> None:
        self.outcome: Outcome | None = None
        self._window = window

    def hear(self, event: Event) -> str:
        """Say what happened."""
        match event:
            case Asked(name, origin):
                return (
                    f"{name} wants to connect ({origin}).\n"
                    "Type the six digits that it shows. If you did not ask for this, only press Enter:"
                )
            case Disarmed(reason):
                self.outcome = Outcome.NOT_CONNECTED
                return _DISARMED[reason]
            case NotKept(reason):
                self.outcome = Outcome.NOT_CONNECTED
                return f"The connection could not be saved ({reason}). Nothing was kept."
            case Paired(browser):
                self.outcome = Outcome.CONNECTED
                return f"Connected: {browser.name}."

    def typed(self, line: str) -> str:
        """Say what became of a typed line."""
        if not line.strip():
            return self._turn_away()
        answer = self._window.answer(line)
        if answer is Answer.WRONG:
            self.outcome = Outcome.NOT_CONNECTED
        return _ANSWERS[answer]

    def tick(self) -> str | None:
        """Look at the clock, about once a second; the last sentence when the time is over."""
        self._window.look_at_the_clock()
        return self.stop(TIME_OVER) if self._window.is_time_over else None

    def stop(self, sentence: str = STOPPED) -> str:
        """End it without a connection."""
        self._window.close()
        self.outcome = Outcome.NOT_CONNECTED
        return sentence

    def _turn_away(self) -> str:
        name = self._window.turn_away()
        if name is None:
            return _ANSWERS[Answer.NOBODY]
        self.outcome = Outcome.NOT_CONNECTED
        return f"{name} was sent away. No browser was connected."
