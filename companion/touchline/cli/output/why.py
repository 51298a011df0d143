"""Tells, in plain words or as JSON, how each claim about a message ended and why.

`Why` collects the events of one check. It must not decide anything. It shows the message's own words to
the person who typed them, so nothing is masked; signs that move a terminal's cursor are shown by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from touchline.claims.fate import Drop, Merge, Reading, Step, Turn
from touchline.cli.output.reasons import DETECTORS, DROPS, EVIDENCE, MERGES, READINGS, TURNS, VETOES
from touchline.cli.output.terms import wrapped
from touchline.cli.output.voice import printable
from touchline.model import Intent, Kind  # noqa: TC001  msgspec reads the annotations

if TYPE_CHECKING:
    from touchline.claims.fate import Fate
    from touchline.model import Evidence

_CLAIM_ENDS = {
    Step.BELOW_FLOOR: "No warning. The evidence is too weak.",
    Step.DOUBTFUL: "No warning. The evidence is weak: it is shown in strict mode only.",
    Step.NO_RULE: "No warning. The terms have no rule about it in this place and at this stage.",
    Step.FOUND: "It is a finding.",
}
_NO_TRIGGER = (
    "Nothing looked like anything that Touchline looks for: no trigger "
    "(none of the words and signs that a detector needs is in the message)."
)
_FULL = 100


class StepTold(msgspec.Struct, frozen=True):
    """One step of a claim, with the code of the reason, and the claim as it was then.

    `other` is the number of the claim that counts in its place; `evidence` holds codes.
    """

    step: Step
    code: str | None
    other: int | None
    kind: Kind | None
    intent: Intent | None
    channel: str | None
    confidence: float
    evidence: tuple[str, ...]


class ClaimTold(msgspec.Struct, frozen=True):
    """One claim of a detector, and how it ended.

    `start` and `end` count code points of the message, `text` is what stands there, and `read_as` is what
    the detector read there.
    """

    number: int
    detector: str
    reading: Reading
    start: int
    end: int
    text: str
    read_as: str
    steps: tuple[StepTold, ...]


class Reasons(msgspec.Struct, frozen=True):
    """All claims, the detectors that ran and claimed nothing, and those whose triggers were not there."""

    claims: tuple[ClaimTold, ...]
    saw_nothing: tuple[str, ...]
    no_trigger: tuple[str, ...]


class Why:
    """The events of one check; `hear` is the observer."""

    def __init__(self) -> None:
        self._claims: dict[int, list[Fate]] = {}
        self._silent: dict[str, set[Step]] = {}

    def hear(self, fate: Fate) -> None:
        """Take one event in."""
        if fate.number:
            self._claims.setdefault(fate.number, []).append(fate)
        else:
            self._silent.setdefault(fate.detector, set()).add(fate.step)

    def as_text(self, message: str) -> str:
        """One block for each claim, then what nothing looked like."""
        blocks = [self._block(message, fates) for fates in self._claims.values()]
        searched, not_run = self._names(Step.SAW_NOTHING), self._names(Step.NO_TRIGGER)
        if blocks or searched:
            without = [
                *_without(searched, "the message was searched, and nothing fits"),
                *_without(not_run, "no trigger (none of the words and signs that it needs)"),
            ]
        else:
            without = wrapped(_NO_TRIGGER, 0)
        if without:
            blocks.append(without)
        return "\n".join(["WHY", "", "\n\n".join("\n".join(block) for block in blocks)])

    def reasons(self, message: str) -> Reasons:
        """The same for programs."""
        return Reasons(
            tuple(_claim_told(message, fates) for fates in self._claims.values()),
            tuple(self._names(Step.SAW_NOTHING)),
            tuple(self._names(Step.NO_TRIGGER)),
        )

    def _names(self, step: Step) -> list[str]:
        """The detectors that claim nothing in any reading: those that ran at least once, or never."""
        claiming = {fates[0].detector for fates in self._claims.values()}
        return [
            name
            for name, steps in self._silent.items()
            if name not in claiming and (Step.SAW_NOTHING in steps) == (step is Step.SAW_NOTHING)
        ]

    def _block(self, message: str, fates: list[Fate]) -> list[str]:
        first, last = fates[0], fates[-1]
        lines = wrapped(
            f"{first.number}. {_words(message, first)} looked like {DETECTORS[first.detector]}.", 0
        )
        if reading := READINGS[first.reading]:
            lines += wrapped(f"This is so when the message is read {reading}.")
        evidence = next((fate for fate in fates if fate.step is Step.CONFIRMED), first).evidence
        lines += _reasons("For it:", [item for item in evidence if item.weight > 0])
        lines += _reasons("Against it:", [item for item in evidence if item.weight < 0])
        for fate in fates:
            if fate.step is Step.TURNED:
                lines += wrapped(f"Then: {TURNS[Turn(fate.code)]}")
        if last.step not in {Step.VETOED, Step.MERGED, Step.DROPPED}:
            lines += wrapped(f"Sure: {round(_FULL * last.confidence)} of {_FULL}.")
        return [*lines, *wrapped(f"End: {self._end(message, last)}")]

    def _end(self, message: str, fate: Fate) -> str:
        other = ""
        if fate.other:
            rival = self._claims[fate.other][0]
            other = f"Number {fate.other}, {_words(message, rival)},"
        if fate.step is Step.VETOED:
            return f"No warning. {VETOES[fate.code]}"
        if fate.step is Step.MERGED:
            return f"No warning of its own. {other} counts in its place. {MERGES[Merge(fate.code)]}"
        if fate.step is Step.DROPPED:
            return f"No warning. {DROPS[Drop(fate.code)]}"
        if fate.step is Step.LOST:
            return f"No warning of its own. {other} stands in the same place, and is surer or says more."
        if fate.step is Step.WARNED:
            return f"Shown above, by the rule {fate.code}."
        return _CLAIM_ENDS.get(fate.step, "No warning. It was not fully checked.")


def _without(names: list[str], why: str) -> list[str]:
    if not names:
        return []
    *most, last = [DETECTORS[name] for name in names]
    listed = f"{', '.join(most)} or {last}" if most else last
    return wrapped(f"Nothing looked like {listed}: {why}.", 0)


def _words(message: str, fate: Fate) -> str:
    raw = printable(message[fate.start : fate.end])
    read = printable(fate.seen)
    return f"“{raw}”" if raw.lower() == read.lower() else f"“{raw}” (read as “{read}”)"


def _reasons(heading: str, evidence: list[Evidence]) -> list[str]:
    if not evidence:
        return []
    return [f"  {heading}", *(line for item in evidence for line in wrapped(f"- {EVIDENCE[item.code]}", 4))]


def _claim_told(message: str, fates: list[Fate]) -> ClaimTold:
    first = fates[0]
    return ClaimTold(
        first.number,
        first.detector,
        first.reading,
        first.start,
        first.end,
        message[first.start : first.end],
        first.seen,
        tuple(
            StepTold(
                fate.step,
                fate.code or None,
                fate.other or None,
                fate.kind,
                fate.intent,
                fate.channel,
                round(fate.confidence, 3),
                tuple(item.code for item in fate.evidence),
            )
            for fate in fates
        ),
    )
