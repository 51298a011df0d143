"""The JSON Schema of a check's reply, made of the structure that the companion sends.

`python -m tests.contract.reply_schema > tests/contract/reply.schema.json` writes the file again; the
extension's tests compare their own types with it.
"""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from touchline.web.replies import Reply

SAVED = Path(__file__).parent / "reply.schema.json"


def schema() -> dict[str, Any]:
    """The schema, with each docstring as the description of its structure."""
    whole = msgspec.json.schema(Reply)
    for shape in whole["$defs"].values():
        if "description" in shape:  # newer Pythons and msgspecs take the indentation away, and older do not
            shape["description"] = inspect.cleandoc(shape["description"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A check's reply", **whole}


def saved_schema() -> str:
    """The text of `reply.schema.json`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(saved_schema())
