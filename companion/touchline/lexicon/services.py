"""Services as records: what `services.toml` says of each, and the word lists that follow from it.

A list in `LISTS` holds what the records give it, and the entries of its own file where it has one. A
new service is one record: it reaches every list here, the families that rules name, the words of
verdicts and the extension's list of services. This module must not know what is done with a list.

Example: the record `[zangi]` with `names = ["zangi"]` and `hosts = ["zangi.com"]` puts "zangi" into the
list `services` and "zangi.com" into `handle_hosts`, each with the value "zangi".
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Rows = Iterable[tuple[str, str]]

FILE = files(__package__ or "").joinpath("services.toml")
"""Where the records stand."""

_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


class Service(NamedTuple):
    """One record. Its key in the file is the channel that a finding carries: `[zangi]`."""

    channel: str
    shown_as: str
    """The name as people write it, "LinkedIn"; for what has none, words that begin with "a"."""
    families: tuple[str, ...]
    """The families of services that rules name as "@messengers"; at least one."""
    common: bool = False
    """So widely used that the extension's options show it first; the others stand behind "more services"."""
    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    """Names that are ordinary words or initials too; they count only with strong evidence beside them."""
    initials: tuple[str, ...] = ()
    """Weak names that are initials: "dc" is less of a word than "line"."""
    misspelt: tuple[str, ...] = ()
    """Misspellings and paraphrases, nearly all chosen to slip past a word filter."""
    hosts: tuple[str, ...] = ()
    """Hosts whose path leads to one person: a profile, a chat, an invitation, a meeting room."""
    person_paths: Mapping[str, list[str]] = _NONE
    """For a host that holds more than people: how a path begins that leads to a person there."""
    number_is_account: bool = False
    """A phone number is the account there, so a number beside the name is a handle."""
    proper_names: bool = False
    """People go by their proper names there: "facebook: Marta Kay"."""
    asked_for: tuple[str, ...] = ()
    """What an account there is called by one who asks for it: "insta id"."""
    phone_cues: tuple[str, ...] = ()
    """More words beside a phone number that say it is one, than the names of a service on numbers."""
    everyday: tuple[str, ...] = ()
    """Names besides the channel's own that are so well known that no account is called so."""
    roles: Mapping[str, list[str]] = _NONE
    """Names that say more than the name, by the classes of words in `talk_words.txt`: "di wa", on it."""
    pay_hosts: tuple[str, ...] = ()
    """Hosts, or hosts with the path, of links by which one person is paid."""
    paid_to: Mapping[str, list[str]] = _NONE
    """Names of a way to be paid, by what stands for a person there: mail, tag, number, account …"""
    weak_paid_to: Mapping[str, list[str]] = _NONE
    """The same that are ordinary words too: they count only with a phone number right behind them."""


@cache
def services() -> Mapping[str, Service]:
    """Every record by its channel, in the order of the file."""
    records = tomllib.loads(FILE.read_text("utf-8"))
    return MappingProxyType({channel: _service(channel, fields) for channel, fields in records.items()})


def _service(channel: str, fields: Mapping[str, Any]) -> Service:
    frozen: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()
    }
    return Service(channel, **frozen)


def derived(name: str) -> dict[str, str]:
    """The entries that the records give the list `name`: entry to value."""
    rows = LISTS.get(name)
    return {entry: value for each in services().values() for entry, value in rows(each)} if rows else {}


def _valued(field: str) -> Callable[[Service], Rows]:
    """Each entry of the field, with the channel."""
    return lambda service: ((entry, service.channel) for entry in getattr(service, field))


def _paid(field: str) -> Callable[[Service], Iterator[tuple[str, str]]]:
    """Each entry of the field, with the channel and what stands for a person there."""
    return lambda service: (
        (entry, f"{service.channel} {shapes}")
        for shapes, entries in getattr(service, field).items()
        for entry in entries
    )


def _channel_where(field: str) -> Callable[[Service], Rows]:
    """The channel itself, where the field is true."""
    return lambda service: ((service.channel, ""),) if getattr(service, field) else ()


def _person_paths(service: Service) -> Rows:
    return ((host, " ".join(paths)) for host, paths in service.person_paths.items())


def _phone_cues(service: Service) -> Rows:
    """Where the number is the account, each name of one word says that a number is one."""
    names = (*service.names, *service.misspelt) if service.number_is_account else ()
    return ((cue, "strong") for cue in (*service.phone_cues, *(name for name in names if " " not in name)))


def _misspelt(service: Service) -> Rows:
    """What the record lists, and a long name that many use in two or three pieces: "te le gram"."""
    yield from ((entry, service.channel) for entry in service.misspelt)
    name = service.channel
    if service.common and name in service.names and name.isalpha() and len(name) >= _LONG_NAME:
        for first in range(2, len(name) - 1):
            yield f"{name[:first]} {name[first:]}", name
            for last in range(first + 2, len(name) - 1):
                yield f"{name[:first]} {name[first:last]} {name[last:]}", name


_LONG_NAME: Final = 7
"""Letters of the shortest name whose pieces are hardly words of a sentence."""


def _everyday(service: Service) -> Rows:
    """No account is called by the service's own name, so that is as good as an everyday word."""
    own = service.channel in {*service.names, *service.weak}
    return ((name, "") for name in (*service.everyday, *((service.channel,) if own else ())))


def _roles(service: Service) -> Rows:
    return ((entry, classes) for classes, entries in service.roles.items() for entry in entries)


LISTS: Final[Mapping[str, Callable[[Service], Rows]]] = MappingProxyType(
    {
        "services": _valued("names"),
        "services_weak": _valued("weak"),
        "services_misspelt": _misspelt,
        "service_initials": _valued("initials"),
        "handle_hosts": _valued("hosts"),
        "person_paths": _person_paths,
        "number_accounts": _channel_where("number_is_account"),
        "proper_names": _channel_where("proper_names"),
        "payment_hosts": _valued("pay_hosts"),
        "payment_services": _paid("paid_to"),
        "payment_weak": _paid("weak_paid_to"),
        "contact_nouns": _valued("asked_for"),
        "phone_cues": _phone_cues,
        "common_words": _everyday,
        "talk_words": _roles,
    }
)
"""The lists that follow from the records, each with what one record gives it."""
