"""No log line, warning or traceback can hold what somebody typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LEAKS = {
    "a debug line": "logging.getLogger('touchline').debug(canary)",
    "a field": "logging.getLogger('touchline').error('checked %s', canary)",
    "a field of a known event": "logging.getLogger('touchline').error(Event.UNEXPECTED, canary, 1)",
    "a named field": "logging.getLogger('x').error('checked %(text)s', {'text': canary})",
    "a library's line": "logging.getLogger('urllib3').warning(canary)",
    "a logged exception": "try: raise ValueError(canary)\nexcept ValueError: logging.exception('broken')",
    "a warning": "warnings.warn(canary)",
    "an uncaught exception": "raise ValueError(canary)",
    "an exception in a thread": "t = threading.Thread(target=int, args=(canary,)); t.start(); t.join()",
    "an exception that nobody can catch": (
        "class Broken:\n    def __del__(self): raise ValueError(canary)\nBroken()"
    ),
    "a line that cannot be formatted": "logging.getLogger('touchline').error('%d', canary)",
}
PROGRAM = """
import logging, sys, threading, warnings
from touchline.hardening.logs import Event, install
install()
logging.root.setLevel(logging.DEBUG)
canary = sys.argv[1]
"""


def output_of(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM + code, "canary-words"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == ""
    return done.stderr


@pytest.mark.parametrize("name", LEAKS)
def test_words_never_reach_the_log(name: str) -> None:
    output = output_of(LEAKS[name])
    assert "canary" not in output
    assert len(output.splitlines()) == 1, "that something was logged must not be hidden"
    assert output.startswith(
        ("touchline: a log line is withheld, from ", "touchline: unexpected ValueError at ")
    )


def test_an_event_is_logged_with_its_typed_fields() -> None:
    code = "LOG.error(Event.UNEXPECTED, OSError, Place('/home/jo/x.py', 7))"
    assert (
        output_of(f"from touchline.hardening.logs import LOG, Place\n{code}")
        == "touchline: unexpected OSError at x.py:7\n"
    )


def test_the_user_name_in_a_path_is_not_shown() -> None:
    output = output_of("import flask.json; flask.json.loads(canary)")
    assert str(Path.home()) not in output
    assert output.startswith("touchline: unexpected JSONDecodeError at decoder.py:")
