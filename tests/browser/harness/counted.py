"""`touchline serve`, saying each time that one of its handlers runs: for the tests of hostile websites."""

from flask import Flask, request
from flask.typing import ResponseReturnValue

from touchline.cli import main

_dispatch = Flask.dispatch_request


def _counted(app: Flask) -> ResponseReturnValue:
    print(f"handled {request.path}", flush=True)
    return _dispatch(app)


Flask.dispatch_request = _counted  # type: ignore[method-assign]
main()
