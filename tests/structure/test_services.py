"""Each service is one record: the record is complete, and what it says stands in every place."""

from __future__ import annotations

import tomllib
from typing import Any, get_args

import pytest
from tests.structure.channels import written
from tests.structure.test_imports import PACKAGE

from touchline import lexicon
from touchline.lexicon.services import FILE, LISTS, Service, services
from touchline.terms.channels import channel_groups, name_of
from touchline.terms.library import BUILT_IN, built_in
from touchline.terms.platforms import BuiltIn

RECORDS: dict[str, dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))
EACH = pytest.mark.parametrize("channel", RECORDS)

TALK = {"messengers", "social", "calls"}
"""Families of services on which people are named or linked to."""
CHANNELS_JS = PACKAGE.parent.parent / "extension" / "pages" / "channels.js"
TYPES: dict[str, type] = {
    "shown_as": str,
    **dict.fromkeys(("common", "number_is_account", "proper_names"), bool),
    **dict.fromkeys(("person_paths", "roles", "paid_to", "weak_paid_to"), dict),
}
"""What a field holds that holds no list of entries."""


def lists_of(record: dict[str, Any]) -> dict[str, list[str]]:
    """Every list of entries in a record, those of a group by their own keys too."""
    found = {field: value for field, value in record.items() if isinstance(value, list)}
    for field, value in record.items():
        if isinstance(value, dict):
            found |= {f"{field}.{key}": entries for key, entries in value.items()}
    return found


def missing(record: dict[str, Any]) -> list[str]:
    """What a record does not say and has to."""
    families = set(record.get("families", ()))
    told = {
        "shown_as": bool(record.get("shown_as")),
        "families": bool(families) and families <= set(channel_groups()),
        "names, weak names or hosts": bool(
            record.keys() & {"names", "weak", "hosts", "paid_to", "pay_hosts"}
        ),
    }
    if families & TALK:
        told["names or weak names"] = bool(record.keys() & {"names", "weak"})
        told["hosts ([] where no link leads to a person)"] = "hosts" in record
    if "messengers" in families:
        told["number_is_account"] = "number_is_account" in record
    if "payments" in families:
        told["paid_to or pay_hosts"] = bool(record.keys() & {"paid_to", "pay_hosts"})
    return [what for what, holds in told.items() if not holds]


@EACH
def test_a_record_says_all_that_its_families_need(channel: str) -> None:
    assert missing(RECORDS[channel]) == []


def test_a_record_that_lacks_something_is_told_so() -> None:
    assert missing({"shown_as": "Zangi", "families": ["messenger"]}) == [
        "families",
        "names, weak names or hosts",
    ]
    assert missing({"shown_as": "Zangi", "families": ["messengers"], "names": ["zangi"]}) == [
        "hosts ([] where no link leads to a person)",
        "number_is_account",
    ]


def test_records_are_sorted() -> None:
    assert list(RECORDS) == sorted(RECORDS)


@EACH
def test_a_record_is_in_order_and_lower_case(channel: str) -> None:
    record = RECORDS[channel]
    fields = Service._fields
    assert list(record) == sorted(record, key=fields.index)
    for field, value in record.items():
        assert type(value) is TYPES.get(field, list), field
    for field, entries in lists_of(record).items():
        assert entries == sorted(set(entries)), field
        assert entries == [entry.strip().lower() for entry in entries], field
        assert all(entries), field


@pytest.mark.parametrize("name", LISTS)
def test_an_entry_stands_once_in_a_list(name: str) -> None:
    """In one record, and not in the list's own file as well, but to say something else there."""
    given = [(entry, value) for service in services().values() for entry, value in set(LISTS[name](service))]
    entries = [entry for entry, _ in given]
    assert sorted(entries) == sorted(set(entries))
    path = PACKAGE / "lexicon" / f"{name}.txt"
    if path.is_file() and name != "common_words":  # a word such as "line" is everyday on its own account
        own = set(path.read_text("utf-8").splitlines())
        assert not [entry for entry, value in given if f"{entry}\t{value}" in own]


@EACH
def test_initials_are_weak_names_and_paths_are_of_hosts(channel: str) -> None:
    service = services()[channel]
    assert set(service.initials) <= set(service.weak)
    assert set(service.person_paths) <= set(service.hosts)


@EACH
def test_every_part_of_a_record_stands_in_its_place(channel: str) -> None:
    service = services()[channel]
    assert all(channel in channel_groups()[family] for family in service.families)
    assert name_of(channel) == service.shown_as
    places = {
        "services": service.names,
        "services_weak": service.weak,
        "services_misspelt": service.misspelt,
        "service_initials": service.initials,
        "handle_hosts": service.hosts,
        "contact_nouns": service.asked_for,
        "payment_hosts": service.pay_hosts,
    }
    for name, entries in places.items():
        assert {entry: lexicon.table(name).get(entry) for entry in entries} == dict.fromkeys(entries, channel)
    assert (channel in lexicon.table("number_accounts")) == service.number_is_account
    assert (channel in lexicon.table("proper_names")) == service.proper_names
    if service.number_is_account:
        assert {name for name in service.names if " " not in name} <= set(lexicon.table("phone_cues"))


@EACH
def test_what_plays_a_role_in_a_sentence_is_a_name_or_what_is_asked_for(channel: str) -> None:
    service = services()[channel]
    known = {*service.names, *service.weak, *service.misspelt, *service.asked_for}
    assert {entry for entries in service.roles.values() for entry in entries} <= known


def test_the_extensions_list_is_the_one_the_records_make() -> None:
    command = "python -m tests.structure.channels > extension/pages/channels.js"
    assert CHANNELS_JS.read_text("utf-8") == written(services().values()), f"write it again: {command}"


def test_the_built_in_platforms_are_the_same_everywhere() -> None:
    assert get_args(BuiltIn) == BUILT_IN
    assert [name_of(platform) for platform in BUILT_IN] == [built_in(platform).name for platform in BUILT_IN]
