"""E-mail addresses, plain or dressed.

Validators only raise confidence: a platform's filter flags `jane@mail.con` too. A word such as "at"
counts as a sign only beside more than itself. It must not know the terms or who wins an overlap.

Flagged:
    mail me at jo@example.org
    it is jane dot roe at gmail dot com
    mi correo: lucia arroba gmail punto com
    r o s a @ g m a i l . c o m

Not flagged:
    clone git@github.com:acme/site.git first
    export the icon as logo@2x.png please
    meet me at dot com conference
    I was at the office at noon
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.claims.claim import Candidate, CutShort, Detector, in_order
from touchline.claims.evidence import evidence
from touchline.detectors.email.domain import Domain, domain_at
from touchline.detectors.email.mailbox import mailboxes
from touchline.lexicon import table
from touchline.model import Kind, Technique
from touchline.short_memory import remembered
from touchline.text import hosts, local_part
from touchline.text.account_name import Likeness, likeness
from touchline.text.bounded import Bounded
from touchline.text.everyday import is_everyday
from touchline.text.near import near
from touchline.text.roles import one_letter, words_of
from touchline.text.signs.restored import TRIGGERS, Restored, restored
from touchline.text.signs.sign import Sign
from touchline.views.code_points import disguises, folded_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views

_LOCAL_MAX: Final = 64
_FEWEST: Final = 4
"""Characters of a name that is a number."""
_MOST_SIGNS: Final = 1_000
_BRACKETS: Final = frozenset("([{<")
_WHOLE: Final = frozenset({"email-plain", "email-words", "email-symbols", "email-dropped"})
"""Shapes of an address from its name to a top-level domain that exists."""

_LOCAL: Final = Bounded(
    rf"""
    # read from the "@" to the left, backwards, in Latin letters or in all of one other script, so that
    # an address begins after a word of another script that it is glued to
    # (a name in Han or kana: none of the signs that lead up to an address, nothing glued before it)
    [a-z0-9._]{{0,40}} (?: (?! {one_letter(words_of("leads-to-mail"))} )
                         [\u3041-\u30ff\u3400-\u9fff] ){{1,6}} (?! \w )
    | [a-z0-9\u00df-\u024f._%+'\-]{{1,64}}
    | (?: [^\W_a-z]{{1,40}} [._-] ){{0,3}} [^\W_a-z\u00df-\u024f\u2e80-\u9fff]{{1,40}}
    """
)


def find(views: Views) -> Iterator[Candidate]:
    """Every e-mail address of the message."""
    reading = restored(views)
    if reading is None:
        return
    text = reading.view.text
    at, tried = text.find("@"), 0
    while at >= 0:
        if (tried := tried + 1) > _MOST_SIGNS:
            raise CutShort
        candidate = _claim(views, reading, text, at)
        if candidate is not None:
            yield candidate
        at = text.find("@", at + 1)
    if "email_providers" in views.triggers and not reading.plain:
        yield from mailboxes(views)
    if reading.cut:
        raise CutShort


def _claim(views: Views, reading: Restored, text: str, at: int) -> Candidate | None:
    if at + 1 >= len(text) or not text[at + 1].isalnum():
        return None
    start = _local_start(reading, text, at)
    domain = None if start is None else domain_at(reading, text, at + 1)
    if start is None or domain is None or _is_code(text, start, at, domain.end):
        return None
    local = text[start:at]
    shape = _shape(views, reading, start, at, domain)
    if shape is None:
        return None
    place = reading.view_span(start, domain.end)
    raw = views.raw[slice(*views.folded.raw_span(*place))]
    techniques = _techniques(reading, start, at, domain, raw)
    value = f"{local}@{domain.name}"
    codes = {
        shape: True,
        "provider": domain.provider,
        "email-cue": near(views, "email_cues", *place),
        "disguised": techniques != (Technique.PLAIN,),
        "placeholder": _is_placeholder(local, domain.name),
        "placeholder-cue": near(views, "placeholder_cues", *place),
    }
    return Candidate(
        Kind.EMAIL,
        reading.view,
        start,
        domain.end,
        _as_written(raw.lower(), value),
        _channel(domain),
        techniques,
        evidence=evidence(*(code for code, applies in codes.items() if applies)),
    )


def _confirmed(claim: Candidate, _regions: tuple[str, ...]) -> Candidate:
    """The claim with more evidence when its address is whole and e-mail could be sent to it."""
    whole = Technique.PARTIAL not in claim.techniques and not _WHOLE.isdisjoint(
        item.code for item in claim.evidence
    )
    if whole and remembered("email", claim.value, _is_valid):
        return claim._replace(evidence=claim.evidence + evidence("email-valid"))
    return claim


def _shape(views: Views, reading: Restored, start: int, at: int, domain: Domain) -> str | None:
    """The code of the shape, None where an ordinary word or a gap is no "@" after all."""
    local, sign, plain = reading.view.text[start:at], reading.signs.get(at), domain.code == "email-plain"
    if domain.code == "email-bare":
        return domain.code if _is_spelled(reading, start, at, domain) else None
    if sign is not Sign.WEAK:
        return "email-words" if sign is Sign.WORDED and plain else domain.code
    if "@" in reading.source(at, at + 1):
        named = local_part.is_role(local) or not is_everyday(local)
        return ("email-words" if plain else domain.code) if named else None
    gap = at in reading.dropped
    dots = (i for i in range(at + 1, domain.end) if reading.view.text[i] == ".")
    worded_dot = any(reading.signs.get(i) is Sign.WORDED for i in dots)
    if not _is_meant(views, reading, start, at, domain, sure=worded_dot or domain.provider):
        return None
    if gap:
        return "email-dropped"
    return "email-words" if worded_dot else "email-symbols"


def _is_spelled(reading: Restored, start: int, at: int, domain: Domain) -> bool:
    """Whether a name without a top-level domain can only be a mailbox: "jane_88 (at) acme"."""
    bracketed = reading.source(at, at + 1).strip()[:1] in _BRACKETS
    by_letters = " " in reading.source(start, at)
    own = likeness(reading.view.text[start:at]) is Likeness.STRONG and not is_everyday(domain.name)
    return bracketed and (own or by_letters)


def _is_meant(views: Views, reading: Restored, start: int, at: int, domain: Domain, *, sure: bool) -> bool:
    """Whether "at" or a gap before this domain is the sign; `sure` where the domain is spelled out."""
    local, plain, gap = reading.view.text[start:at], domain.code == "email-plain", at in reading.dropped
    if not (domain.provider or plain) or reading.view.text[domain.end : domain.end + 1] == "/":
        return False  # "SPRING15 at marlowe.net/sale" is a code and a page
    if local.strip(".").isdecimal() and len(local) < _FEWEST:
        return False  # "2. Outlook" is the second point of a list
    prose = not plain and likeness(local) is Likeness.FAIR  # "the mobile_view at gmail looks off"
    shaped = local_part.is_username(local) and not prose
    role = local_part.is_role(local) and not gap and plain
    if shaped and (domain.provider or (not local.isalpha() and any(map(str.isalpha, local)))):
        return True
    if (shaped or role) and sure:
        return True
    named = role or prose or (shaped and not gap and local.isalpha() and not is_everyday(local))
    place = reading.view_span(start, domain.end)
    famous = hosts.family(domain.name) is not None  # a site that everybody knows is where something is
    return named and (
        local_part.is_announced(views, place[0]) or (not famous and local_part.stands_alone(views, *place))
    )


def _local_start(reading: Restored, text: str, at: int) -> int | None:
    match = _LOCAL.match(text[max(0, at - _LOCAL_MAX) : at][::-1])
    if match is None:
        return None
    start = at - len(match[0].rstrip(".-'+%"))
    if start >= at or text[at - 1] in "%+'" or not any(map(str.isalnum, text[start:at])):
        return None
    before = text[max(0, start - _LOCAL_MAX) : start].rsplit(" ", maxsplit=1)[-1]
    in_userinfo = "://" in before and not before.endswith("mailto://")
    doubled = before.endswith("@") and reading.signs.get(start - 1) is not Sign.WEAK
    return None if in_userinfo or doubled else start


def _is_code(text: str, start: int, at: int, end: int) -> bool:
    """Scp and git remotes, package versions and image scales use "@" without being addresses."""
    local = text[start:at]
    path_follows = text[end : end + 1] == ":" and text[end + 1 : end + 2].strip() != ""
    remote = path_follows and not text[end + 1].isdigit()
    shell = text[max(0, start - 5) : start].endswith(("ssh ", "scp "))
    return remote or shell or local == "git" or _CALL_RE.match(text, end) is not None


_CALL_RE: Final = re.compile(r"""\( (?: \) | ["'\d] | \w+ \s? [=,(.] )""", re.VERBOSE)
"""What is called with arguments: "x@y.method(1)", but not "x@y.it(or by phone)"."""


def _is_placeholder(local: str, domain: str) -> bool:
    return local in table("placeholder_names") or domain in table("placeholder_domains")


def _is_valid(address: str) -> bool:
    import email_validator  # noqa: PLC0415  loaded with the first address only

    try:
        email_validator.validate_email(address, check_deliverability=False)  # asks no name server
    except email_validator.EmailNotValidError:
        return False
    return True


def _channel(domain: Domain) -> str | None:
    provider = hosts.provider_of(domain.name)
    return provider.partition(".")[0] if provider else None


def _as_written(raw: str, value: str) -> str:
    """The value with its accents where the address was typed plainly: folding strips them."""
    plain = not raw.isascii() and folded_word(raw) == value and not disguises(raw)
    return raw if plain else value


def _techniques(reading: Restored, start: int, at: int, domain: Domain, raw: str) -> tuple[Technique, ...]:
    found = reading.techniques(start, domain.end)
    found.update(disguises(raw))
    if domain.code in {"email-no-tld", "email-bare"}:
        found.add(Technique.PARTIAL)
    if domain.code == "email-spaced":
        found.add(Technique.SPACED)
    if domain.provider:
        head = reading.source(at + 1, domain.end).partition(".")[0]
        if any(char.isdigit() for char in head) and not domain.name[:1].isdigit():
            found.add(Technique.LEET)
        elif head.isalpha() and head in table("email_providers"):
            canonical = table("email_providers")[head].partition(".")[0]
            if head != canonical:
                found.add(Technique.MISSPELT)
    return in_order(found)


EMAIL: Final = Detector("email", frozenset({Kind.EMAIL}), find, TRIGGERS, confirm=_confirmed)
