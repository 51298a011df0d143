"""The two things an extension may ask: `hello` and `check`.

Both are POST. The text of a request lives in local variables here and nowhere else.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, request

from touchline.model import MESSAGE_LIMIT
from touchline.pipeline.pipeline import review
from touchline.web import wire

if TYPE_CHECKING:
    from touchline.web.loaded_packs import Shelf

API_VERSION = 1

routes = Blueprint("v1", __name__, url_prefix="/v1")


@routes.post("/hello")
def hello() -> dict[str, Any]:
    """Versions, limits and the packs of terms, so that the extension can say what to update."""
    return {
        "api": {"min": API_VERSION, "max": API_VERSION},
        "companion": version("touchline"),
        "packs": [{"id": pack.id, "name": pack.name, "revision": pack.revision} for pack in shelf().packs()],
        "limits": {"max_chars": MESSAGE_LIMIT},
    }


@routes.post("/check")
def check() -> dict[str, Any]:
    """What the terms say of one message, as in the contract."""
    asked = wire.read_check(request.get_data(cache=False))
    pack = shelf().pack(asked.context.platform)
    return wire.reply(asked, review(asked.message, asked.context, pack, asked.recent))


def shelf() -> Shelf:
    """The packs of the app that answers this request."""
    found: Shelf = current_app.extensions["touchline-shelf"]
    return found
