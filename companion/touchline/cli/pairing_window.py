"""Asks the person in a small window of its own, where there is no terminal to type into.

The only module that needs Tk; it is loaded when such a window is opened.
"""

from __future__ import annotations

import tkinter as tk
from queue import Empty
from typing import TYPE_CHECKING, Any

from touchline.cli.dialogue import WAITING
from touchline.web.server import Stop

if TYPE_CHECKING:
    from queue import SimpleQueue

    from touchline.cli.dialogue import Dialogue

_TICK_MS = 200
_LAST_WORDS_MS = 3_000
_WIDTH = 420  # pixels at which a sentence is broken


def ask_in_window(dialogue: Dialogue, events: SimpleQueue[Any]) -> None:
    """Show a window until the dialogue is over; closing it ends the dialogue."""
    root = tk.Tk()
    root.title("Touchline")
    said = tk.Label(root, text=WAITING, wraplength=_WIDTH, justify="left", padx=20, pady=20)
    said.pack()
    digits = tk.Entry(root, font=("TkFixedFont", 24), width=8, justify="center")
    digits.pack(pady=(0, 20))
    digits.focus_set()

    def show(sentence: str | None) -> None:
        if sentence:
            said.configure(text=sentence)
        if dialogue.outcome is not None:
            root.after(_LAST_WORDS_MS, root.destroy)

    def typed(_: object) -> None:
        if dialogue.outcome is None:
            show(dialogue.typed(digits.get()))
            digits.delete(0, "end")

    def look() -> None:
        if dialogue.outcome is None:
            show(_news(dialogue, events))
            root.after(_TICK_MS, look)

    def closed() -> None:
        if dialogue.outcome is None:
            dialogue.stop()
        root.destroy()

    digits.bind("<Return>", typed)
    root.protocol("WM_DELETE_WINDOW", closed)
    root.after(_TICK_MS, look)
    root.mainloop()


def _news(dialogue: Dialogue, events: SimpleQueue[Any]) -> str | None:
    try:
        event = events.get_nowait()
    except Empty:
        return dialogue.tick()
    return dialogue.stop() if isinstance(event, Stop) else dialogue.hear(event)
