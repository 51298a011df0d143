"""Takes a caller's arguments as documented, or refuses them by the argument's name.

Each function takes any value at all: it gives back plain data, or raises `InvalidRequest` without a word of
what was handed in. A string may stand for a member of an enum ("inbox"), a list for a tuple, and a string of
a subclass counts by its characters. This module must not know what an argument is for.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, TypeVar

from touchline.errors import InvalidRequest, MessageTooLong
from touchline.model import (
    DEFAULT_REGIONS,
    MESSAGE_LIMIT,
    RECENT_LIMIT,
    REFERENCE_LIMIT,
    REGION_RE,
    REGIONS_LIMIT,
)

if TYPE_CHECKING:
    from collections.abc import Container
    from typing import TypeGuard

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)


def string(field: str, value: object) -> str:
    """A string of any length."""
    if type(value) is str:
        return value
    if not _is_a(value, str):
        raise InvalidRequest(field, "not a string")
    return str.__str__(value)  # whatever a subclass has made of its methods


def message(field: str, value: object) -> str:
    """A message of at most `MESSAGE_LIMIT` code points; a longer one is a `MessageTooLong`."""
    characters = string(field, value)
    if len(characters) > MESSAGE_LIMIT:
        raise MessageTooLong(MESSAGE_LIMIT, field)
    return characters


def reference(value: object) -> str | None:
    """A ticket's number or the like, or None."""
    if value is None:
        return None
    characters = string("reference", value)
    if len(characters) > REFERENCE_LIMIT:
        raise InvalidRequest("reference", f"longer than {REFERENCE_LIMIT} characters")
    return characters


def word(field: str, value: object, words: type[Word], known: Container[Word] | None = None) -> Word:
    """The member of `words` that `value` is or spells, one of the `known` where not all of them count.

    A member of another enum is refused, even where it is spelled alike: stage and surface both have an
    "unknown", and whoever mixes them up must hear of it.
    """
    if type(value) is words and known is None:
        return value
    allowed = [member for member in words if known is None or member in known]
    found: Word | None
    if _is_a(value, words):
        found = value if value in allowed else None
    elif _is_a(value, str) and not _is_a(value, Enum):
        characters = str.__str__(value)
        found = next((member for member in allowed if member.value == characters), None)
    else:
        found = None
    if found is None:
        raise InvalidRequest(field, f"not one of {', '.join(allowed)}")
    return found


def items(field: str, value: object) -> tuple[object, ...]:
    """The items of a tuple or a list; a single string is not taken for a list of its letters."""
    if _is_a(value, tuple):
        return tuple(tuple.__iter__(value))
    if _is_a(value, list):
        return tuple(list.__iter__(value))
    raise InvalidRequest(field, "not a tuple or a list")


def instance(field: str, value: object, kind: type[T]) -> T:
    """An object of this class."""
    if not _is_a(value, kind):
        raise InvalidRequest(field, f"not of the class {kind.__name__}")
    return value


def function(field: str, value: T) -> T:
    """A function, or None."""
    if value is not None and not callable(value):
        raise InvalidRequest(field, "not a function")
    return value


def day(field: str, value: object) -> date | None:
    """A date without a time, or None; a `datetime` is refused, because it cannot be compared with a date."""
    if value is None:
        return None
    if not _is_a(value, date) or _is_a(value, datetime):
        raise InvalidRequest(field, "not a date without a time")
    return date.fromordinal(date.toordinal(value))


def recent(value: object) -> tuple[str, ...]:
    """Earlier messages of the same person, oldest first."""
    if type(value) is tuple and not value:
        return ()  # as in nearly every call
    found = items("recent", value)
    if len(found) > RECENT_LIMIT:
        raise InvalidRequest("recent", f"more than {RECENT_LIMIT} messages")
    return tuple(message("recent", each) for each in found)


def regions(value: object) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes, in capitals."""
    if value is DEFAULT_REGIONS:
        return DEFAULT_REGIONS
    found = items("regions", value)
    if len(found) > REGIONS_LIMIT:
        raise InvalidRequest("regions", f"more than {REGIONS_LIMIT}")
    codes = tuple(str.__str__(each) if _is_a(each, str) else "" for each in found)
    if not all(map(REGION_RE.fullmatch, codes)):
        raise InvalidRequest("regions", "not ISO 3166-1 alpha-2 codes, such as US")
    return codes


def _is_a(value: object, kind: type[T]) -> TypeGuard[T]:
    """Whether `value` is of this class; unlike `isinstance` it asks the class and never the value itself."""
    return issubclass(type(value), kind)
