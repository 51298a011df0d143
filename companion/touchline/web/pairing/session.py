"""The armed window of pairing: two minutes in which one browser may ask, once, and a person answers.

Both ends meet here: what the extension sends (`commit`, `reveal`, `result`, `finish`) and what the person
types (`answer`, `turn_away`). Whoever talks to the person is told what happens. This module must not know
HTTP, terminals or windows on a screen.

A commitment protects only against somebody who has one try, so a window holds one exchange: the first
commitment claims it, and whatever else happens than a connection closes the window. Only the person can
open another.
"""

from __future__ import annotations

import hmac
import threading
import time
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from touchline.errors import AccessDenied
from touchline.today import today
from touchline.web.pairing import replies
from touchline.web.pairing.handshake import Exchange, base64url
from touchline.web.pairing.replies import Over, Reason
from touchline.web.pairing.store import Browser, TooManyBrowsers

if TYPE_CHECKING:
    from collections.abc import Callable

    from touchline.web.pairing.key_agreement import Share
    from touchline.web.pairing.store import Pairing

ARMED_SECONDS = 120
"""How long a window stays open."""

REVEAL_SECONDS = 5
"""A browser reveals at once; who takes longer is looking for a number that fits."""

SILENCE_SECONDS = 30
"""A browser that is silent for so long has gone."""

POLL_SECONDS = 10
"""How long one `result` waits for the person."""

NAME_LENGTH = 60
_DIGITS = 6


class Asked(NamedTuple):
    """A browser shows its digits and waits for the person."""

    name: str
    origin: str


class Disarmed(NamedTuple):
    """The window closed before anybody was connected, and nothing was kept."""

    reason: Reason


class Paired(NamedTuple):
    """Both sides have the key and its file is written; the window is closed."""

    browser: Browser


class NotKept(NamedTuple):
    """The key could not be written; nothing was kept and the window is closed."""

    reason: str


Event = Asked | Disarmed | Paired | NotKept


class Answer(StrEnum):
    """The result of the line that the person typed."""

    MATCHED = "matched"
    WRONG = "wrong"  # there is one try: the window is closed
    NOT_DIGITS = "not_digits"  # a slip of the keyboard, which costs nothing
    NOBODY = "nobody"  # nobody is asking now


class Window:
    """The two minutes. Thread-safe: the extension and the person come from different threads.

    `keep` writes a finished pairing and may raise `OSError` or `TooManyBrowsers`; `tell` hears what happens,
    in whichever thread it does; `clock` counts seconds.
    """

    def __init__(
        self,
        keep: Callable[[Pairing], None],
        tell: Callable[[Event], None],
        clock: Callable[[], float] = time.monotonic,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._keep = keep
        self._tell = tell
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._ends = clock() + ARMED_SECONDS
        self._closed: Reason | None = None
        self._changed = threading.Condition()
        self._exchange: Exchange | None = None
        self._last_heard = 0.0
        self._is_matched = False

    @property
    def is_open(self) -> bool:
        """Whether a browser may ask: not closed, and the time is not over."""
        return self._closed is None and not self.is_time_over

    @property
    def is_time_over(self) -> bool:
        """Whether the two minutes ended before anything else ended the window."""
        return self._closed is None and self._clock() >= self._ends

    def close(self, reason: Reason = Reason.TURNED_AWAY) -> None:
        """Nobody may ask any more, and whoever asks is told why."""
        with self._changed:
            if self._closed is None:
                self._closed = reason
                self._exchange = None
                self._changed.notify_all()

    def commit(self, origin: str, name: str, commitment: bytes) -> replies.Offer | Over:
        """Claim the window. A second commitment, whoever sends it, closes it for both."""
        with self._changed:
            self.look_at_the_clock()
            if self._exchange:
                return self._disarm(Reason.ANOTHER)
            if not self.is_open:
                return self._over()
            self._exchange = exchange = Exchange(origin, fit_to_print(name), commitment)
            self._last_heard = self._clock()
            point, nonce = exchange.share
            return replies.Offer(exchange.id, base64url(point), base64url(nonce))

    def reveal(self, origin: str, exchange_id: str, share: Share) -> replies.Waiting | Over:
        """Take the extension's share; from now on a person can answer."""
        with self._changed:
            exchange = self._heard(origin, exchange_id)
            if exchange is None:
                return self._over()
            try:
                exchange.reveal(share)
            except AccessDenied:
                return self._disarm(Reason.BROKEN)
            self._tell(Asked(exchange.name, exchange.origin))
            return replies.Waiting()

    def result(self, origin: str, exchange_id: str) -> replies.Waiting | replies.Matched | Over:
        """How the person answered; waits a while for it."""
        patience = time.monotonic() + self._poll_seconds
        with self._changed:
            while exchange := self._heard(origin, exchange_id):
                if exchange.digits is None:
                    return self._disarm(Reason.BROKEN)
                if self._is_matched:
                    return replies.Matched(exchange.matched_box())
                if not self._changed.wait(patience - time.monotonic()):
                    return replies.Waiting()
            return self._over()

    def finish(self, origin: str, exchange_id: str, box: bytes) -> replies.Kept | Over:
        """The extension has kept the key and says so under its seal; only now it is kept here too."""
        with self._changed:
            exchange = self._heard(origin, exchange_id)
            if exchange is None:
                return self._over()
            if not self._is_matched or not exchange.is_finished_by(box):
                return self._disarm(Reason.BROKEN)
            pairing = exchange.pairing(today())
            try:
                self._keep(pairing)
            except (OSError, TooManyBrowsers) as error:
                self._tell(NotKept(getattr(error, "strerror", None) or str(error)))
                self.close(Reason.NOT_KEPT)
                return self._over()
            self._tell(Paired(pairing.browser))
            self.close(Reason.DONE)
            return replies.Kept(exchange.done_box())

    def answer(self, typed: str) -> Answer:
        """Compare what a person typed; spaces do not count, nor does a number of another length."""
        with self._changed:
            self.look_at_the_clock()
            digits = self._exchange.digits if self._exchange else None
            if digits is None or self._is_matched:
                return Answer.NOBODY
            number = "".join(typed.split())
            if not (number.isascii() and number.isdecimal() and len(number) == _DIGITS):
                return Answer.NOT_DIGITS
            if hmac.compare_digest(number, digits):
                self._is_matched = True
                self._changed.notify_all()
                return Answer.MATCHED
            self.close(Reason.WRONG)
            return Answer.WRONG

    def turn_away(self) -> str | None:
        """Send away whoever asks, which closes the window; its name, or None when nobody asks."""
        with self._changed:
            exchange = self._exchange
            if exchange is None or exchange.digits is None or self._is_matched:
                return None
            self.close(Reason.TURNED_AWAY)
            return exchange.name

    def look_at_the_clock(self) -> None:
        """Close the window when its time is over, or when the browser that asks has been silent too long."""
        with self._changed:
            if self.is_time_over:
                self._exchange = None
                self._changed.notify_all()
            elif self._exchange:
                is_revealed = self._exchange.digits is not None
                if self._clock() - self._last_heard > (SILENCE_SECONDS if is_revealed else REVEAL_SECONDS):
                    self._disarm(Reason.SILENT)

    def _disarm(self, reason: Reason) -> Over:
        """Close the window for a reason that the person did not give, and tell the person."""
        self.close(reason)
        self._tell(Disarmed(reason))
        return self._over()

    def _over(self) -> Over:
        """Why nobody is connecting; a stranger in an open window learns no more than that it is none."""
        if self.is_time_over:
            return Over(Reason.LATE)
        return Over(self._closed or Reason.BROKEN)

    def _heard(self, origin: str, exchange_id: str) -> Exchange | None:
        """The exchange under way, if this is it: its extension has just been heard."""
        self.look_at_the_clock()
        exchange = self._exchange
        if exchange is None or exchange.origin != origin or exchange.id != exchange_id:
            return None
        self._last_heard = self._clock()
        return exchange


def fit_to_print(name: str) -> str:
    """A name that a browser gave itself, for a terminal: without control or direction characters.

    And without numbers, or a name could tell the person which digits to type.
    """
    printable = "".join(
        character for character in name if character.isprintable() and not character.isnumeric()
    )
    return printable.strip()[:NAME_LENGTH] or "A browser"
