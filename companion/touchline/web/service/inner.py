"""The companion's inner Flask app: one table from error class to status, one handler, no text in any log.

Nobody outside reaches it but through `box`, which opens what is sealed. What a request may say is `wire`'s
business, who may send one is `guard`'s and the seal's, and what a message means is the pipeline's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException

from touchline.errors import InvalidRequest, MessageTooLong, TouchlineError, UnknownPlatform
from touchline.hardening.logs import LOG, Event, place_of
from touchline.web.guard import BODY_LIMIT
from touchline.web.service.routes import routes

if TYPE_CHECKING:
    from touchline.web.loaded_packs import Shelf

STATUS = {
    MessageTooLong: 413,
    UnknownPlatform: 404,
    InvalidRequest: 400,
    TouchlineError: 500,
}
"""Error class to HTTP status; the first class that an error is an instance of counts."""

_TITLES = {
    400: "The request is not what the contract says",
    404: "No terms for this platform",
    413: "The text is too long to check",
    500: "The text could not be checked",
}


class _Unsorted(DefaultJSONProvider):
    """Keeps the order in which an answer is written: warnings by place, a clause where it is first cited."""

    sort_keys = False


def create_app(packs: Shelf) -> Flask:
    """The app that answers with these packs, in plain JSON."""
    app = Flask("touchline", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.json = _Unsorted(app)
    app.extensions["touchline-shelf"] = packs
    app.register_blueprint(routes)
    app.register_error_handler(TouchlineError, problem)
    app.register_error_handler(HTTPException, _bare)
    app.register_error_handler(Exception, unexpected)
    return app


def problem(error: TouchlineError) -> Response:
    """The one error shape (RFC 9457): a stable type, a fixed title, and never the user's text."""
    status = next(status for error_class, status in STATUS.items() if isinstance(error, error_class))
    body: dict[str, Any] = {"type": f"/problems/{error.code}", "title": _TITLES[status], "status": status}
    for name in ("field", "problem", "limit", "known"):
        if hasattr(error, name):
            body[name] = getattr(error, name)
    return _problem_response(body, status)


def unexpected(error: Exception) -> Response:
    """Log what broke by type and place only; an exception's message may quote the text."""
    LOG.error(Event.UNEXPECTED, type(error), place_of(error))
    return _problem_response({"type": "/problems/unexpected", "title": _TITLES[500], "status": 500}, 500)


def _bare(error: HTTPException) -> Response:
    return Response(status=error.code or 500)


def _problem_response(body: dict[str, Any], status: int) -> Response:
    return Response(msgspec.json.encode(body), status, content_type="application/problem+json")
