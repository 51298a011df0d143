"""Comparing the quotes of a pack with a page that the user saved."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from touchline.errors import InvalidRequest
from touchline.terms.freshness import State, freshness
from touchline.terms.library import built_in

CLAUSES = built_in("fiverr").clauses
ORDER_PAGE = CLAUSES["fiverr.tos.9.1.order-page"]
CONTACT = CLAUSES["fiverr.tos.9.1.contact-details"]
CUT = CLAUSES["fiverr.tos.9.5.privacy-identity"]

WORDS = "All sorts of other words stand here, about refunds and much more. " * 3
AROUND = WORDS + "{} " + WORDS


def state(page: str, quote: str | None = None) -> tuple[State, str | None]:
    clause = replace(ORDER_PAGE, quote=quote) if quote else ORDER_PAGE
    (result,) = freshness([clause], page)
    return result.state, result.difference


def test_a_quote_that_stands_in_the_page_is_unchanged() -> None:
    assert state(AROUND.format(ORDER_PAGE.quote)) == (State.UNCHANGED, None)


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>x</title></head><body><p>{}</p></body></html>",
        "<div>{}</div>",
        "{}",
        "\ufeff{}",
    ],
)
def test_layout_does_not_matter(page: str) -> None:
    quote = ORDER_PAGE.quote
    assert quote is not None
    wrapped = quote.replace(
        "personal information",
        "personal\n   <b>information</b>" if "<" in page else "personal\n   information",
    )
    assert state(page.format(wrapped))[0] is State.UNCHANGED


def test_the_shape_of_signs_does_not_matter() -> None:
    assert state("He said ‘it’s — well — “fine”’ today", 'it\'s - well - "fine"')[0] is State.UNCHANGED


def test_a_changed_word_is_shown() -> None:
    quote = ORDER_PAGE.quote
    assert quote is not None
    found, difference = state(AROUND.format(quote.replace("may be exchanged", "must be exchanged")))
    assert found is State.CHANGED
    assert difference is not None
    assert "[-may-] {+must+} be exchanged" in difference
    assert "refunds" not in difference


def test_an_added_and_a_dropped_part_are_shown() -> None:
    quote = ORDER_PAGE.quote
    assert quote is not None
    shorter = quote.replace("Any necessary exchange", "Any exchange").replace(
        "within the Order Page", "within the Order Page or the Inbox"
    )
    found, difference = state(AROUND.format(shorter))
    assert found is State.CHANGED
    assert difference is not None
    assert "[-necessary-]" in difference


def test_other_words_altogether_mean_gone() -> None:
    assert state("We sell apples and pears on Mondays. " * 50)[0] is State.GONE
    with pytest.raises(InvalidRequest, match="no words"):
        state("<html><body>  </body></html>")


def test_what_a_script_holds_is_not_on_the_page() -> None:
    assert state(f"<html><script>var t = '{ORDER_PAGE.quote}'</script><p>Hello</p></html>")[0] is State.GONE


def test_each_part_of_a_cut_quote_is_looked_for() -> None:
    quote = CUT.quote
    assert quote is not None
    first, last = [part.strip() for part in quote.split("[…]") if part.strip()]
    whole = freshness([CUT], f"{first} Here stand other sentences. {last}")
    assert [result.state for result in whole] == [State.UNCHANGED]
    part = freshness([CUT], f"{first} Here stand other sentences.")
    assert [result.state for result in part] == [State.GONE]


def test_clauses_without_a_quote_are_not_compared() -> None:
    clauses = built_in("upwork").clauses.values()
    results = freshness(clauses, "other words")
    assert {result.clause.id for result in results} == {clause.id for clause in clauses if clause.quote}


def test_a_page_with_all_quotes_finds_all_unchanged() -> None:
    clauses = [*built_in("fiverr").clauses.values(), *built_in("upwork").clauses.values()]
    page = " Other words. ".join(clause.quote or "" for clause in clauses)
    assert {result.state for result in freshness(clauses, page)} == {State.UNCHANGED}


def test_a_long_page_takes_seconds_not_minutes() -> None:
    page = "The user may not do this or that, and the platform may do this and that. " * 4000
    begin = time.process_time()
    freshness([CONTACT, ORDER_PAGE, CUT], page)
    assert time.process_time() - begin < 10
