"""The try page opens once with its key and then answers that browser only."""

from __future__ import annotations

import hmac
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from touchline.web.loaded_packs import LoadedPacks
from touchline.web.try_page.app import create_try_app

HOST = "127.0.0.1:50001"
KEY = "k" * 32
HEADERS = {"Host": HOST}


@pytest.fixture
def client() -> FlaskClient:
    return create_try_app(LoadedPacks(), HOST, KEY).test_client()


def opened(client: FlaskClient) -> None:
    response = client.get(f"/?key={KEY}", headers=HEADERS)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert KEY not in cookie


def test_the_key_opens_the_page_once(client: FlaskClient) -> None:
    opened(client)
    page = client.get("/", headers=HEADERS)
    assert page.status_code == 200
    assert "not legal advice" in " ".join(page.get_data(as_text=True).split())
    second = create_try_app(LoadedPacks(), HOST, KEY).test_client()
    assert second.get("/", headers=HEADERS).status_code == 403


def test_of_two_that_come_with_the_key_at_once_one_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    compare, app = hmac.compare_digest, create_try_app(LoadedPacks(), HOST, KEY)

    def slowly(*both: bytes) -> bool:
        answer = compare(*both)
        time.sleep(0.2)  # so that the other one comes in between
        return answer

    monkeypatch.setattr(hmac, "compare_digest", slowly)
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(lambda _: app.test_client().get(f"/?key={KEY}", headers=HEADERS), range(2))
        assert sorted(answer.status_code for answer in answers) == [302, 403]


def test_two_pages_open_in_one_browser_at_a_time(client: FlaskClient) -> None:
    """Cookies know no ports, so each page needs a name of its own for its cookie."""
    opened(client)
    other = create_try_app(LoadedPacks(), "127.0.0.1:50002", KEY).test_client()
    other._cookies = client._cookies
    assert other.get(f"/?key={KEY}", headers={"Host": "127.0.0.1:50002"}).status_code == 302
    assert other.get("/", headers={"Host": "127.0.0.1:50002"}).status_code == 200
    assert client.get("/", headers=HEADERS).status_code == 200


def test_the_used_address_says_how_to_get_a_new_one(client: FlaskClient) -> None:
    opened(client)
    client.delete_cookie("touchline-try-50001", domain="127.0.0.1")
    again = client.get(f"/?key={KEY}", headers=HEADERS)
    assert again.status_code == 403
    assert "touchline try" in again.get_data(as_text=True)


def test_a_message_is_checked_on_the_wire_format(client: FlaskClient) -> None:
    opened(client)
    response = client.post(
        "/check",
        json={"text": "mail me at jo@example.org", "platform": "upwork", "surface": "proposal"},
        headers=HEADERS,
    )
    (warning,) = response.get_json()["warnings"]
    assert (warning["kind"], warning["start"], warning["end"]) == ("email", 11, 25)


@pytest.mark.parametrize("path", ["/", "/check", "/static/try.js"])
def test_without_the_key_nothing_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path, headers=HEADERS).status_code == 403
    assert client.get(f"{path}?key=wrong", headers=HEADERS).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Host": "localhost:50001"}, {"Host": "evil.example"}, {"Host": HOST, "Sec-Fetch-Site": "cross-site"}],
)
def test_another_host_or_site_is_refused_even_with_the_cookie(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    opened(client)
    assert client.post("/check", json={"text": "a", "platform": "upwork"}, headers=headers).status_code == 403


def test_bad_input_is_the_same_problem_as_the_companions(client: FlaskClient) -> None:
    opened(client)
    response = client.post("/check", json={"text": "", "platform": "upwork"}, headers=HEADERS)
    assert (response.status_code, response.get_json()["field"]) == (400, "text")


def test_the_page_may_load_and_reach_nothing_but_itself(client: FlaskClient) -> None:
    opened(client)
    policy = client.get("/", headers=HEADERS).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy


def test_browsers_are_asked_not_to_keep_what_is_typed_for_the_next_session(client: FlaskClient) -> None:
    """Session restore writes form fields to the disk, but none with autocomplete off."""
    opened(client)
    page = client.get("/", headers=HEADERS).get_data(as_text=True)
    (field,) = re.findall(r"<textarea[^>]*>", page)
    assert 'autocomplete="off"' in field


def test_a_question_without_a_message_is_answered(client: FlaskClient) -> None:
    opened(client)
    question = {"platform": "fiverr", "surface": "order", "kind": "phone", "intent": "provides"}
    before = {**question, "surface": "inbox", "stage": "before_contract"}
    needed = {**question, "allowances": [{"fact": "needed_for_delivery"}]}
    unsaid = client.post("/ask", json=before, headers=HEADERS).get_json()
    allowed = client.post("/ask", json=needed, headers=HEADERS).get_json()
    assert (unsaid["verdict"], allowed["verdict"]) == ("breach", "note")
    assert set(allowed["cited"]) == set(allowed["clauses"])


def test_a_bad_question_is_a_named_problem(client: FlaskClient) -> None:
    opened(client)
    response = client.post("/ask", json={"platform": "fiverr", "kind": "pigeon"}, headers=HEADERS)
    assert (response.status_code, response.get_json()["field"]) == (400, "kind")
