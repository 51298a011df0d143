"""The sentences that a session under observation proves, each with the evidence against it.

This module must not know how the session was run or how its result is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from touchline.proof.run import READY
from touchline.settings import HOST, PORTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.proof.canary import Canary
    from touchline.proof.run import Session
    from touchline.proof.trace import Call

_DEVICES = {"/dev/null", "/dev/tty"}  # nothing written there is kept


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the result; `evidence` holds what speaks against it, empty when it holds."""

    words: str
    evidence: tuple[str, ...]


def claims(seen: Session, canary: Canary) -> tuple[Claim, ...]:
    """The claims that the session proves, each with the evidence against it."""
    answering = seen.trace.after(READY.encode("ascii"))
    binds = seen.trace.binds()
    addresses = {f"{HOST}:{port}" for port in PORTS}
    written, travelled = list(seen.trace.written()), list(seen.trace.travelled())
    # strangers do send the mark in clear: a list that does not show even that shows nothing
    blind = () if _holding(canary.in_clear, travelled) else ("nothing could be seen on the way",)
    quiet = seen.printed.splitlines()[:-1]  # the last line says that it has stopped
    return (
        Claim(
            f"{seen.asked - len(seen.wrong)} of {seen.asked} messages were answered as they should be.",
            seen.wrong,
        ),
        Claim(
            "It tried to connect to nothing and sent nothing to any address.",
            _named(seen.trace.connections()),
        ),
        Claim(
            f"It listened on one address, on this computer only: {', '.join(binds)}.",
            () if len(binds) == 1 and set(binds) <= addresses else tuple(binds) or ("it listened on none",),
        ),
        Claim("It started no other program.", _named(seen.trace.programs()[1:])),
        Claim("It opened no file for writing while it checked.", _named(answering.opened_for_writing())),
        Claim("It changed nothing outside its own folder.", _named(_outside(seen))),
        Claim(
            "Your words went into no file, no pipe and no terminal.",
            (*_holding(canary, written), *_holding(canary.in_clear, written)),
        ),
        Claim(
            "On their way to the companion and back they were sealed.", (*blind, *_holding(canary, travelled))
        ),
        Claim("It printed nothing while it checked.", tuple(line for line in quiet if line)),
        Claim("It used no way round this list.", _named(answering.unseen())),
        Claim("It stopped when it was asked to.", () if not seen.exit_code else (f"exit {seen.exit_code}",)),
    )


def _holding(canary: Canary, data: Iterable[tuple[Call, bytes]]) -> tuple[str, ...]:
    """The calls that carried the mark, without what else they carried."""
    return tuple(
        f"{call.name} ({', '.join(how)})" for call, part in data if (how := canary.encodings_in(part))
    )


def _outside(seen: Session) -> list[Call]:
    """Files opened for writing, made, renamed or removed anywhere but below the companion's own home."""
    home = f"{seen.home.resolve()}/"
    calls = [*seen.trace.opened_for_writing(), *seen.trace.changed()]
    return [call for call in calls if call.path not in _DEVICES and not call.path.startswith(home)]


def _named(calls: Iterable[Call]) -> tuple[str, ...]:
    return tuple(map(str, calls))
