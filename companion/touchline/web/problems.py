"""Every problem that a request can meet, in one shape (`replies.Problem`): the only place that makes one.

One table says which error class gives which HTTP status. Unexpected errors are logged by type and place
only, because an exception's message may quote the text. This module must not know routes or requests.
"""

from __future__ import annotations

import msgspec
from flask import Response

from touchline.errors import InvalidRequest, MessageTooLong, TouchlineError, UnknownPlatform
from touchline.hardening.logs import LOG, Event, place_of
from touchline.web.replies import Problem

MEDIA_TYPE = "application/problem+json"

STATUS = {
    MessageTooLong: 413,
    UnknownPlatform: 404,
    InvalidRequest: 400,
    TouchlineError: 500,
}
"""Error class to HTTP status; the first class that an error is an instance of counts."""

TITLES = {
    400: "The request is not what the contract says",
    404: "No terms for this platform",
    413: "The text is too long to check",
    500: "The text could not be checked",
}

_MEMBERS = ("field", "problem", "limit", "known")


def problem_of(error: TouchlineError) -> Problem:
    """The error as the reply says it; its members are the error's own, which hold no text of the user."""
    status = next(status for error_class, status in STATUS.items() if isinstance(error, error_class))
    members = {name: getattr(error, name) for name in _MEMBERS if hasattr(error, name)}
    return Problem(f"/problems/{error.code}", TITLES[status], status, **members)


def problem(error: TouchlineError) -> Response:
    """The response for an error that Touchline raised on purpose."""
    return _response(problem_of(error))


def unexpected(error: Exception) -> Response:
    """The response for every other error, which is logged by its type and place."""
    LOG.error(Event.UNEXPECTED, type(error), place_of(error))
    return _response(Problem("/problems/unexpected", TITLES[500], 500))


def _response(said: Problem) -> Response:
    return Response(msgspec.json.encode(said), said.status, content_type=MEDIA_TYPE)
