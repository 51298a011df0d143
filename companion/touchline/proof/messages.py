"""The messages for a companion under observation, each with the mark: clean, warned about and refused.

A message that is not answered as it should be counts against the proof, so that a companion which checks
nothing, and therefore leaks nothing, proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003  NamedTuple reads the annotation when it runs
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from touchline.model import MESSAGE_LIMIT

if TYPE_CHECKING:
    from touchline.proof.canary import Canary
    from touchline.proof.client import Client


class Question(NamedTuple):
    """One thing to ask; `goes_well` asks it at a host and says whether the answer is the right one."""

    name: str
    goes_well: Callable[[Client, str], bool]


_WARNED = (
    "write to {mark}@example.org",
    "my skype is live:{mark}",
    "my instagram is {mark}",
    "add me on telegram @{mark}",
    "pay me at paypal.me/{mark}",
)
_CLEAN = ("Hello {mark}, thank you for your order.", "Über {mark} sprechen wir später 👋 你好")


def questions(canary: Canary) -> tuple[Question, ...]:
    """At least twenty checks, and requests that must be refused."""
    mark, clear = canary.text, canary.in_clear.text
    checks = [
        _check(
            f"{platform}: {text}", {"text": text.format(mark=mark), "platform": platform, "mode": mode}, least
        )
        for platform, mode in (("fiverr", "standard"), ("upwork", "strict"))
        for texts, least in ((_WARNED, 1), (_CLEAN, 0))
        for text in texts
    ]
    upwork = {"text": f"ask for {mark}", "platform": "upwork"}
    return (
        *checks,
        _check("earlier messages", {**upwork, "text": "at example.org", "recent": [mark, f"{mark} at"]}, 0),
        _check("a long message", {**upwork, "text": (mark + " ").ljust(MESSAGE_LIMIT, "x")}, 0),
        _check("a flood", {**upwork, "text": " ".join(f"{mark}{n}@example.org" for n in range(300))}, 1),
        _check("an allowance", {**upwork, "stage": "active_contract"}, 0),
        _refused("an unknown platform", {**upwork, "platform": mark}, 404),
        _refused("an unknown field", {**upwork, mark: 1}, 400),
        _refused("a wrong type", {**upwork, "text": [mark]}, 400),
        _refused("a wrong word", {**upwork, "surface": mark}, 400),
        _refused(
            "a message that is too long", {**upwork, "text": mark * (MESSAGE_LIMIT // len(mark) + 1)}, 413
        ),
        Question("a stranger", lambda client, host: client.is_refused(host, "/v1/check", clear)),
        Question("words without a seal", lambda client, host: client.is_refused(host, "/v1/box", clear)),
        Question("an unknown address", lambda client, host: client.is_refused(host, f"/{clear}", clear)),
    )


def _check(name: str, body: dict[str, object], least_warnings: int) -> Question:
    def goes_well(client: Client, host: str) -> bool:
        status, answer = client.ask(host, "check", body)
        return bool(status == HTTPStatus.OK and len(answer["warnings"]) >= least_warnings)

    return Question(name, goes_well)


def _refused(name: str, body: dict[str, object], expected: int) -> Question:
    return Question(name, lambda client, host: client.ask(host, "check", body).status == expected)
