"""The JSON Schema for editors agrees with the loader about the shape of a pack file."""

from __future__ import annotations

import copy
import json
import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchline.terms.library import BUILT_IN
from touchline.terms.schema import PackShape, saved_schema, schema

SAVED = files("touchline.terms") / "pack.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())


def document(platform: str) -> dict[str, Any]:
    """A pack as JSON has it: days as text, and few enough rules to be quick."""
    text = (files("touchline.terms") / "packs" / f"{platform}.toml").read_text("utf-8")
    pack = tomllib.loads(text, parse_float=float)
    plain: dict[str, Any] = json.loads(json.dumps(pack, default=date.isoformat))
    return plain


SMALL = document("peopleperhour")


def loader_accepts(pack: object) -> bool:
    try:
        msgspec.convert(pack, PackShape)
    except msgspec.ValidationError:
        return False
    return True


def test_the_saved_schema_is_the_one_the_loader_is_made_of() -> None:
    command = "python -m touchline.terms.schema > companion/touchline/terms/pack.schema.json"
    assert SAVED.read_text("utf-8") == saved_schema(), f"write it again: {command}"


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("platform", BUILT_IN)
def test_both_accept_every_built_in_pack(platform: str) -> None:
    pack = document(platform)
    assert loader_accepts(pack)
    VALIDATOR.validate(pack)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every value in a document."""
    found = [path] if path else []
    if isinstance(value, dict):
        found += [p for key, inner in value.items() for p in places(inner, (*path, key))]
    elif isinstance(value, list):
        found += [p for index, inner in enumerate(value) for p in places(inner, (*path, index))]
    return found


PLACES = places(SMALL)
STRANGE = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1.5,
        "",
        "x",
        "X y",
        "2020-13-01",
        "2020-01-01",
        "breach",
        "email",
        [],
        ["email"],
        {},
        {"a": 1},
        "y" * 401,
    ]
)


@settings(max_examples=300)
@given(place=st.sampled_from(PLACES), strange=STRANGE, how=st.sampled_from(["replace", "drop", "add"]))
def test_both_judge_a_changed_pack_alike(place: tuple[str | int, ...], strange: object, how: str) -> None:
    pack = copy.deepcopy(SMALL)
    parent: Any = pack
    for step in place[:-1]:
        parent = parent[step]
    last: Any = place[-1]
    if how == "replace":
        parent[last] = strange
    elif how == "drop":
        del parent[last]
    elif isinstance(parent, dict):
        parent["surprise"] = strange
    else:
        parent.append(strange)
    assert loader_accepts(pack) == VALIDATOR.is_valid(pack)
