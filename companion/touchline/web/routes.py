"""The two things an extension may ask: `hello` and `check`.

Both are POST. The text of a request lives in local variables here and nowhere else.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from flask import Blueprint, request

from touchline.model import MESSAGE_LIMIT
from touchline.review import review
from touchline.terms.pack import built_in, known
from touchline.web import wire

API_VERSION = 1

routes = Blueprint("v1", __name__, url_prefix="/v1")


@routes.post("/hello")
def hello() -> dict[str, Any]:
    """Versions, limits and the packs of terms, so that the extension can say what to update."""
    packs = [built_in(platform) for platform in known()]
    return {
        "api": {"min": API_VERSION, "max": API_VERSION},
        "companion": version("touchline"),
        "packs": [{"id": pack.id, "name": pack.name, "revision": pack.revision} for pack in packs],
        "limits": {"max_chars": MESSAGE_LIMIT},
    }


@routes.post("/check")
def check() -> dict[str, Any]:
    """What the terms say of one message, as in the contract."""
    asked = wire.read_check(request.get_data(cache=False))
    return wire.reply(asked, review(asked.message, asked.context, recent=asked.recent))
