"""The events that an observer hears: each step of each claim on its way to a warning.

Nobody looks in daily use: events are made for `touchline check --why` and for tests, go on no wire and
are kept nowhere. This module must not know how anything is decided.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from touchline.model import Evidence, Intent, Kind, Technique


class Reading(StrEnum):
    """The text that was read: the message, or the message rewritten."""

    MESSAGE = "message"
    SQUEEZED = "squeezed"
    DECODED = "decoded"
    REVERSED = "reversed"
    EARLIER = "with-earlier-messages"


class Step(StrEnum):
    """One step. The first two are about a detector as a whole, the others about one claim."""

    NO_TRIGGER = "no-trigger"  # the detector did not run: the text shows nothing that it looks for
    SAW_NOTHING = "saw-nothing"  # the detector ran and claimed nothing
    CLAIMED = "claimed"
    VETOED = "vetoed"  # the end; `code` is the veto's
    CONFIRMED = "confirmed"  # a library agrees
    TURNED = "turned"  # the sentence makes something else of it; `code` is the turn's
    MERGED = "merged"  # the end; `other` counts in its place, `code` says why
    DROPPED = "dropped"  # the end; `code` says why
    LOST = "lost"  # the end; `other`, of another kind, has its place
    BELOW_FLOOR = "below-floor"  # the end; not likely enough to be a finding
    FOUND = "found"  # it is a finding
    DOUBTFUL = "doubtful"  # the end; a finding too doubtful to be shown in standard mode
    NO_RULE = "no-rule"  # the end; the terms say nothing about it here
    WARNED = "warned"  # the end; `code` is the deciding rule's id


class Drop(StrEnum):
    """Why a claim is dropped although nothing is wrong with it."""

    UNFINISHED = "unfinished"  # "ring me at +1 2": the number to come is what will count
    ELSEWHERE = "elsewhere"  # earlier messages add nothing to it, or it lies in one of them
    ALONE = "given-alone"  # the current message gives it without the earlier ones
    LESS_SURE = "less-sure"  # with other earlier messages it is surer
    GIVEN_BEFORE = "given-before"  # the earlier messages gave it already


class Merge(StrEnum):
    """Why another claim counts in the place of one."""

    IN_LINK = "in-link-to-person"  # the number in "wa.me/44…"
    SAME_PHRASE = "same-phrase"  # a surer or longer phrase in the same place
    ANNOUNCES = "announces"  # "write me at" leads up to an address
    SAME_VALUE = "same-value"  # the same thing, read once more or in part


class Turn(StrEnum):
    """The reason why the sentence turns a claim into something else."""

    MESSENGER = "messenger-number"
    REFUSED = "refused"
    ANSWERED_NO = "answered-no"
    REPORTED = "reported"
    ABOUT_RULES = "asks-about-rules"
    STAYS = "stays-on-platform"
    QUOTED = "quoted"
    SCRIPT = "script"
    MATERIAL = "material"
    SAMPLE = "sample"
    WORKED_ON = "worked-on"


@dataclass(frozen=True, slots=True)
class Fate:
    """One event. `number` tells the claims of one message apart; 0 is the detector as a whole.

    `start` and `end` count code points of the message; `seen` is what stands there in the text that was
    read. Everything is as the event left it. `other` is the number of the claim that `step` speaks of.
    """

    step: Step
    detector: str
    reading: Reading
    code: str = ""
    number: int = 0
    other: int = 0
    kind: Kind | None = None
    intent: Intent | None = None
    channel: str | None = None
    start: int = 0
    end: int = 0
    seen: str = ""
    techniques: tuple[Technique, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0


Observe = Callable[[Fate], None]
