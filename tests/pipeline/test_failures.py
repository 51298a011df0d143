"""A bug is named, kept by its type and place, chained and logged; it is never taken for clean text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from tests.conftest import raising

import touchline
from touchline import short_memory
from touchline.claims.claim import Candidate, CutShort, Veto
from touchline.claims.evidence import evidence
from touchline.context import Context
from touchline.model import Kind, Technique
from touchline.pipeline import pipeline
from touchline.views.message import Views

MESSAGE = "mail me at mara@lindt.de or ring 0300 1234567"
HERE = __name__
BUG = pytest.mark.plants_bugs


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    short_memory.forget()


def fail(*_: object) -> None:
    raise RuntimeError(MESSAGE)


def give_up(*_: object) -> None:
    raise TimeoutError


def cut_short(*_: object) -> None:
    raise CutShort


def with_detector(monkeypatch: pytest.MonkeyPatch, name: str, **changes: object) -> None:
    stages = pipeline._stages()
    changed = tuple(
        replace(detector, **changes) if detector.name == name else detector  # type: ignore[arg-type]
        for detector in stages.detectors
    )
    monkeypatch.setattr(pipeline, "_stages", lambda: stages._replace(detectors=changed))


def incomplete(message: str = MESSAGE, recent: tuple[str, ...] = ()) -> touchline.Incomplete:
    with pytest.raises(touchline.Incomplete) as caught:
        touchline.find(message, recent)
    return caught.value


@BUG
def test_a_detector_with_a_bug_is_named_and_the_others_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    with_detector(monkeypatch, "link", find=fail)
    caught = incomplete()
    assert caught.incomplete == ("link",)
    assert {finding.kind for finding in caught.findings} == {Kind.EMAIL, Kind.PHONE}


@BUG
def test_a_bug_keeps_its_type_and_place_and_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with_detector(monkeypatch, "link", find=fail)
    caught = incomplete()
    (cause,) = caught.causes
    line = fail.__code__.co_firstlineno + 1
    assert cause == ("link", RuntimeError, HERE, line)
    assert str(cause) == f"link: RuntimeError at {HERE}:{line}"
    assert isinstance(caught.__cause__, RuntimeError)
    assert "mara" not in f"{caught} {cause}"


@BUG
def test_an_unknown_evidence_code_is_a_bug_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    with_detector(monkeypatch, "phone", find=lambda _: [evidence("phone-nonsense")])
    (cause,) = incomplete().causes
    assert (cause.error, cause.module) == (KeyError, "touchline.claims.evidence")


@pytest.mark.parametrize("foreseen", [give_up, cut_short])
def test_a_flood_and_a_time_limit_name_the_part_and_are_no_bug(
    foreseen: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_detector(monkeypatch, "link", find=foreseen)
    caught = incomplete()
    assert (caught.incomplete, caught.causes, caught.__cause__) == (("link",), (), None)


@BUG
@pytest.mark.parametrize(
    "changes",
    [{"vetoes": (Veto("broken", fail),)}, {"confirm": fail}],
    ids=["veto", "library"],  # type: ignore[arg-type]
)
def test_when_a_veto_or_a_library_fails_the_claims_stand(
    changes: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_detector(monkeypatch, "email", **changes)
    caught = incomplete("so, jane77@gmail.com")
    assert caught.incomplete == ("email",)
    assert [finding.kind for finding in caught.findings] == [Kind.EMAIL]


@BUG
def test_when_the_sentence_cannot_be_read_the_claims_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    stages = pipeline._stages()
    monkeypatch.setattr(pipeline, "_stages", lambda: stages._replace(judged=fail))
    caught = incomplete()
    assert caught.incomplete == ("intent",)
    assert {finding.kind for finding in caught.findings} >= {Kind.EMAIL, Kind.PHONE}


@BUG
def test_a_bug_in_another_reading_leaves_the_message_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Views) -> Iterator[tuple[Views, Technique]]:
        raise RuntimeError
        yield

    monkeypatch.setattr(Views, "alternatives", property(broken))
    caught = incomplete()
    assert caught.incomplete == ("readings",)
    assert {finding.kind for finding in caught.findings} == {Kind.EMAIL, Kind.PHONE}


@BUG
def test_a_bug_in_reading_earlier_messages_leaves_the_message_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stages = pipeline._stages()._replace(split=fail)
    monkeypatch.setattr(pipeline, "_stages", lambda: stages)
    caught = incomplete(MESSAGE, ("hello",))
    assert caught.incomplete == ("earlier-messages",)
    assert {finding.kind for finding in caught.findings} == {Kind.EMAIL, Kind.PHONE}


@BUG
def test_a_bug_while_claims_become_findings_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with_detector(monkeypatch, "email", find=lambda views: [Candidate(Kind.EMAIL, views.folded, 1, 1, "")])
    caught = incomplete()
    assert caught.incomplete == ("findings",)
    assert caught.causes[0].error is ValueError


@BUG
def test_a_bug_in_the_terms_is_named_and_is_no_clean_review(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "decided", fail)
    outcome = touchline.review(MESSAGE, Context("upwork"))
    assert (outcome.warnings, outcome.incomplete) == ((), ("terms",))
    assert outcome.causes[0].error is RuntimeError


def test_what_is_refused_on_purpose_is_no_bug() -> None:
    with pytest.raises(touchline.InvalidRequest):
        touchline.review(MESSAGE, Context("upwork", as_of=date(1990, 1, 1)))


@BUG
def test_a_review_names_the_bugs_of_the_detection(monkeypatch: pytest.MonkeyPatch) -> None:
    with_detector(monkeypatch, "link", find=fail)
    outcome = touchline.review(MESSAGE, Context("upwork"))
    assert outcome.incomplete == ("link",)
    assert [cause.part for cause in outcome.causes] == ["link"]
    assert outcome.warnings


@BUG
def test_a_failure_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    with_detector(monkeypatch, "link", find=fail)
    assert incomplete("mara@lindt.de")
    monkeypatch.undo()
    assert len(touchline.find("mara@lindt.de")) == 1


@BUG
def test_in_every_other_test_a_bug_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    causes = raising(monkeypatch)
    with_detector(monkeypatch, "link", find=fail)
    with pytest.raises(RuntimeError):
        touchline.find(MESSAGE)
    assert [cause.part for cause in causes] == ["link"]


@BUG
def test_what_a_detector_claimed_before_its_bug_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(views: Views) -> Iterator[Candidate]:
        yield Candidate(Kind.LINK, views.folded, 0, 4, "mail", evidence=evidence("link-scheme"))
        raise RuntimeError

    with_detector(monkeypatch, "link", find=half)
    assert Kind.LINK in {finding.kind for finding in incomplete().findings}
