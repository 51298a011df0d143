"""Mentions: low in confidence, and never more than a mention."""

from __future__ import annotations

import pytest

import touchline
from touchline.model import Intent, Kind

REPORTED = 0.5


@pytest.mark.parametrize("service", ["WhatsApp", "Telegram", "Instagram", "Skype", "LinkedIn"])
@pytest.mark.parametrize("work", ["{} bot", "{} integration", "a {} clone", "posts for {} every day"])
def test_a_service_as_work_is_a_mention_of_low_confidence(service: str, work: str) -> None:
    (finding,) = touchline.find(work.format(service))
    assert finding.kind is Kind.MENTION
    assert finding.intent is Intent.MENTIONS
    assert finding.confidence < REPORTED


def test_a_service_that_is_part_of_a_finding_is_not_mentioned_again() -> None:
    kinds = [finding.kind for finding in touchline.find("what's your skype?")]
    assert kinds == [Kind.REQUEST]


def test_a_repeated_topic_is_reported_a_bounded_number_of_times() -> None:
    assert len(touchline.find("whatsapp bot, " * 200)) <= 40
