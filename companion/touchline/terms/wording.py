"""Plain words for kinds, services and facts, to fill the sentences of a pack.

Short, for readers who learn English. This module must not know any platform's rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from touchline.model import Fact, Intent, Kind
from touchline.terms.channels import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from touchline.context import Allowance
    from touchline.model import Finding

FIELDS = ("doing", "what", "place", "permission")
"""The fields a pack's message may hold, each filled by the function of the same name."""

_WHAT: Mapping[Kind, str] = {
    Kind.EMAIL: "an e-mail address",
    Kind.PHONE: "a phone number",
    Kind.HANDLE: "a user name on another service",
    Kind.LINK: "a link to another site",
    Kind.ADDRESS: "a postal address",
    Kind.PAYMENT: "payment details",
    Kind.REQUEST: "a way to contact someone",
    Kind.MOVE: "contact somewhere else",
    Kind.MENTION: "this topic",
}

_ASKED: Mapping[str, str] = {
    "email": "an e-mail address",
    "phone": "a phone number",
    "address": "a postal address",
    "link": "a link to another site",
    "website": "a website",
    "meeting": "a meeting elsewhere",
    "id": "a user name",
    "feedback": "a review in exchange for something",
    "any": "contact details",
}

_WAYS: Mapping[str | None, str] = {"email": "e-mail", "phone": "the phone"}

_ALLOWED: Mapping[Fact, str] = {
    Fact.ENTERPRISE_CLIENT: "the client has the Enterprise badge",
    Fact.PRIOR_RELATIONSHIP: "you knew each other before you met here",
    Fact.NEEDED_FOR_DELIVERY: "the delivery needs it",
    Fact.SYSTEM_ACCESS: "it is only to open a project system",
    Fact.LEGAL_PAPERWORK: "it is for legal papers",
    Fact.SUPPORT_PERMISSION: "customer support gave you written permission",
    Fact.THEY_ASKED: "the other person asked for it",
}


def what(finding: Finding) -> str:
    """The finding as a noun phrase: "an e-mail address", "a contact on Skype"."""
    channel = finding.channel
    if finding.kind is Kind.REQUEST:
        return _ASKED.get(channel or "any") or f"contact on {name_of(channel or '')}"
    if finding.kind is Kind.HANDLE and channel:
        return f"a contact on {name_of(channel)}"
    if finding.kind is Kind.PAYMENT and channel:
        return f"payment details ({name_of(channel)})"
    if finding.kind is Kind.LINK and channel:
        return f"a link to {name_of(channel)}"
    return _WHAT[finding.kind]


def doing(finding: Finding) -> str:
    """The act of the sentence as a noun phrase: "giving a phone number", "asking for contact on Skype"."""
    if finding.kind is Kind.REQUEST:
        return f"asking for {what(finding)}"
    if finding.kind is not Kind.MOVE:
        return f"{'asking for' if finding.intent is Intent.REQUESTS else 'giving'} {what(finding)}"
    if finding.intent is Intent.PAYS:
        return "paying outside the platform"
    if finding.channel in {None, "any", "uninvited"}:
        return "moving the talk to another place"
    if finding.channel in _WAYS:
        return f"moving the talk to {_WAYS[finding.channel]}"
    return f"moving the talk to {name_of(finding.channel or '')}"


def permission(allowances: Iterable[Allowance]) -> str:
    """Customer support's written permission with its ticket and day, as far as they were recorded."""
    for allowance in allowances:
        if allowance.fact is Fact.SUPPORT_PERMISSION:
            parts = [allowance.reference or "", _on(allowance.granted)]
            proof = ", ".join(part for part in parts if part)
            return (
                f"the written permission you recorded ({proof})"
                if proof
                else "the written permission you recorded"
            )
    return "written permission"


def stated(facts: Iterable[Fact]) -> str:
    """A sentence that shows which statements of the user were counted on; empty for none."""
    said = " and ".join(_ALLOWED[fact] for fact in sorted(facts))
    return f"You said: {said}." if said else ""


def _on(day: date | None) -> str:
    return f"given on {day.isoformat()}" if day else ""
