"""Who may talk to the companion at all, decided before Flask and before the body is read.

A request must name exactly this host, be a POST (or the preflight of a paired extension), come from a
browser extension that is paired, and prove it. Whatever fails gets the same empty 403, so that a page
cannot tell a running companion's reasons apart. This module must not know routes, text or terms.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from touchline.web.pairing import Pairings

BODY_LIMIT = 262_144
"""Longest accepted body in bytes: 20,000 characters of any script and five earlier messages of 2,000."""

MEDIA_TYPE = "application/json"

_SAME_SITE = frozenset({"none", "same-origin"})  # Chromium's and Firefox's words for an extension's worker
_CROSS_SITE = "cross-site"  # sent when the user did not grant the host permission


class Guard:
    """WSGI middleware in front of the Flask app; `host` is the one accepted `Host` value."""

    def __init__(self, app: WSGIApplication, host: str, pairings: Pairings) -> None:
        self._app = app
        self._host = host
        self._pairings = pairings

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on, or answer with a bare status and an empty body."""
        refusal = self._refusal(environ)
        if refusal is None:
            return self._app(environ, start_response)
        start_response(f"{refusal.value} {refusal.phrase}", [("Content-Length", "0")])
        return [b""]

    def _refusal(self, environ: WSGIEnvironment) -> HTTPStatus | None:
        if environ.get("HTTP_HOST") != self._host or not self._site_is_ours(environ):
            return HTTPStatus.FORBIDDEN
        method = environ.get("REQUEST_METHOD")
        if method == "OPTIONS":
            origin = environ.get("HTTP_ORIGIN", "")
            return None if self._pairings.knows_origin(origin) else HTTPStatus.FORBIDDEN
        authorization, origin = environ.get("HTTP_AUTHORIZATION", ""), environ.get("HTTP_ORIGIN", "")
        if method != "POST" or not self._pairings.admits(authorization, origin):
            return HTTPStatus.FORBIDDEN
        return _body_refusal(environ)

    def _site_is_ours(self, environ: WSGIEnvironment) -> bool:
        site = environ.get("HTTP_SEC_FETCH_SITE")
        if site is None or site in _SAME_SITE:
            return True
        return site == _CROSS_SITE and self._pairings.knows_origin(environ.get("HTTP_ORIGIN", ""))


def _body_refusal(environ: WSGIEnvironment) -> HTTPStatus | None:
    """What is wrong with the announced body of a request whose sender is known."""
    if "HTTP_TRANSFER_ENCODING" in environ or not environ.get("CONTENT_LENGTH", "").isdecimal():
        return HTTPStatus.LENGTH_REQUIRED
    if int(environ["CONTENT_LENGTH"]) > BODY_LIMIT:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    media_type, _, parameters = environ.get("CONTENT_TYPE", "").partition(";")
    if media_type.strip().lower() != MEDIA_TYPE or parameters.strip().lower() not in {"", "charset=utf-8"}:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    return None
