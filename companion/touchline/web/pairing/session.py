"""The armed window of pairing: two minutes in which one browser at a time may ask, and a person answers.

Both ends meet here: what the extension sends (`commit`, `reveal`, `result`, `finish`) and what the person
types (`answer`, `turn_away`). Whoever talks to the person is told what happens. This module must not know
HTTP, terminals or windows on a screen.
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

SILENCE_SECONDS = 30
"""A browser that is silent for so long makes room for the next."""

POLL_SECONDS = 10
"""How long one `result` waits for the person."""

NAME_LENGTH = 60
_DIGITS = 6
_TRIES = 2


class Asked(NamedTuple):
    """A browser shows its digits and waits for the person."""

    name: str
    origin: str


class Busy(NamedTuple):
    """Another browser asked meanwhile and was told to wait."""

    name: str
    origin: str


class Gone(NamedTuple):
    """The browser that had asked fell silent or broke the protocol."""

    name: str


class Paired(NamedTuple):
    """Both sides have the key and its file is written; the window is closed."""

    browser: Browser


class NotKept(NamedTuple):
    """The key could not be written; nothing was kept and the window is closed."""

    reason: str


Event = Asked | Busy | Gone | Paired | NotKept


class Answer(StrEnum):
    """The result of the line that the person typed."""

    MATCHED = "matched"
    WRONG = "wrong"  # one more try
    OVER = "over"  # no more tries: the window is closed
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
        self._reasons: dict[str, Reason] = {}
        self._tries = _TRIES
        self._barred: set[str] = set()
        self._changed = threading.Condition()
        self._exchange: Exchange | None = None
        self._last_heard = 0.0
        self._is_matched = self._is_wrong_untold = self._has_met_another = False

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
                self._leave(reason)

    def commit(self, origin: str, name: str, commitment: bytes) -> replies.Offer | replies.Busy | Over:
        """Take the one place. The same extension may begin again; another one is told that it is taken."""
        name = fit_to_print(name)
        with self._changed:
            self.look_at_the_clock()
            if not self.is_open:
                return Over(self._closed or Reason.LATE)
            if origin in self._barred:
                return Over(Reason.TURNED_AWAY)
            if self._exchange and self._exchange.origin != origin:
                if not self._has_met_another:  # said once, or it could fill the terminal
                    self._has_met_another = True
                    self._tell(Busy(name, origin))
                return replies.Busy()
            self._end(self._exchange)
            self._exchange = exchange = Exchange(origin, name, commitment)
            self._last_heard = self._clock()
            point, nonce = exchange.share
            return replies.Offer(exchange.id, base64url(point), base64url(nonce))

    def reveal(self, origin: str, exchange_id: str, share: Share) -> replies.Waiting | Over:
        """Take the extension's share; from now on a person can answer."""
        with self._changed:
            exchange = self._heard(origin, exchange_id)
            if exchange is None:
                return self._why(exchange_id)
            try:
                exchange.reveal(share)
            except AccessDenied:
                return self._end(exchange)
            self._tell(Asked(exchange.name, exchange.origin))
            return replies.Waiting()

    def result(
        self, origin: str, exchange_id: str
    ) -> replies.Waiting | replies.Wrong | replies.Matched | Over:
        """How the person answered; waits a while for it. A wrong number is told once."""
        patience = time.monotonic() + self._poll_seconds
        with self._changed:
            while exchange := self._heard(origin, exchange_id):
                if exchange.digits is None:
                    return self._end(exchange)
                if self._is_matched:
                    return replies.Matched(exchange.matched_box())
                if self._is_wrong_untold:
                    self._is_wrong_untold = False
                    return replies.Wrong()
                if not self._changed.wait(patience - time.monotonic()):
                    return replies.Waiting()
            return self._why(exchange_id)

    def finish(self, origin: str, exchange_id: str, box: bytes) -> replies.Kept | Over:
        """The extension has kept the key and says so under its seal; only now it is kept here too."""
        with self._changed:
            exchange = self._heard(origin, exchange_id)
            if exchange is None:
                return self._why(exchange_id)
            if not self._is_matched or not exchange.is_finished_by(box):
                return self._end(exchange)
            pairing = exchange.pairing(today())
            try:
                self._keep(pairing)
            except (OSError, TooManyBrowsers) as error:
                self._tell(NotKept(getattr(error, "strerror", None) or str(error)))
                self.close(Reason.NOT_KEPT)
                return self._why(exchange_id)
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
            self._tries -= 1
            if self._tries == 0:
                self.close(Reason.WRONG)
                return Answer.OVER
            self._is_wrong_untold = True
            self._changed.notify_all()
            return Answer.WRONG

    def turn_away(self) -> str | None:
        """Send away whoever asks, for the rest of this window; its name, or None when nobody asks."""
        with self._changed:
            exchange = self._exchange
            if exchange is None or exchange.digits is None or self._is_matched:
                return None
            self._barred.add(exchange.origin)
            self._leave(Reason.TURNED_AWAY)
            return exchange.name

    def look_at_the_clock(self) -> None:
        """Let a browser that has been silent too long make room."""
        with self._changed:
            if self.is_time_over:
                self._leave(Reason.LATE)
            elif self._exchange and self._clock() - self._last_heard > SILENCE_SECONDS:
                self._end(self._exchange)

    def _leave(self, reason: Reason) -> None:
        """Take the one place back."""
        with self._changed:
            if self._exchange:
                self._reasons[self._exchange.id] = reason
            self._exchange = None
            self._is_matched = self._is_wrong_untold = self._has_met_another = False
            self._changed.notify_all()

    def _end(self, exchange: Exchange | None) -> Over:
        """End a broken exchange; the person hears of it when it had been announced."""
        if exchange is not None:
            self._leave(Reason.BROKEN)
            if exchange.digits is not None:
                self._tell(Gone(exchange.name))
        return Over(Reason.BROKEN)

    def _why(self, exchange_id: str) -> Over:
        return Over(self._reasons.get(exchange_id, Reason.BROKEN))

    def _heard(self, origin: str, exchange_id: str) -> Exchange | None:
        """The exchange under way, if this is it: its extension has just been heard."""
        self.look_at_the_clock()
        exchange = self._exchange
        if exchange is None or exchange.origin != origin or exchange.id != exchange_id:
            return None
        self._last_heard = self._clock()
        return exchange


def fit_to_print(name: str) -> str:
    """A name that a browser gave itself, without control or direction characters, for a terminal."""
    printable = "".join(character for character in name if character.isprintable())
    return printable.strip()[:NAME_LENGTH] or "A browser"
