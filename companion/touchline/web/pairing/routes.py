"""The four routes of pairing: a WSGI app of its own, which runs only while a window is armed.

JSON in and out; neither the digits nor the key is in it. Whatever is not well formed gets the same empty
403 as a stranger. This module must not know the person's side.
"""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
from flask import Flask, Response, request
from joserfc.util import urlsafe_b64decode
from werkzeug.exceptions import HTTPException

from touchline.hardening.logs import LOG, Event, place_of
from touchline.web.pairing.key_agreement import Share

if TYPE_CHECKING:
    from touchline.web.pairing.replies import Reply
    from touchline.web.pairing.session import Window

MEDIA_TYPE = "application/json"
PATHS = tuple(f"/v1/pair/{step}" for step in ("commit", "reveal", "result", "finish"))
VERSION = 1

_BODY_LIMIT = 4_096

# base64url without padding, by the number of bytes it stands for
_Bytes16 = Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9_-]{22}\Z")]
_Bytes32 = Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9_-]{43}\Z")]
_Bytes65 = Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9_-]{87}\Z")]


class _Commit(msgspec.Struct, forbid_unknown_fields=True):
    v: int
    commitment: _Bytes32
    name: Annotated[str, msgspec.Meta(max_length=200)]


class _Reveal(msgspec.Struct, forbid_unknown_fields=True):
    exchange: _Bytes16
    public_key: _Bytes65
    nonce: _Bytes32


class _Result(msgspec.Struct, forbid_unknown_fields=True):
    exchange: _Bytes16


class _Finish(msgspec.Struct, forbid_unknown_fields=True):
    exchange: _Bytes16
    box: Annotated[str, msgspec.Meta(max_length=2_048)]


Shape = TypeVar("Shape", _Commit, _Reveal, _Result, _Finish)

_COMMIT = msgspec.json.Decoder(_Commit)
_REVEAL = msgspec.json.Decoder(_Reveal)
_RESULT = msgspec.json.Decoder(_Result)
_FINISH = msgspec.json.Decoder(_Finish)


def create_pairing_app(window: Window) -> Flask:
    """The app of one armed window."""
    app = Flask("touchline", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _BODY_LIMIT
    desk = _Desk(window)
    for path, step in zip(PATHS, (desk.commit, desk.reveal, desk.result, desk.finish), strict=True):
        app.add_url_rule(path, path, step, methods=["POST"])
    app.register_error_handler(HTTPException, lambda _: _refusal())
    for malformed in (msgspec.DecodeError, UnicodeDecodeError, binascii.Error):
        app.register_error_handler(malformed, lambda _: _refusal())
    app.register_error_handler(Exception, _unexpected)
    return app


class _Desk:
    """Reads what an extension sends and hands it to the window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def commit(self) -> Response:
        asked = _read(_COMMIT)
        if asked.v != VERSION:
            return Response(status=426)
        return _answer(
            self._window.commit(_origin(), asked.name, urlsafe_b64decode(asked.commitment.encode()))
        )

    def reveal(self) -> Response:
        asked = _read(_REVEAL)
        share = Share(urlsafe_b64decode(asked.public_key.encode()), urlsafe_b64decode(asked.nonce.encode()))
        return _answer(self._window.reveal(_origin(), asked.exchange, share))

    def result(self) -> Response:
        return _answer(self._window.result(_origin(), _read(_RESULT).exchange))

    def finish(self) -> Response:
        asked = _read(_FINISH)
        return _answer(self._window.finish(_origin(), asked.exchange, asked.box.encode()))


def _read(decoder: msgspec.json.Decoder[Shape]) -> Shape:
    return decoder.decode(request.get_data(cache=False))


def _origin() -> str:
    """Who asks, as the browser says it; the guard has seen that it is an extension."""
    return request.headers["Origin"]


def _answer(said: Reply) -> Response:
    return Response(msgspec.json.encode(said), content_type=MEDIA_TYPE)


def _refusal() -> Response:
    return Response(status=403)


def _unexpected(error: Exception) -> Response:
    LOG.error(Event.UNEXPECTED, type(error), place_of(error))
    return Response(status=500)
