"""Asks the person in a small window of its own, where there is no terminal to type into.

The only module that needs Tk; it is loaded when such a window is opened.
"""

from __future__ import annotations

import tkinter as tk
from queue import Empty
from typing import TYPE_CHECKING

from touchline.cli.pairing.dialogue import WAITING
from touchline.cli.pairing.events import EndOfInput, Line
from touchline.web.server import Stop

if TYPE_CHECKING:
    from touchline.cli.pairing.dialogue import Dialogue
    from touchline.cli.pairing.events import Events

_TICK_MS = 200
_LAST_WORDS_MS = 3_000
_WIDTH = 420  # pixels at which a sentence is broken


def opened() -> PairingWindow | None:
    """A window on the screen; None when the screen does not let us."""
    try:
        return PairingWindow()
    except tk.TclError:
        return None


class PairingWindow:
    """A sentence and a field for six digits; made before `arm`, because it connects to the screen."""

    def __init__(self) -> None:
        self._root = tk.Tk()
        self._root.title("Touchline")
        self._said = tk.Label(self._root, text=WAITING, wraplength=_WIDTH, justify="left", padx=20, pady=20)
        self._said.pack()
        self._digits = tk.Entry(self._root, font=("TkFixedFont", 24), width=8, justify="center")
        self._digits.pack(pady=(0, 20))
        self._digits.focus_set()

    def ask(self, dialogue: Dialogue, events: Events) -> None:
        """Talk until the dialogue is over; closing the window ends it."""
        self._digits.bind("<Return>", lambda _: self._type(dialogue))
        self._root.protocol("WM_DELETE_WINDOW", lambda: self._close(dialogue))
        self._look(dialogue, events)
        self._root.mainloop()

    def _type(self, dialogue: Dialogue) -> None:
        if dialogue.outcome is None:
            self._show(dialogue, dialogue.typed(self._digits.get()))
            self._digits.delete(0, "end")

    def _look(self, dialogue: Dialogue, events: Events) -> None:
        """See what happened, again and again: Tk may be used from its own thread only."""
        if dialogue.outcome is None:
            self._show(dialogue, _news(dialogue, events))
            self._root.after(_TICK_MS, lambda: self._look(dialogue, events))

    def _show(self, dialogue: Dialogue, sentence: str | None) -> None:
        if sentence:
            self._said.configure(text=sentence)
        if dialogue.outcome is not None:
            self._root.after(_LAST_WORDS_MS, self._root.destroy)

    def _close(self, dialogue: Dialogue) -> None:
        if dialogue.outcome is None:
            dialogue.stop()
        self._root.destroy()


def _news(dialogue: Dialogue, events: Events) -> str | None:
    try:
        event = events.get_nowait()
    except Empty:
        return dialogue.tick()
    match event:
        case Stop():
            return dialogue.stop()
        case Line() | EndOfInput():
            return None  # typed where nobody is asked
        case _:
            return dialogue.hear(event)
