"""The companion's Flask app: one table from error class to status, one handler, no text in any log.

The factory joins guard, CORS and routes. What a request may say is `wire`'s business, who may send one
is `guard`'s, and what a message means is the pipeline's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from flask import Flask, Response, request
from flask_cors.core import get_cors_options, set_cors_headers
from werkzeug.exceptions import HTTPException

from touchline.errors import AccessDenied, InvalidRequest, MessageTooLong, TouchlineError, UnknownPlatform
from touchline.hardening.logs import LOG, Event, place_of
from touchline.web.guard import BODY_LIMIT, Guard
from touchline.web.routes import routes

if TYPE_CHECKING:
    from touchline.web.pairing import Pairings
    from touchline.web.shelf import Shelf

STATUS = {
    MessageTooLong: 413,
    UnknownPlatform: 404,
    InvalidRequest: 400,
    AccessDenied: 403,
    TouchlineError: 500,
}
"""Error class to HTTP status; the first class that an error is an instance of counts."""

_TITLES = {
    400: "The request is not what the contract says",
    403: "Not the paired extension",
    404: "No terms for this platform",
    413: "The text is too long to check",
    500: "The text could not be checked",
}
_PREFLIGHT_SECONDS = 600


def create_app(pairings: Pairings, packs: Shelf, host: str) -> Flask:
    """The app for exactly one `host` ("127.0.0.1:port"); its WSGI side already stands behind the guard."""
    app = Flask("touchline", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask types the provider's base class only
    app.extensions["touchline-shelf"] = packs
    app.register_blueprint(routes)
    app.register_error_handler(TouchlineError, problem)
    app.register_error_handler(HTTPException, _bare)
    app.register_error_handler(Exception, unexpected)
    app.after_request(lambda response: _with_cors(app, pairings, response))
    app.wsgi_app = Guard(app.wsgi_app, host, pairings)  # type: ignore[method-assign]  # as Flask documents it
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


def _with_cors(app: Flask, pairings: Pairings, response: Response) -> Response:
    """Answer CORS for the exact paired origin, for users who did not grant the host permission."""
    origin = request.headers.get("Origin", "")
    if not pairings.knows_origin(origin):
        return response
    options = get_cors_options(
        app,
        {
            "origins": [origin],
            "methods": ["POST"],
            "allow_headers": ["Authorization", "Content-Type"],
            "max_age": _PREFLIGHT_SECONDS,
        },
    )
    return set_cors_headers(response, options)
