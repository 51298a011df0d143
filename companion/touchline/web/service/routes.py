"""The two things an extension may ask: `hello` and `check`.

Both are POST. The text of a request lives in local variables here and nowhere else.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import msgspec
from flask import Blueprint, Response, current_app, request

from touchline.hardening.logs import LOG, Event, Place
from touchline.model import MESSAGE_LIMIT
from touchline.pipeline.pipeline import review
from touchline.web import wire
from touchline.web.replies import Hello, Limits, Terms, Versions

if TYPE_CHECKING:
    from touchline.web.loaded_packs import LoadedPacks

API_VERSION = 1

routes = Blueprint("v1", __name__, url_prefix="/v1")


@routes.post("/hello")
def hello() -> Response:
    """Versions, limits and the packs of terms, so that the extension can say what to update."""
    return answered(
        Hello(
            Versions(API_VERSION, API_VERSION),
            version("touchline"),
            tuple(Terms(pack.id, pack.name, pack.revision) for pack in loaded_packs().packs()),
            Limits(MESSAGE_LIMIT),
        )
    )


@routes.post("/check")
def check() -> Response:
    """Answers `check`: the warnings for one message, as in the contract."""
    asked = wire.read_check(request.get_data(cache=False))
    pack = loaded_packs().pack(asked.context.platform)
    outcome = review(asked.message, asked.context, pack, asked.recent)
    for cause in outcome.causes:
        LOG.error(Event.UNEXPECTED, cause.error, Place(cause.module, cause.line))
    return answered(wire.reply(asked, outcome))


def answered(reply: msgspec.Struct) -> Response:
    """The response that holds this reply as JSON (UTF-8)."""
    return Response(msgspec.json.encode(reply), content_type="application/json")


def loaded_packs() -> LoadedPacks:
    """The packs of the app that answers this request."""
    found: LoadedPacks = current_app.extensions["touchline-packs"]
    return found
