"""A messenger that no list knows is one record away: the record reaches every place by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from touchline.lexicon.services import FILE

ROOT = Path(__file__).parent.parent.parent

RECORD = """
[zangi]
shown_as = "Zangi"
families = ["messengers"]
names = ["zangi"]
weak = ["zng"]
initials = ["zng"]
misspelt = ["zanggi"]
hosts = ["zangi.com"]
person_paths."zangi.com" = ["to/"]
number_is_account = true
"""

SAID = {
    "my zangi is marta_k": ("handle", "provides"),
    "marta_k on zangi": ("handle", "provides"),
    "my z4ng1 is marta_k": ("handle", "provides"),
    "my zanggi is marta_k": ("handle", "provides"),
    "zng: marta_k": ("handle", "provides"),
    "zangi +44 7700 900123": ("handle", "provides"),
    "chat with me on zangi 020 7946 0018": ("handle", "provides"),
    "zangi 98765432": ("handle", "provides"),
    "see zangi.com/to/marta": ("handle", "provides"),
    "zangi dot com slash to slash marta": ("handle", "provides"),
    "what's your zangi?": ("request", "requests"),
    "what is your zangi id?": ("request", "requests"),
    "zangi me": ("request", "requests"),
    "let's talk on zangi": ("move", "moves"),
    "let's move to zangi": ("move", "moves"),
    "build a zangi bot": ("mention", "mentions"),
    "no zangi please": ("mention", "refuses"),
    "I cannot share my zangi": ("mention", "refuses"),
}
"""What is said of the new messenger, and what is found there: the kind and the intent."""

PROGRAM = """
import json, sys
from pathlib import Path
import touchline.lexicon.services as records
records.FILE = Path(sys.argv[1])
import touchline
from tests.structure.channels import written
from touchline import Context, Stage, Surface

def found(message):
    return [(f.kind, f.channel, f.intent, f.confidence) for f in touchline.find(message)]

def warned(message):
    warnings = touchline.review(message, CONTEXT).warnings
    return [(each.verdict, [clause.id for clause in each.clauses], each.message) for each in warnings]

CONTEXT = Context("upwork", Surface.INBOX, Stage.BEFORE_CONTRACT)
said = json.loads(sys.argv[2])
print(json.dumps({
    "found": {message: found(message) for message in said},
    "known": {message: found(message.replace("zangi", "viber")) for message in said},
    "warned": warned("my zangi is marta_k"),
    "warned_of_known": warned("my viber is marta_k"),
    "site": found("zangi.com/to/marta zangi.com/pricing"),
    "word": found("my telegram is zangi"),
    "channels": written(records.services().values()),
}))
"""


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process says whose `services.toml` has the record as well."""
    path = tmp_path_factory.mktemp("records") / "services.toml"
    path.write_text(FILE.read_text("utf-8") + RECORD, "utf-8")
    command = [sys.executable, "-c", PROGRAM, str(path), json.dumps(list(SAID))]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("message", SAID)
def test_it_is_found_wherever_a_messenger_is(reached: dict[str, Any], message: str) -> None:
    kind, intent = SAID[message]
    assert [tuple(found[:3]) for found in reached["found"][message]] == [(kind, "zangi", intent)]


@pytest.mark.parametrize(
    "message", [message for message in SAID if "zangi" in message and "com" not in message]
)
def test_it_is_found_as_surely_as_a_known_one(reached: dict[str, Any], message: str) -> None:
    """Viber, which has no record of its own roles, is told by the same rules."""
    (new,), (known,) = reached["found"][message], reached["known"][message]
    assert new[3] == known[3]


def test_a_page_of_its_site_that_leads_to_nobody_is_no_handle(reached: dict[str, Any]) -> None:
    assert [found[0] for found in reached["site"]].count("handle") == 1


def test_its_name_is_no_account_on_another_service(reached: dict[str, Any]) -> None:
    assert "handle" not in [found[0] for found in reached["word"]]


def test_the_verdict_is_that_of_a_messenger_and_names_it(reached: dict[str, Any]) -> None:
    ((verdict, clauses, message),) = reached["warned"]
    ((known_verdict, known_clauses, known_message),) = reached["warned_of_known"]
    assert (verdict, clauses) == (known_verdict, known_clauses)
    assert message == known_message.replace("Viber", "Zangi")
    assert "Zangi" in message


def test_the_extension_can_leave_it_out(reached: dict[str, Any]) -> None:
    assert '\n  zangi: "Zangi",\n' in reached["channels"]
