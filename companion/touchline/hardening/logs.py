"""Log lines that cannot hold a message: a closed list of events, with fields of closed types.

A line that anything else wrote (a library, a forgotten `debug`) is shown by its place in the code and
never by its words. The same goes for exceptions, whose message may quote what was typed: they appear as
a type and a place. This module must not know what Touchline does.
"""

from __future__ import annotations

import logging
import sys
import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from touchline.hardening.layer import Layer, State

if TYPE_CHECKING:
    from types import TracebackType

LOG = logging.getLogger("touchline")


class Event(StrEnum):
    """Everything the companion may ever log; the fields are the arguments of the log call."""

    UNEXPECTED = "unexpected %s at %s"
    REFUSED = "the guard stopped something at %s"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the program's code."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{_short(self.file)}:{self.line}"


def place_of(error: BaseException) -> Place:
    """Where `error` was raised, without any of the code's values."""
    return _last(error.__traceback__)


def install() -> Layer:
    """Send every log line, warning and uncaught exception through this module; levels stay as they are."""
    handler = logging.StreamHandler()
    handler.setFormatter(_TypedFormatter())
    logging.root.handlers[:] = [handler]
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # logging's own troubles would print the arguments
    sys.excepthook = lambda kind, _, trace: _uncaught(kind, trace)
    threading.excepthook = lambda broken: _uncaught(broken.exc_type, broken.exc_traceback)
    sys.unraisablehook = lambda broken: _uncaught(broken.exc_type, broken.exc_traceback)
    return Layer("logs", "Log lines and error messages hold no words of yours.", State.ACTIVE)


class _TypedFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = record.args if isinstance(record.args, tuple) else (record.args,)
        if isinstance(record.msg, Event) and all(isinstance(field, (int, type, Place)) for field in fields):
            shown = (field.__name__ if isinstance(field, type) else field for field in fields)
            return f"touchline: {record.msg % tuple(shown)}"
        return f"touchline: a log line is withheld, from {Place(record.pathname, record.lineno)}"


def _uncaught(kind: type[BaseException], trace: TracebackType | None) -> None:
    LOG.error(Event.UNEXPECTED, kind, _last(trace))


def _last(trace: TracebackType | None) -> Place:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return Place("unknown", 0) if trace is None else Place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)


def _short(file: str) -> str:
    """The path below the package or library, so that no home folder (and its user's name) is shown."""
    for folder in ("touchline", "site-packages"):
        _, found, rest = file.replace("\\", "/").rpartition(f"/{folder}/")
        if found:
            return rest
    return file.replace("\\", "/").rpartition("/")[2]
