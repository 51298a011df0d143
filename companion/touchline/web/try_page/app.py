"""The try page: a local page to paste a message into and watch the warnings appear.

Its own Flask app on its own port, so the companion keeps having no page. A one-time key in the address
opens it in one browser; from then on a same-site cookie does. It shares the pipeline and the wire format.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from touchline.errors import TouchlineError
from touchline.model import MESSAGE_LIMIT, Fact, Stage, Surface
from touchline.terms.explain import asked
from touchline.today import today
from touchline.web import wire
from touchline.web.guard import BODY_LIMIT
from touchline.web.problems import problem, unexpected
from touchline.web.service.routes import answered, check, loaded_packs

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from touchline.web.loaded_packs import LoadedPacks

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def create_try_app(packs: LoadedPacks, host: str, key: str) -> Flask:
    """The app for exactly one `host` ("127.0.0.1:port"), opened once with `/?key=<key>`."""
    app = Flask("touchline", template_folder="web/try_page/templates", static_folder="web/try_page/static")
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.extensions["touchline-packs"] = packs
    app.before_request(_Door(host, key).answer)
    app.after_request(_harden)
    app.add_url_rule("/", "page", _page)
    app.add_url_rule("/check", "check", check, methods=["POST"])
    app.add_url_rule("/ask", "ask", _ask, methods=["POST"])
    app.register_error_handler(TouchlineError, problem)
    app.register_error_handler(HTTPException, lambda error: Response(status=error.code or 500))
    app.register_error_handler(Exception, unexpected)
    return app


class _Door:
    """Opens once for the key; afterwards only for the browser that came in. Thread-safe."""

    def __init__(self, host: str, key: str) -> None:
        self._host = host
        self._key: str | None = key
        self._lock = threading.Lock()
        self._session = secrets.token_urlsafe(32)
        # cookies know no ports: without it a second page would shut the first one's door
        self._cookie = f"touchline-try-{host.rpartition(':')[2]}"

    def answer(self) -> AnyResponse | None:
        """The answer instead of serving: the way in for the key, a 403 for everybody who is not in."""
        if request.headers.get("Host") != self._host:
            return Response(status=403)
        if self._takes_the_key():
            response = redirect("/")  # to an address without it
            response.set_cookie(self._cookie, self._session, httponly=True, samesite="Strict")
            return response
        if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
            return Response(status=403)
        cookie = request.cookies.get(self._cookie, "")
        if hmac.compare_digest(cookie.encode(), self._session.encode()):
            return None
        return Response(render_template("closed.html") if request.path == "/" else "", status=403)

    def _takes_the_key(self) -> bool:
        if (request.method, request.path) != ("GET", "/"):
            return False
        offered = request.args.get("key", "")
        with self._lock:
            if self._key is None or not hmac.compare_digest(offered.encode(), self._key.encode()):
                return False
            self._key = None
            return True


def _page() -> str:
    return render_template("try.html", **_choices())


def _ask() -> Response:
    """May I do this, there, now? The same answer as `touchline ask` gives."""
    question = wire.read_question(request.get_data(cache=False))
    on = today()
    pack = loaded_packs().pack(question.context.platform)
    said = asked(question.kind, question.intent, question.channel, question.context, pack, on)
    return answered(wire.answer(said))


def _choices() -> dict[str, Any]:
    """The choices of the page's lists: places and stages in words, platforms from the packs."""
    return {
        "platforms": [(pack.id, pack.name) for pack in loaded_packs().packs()],
        "surfaces": [(surface.value, _SURFACES[surface]) for surface in Surface],
        "stages": [(stage.value, _STAGES[stage]) for stage in Stage],
        "facts": list(_FACTS.items()),
        "details": _DETAILS,
        "limit": MESSAGE_LIMIT,
    }


_SURFACES = {
    Surface.INBOX: "Messages (inbox)",
    Surface.ORDER: "Order page",
    Surface.PROPOSAL: "Proposal or cover letter",
    Surface.JOB_POST: "Job post",
    Surface.LISTING: "Gig or offer page",
    Surface.PROFILE: "Profile",
    Surface.REVIEW: "Review or feedback",
    Surface.UNKNOWN: "I do not know",
}

_STAGES = {
    Stage.BEFORE_CONTRACT: "Not started: no contract or order yet",
    Stage.ACTIVE_CONTRACT: "Started: contract or order is active",
    Stage.AFTER_CONTRACT: "Finished: contract or order is over",
    Stage.UNKNOWN: "I do not know",
}


_FACTS = {
    Fact.THEY_ASKED: "The other person asked me for it",
    Fact.NEEDED_FOR_DELIVERY: "The delivery needs it",
    Fact.ENTERPRISE_CLIENT: "The client has the Enterprise badge",
    Fact.PRIOR_RELATIONSHIP: "We worked together before we met here",
    Fact.SYSTEM_ACCESS: "It is only to open a project system",
    Fact.LEGAL_PAPERWORK: "It is for legal papers",
    Fact.SUPPORT_PERMISSION: "Customer Support gave me written permission",
}

_DETAILS = (
    ("email", None, "an e-mail address"),
    ("phone", None, "a phone number"),
    ("handle", "skype", "a Skype name"),
    ("handle", "whatsapp", "a WhatsApp name or number"),
    ("handle", None, "another messenger or social name"),
    ("link", None, "a link to another site"),
    ("address", None, "a postal address"),
    ("payment", None, "payment details"),
)


def _harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _CSP
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
