"""`docs/protocol.md` shows the contract's own files, and those are what the companion takes and says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from tests.contract.protocol import CONTRACT, EXAMPLE_RE, PAGE, examples, written
from tests.web.companion import Companion

from touchline.web import replies, wire
from touchline.web.pairing import replies as pairing
from touchline.web.pairing import routes as pairing_routes
from touchline.web.service import routes

TEXT = PAGE.read_text("utf-8")
WORDS = json.loads((CONTRACT / "words.json").read_text("utf-8"))


def example(name: str) -> Any:
    return json.loads((CONTRACT / name).read_text("utf-8"))


@pytest.fixture
def companion(tmp_path: Path) -> Companion:
    return Companion(tmp_path)


def test_every_example_is_the_file_that_it_names() -> None:
    assert written() == TEXT, "write it again: python -m tests.contract.protocol"
    assert TEXT.count("```json") == len(EXAMPLE_RE.findall(TEXT))
    stated = {f"{message}_{side}.json" for message in ("hello", "check") for side in ("request", "reply")}
    assert set(examples()) == stated | {"problems.json", "pairing_replies.json"}


def rows(heading: str) -> list[str]:
    """The fields in the first column of the tables below a heading."""
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [
        field
        for line in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        for field in re.findall("`(.*?)`", line)
    ]


@pytest.mark.parametrize(
    ("heading", "shapes"),
    [("hello", [replies.Hello]), ("check", [wire._CheckRequest, replies.Reply, replies.TermsWarning])],
)
def test_every_field_has_its_row_in_the_order_it_is_sent(
    heading: str, shapes: list[type[msgspec.Struct]]
) -> None:
    assert rows(heading) == [field for shape in shapes for field in shape.__struct_fields__]


def test_the_limits_are_the_contracts() -> None:
    section = TEXT.split("\n## check\n")[1].split("\n## ")[0]
    limits = dict(WORDS["limits"])
    limits.pop("body")
    fields = {"message": "text", "earlier": "recent", "reference": "allowances"}
    for name, limit in limits.items():
        (row,) = re.findall(
            rf"^\| `{fields.get(name, name)}` \| .*", section.split("Only `text`")[0], re.MULTILINE
        )
        assert str(limit) in re.findall(r"\d+", row), name


def test_the_request_of_hello_gets_the_reply_of_hello(companion: Companion) -> None:
    said = companion.post("/v1/hello", json.dumps(example("hello_request.json")).encode()).get_json()
    stated = example("hello_reply.json")
    assert {**said, "packs": []} == {**stated, "packs": []}
    assert all(pack in said["packs"] for pack in stated["packs"])
    assert msgspec.to_builtins(msgspec.convert(stated, replies.Hello)) == {
        **stated,
        "packs": tuple(stated["packs"]),
    }


ASKED = {
    "invalid-request": {"text": "hello", "platform": "upwork", "surface": "street"},
    "message-too-long": {"text": "a" * 20_001, "platform": "upwork"},
    "unknown-platform": {"text": "hello", "platform": "nowhere"},
    "unexpected": {"text": "hello", "platform": "upwork"},
}


@pytest.mark.parametrize("name", ASKED)
def test_a_problem_is_told_as_the_contract_shows_it(
    name: str, companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "unexpected":
        monkeypatch.setattr(routes, "review", None)
    said = companion.post("/v1/check", json.dumps(ASKED[name]).encode())
    assert said.get_json() == example("problems.json")[name]
    assert said.status_code == said.get_json()["status"]
    msgspec.json.decode(said.data, type=replies.Problem)


def test_every_problem_is_shown() -> None:
    shown = example("problems.json")
    assert set(shown) == {*ASKED, "replayed"}
    for name, said in shown.items():
        assert said["type"] == f"/problems/{name}"
    replayed = msgspec.convert(shown["replayed"], replies.Replayed)
    assert msgspec.to_builtins(replayed) == shown["replayed"]


def test_every_reply_of_pairing_is_shown_by_its_name() -> None:
    shown = example("pairing_replies.json")
    assert list(shown) == [shape.__name__ for shape in get_args(pairing.Reply)]
    for name, said in shown.items():
        assert msgspec.to_builtins(msgspec.convert(said, getattr(pairing, name))) == said
    assert [*re.findall("`(.*?)`", TEXT.splitlines()[-1])] == ["reason", *pairing.Reason]


def test_every_route_of_pairing_is_shown_with_its_request() -> None:
    section = TEXT.split("\n## Connecting a browser\n")[1]
    for path in pairing_routes.PATHS:
        step = path.rpartition("/")[2]
        (row,) = re.findall(rf"^\| `{step}` \| (.*?) \|", section, re.MULTILINE)
        shape = getattr(pairing_routes, f"_{step.capitalize()}")
        assert tuple(re.findall("`(.*?)`", row)) == shape.__struct_fields__
