"""Tells an observer what becomes of each claim: numbers the claims, and says where each came from.

The stages do their work in the same way whether or not there is a trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from touchline.claims.evidence import confidence
from touchline.claims.fate import Fate, Reading, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.claims.claim import Candidate
    from touchline.claims.fate import Observe
    from touchline.intent.outcome import Outcome
    from touchline.model import Finding


class Trace:
    """The claims of one message, by number, and who made them."""

    def __init__(self, observe: Observe) -> None:
        self._observe = observe
        self._origins: list[tuple[str, Reading]] = []
        self._findings: list[tuple[Finding, Candidate]] = []

    def silent(self, step: Step, detector: str, reading: Reading) -> None:
        """Tell of a detector that claims nothing."""
        self._observe(Fate(step, detector, reading))

    def claimed(self, claims: Iterable[Candidate], detector: str, reading: Reading) -> list[Candidate]:
        """The claims, each with its own number from now on; tells too of a detector that has none."""
        numbered: list[Candidate] = []
        for claim in claims:
            self._origins.append((detector, reading))
            numbered.append(claim._replace(number=len(self._origins)))
            self.tell(Step.CLAIMED, numbered[-1])
        if not numbered:
            self.silent(Step.SAW_NOTHING, detector, reading)
        return numbered

    def tell(self, step: Step, claim: Candidate, code: str = "", other: Candidate | None = None) -> None:
        """Tell what became of a claim; one without a number is a bug that was named when it got none."""
        if not claim.number:
            return
        detector, reading = self._origins[claim.number - 1]
        start, end = claim.view.raw_span(claim.start, claim.end)
        self._observe(
            Fate(
                step,
                detector,
                reading,
                code,
                claim.number,
                other.number if other is not None else 0,
                claim.kind,
                claim.intent,
                claim.channel,
                start,
                end,
                claim.view.text[claim.start : claim.end],
                claim.techniques,
                claim.evidence,
                confidence(claim.evidence),
            )
        )

    def judged(self, outcomes: Iterable[Outcome]) -> None:
        """Tell what the sentence made of claims."""
        for outcome in outcomes:
            for turn in outcome.turns:
                self.tell(Step.TURNED, outcome.became or outcome.claim, turn)
            if outcome.became is None:
                step = Step.DROPPED if outcome.into is None else Step.MERGED
                self.tell(step, outcome.claim, outcome.end or "", outcome.into)

    def found(self, finding: Finding, claim: Candidate) -> None:
        """Tell that a claim is a finding, and know it again."""
        self._findings.append((finding, claim))
        self.tell(Step.FOUND, claim)

    def answered(self, step: Step, finding: Finding, code: str = "") -> None:
        """Tell what the terms say of a finding."""
        for known, claim in self._findings:
            if known is finding:
                self.tell(step, claim, code)
