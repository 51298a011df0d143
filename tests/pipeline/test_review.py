"""The pipeline as a whole: limits, failures, split messages, memory, and any text at all."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import touchline
from touchline import lexicon, short_memory
from touchline.detectors import DETECTORS
from touchline.model import MESSAGE_LIMIT, Kind, Technique
from touchline.views.message import SHOWN, Views

assert touchline.find  # loads the module, whose name in the package is the function
review = sys.modules["touchline.pipeline.pipeline"]


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    short_memory.forget()


PARTS = st.sampled_from(
    [
        "mara",
        " at ",
        "gmail",
        " dot ",
        "com",
        "@",
        ".",
        "https://",
        "www.",
        "/",
        "415",
        "555 ",
        "one ",
        "skype",
        ": ",
        "call me ",
        "\u200b",
        "ⓐ",
        "а",
        "\ud800",
        "&#64;",
        "%40",
        "🇺🇸",
        "\n",
        "(at)",
        "my ",
        "number is ",
    ]
)


@given(st.lists(st.one_of(PARTS, st.text(max_size=6)), max_size=14).map("".join))
@settings(max_examples=300)
def test_any_text_is_read_and_spans_lie_in_it(message: str) -> None:
    for finding in touchline.find(message):
        assert 0 <= finding.start < finding.end <= len(message)
        assert 0 < finding.confidence < 1


@given(
    st.lists(PARTS, max_size=8).map("".join), st.lists(st.lists(PARTS, max_size=4).map("".join), max_size=5)
)
@settings(max_examples=150)
def test_with_earlier_messages_spans_still_lie_in_the_current_one(message: str, recent: list[str]) -> None:
    for finding in touchline.find(message, tuple(recent)):
        assert 0 <= finding.start < finding.end <= len(message)


def test_every_detector_names_triggers_that_can_be_shown() -> None:
    for detector in DETECTORS:
        assert detector.triggers, f"{detector.name} would never run"
        assert detector.triggers <= SHOWN | set(lexicon.SEARCHED), detector.name


def test_no_detector_runs_on_ordinary_text() -> None:
    assert not Views("Thanks, the second draft is lovely, please make the title a bit smaller.").triggers


def test_the_longest_message_is_read_and_a_longer_one_refused() -> None:
    assert touchline.find("a" * MESSAGE_LIMIT) == ()
    with pytest.raises(touchline.MessageTooLong) as caught:
        touchline.find("a" * (MESSAGE_LIMIT + 1))
    assert caught.value.limit == MESSAGE_LIMIT


def test_more_than_five_earlier_messages_are_refused() -> None:
    with pytest.raises(touchline.InvalidRequest):
        touchline.find("hello", ("a",) * 6)


@pytest.mark.parametrize("region", ["us", "USA", "U", ""])
def test_a_region_is_a_code_of_two_capitals(region: str) -> None:
    with pytest.raises(touchline.InvalidRequest, match="regions"):
        touchline.find("my number is 5550132", regions=("US", region))


def test_a_flood_of_claims_is_cut_and_named() -> None:
    with pytest.raises(touchline.Incomplete) as caught:
        touchline.find("a1@b.com " * 400)
    assert "email" in caught.value.incomplete
    assert len(caught.value.findings) >= 300


def test_a_flood_of_connectors_is_named() -> None:
    with pytest.raises(touchline.Incomplete) as caught:
        touchline.find("(at) " * 700 + "write to jane77 at gmail dot com")
    assert "email" in caught.value.incomplete


def test_an_address_split_over_messages_is_found_in_the_last_one() -> None:
    (finding,) = touchline.find("gmail dot com", ("mara.l77", "at"))
    assert finding.kind is Kind.EMAIL
    assert Technique.SPLIT in finding.techniques
    assert (finding.start, finding.end) == (0, 13)
    assert finding.value == "mara.l77@gmail.com"


def test_a_host_becomes_an_address_with_the_name_that_came_before_it() -> None:
    (finding,) = touchline.find("finchdesk dot pl", ("kasia.w at",))
    assert (finding.kind, finding.value) == (Kind.EMAIL, "kasia.w@finchdesk.pl")


def test_what_an_earlier_message_gave_is_not_reported_again() -> None:
    assert touchline.find("see you tomorrow", ("mara@lindt.de",)) == ()


def test_what_this_message_gives_alone_is_reported_once() -> None:
    (finding,) = touchline.find("mara@lindt.de", ("hello", "write me"))
    assert Technique.SPLIT not in finding.techniques


def test_readings_of_the_same_message_agree() -> None:
    message = "write to mara.lindt@gmail.com or see marlowe-prints.com"
    assert touchline.find(message) == touchline.find(message)
    warm = touchline.find(message)
    short_memory.forget()
    assert touchline.find(message) == warm


def test_what_was_found_is_forgotten_when_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short_memory, "LIFE", 0.0)
    touchline.find("mara@lindt.de")
    while ageing := short_memory._Memory.ageing:
        ageing.join()
    assert not short_memory._Memory.young
    assert not short_memory._Memory.old


def test_whoever_forgets_leaves_no_thread_that_waits_to_forget() -> None:
    touchline.find("mara@lindt.de")
    ageing = short_memory._Memory.ageing
    assert ageing is not None
    short_memory.forget()
    assert not ageing.is_alive()
    assert short_memory._Memory.ageing is None


def test_what_is_not_asked_for_again_goes_with_its_generation(monkeypatch: pytest.MonkeyPatch) -> None:
    no_thread = threading.Timer(0, lambda: None)  # the test ages the memory itself
    monkeypatch.setattr(short_memory._Memory, "ageing", no_thread)
    asked: list[str] = []

    def verdict(text: str) -> int:
        asked.append(text)
        return len(text)

    for text in ("kept", "dropped"):
        short_memory.remembered("test", text, verdict)
    for _ in range(2):
        short_memory._Memory.old, short_memory._Memory.young = short_memory._Memory.young, {}
        short_memory.remembered("test", "kept", verdict)
    short_memory.remembered("test", "dropped", verdict)
    assert asked == ["kept", "dropped", "dropped"]


def test_no_message_stays_in_memory_as_a_key() -> None:
    touchline.find("mara@lindt.de")
    assert short_memory._Memory.young
    assert all(len(key) == 16 for key in short_memory._Memory.young)


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short_memory, "_LIMIT", 8)
    for number in range(40):
        short_memory.remembered("test", str(number), len)
        assert len(short_memory._Memory.young) <= 8


def test_what_is_asked_for_again_counts_against_the_bound_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short_memory, "_LIMIT", 8)
    monkeypatch.setattr(short_memory._Memory, "ageing", threading.Timer(0, lambda: None))
    for number in range(8):
        short_memory.remembered("test", str(number), len)
    short_memory._Memory.old, short_memory._Memory.young = short_memory._Memory.young, {}
    for number in (*range(8, 16), *range(8)):
        short_memory.remembered("test", str(number), len)
        assert len(short_memory._Memory.young) <= 8


def test_the_memory_is_read_under_its_lock_and_asks_outside_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    class Watched(dict[bytes, object]):
        def get(self, *arguments: object) -> object:
            seen.append(short_memory._lock.locked())
            return super().get(*arguments)  # type: ignore[call-overload]

    def verdict(text: str) -> int:
        seen.append(not short_memory._lock.locked())  # it may remember something itself
        return short_memory.remembered("inner", text, len)

    monkeypatch.setattr(short_memory._Memory, "young", Watched())
    monkeypatch.setattr(short_memory._Memory, "old", Watched())
    assert [short_memory.remembered("outer", "text", verdict) for _ in range(2)] == [4, 4]
    assert seen == [True, True, True, True, True, True]


def test_nothing_is_an_answer_that_is_remembered() -> None:
    asked: list[str] = []
    for _ in range(2):
        assert short_memory.remembered("test", "text", asked.append) is None
    assert asked == ["text"]


def test_importing_touchline_loads_no_grammar_and_no_validator() -> None:
    script = (
        "import sys, touchline, touchline.pipeline.pipeline;"
        "touchline.find('hello there');"
        "heavy = {'phonenumbers', 'email_validator', 'publicsuffixlist', 'regex', 'dns'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_places_of_numbers_are_never_looked_up() -> None:
    script = (
        "import sys, touchline;"
        "touchline.find('mara@lindt.de, +44 7700 900123, www.marlowe.dev');"
        "heavy = {'phonenumbers.' + name for name in ('geocoder', 'carrier', 'timezone')} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
