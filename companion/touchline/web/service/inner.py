"""The companion's inner Flask app: two routes, and one handler for whatever goes wrong in them.

Nobody outside reaches it but through `sealed`, which opens what is sealed. What a request may say is
`wire`'s business, who may send one is `guard`'s and the seal's, what a message means is the pipeline's, and
what an error looks like stands in `problems`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from touchline.errors import TouchlineError
from touchline.web.guard import BODY_LIMIT
from touchline.web.problems import problem, unexpected
from touchline.web.service.routes import routes

if TYPE_CHECKING:
    from touchline.web.loaded_packs import LoadedPacks


def create_app(packs: LoadedPacks) -> Flask:
    """The app that answers with these packs, in plain JSON."""
    app = Flask("touchline", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.extensions["touchline-packs"] = packs
    app.register_blueprint(routes)
    app.register_error_handler(TouchlineError, problem)
    app.register_error_handler(HTTPException, _bare)
    app.register_error_handler(Exception, unexpected)
    return app


def _bare(error: HTTPException) -> Response:
    return Response(status=error.code or 500)
