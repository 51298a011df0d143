"""`touchline check --why`: each claim in plain words, from what was seen to what ended it."""

from __future__ import annotations

import json

from click.testing import CliRunner

from touchline.cli import touchline
from touchline.cli.output.why import printable
from touchline.detectors import DETECTORS

HERE = ("--platform", "fiverr", "--surface", "inbox", "--stage", "before_contract")


def why(message: str, *options: str) -> str:
    """What `--why` adds, in one line."""
    result = CliRunner().invoke(touchline, ["check", "-", *HERE, "--why", *options], input=message)
    assert result.exit_code in {0, 1}, result.output
    _, found, added = result.output.partition("\nWHY\n")
    assert found
    return " ".join(added.split())


def test_a_warning_says_what_was_seen_and_what_spoke_for_it() -> None:
    said = why("mail me at jane77 at gmail dot com")
    assert "1. “jane77 at gmail dot com” (read as “jane77@gmail.com”) looked like an e-mail address." in said
    assert "For it: - It is an e-mail address with words for its signs" in said
    assert "End: Shown above, by the rule before." in said


def test_a_veto_says_which_words_ended_it() -> None:
    said = why("order number 6465550142")
    assert "“6465550142” looked like a phone number." in said
    assert "End: No warning. A word beside it says what it counts or names: an order" in said


def test_a_turn_and_the_rule_are_said() -> None:
    said = why("Sorry, no whatsapp please.")
    assert "Then: The sentence says no to it." in said


def test_what_counts_in_the_place_of_a_claim_is_named_by_its_number() -> None:
    said = why("call me at jo@example.org")
    assert "Number 1, “jo@example.org”, counts in its place. These words lead up to it." in said


def test_text_with_nothing_says_that_no_trigger_is_there() -> None:
    said = why("See you on Monday.")
    assert said == (
        "Nothing looked like anything that Touchline looks for: no trigger "
        "(none of the words and signs that a detector needs is in the message)."
    )


def test_what_was_searched_for_is_told_from_what_was_not() -> None:
    said = why("www.")
    assert "Nothing looked like an e-mail address" in said
    assert "the message was searched, and nothing fits." in said
    assert "payment details" in said.partition("nothing fits.")[2]


def test_nothing_is_masked_and_no_sign_moves_the_cursor() -> None:
    said = why("mail\x1b[2J jo\u200b@example.org")
    assert "“jo<U+200B>@example.org”" in said
    assert "\x1b" not in said
    assert printable("a\x07\u202eb\n\tc") == "a<U+0007><U+202E>b  c"


def test_without_the_option_nothing_is_added() -> None:
    result = CliRunner().invoke(touchline, ["check", "mail jo@example.org", *HERE])
    assert "WHY" not in result.output
    result = CliRunner().invoke(touchline, ["check", "mail jo@example.org", *HERE, "--format", "json"])
    assert set(json.loads(result.output)) == {"pack", "warnings", "incomplete", "causes"}


def test_json_has_the_documented_shape() -> None:
    command = ["check", "order number 6465550142, mail jo@example.org", *HERE, "--why", "--format", "json"]
    told = json.loads(CliRunner().invoke(touchline, command).output)["why"]
    assert set(told) == {"claims", "saw_nothing", "no_trigger"}
    claims = {claim["text"]: claim for claim in told["claims"]}
    number, email = claims["6465550142"], claims["jo@example.org"]
    assert set(number) == {"number", "detector", "reading", "start", "end", "text", "read_as", "steps"}
    keys = {"step", "code", "other", "kind", "intent", "channel", "confidence", "evidence"}
    assert all(set(step) == keys for claim in told["claims"] for step in claim["steps"])
    assert [(step["step"], step["code"]) for step in number["steps"]] == [
        ("claimed", None),
        ("vetoed", "label"),
    ]
    assert (email["start"], email["end"], email["detector"], email["reading"]) == (30, 44, "email", "message")
    assert email["steps"][0]["evidence"] == ["email-plain", "email-cue"]
    assert (email["steps"][-1]["step"], email["steps"][-1]["code"]) == ("warned", "before")
    silent = {*told["saw_nothing"], *told["no_trigger"], *(claim["detector"] for claim in told["claims"])}
    assert silent == {detector.name for detector in DETECTORS}
