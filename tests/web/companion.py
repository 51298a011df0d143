"""A companion in process, with one connected browser: its inner app, and its service on a real port."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from tests.web.extension import Extension, paired
from werkzeug.test import TestResponse

from touchline.web.guard import Guard
from touchline.web.loaded_packs import LoadedPacks
from touchline.web.pairing.store import Pairings
from touchline.web.seal import MEDIA_TYPE
from touchline.web.server import bound_socket, host_of, serving
from touchline.web.service import sealed
from touchline.web.service.inner import create_app

HOST = "127.0.0.1:47615"


class Companion:
    """Posts plain JSON to the inner app, as it stands inside the seal; `extension` speaks to the service."""

    def __init__(self, folder: Path) -> None:
        self.pairings = Pairings(folder)
        pairing = paired()
        self.pairings.add(pairing)
        self.extension = Extension(pairing)
        self.app = create_app(LoadedPacks())
        self.client: FlaskClient = self.app.test_client()

    def post(self, path: str, data: bytes) -> TestResponse:
        return self.client.post(path, data=data, headers={"Host": HOST}, content_type="application/json")

    def check(self, **request: Any) -> TestResponse:
        body = {"text": "Hello", "platform": "upwork", "surface": "inbox", **request}
        return self.client.post("/v1/check", json=body, headers={"Host": HOST})

    @contextlib.contextmanager
    def serving(self) -> Iterator[int]:
        """The service on a free port, with the guard in front, until the block ends."""
        bound = bound_socket((0,))
        guard = Guard(host_of(bound), (sealed.PATH,), MEDIA_TYPE, self.pairings.knows_origin)
        with serving(sealed.create_service(self.pairings, self.app), bound, guard.admits):
            yield bound.getsockname()[1]
