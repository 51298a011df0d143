"""Names the parts of the pipeline that failed: the only place where it catches errors.

A flood or a time limit is foreseen, and only names the part. Anything else is a bug: it names the part
too, so that it can never look like clean text, and its type and place are kept. This module must not
know what the parts do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from touchline.claims.claim import CutShort
from touchline.errors import Incomplete, TouchlineError
from touchline.model import Cause

if TYPE_CHECKING:
    from types import TracebackType

    from touchline.model import Finding

_FORESEEN = (CutShort, TimeoutError)


class Failures:
    """The parts of one check that failed, in order, and the bugs among the reasons."""

    def __init__(self) -> None:
        self._parts: dict[str, None] = {}
        self._causes: list[Cause] = []
        self._bug: Exception | None = None

    def __bool__(self) -> bool:
        return bool(self._parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts, each once."""
        return tuple(self._parts)

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Every bug, in order."""
        return tuple(self._causes)

    def part(self, name: str) -> _Part:
        """A context in which everything that is raised is caught and counts against the part `name`."""
        return _Part(self, name)

    def cut(self, name: str) -> None:
        """Name a part that stopped reading."""
        self._parts[name] = None

    def broken(self, name: str, error: Exception) -> None:
        """Name a part that a bug has broken."""
        self._parts[name] = None
        self._causes.append(cause_of(name, error))
        self._bug = self._bug or error

    def incomplete(self, findings: tuple[Finding, ...]) -> Incomplete:
        """The error that says so, with what was found all the same; the first bug is its `__cause__`."""
        error = Incomplete(findings, self.parts, self.causes)
        error.__cause__ = self._bug
        return error


class _Part:
    """One part at work. A class, because a generator as a context costs four times as much."""

    __slots__ = ("_failures", "_name")

    def __init__(self, failures: Failures, name: str) -> None:
        self._failures = failures
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, TouchlineError):
            return False  # what is raised on purpose is for the caller
        if isinstance(error, _FORESEEN):
            self._failures.cut(self._name)
        else:
            self._failures.broken(self._name, error)
        return True


def cause_of(part: str, error: Exception) -> Cause:
    """The type of `error` and where it was raised, without any of its words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return Cause(part, type(error), "unknown", 0)
    return Cause(part, type(error), trace.tb_frame.f_globals.get("__name__", "unknown"), trace.tb_lineno)
