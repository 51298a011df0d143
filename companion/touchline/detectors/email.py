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

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from touchline.detectors import hosts
from touchline.detectors.cues import near
from touchline.detectors.model import Candidate, CutShort, Detector, evidence
from touchline.detectors.signs import Sign
from touchline.detectors.spoken import CUES, Spoken, spoken
from touchline.fold import disguises, folded_word
from touchline.lexicon import table
from touchline.model import Kind, Technique
from touchline.verdicts import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views import Views

TIMEOUT: Final = 0.25
_LOCAL_MAX: Final = 64
_MOST_SIGNS: Final = 1_000
_GAPPED_MAX: Final = 24
_GAPS: Final = str.maketrans("", "", " \n*_-")

_LOCAL_RE: Final = regex.compile(
    r"""
    (?r)   # read from the "@" to the left, in Latin letters or in all of one other script, so that
           # an address begins after a word of another script that it is glued to
    (?: [a-z0-9\u00df-\u024f._%+'\-]{1,64}
      | [^\W_a-z\u00df-\u024f\u2e80-\u9fff]{1,40} (?: [._-] [^\W_a-z]{1,40} ){0,3} )
    """,
    regex.VERBOSE,
)
_LABELLED_RE: Final = regex.compile(
    r"""
    \s? (?: id | user | username | address | name )? \s? (?: is | : | = | - | es | est | ist ) \s?
    ( (?= [a-z._-]{0,30} [\d._] ) [a-z0-9] [a-z0-9._-]{3,38} [a-z0-9] )   # with a digit, dot or underscore
    (?! [\w@.]* @ | \.?\w )
    """,
    regex.VERBOSE,
)
_POSSESSIVE_RE: Final = regex.compile(r"['’]s\b|-\w")


class _Domain(NamedTuple):
    end: int
    name: str
    code: str
    provider: bool


def find(views: Views) -> Iterator[Candidate]:
    """Every e-mail address of the message."""
    reading = spoken(views)
    text = reading.view.text
    at, tried = text.find("@"), 0
    while at >= 0:
        if (tried := tried + 1) > _MOST_SIGNS:
            raise CutShort
        candidate = _claim(views, reading, text, at)
        if candidate is not None:
            yield candidate
        at = text.find("@", at + 1)
    if "email_providers" in views.cues:
        yield from _labelled(views)
    if reading.cut:
        raise CutShort


def _labelled(views: Views) -> Iterator[Candidate]:
    """A user name that a provider's name announces: "my gmail is jane.roe44"."""
    for hit in views.hits["email_providers"]:
        match = _LABELLED_RE.match(views.lower, hit.end, timeout=TIMEOUT)
        if match is None:
            continue
        domain = table("email_providers")[hit.entry]
        yield Candidate(
            Kind.EMAIL,
            views.folded,
            *match.span(1),
            f"{match[1]}@{domain}",
            domain.partition(".")[0],
            (Technique.PARTIAL,),
            evidence=evidence("email-labelled", "provider", "disguised"),
        )


def _claim(views: Views, reading: Spoken, text: str, at: int) -> Candidate | None:
    if at + 1 >= len(text) or not text[at + 1].isalnum():
        return None
    start = _local_start(reading, text, at)
    domain = None if start is None else _domain(reading, text, at)
    if start is None or domain is None or _is_code(text, start, at, domain.end):
        return None
    local = text[start:at]
    cued = near(views, "email_cues", *reading.view_span(start, domain.end))
    shape = _shape(reading, local, at, domain)
    if shape is None:
        return None
    techniques = _techniques(views, reading, start, at, domain)
    value = f"{local}@{domain.name}"
    valid = domain.code == "email-plain" and not domain.provider and remembered("email", value, _is_valid)
    codes = {
        shape: True,
        "provider": domain.provider,
        "email-valid": valid,
        "email-cue": cued,
        "disguised": techniques != (Technique.PLAIN,),
        "placeholder": _is_placeholder(local, domain.name),
        "placeholder-cue": near(views, "placeholder_cues", *reading.view_span(start, domain.end)),
    }
    return Candidate(
        Kind.EMAIL,
        reading.view,
        start,
        domain.end,
        _as_written(views, reading, start, domain.end, value),
        _channel(domain),
        techniques,
        evidence=evidence(*(code for code, applies in codes.items() if applies)),
    )


def _shape(reading: Spoken, local: str, at: int, domain: _Domain) -> str | None:
    """The code of the shape, None where an ordinary word or a gap is no "@" after all."""
    sign = reading.signs.get(at)
    if sign is not Sign.WEAK:
        worded = sign is Sign.WORDED and domain.code == "email-plain"
        return "email-words" if worded else domain.code
    dots = (i for i in range(at + 1, domain.end) if reading.view.text[i] == ".")
    worded_dot = any(reading.signs.get(i) is Sign.WORDED for i in dots)
    gap = at in reading.dropped
    shaped = _is_username(local)
    role = local in table("role_names") and not gap and domain.code == "email-plain"
    known = domain.provider or domain.code == "email-plain"
    plainly = shaped and (domain.provider or (not local.isalpha() and any(map(str.isalpha, local))))
    if not (known and (plainly or ((shaped or role) and (worded_dot or domain.provider)))):
        return None
    if gap:
        return "email-dropped"
    return "email-words" if worded_dot else "email-symbols"


def _local_start(reading: Spoken, text: str, at: int) -> int | None:
    match = _LOCAL_RE.match(text, max(0, at - _LOCAL_MAX), at, timeout=TIMEOUT)
    if match is None:
        return None
    local = match[0]
    start = match.start() + len(local) - len(local.lstrip(".-'+%"))
    if start >= at or text[at - 1] in "%+'" or not any(map(str.isalnum, text[start:at])):
        return None
    before = text[max(0, start - _LOCAL_MAX) : start].rsplit(" ", maxsplit=1)[-1]
    in_userinfo = "://" in before and not before.endswith("mailto://")
    doubled = before.endswith("@") and reading.signs.get(start - 1) is not Sign.WEAK
    return None if in_userinfo or doubled else start


def _domain(reading: Spoken, text: str, at: int) -> _Domain | None:
    start = at + 1
    host = hosts.host_at(text, reading.cased, start)
    if host is None:
        return None
    labels = host.name.split(".")
    provider = hosts.provider_of(host.name)
    if host.known:
        end = start + host.size
        return _Domain(end, host.name, "email-plain", provider is not None)
    if provider is not None:
        return _provider_domain(text, start, labels, provider)
    if (gapped := _gapped(text, start)) is not None:
        return gapped
    if len(labels) < 2 or not labels[-1].isalpha() or len(labels[-1]) < 2 or hosts.is_file(host.name):  # noqa: PLR2004  a label and a domain of two letters
        return None
    return _Domain(start + host.size, host.name, "email-unknown-tld", provider=False)


def _provider_domain(text: str, start: int, labels: list[str], provider: str) -> _Domain | None:
    """A provider without its top-level domain, or with one that is glued, misspelt or unfinished."""
    end = start + len(labels[0])
    if len(labels) > 1 and labels[1].isalpha():
        stem = hosts.stem_tld(labels[1])
        if stem is not None:
            return _Domain(end + 1 + len(stem), f"{labels[0]}.{stem}", "email-plain", provider=True)
        if 1 < len(labels[1]) <= 4:  # noqa: PLR2004  "con", "cmo", "comm"
            return _Domain(end + 1 + len(labels[1]), provider, "email-plain", provider=True)
    if _POSSESSIVE_RE.match(text, end, timeout=TIMEOUT):
        return None
    return _Domain(end, provider, "email-no-tld", provider=True)


def _gapped(text: str, start: int) -> _Domain | None:
    """A provider's domain with a space somewhere inside it: "gma il.com"."""
    window = text[start : start + _GAPPED_MAX]
    joined = window.translate(_GAPS)
    if len(joined) == len(window):
        return None
    for domain in _provider_domains():
        if joined.startswith(domain):
            size = letters = 0
            while letters < len(domain):
                letters += window[size] not in " \n*_-"
                size += 1
            return _Domain(start + size, domain, "email-spaced", provider=True)
    return None


@cache
def _provider_domains() -> frozenset[str]:
    return frozenset(table("email_providers").values())


def _is_code(text: str, start: int, at: int, end: int) -> bool:
    """Scp and git remotes, package versions and image scales use "@" without being addresses."""
    local = text[start:at]
    path_follows = text[end : end + 1] == ":" and text[end + 1 : end + 2].strip() != ""
    remote = path_follows and not text[end + 1].isdigit()
    shell = text[max(0, start - 5) : start].endswith(("ssh ", "scp "))
    return remote or shell or local == "git" or text[end : end + 1] == "("


def _is_username(local: str) -> bool:
    return not local.isalpha() or (len(local) > 1 and local not in table("common_words"))


def _is_placeholder(local: str, domain: str) -> bool:
    return local in table("placeholder_names") or domain in table("placeholder_domains")


def _is_valid(address: str) -> bool:
    import email_validator  # noqa: PLC0415  loaded with the first address only

    email_validator.CHECK_DELIVERABILITY = False  # nothing here may ask a name server
    try:
        email_validator.validate_email(address, check_deliverability=False)
    except email_validator.EmailNotValidError:
        return False
    return True


def _channel(domain: _Domain) -> str | None:
    provider = hosts.provider_of(domain.name)
    return provider.partition(".")[0] if provider else None


def _as_written(views: Views, reading: Spoken, start: int, end: int, value: str) -> str:
    """The value with its accents where the address was typed plainly: folding strips them."""
    raw = views.raw[slice(*reading.view.raw_span(start, end))].lower()
    return raw if folded_word(raw) == value and not disguises(raw) else value


def _techniques(views: Views, reading: Spoken, start: int, at: int, domain: _Domain) -> tuple[Technique, ...]:
    found: set[Technique] = set()
    for position in range(start, domain.end):
        if position in reading.signs:
            found.add(reading.technique(position))
    found.update(disguises(views.raw[slice(*reading.view.raw_span(start, domain.end))]))
    if domain.code == "email-no-tld":
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
    return tuple(technique for technique in Technique if technique in found) or (Technique.PLAIN,)


EMAIL: Final = Detector("email", frozenset({Kind.EMAIL}), find, CUES)
