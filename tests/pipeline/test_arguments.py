"""The door of the package: what `find`, `review`, `Context` and `Allowance` take and what they refuse."""

from __future__ import annotations

import copy
import itertools
import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import touchline
from touchline import Allowance, Context, Fact, InvalidRequest, Mode, Stage, Surface, UnknownPlatform, Verdict
from touchline.model import ALLOWANCES, MESSAGE_LIMIT
from touchline.terms.library import BUILT_IN

MAIL = "mail me at jo@example.org"
DAY = date(2026, 10, 1)


class Platform(StrEnum):
    """An enum of the caller's own."""

    UPWORK = "upwork"
    UNKNOWN = "unknown"


class Loud(str):
    """Characters with methods that must never be asked."""

    __slots__ = ()

    def _fail(self, *_: object) -> Any:
        raise RuntimeError("canary")

    __eq__ = __hash__ = __iter__ = __len__ = __getitem__ = __str__ = encode = lower = _fail


class Trap:
    """An object that fails whatever it is asked, its class included."""

    def _fail(self, *_: object) -> Any:
        raise RuntimeError("canary")

    __eq__ = __hash__ = __iter__ = __len__ = __bool__ = __str__ = __getitem__ = _fail
    __class__ = property(_fail)  # type: ignore[assignment]


CASES = list(itertools.product(BUILT_IN, Surface, Stage, Mode, (None, *sorted(ALLOWANCES))))


def test_strings_say_the_same_as_the_enums_in_every_case() -> None:
    """Every platform × place × stage × mode × stated fact."""
    for platform, surface, stage, mode, fact in CASES:
        stated = () if fact is None else (Allowance(fact, "ticket 4711", DAY),)
        spelled = [] if fact is None else [Allowance(fact.value, "ticket 4711", DAY)]
        named = Context(platform, surface, stage, mode, stated)
        written = Context(platform, surface.value, stage.value, mode.value, spelled, ["US", "GB", "IN"])
        assert named == written
        assert hash(named) == hash(written)
        assert touchline.review(MAIL, named) == touchline.review(MAIL, written)


def test_the_cases_are_not_all_alike() -> None:
    verdicts = set()
    for platform, surface, stage, mode, fact in CASES:
        stated = () if fact is None else (Allowance(fact),)
        outcome = touchline.review(MAIL, Context(platform, surface, stage, mode, stated))
        verdicts.add(tuple(warning.verdict for warning in outcome.warnings))
    assert {(verdict,) for verdict in Verdict} <= verdicts


def test_what_was_silent_once_is_heard() -> None:
    assert touchline.review(MAIL, Context("upwork", "inbox", "unknown")).has_alarm
    assert Context("upwork", mode="strict").mode is Mode.STRICT
    assert Context("upwork", "inbox").surface is Surface.INBOX
    assert Allowance("they_asked").fact is Fact.THEY_ASKED


def test_lists_are_taken_for_tuples() -> None:
    message, recent = "gmail dot com", ["mara.l77", "at"]
    assert touchline.find(message, recent, ["US"]) == touchline.find(message, tuple(recent), ("US",)) != ()
    context = Context("upwork", allowances=[Allowance("they_asked")], regions=["GB"])
    assert (context.allowances, context.regions) == ((Allowance("they_asked"),), ("GB",))
    asked = touchline.review(message, context, None, recent)
    assert asked == touchline.review(message, context, recent=tuple(recent))


def test_a_string_of_a_subclass_counts_by_its_characters() -> None:
    context = Context(Loud("upwork"), Loud("inbox"), Loud("active_contract"), regions=[Loud("US")])
    assert context == Context("upwork", "inbox", "active_contract", regions=("US",))
    assert type(context.platform) is type(context.regions[0]) is str
    assert touchline.find(Loud(MAIL), [Loud("hello")]) == touchline.find(MAIL, ("hello",)) != ()
    assert Context(Platform.UPWORK).platform == "upwork"


def test_a_day_of_a_subclass_counts_by_its_date() -> None:
    class Payday(date):
        """As a test library's frozen date is one."""

    assert type(Context("upwork", as_of=Payday(2026, 10, 1)).as_of) is date
    assert Allowance("they_asked", None, Payday(2026, 10, 1)).granted == DAY


def test_half_an_emoji_is_read_as_the_character_that_means_nothing() -> None:
    for message in ("\ud83d", f"\ud83d {MAIL}", f"{MAIL} \udc4b", "jo\ud83d@example.org"):
        plain = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in message)
        assert touchline.find(message) == touchline.find(plain)
        assert touchline.find("gmail dot com", (message,)) == touchline.find("gmail dot com", (plain,))


def reviewed(**arguments: object) -> object:
    given = {"message": "canary", "context": Context("upwork"), **arguments}
    return touchline.review(**given)  # type: ignore[arg-type]


def found(**arguments: object) -> object:
    return touchline.find(**{"message": "canary", **arguments})  # type: ignore[arg-type]


def stated(**arguments: object) -> object:
    return Context(**{"platform": "upwork", **arguments})  # type: ignore[arg-type]


def allowed(**arguments: object) -> object:
    return Allowance(**{"fact": "they_asked", **arguments})  # type: ignore[arg-type]


REFUSED: dict[str, tuple[Callable[..., object], str, object]] = {
    "a message in bytes": (found, "message", b"canary"),
    "no message": (found, "message", None),
    "a list of letters": (found, "message", ["c", "a"]),
    "too long a message": (found, "message", "canary" * MESSAGE_LIMIT),
    "an earlier message alone": (found, "recent", "canary"),
    "earlier messages in a set": (found, "recent", {"canary"}),
    "no earlier messages": (found, "recent", None),
    "six earlier messages": (found, "recent", ["canary"] * 6),
    "an earlier message in bytes": (found, "recent", [b"canary"]),
    "an earlier message that is a list": (found, "recent", [["canary"]]),
    "too long an earlier message": (found, "recent", ["canary" * MESSAGE_LIMIT]),
    "earlier messages one by one": (found, "recent", iter(["canary"])),
    "a region alone": (found, "regions", "US"),
    "a region in small letters": (found, "regions", ["us"]),
    "a region of three letters": (found, "regions", ["USA"]),
    "a region with a line's end": (found, "regions", ["US\n"]),
    "a region in bytes": (found, "regions", [b"US"]),
    "a region that is a number": (found, "regions", [1]),
    "no regions": (found, "regions", None),
    "nine regions": (found, "regions", ["US"] * 9),
    "a platform for a context": (reviewed, "context", "upwork"),
    "no context": (reviewed, "context", None),
    "a context's class": (reviewed, "context", Context),
    "something like a context": (reviewed, "context", Mock(spec=Context)),
    "a pack's id": (reviewed, "pack", "upwork"),
    "a pack that is false": (reviewed, "pack", 0),
    "a reviewed message in bytes": (reviewed, "message", b"canary"),
    "a reviewed earlier message alone": (reviewed, "recent", "canary"),
    "an observer's name": (found, "observe", "canary"),
    "an observer that is false": (reviewed, "observe", 0),
    "no platform": (stated, "platform", None),
    "a platform in bytes": (stated, "platform", b"upwork"),
    "a surface that is none": (stated, "surface", "canary"),
    "a surface in capitals": (stated, "surface", "INBOX"),
    "a surface in bytes": (stated, "surface", b"inbox"),
    "no surface": (stated, "surface", None),
    "a stage for a surface": (stated, "surface", Stage.UNKNOWN),
    "a surface for a stage": (stated, "stage", Surface.UNKNOWN),
    "a word of another enum": (stated, "stage", Platform.UNKNOWN),
    "a stage by its number": (stated, "stage", 1),
    "a mode that is none": (stated, "mode", "canary"),
    "a mode that is true": (stated, "mode", True),
    "a fact alone": (stated, "allowances", "they_asked"),
    "an allowance alone": (stated, "allowances", Allowance("they_asked")),
    "a fact among the allowances": (stated, "allowances", ["they_asked"]),
    "allowances in a set": (stated, "allowances", {Allowance("they_asked")}),
    "no allowances": (stated, "allowances", None),
    "a context's region in small letters": (stated, "regions", ("us",)),
    "a day in words": (stated, "as_of", "2026-10-01"),
    "a day with a time": (stated, "as_of", datetime(2026, 10, 1)),  # noqa: DTZ001  any time is one too many
    "a day by its number": (stated, "as_of", 0),
    "a fact that is none": (allowed, "fact", "canary"),
    "a fact that nobody can state": (allowed, "fact", "stage"),
    "its member": (allowed, "fact", Fact.SURFACE),
    "no fact": (allowed, "fact", None),
    "a reference that is a number": (allowed, "reference", 4711),
    "too long a reference": (allowed, "reference", "canary" * 40),
    "a grant in words": (allowed, "granted", "2026-10-01"),
    "an end with a time": (allowed, "expires", datetime(2026, 10, 1)),  # noqa: DTZ001  the same
}


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_by_the_arguments_name(name: str) -> None:
    call, argument, value = REFUSED[name]
    with pytest.raises(InvalidRequest) as caught:
        call(**{argument: value})
    assert caught.value.field == argument
    assert str(caught.value).startswith(f"{argument}: ")
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_platform_without_terms_is_refused_with_the_known_ones() -> None:
    for platform in ("canary", "Upwork", "", "\ud800", "x" * 10_000):
        with pytest.raises(UnknownPlatform) as caught:
            touchline.review("hello", Context(platform))
        assert caught.value.known == BUILT_IN
        assert "canary" not in str(caught.value)


def test_a_context_is_checked_when_it_is_changed_and_stays_itself_when_copied() -> None:
    context = Context("upwork", "inbox", allowances=[Allowance("they_asked", granted=DAY)], as_of=DAY)
    assert replace(context, stage=Stage.ACTIVE_CONTRACT).stage is Stage.ACTIVE_CONTRACT
    with pytest.raises(InvalidRequest, match=r"^stage: "):
        replace(context, stage="canary")  # type: ignore[arg-type]
    for same in (copy.copy(context), copy.deepcopy(context), pickle.loads(pickle.dumps(context))):  # noqa: S301
        assert same == context
    with pytest.raises(AttributeError):
        context.stage = Stage.UNKNOWN  # type: ignore[misc]
    assert repr(context).startswith("Context(platform='upwork', surface=<Surface.INBOX: 'inbox'>")


def letters() -> Iterator[str]:
    yield from MAIL


PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=30),
    st.text(st.characters(categories=["Cs"]), max_size=3),
    st.binary(max_size=8),
    st.dates(),
    st.datetimes(),
    st.timedeltas(),
    *(st.sampled_from(enum) for enum in (Surface, Stage, Mode, Fact, Platform, Verdict)),
    *(st.sampled_from([member.value for member in enum]) for enum in (Surface, Stage, Mode, Fact)),
    st.sampled_from(["US", "us", "upwork", "UPWORK", MAIL, "a" * 20_001]),
    st.builds(Loud, st.sampled_from(["US", "upwork", "inbox", MAIL])),
    st.builds(Allowance, st.sampled_from(sorted(ALLOWANCES))),
    st.builds(Context, st.sampled_from(BUILT_IN)),
    st.builds(Trap),
    st.builds(Mock, spec=st.sampled_from([str, list, date, Context, Allowance])),
    st.builds(letters),
    st.sampled_from([Context, Allowance, Surface, str, object(), touchline, len]),
)
HASHABLE = st.one_of(st.none(), st.integers(), st.text(max_size=8), st.dates())
ANY = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=6),
        st.lists(inner, max_size=6).map(tuple),
        st.sets(HASHABLE, max_size=3),
        st.dictionaries(HASHABLE, inner, max_size=3),
    ),
    max_leaves=6,
)
ARGUMENTS = {
    found: ("message", "recent", "regions"),
    reviewed: ("message", "context", "pack", "recent"),
    stated: ("platform", "surface", "stage", "mode", "allowances", "regions", "as_of"),
    allowed: ("fact", "reference", "granted", "expires"),
}


@settings(max_examples=600, deadline=None)
@given(data=st.data(), call=st.sampled_from(list(ARGUMENTS)))
def test_any_value_for_any_arguments_is_taken_or_refused_by_name(
    data: st.DataObject, call: Callable[..., object]
) -> None:
    names = data.draw(st.sets(st.sampled_from(ARGUMENTS[call]), min_size=1))
    handed = {name: data.draw(ANY) for name in sorted(names)}
    refused = None
    try:
        taken = call(**handed)
        if isinstance(taken, Context):
            touchline.review(MAIL, taken)  # may know no such platform, or no terms of that day
    except InvalidRequest as error:
        refused = error
    assert refused is None or refused.field in names
    assert "canary" not in str(refused)
