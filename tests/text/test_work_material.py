"""What counts as material of the work, and what is said by the writer all the same."""

from __future__ import annotations

import pytest

import touchline
from touchline.model import Intent
from touchline.text.material.work_material import work_material
from touchline.views.message import Views

MATERIAL = [
    "2024-11-06T09:14:22.118Z WARN retry for +44 7700 900123",
    "Nov  6 09:14:22 mail postfix/smtp[991]: to=<alice@studio-lindqvist.se>, status=sent",
    "\tat com.gymdesk.member.MemberService.issueCard(MemberService.java:131)",
    '{"phone": "+447700900123", "email": "alice@studio-lindqvist.se"}',
    "10021;Test One;+447700900123\n10022;Test Two;+447700900124",
    "| name | mail |\n| Ann | ann@lindqvist.se |",
    "AGENT: Good morning, this is Lindqvist Heating.\nCUSTOMER: Hello, please ring me on +44 7700 900123.",
    "00:12 Door opens, music.\n00:19 Voice: call us on +44 7700 900123.",
    "From: Ann <ann@lindqvist.se>\nTo: Bob <bob@lindqvist.se>\nSubject: tiles\n\nRing me on +44 7700 900123.",
    "> Ring me on +44 7700 900123\n> and bring the tiles",
    "```\nphone = '+44 7700 900123'\n```",
    "BEGIN:VCARD\nTEL;TYPE=WORK:+447700900123\nEND:VCARD",
    "server {\n  server_name www.lindqvist.se;\n  root /var/www;\n}",
]
SAID = [
    "Email: ann@lindqvist.se\nPhone: +44 7700 900123",
    "Ring me at 10:30 or 15:00 on +44 7700 900123",
    "<ann@lindqvist.se>",
    "ann(at)lindqvist(dot)se",
    "skype => live:ann.lindqvist",
    "//lindqvist-studio.se/ann",
    "Ann | +44 7700 900123 | ann@lindqvist.se",
    "WhatsApp: +44 7700 900123;",
]


@pytest.mark.parametrize("message", MATERIAL)
def test_material_of_the_work_is_told_by_its_build(message: str) -> None:
    assert work_material(Views(message))


@pytest.mark.parametrize("message", MATERIAL)
def test_a_value_in_it_is_not_the_writers(message: str) -> None:
    assert {finding.intent for finding in touchline.find(message)} <= {Intent.QUOTES}


@pytest.mark.parametrize("message", SAID)
def test_what_a_person_says_is_none(message: str) -> None:
    assert work_material(Views(message)) == ()


@pytest.mark.parametrize(
    "message",
    [
        "const p = 'ann@lindqvist.se'; // that is me, write after five",
        "here is where to reach me:\nconst p = 'ann@lindqvist.se';\nconsole.log(p);",
        "my number is in the name of the file: banner_447700900321.psd",
    ],
)
def test_what_the_writer_calls_his_own_in_it_is_found(message: str) -> None:
    assert Intent.PROVIDES in {finding.intent for finding in touchline.find(message)}


def test_only_the_lines_of_the_material_count() -> None:
    message = "2024-11-06 09:14:22 WARN queue full\nRing me on +44 7700 900123"
    assert [message[each.start : each.end] for each in work_material(Views(message))] == [
        message.split("\n", maxsplit=1)[0]
    ]
