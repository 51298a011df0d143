"""The example of a reply fits the schema that the extension's types are compared with."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from tests.contract.words import SAVED


def read(name: str) -> Any:
    return json.loads((SAVED.parent / name).read_text("utf-8"))


def closed(schema: Any) -> Any:
    """The same schema, where a field that is not described is a mistake."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in schema else inner


def test_the_contracts_reply_has_every_field_of_the_schema_and_no_other() -> None:
    jsonschema.Draft202012Validator(closed(read("reply.schema.json"))).validate(read("check_reply.json"))
