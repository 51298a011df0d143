"""A companion in process: the Flask app behind its guard, with one paired extension."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from touchline.web.app import create_app
from touchline.web.pairing import Pairings
from touchline.web.shelf import Shelf

HOST = "127.0.0.1:47615"
ORIGIN = "chrome-extension://" + "abcdefghijklmnop" * 2
OTHER_ORIGIN = "moz-extension://6b1f3f2c-0d2b-4c8e-9a64-0f3f1d9f7a10"


class Companion:
    """Posts to the app as the paired extension does; keyword arguments replace single headers."""

    def __init__(self, folder: Path) -> None:
        self.pairings = Pairings(folder)
        self.token = self.pairings.new_token()
        self.app = create_app(self.pairings, Shelf(), HOST)
        self.client: FlaskClient = self.app.test_client()

    def headers(self, **changed: str | None) -> dict[str, str]:
        headers: dict[str, str | None] = {
            "Host": HOST,
            "Origin": ORIGIN,
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Sec-Fetch-Site": "none",
        }
        headers.update({name.replace("_", "-"): value for name, value in changed.items()})
        return {name: value for name, value in headers.items() if value is not None}

    def post(self, path: str, data: bytes, **changed: str | None) -> TestResponse:
        return self.client.post(path, data=data, headers=self.headers(**changed))

    def check(self, **request: Any) -> TestResponse:
        body = {"text": "Hello", "platform": "upwork", "surface": "inbox", **request}
        return self.client.post("/v1/check", json=body, headers=self.headers())
