"""The saved schema of a reply is the structure's own, and both the example and real replies fit it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.contract.reply_schema import SAVED, saved_schema
from tests.web.companion import Companion

from touchline.web.replies import Reply

CONTRACT = Path(__file__).parent
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SAVED.read_text("utf-8")))
EXAMPLE = json.loads((CONTRACT / "check_reply.json").read_text("utf-8"))


def test_the_saved_schema_is_the_one_of_the_structure() -> None:
    command = "python -m tests.contract.reply_schema > tests/contract/reply.schema.json"
    assert SAVED.read_text("utf-8") == saved_schema(), f"write it again: {command}"


def test_the_example_of_the_contract_fits() -> None:
    VALIDATOR.validate(EXAMPLE)
    assert json.loads(msgspec.json.encode(msgspec.convert(EXAMPLE, Reply))) == EXAMPLE


@pytest.mark.parametrize("place", ["", "warnings.0", "clauses.*", "pack", "clauses.*.source"])
def test_a_reply_with_one_field_more_or_less_does_not_fit(place: str) -> None:
    fields = list(at(EXAMPLE, place))
    for change in (*fields, "new"):
        reply = json.loads(json.dumps(EXAMPLE))
        part = at(reply, place)
        if change == "new":
            part["new"] = 1
        else:
            del part[change]
        assert not VALIDATOR.is_valid(reply), (place, change)


def at(reply: Any, place: str) -> dict[str, Any]:
    """The part of a reply at a place; `*` is the first entry, whatever its name."""
    for step in filter(None, place.split(".")):
        reply = next(iter(reply.values())) if step == "*" else reply[int(step) if step.isdecimal() else step]
    found: dict[str, Any] = reply
    return found


@pytest.mark.parametrize("text", ["hello", "jo@example.org, +44 7700 900123, skype: live:jo_7 👋", "@" * 700])
def test_every_reply_of_the_companion_fits(tmp_path: Path, text: str) -> None:
    response = Companion(tmp_path).check(text=text, mode="strict", surface="unknown")
    VALIDATOR.validate(response.get_json())
    msgspec.json.decode(response.data, type=Reply)
