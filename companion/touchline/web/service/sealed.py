"""The service's one outer route: opens what is sealed, has it answered, and seals the answer.

Each key counts upwards within one run of the service (its boot id), so a message that somebody recorded
is worth nothing a second time, and nothing has to be written down for it. What is inside goes to the
plain Flask app of `inner`, which is reachable no other way. This module must not know text or terms.
"""

from __future__ import annotations

import io
import secrets
import threading
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from flask import Flask, Response, request
from flask_cors import cross_origin
from werkzeug.exceptions import HTTPException

from touchline.errors import AccessDenied, InvalidRequest
from touchline.hardening.logs import LOG, Event, place_of
from touchline.settings import HOST
from touchline.web.guard import BODY_LIMIT
from touchline.web.problems import problem
from touchline.web.replies import Replayed, Sealed
from touchline.web.seal import MEDIA_TYPE, REPLY, REQUEST, VERSION, Header, header_of, seal, unseal

if TYPE_CHECKING:
    from touchline.web.pairing.store import Pairings

PATH = "/v1/box"

_BOOT_BYTES = 16
_CONFLICT = 409
_PREFLIGHT_SECONDS = 600
_GREETING = "hello"  # the one route that may be asked without knowing the boot id


class _Inner(msgspec.Struct, forbid_unknown_fields=True):
    """An opened request: its route, and its body as it stands."""

    route: Annotated[str, msgspec.Meta(pattern=r"\A[a-z]{1,20}\Z")]
    body: msgspec.Raw


_INNER = msgspec.json.Decoder(_Inner)


class Counters:
    """The last counter seen of each key in this run of the service. Thread-safe."""

    def __init__(self) -> None:
        self.boot = secrets.token_urlsafe(_BOOT_BYTES)
        self._last: dict[str, int] = {}
        self._lock = threading.Lock()

    def last(self, kid: str) -> int:
        """The highest counter that was accepted; 0 before the first."""
        return self._last.get(kid, 0)

    def accepts(self, header: Header, route: str) -> bool:
        """Whether this envelope is of this run and newer than every one before it; it counts from now on."""
        with self._lock:
            if header.boot != self.boot and not (header.boot == "" and route == _GREETING):
                return False
            if header.n <= self.last(header.kid):
                return False
            self._last[header.kid] = header.n
            return True


class Service:
    """One run of the service: `inner` answers what the envelopes of these `pairings` ask."""

    def __init__(self, pairings: Pairings, inner: Flask) -> None:
        self._pairings = pairings
        self._inner = inner
        self._counters = Counters()

    def answer(self) -> Response:
        """The answer to the envelope of this request."""
        box = request.get_data(cache=False)
        pairing = self._pairings.pairing(header_of(box).kid)
        if pairing is None or pairing.browser.origin != request.headers.get("Origin"):
            raise AccessDenied("nobody we know")
        header, content = unseal(box, pairing.key, REQUEST)
        if header.v != VERSION:
            return Response(status=426)  # told only to a connected browser, which can say what to update
        status, body = self._answer_to(header, content)
        reply = Header(typ=REPLY, kid=header.kid, boot=self._counters.boot, n=header.n)
        sealed = seal(pairing.key, reply, msgspec.json.encode(Sealed(status, body)))
        outer = _CONFLICT if status == _CONFLICT else 200  # an extension knows a replay from without
        return Response(sealed, outer, content_type=MEDIA_TYPE)

    def _answer_to(self, header: Header, content: bytes) -> tuple[int, msgspec.Raw]:
        """Status and body of the inner answer; a replay is told the counter that would have been new."""
        try:
            inner = _INNER.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            inner = None
        if not self._counters.accepts(header, inner.route if inner else ""):
            seen = Replayed(self._counters.boot, self._counters.last(header.kid))
            return _CONFLICT, msgspec.Raw(msgspec.json.encode(seen))
        if inner is None:
            malformed = problem(InvalidRequest("body", "not JSON in UTF-8, or no such route"))
            return malformed.status_code, msgspec.Raw(malformed.get_data())
        answered = Response.from_app(self._inner, _environ(inner.route, bytes(inner.body)))
        return answered.status_code, msgspec.Raw(answered.get_data() or b"null")


def create_service(pairings: Pairings, inner: Flask) -> Flask:
    """The WSGI app that listens to connected browsers; `inner` answers them."""
    app = Flask("touchline", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.add_url_rule(PATH, "box", Service(pairings, inner).answer, methods=["POST"])
    app.register_error_handler(AccessDenied, lambda _: Response(status=403))
    app.register_error_handler(HTTPException, lambda _: Response(status=403))
    app.register_error_handler(Exception, _unexpected)
    app.after_request(lambda response: _with_cors(pairings, response))
    return app


def _environ(route: str, body: bytes) -> dict[str, Any]:
    """A WSGI request (PEP 3333) for the inner app."""
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": f"/v1/{route}",
        "QUERY_STRING": "",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def _unexpected(error: Exception) -> Response:
    LOG.error(Event.UNEXPECTED, type(error), place_of(error))
    return Response(status=500)


def _with_cors(pairings: Pairings, response: Response) -> Response:
    """Answer CORS for the exact paired origin, for users who did not grant the host permission."""
    needs_cors = request.method == "OPTIONS" or request.headers.get("Sec-Fetch-Site") == "cross-site"
    origin = request.headers.get("Origin", "")
    if not (needs_cors and pairings.knows_origin(origin)):
        return response
    allowed = cross_origin(
        origins=[origin],
        methods=["POST"],
        allow_headers=["Content-Type"],
        max_age=_PREFLIGHT_SECONDS,
        automatic_options=False,  # Flask has answered OPTIONS already
    )
    answered: Response = allowed(lambda: response)()
    return answered
