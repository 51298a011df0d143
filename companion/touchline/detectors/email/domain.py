"""The domain after the "@" of an e-mail address: whole, without its ending, or with gaps inside.

A provider is known under any spelling. It must not know what stands before the "@".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.lexicon import table
from touchline.text import hosts

if TYPE_CHECKING:
    from touchline.text.signs.restored import Restored

_GAPPED_MAX: Final = 24
_GAPS: Final = str.maketrans("", "", " \n*_-")
_STAND_IN_RE: Final = re.compile(r"\s?[/|\\*:;~_-]\s?(?:com|net|org)\b")
"""A sign for the dot: "gmail/com"."""
_POSSESSIVE_RE: Final = re.compile(r"['’]s\b|-\w")


class Domain(NamedTuple):
    """Where a domain ends in the text, its name as meant, and the evidence code of the way it is written."""

    end: int
    name: str
    code: str
    provider: bool


def domain_at(reading: Restored, text: str, start: int) -> Domain | None:
    """The domain that begins at `start` of the text that `reading` holds, None where there is none."""
    host = hosts.host_at(text, reading.cased, start)
    if host is None:
        return None
    labels = host.name.split(".")
    provider = hosts.provider_of(host.name)
    if host.known:
        end = start + host.size
        return Domain(end, host.name, "email-plain", provider is not None)
    provider = provider or hosts.provider_of(labels[0].removesuffix("com"))  # "gmailcom"
    if provider is not None:
        return _provider_domain(text, start, labels, provider)
    return _gapped(text, start) or _unknown_domain(reading, host, start)


def _unknown_domain(reading: Restored, host: hosts.Host, start: int) -> Domain | None:
    """A domain whose top-level domain is not known, or missing after an "@" that was put back."""
    name, _, last = host.name.rpartition(".")
    code = "email-unknown-tld" if name else "email-bare"
    if (
        (name or start - 1 in reading.signs)
        and last.isalpha()
        and len(last) > 1
        and not hosts.is_file(host.name)
        and not _is_junk(reading, start, host)
    ):
        return Domain(start + host.size, host.name, code, provider=False)
    return None


def _is_junk(reading: Restored, start: int, host: hosts.Host) -> bool:
    """Whether capitals and small letters stand as in no name: "6H@FO.LwfT", "12@HEAD.old"."""
    written = reading.cased(start, start + host.size)
    name, _, last = written.rpartition(".")
    return (not last.islower() and not last.isupper()) or (name.isupper() and last.islower())


def _provider_domain(text: str, start: int, labels: list[str], provider: str) -> Domain | None:
    """A provider without its top-level domain, or with one that is glued, misspelt or unfinished."""
    end = start + len(labels[0])
    if len(labels) > 1 and labels[1].isalpha():
        stem = hosts.stem_tld(labels[1])
        if stem is not None:
            return Domain(end + 1 + len(stem), f"{labels[0]}.{stem}", "email-plain", provider=True)
        if 1 < len(labels[1]) <= 4:  # noqa: PLR2004  "con", "cmo", "comm"
            return Domain(end + 1 + len(labels[1]), provider, "email-plain", provider=True)
    if _POSSESSIVE_RE.match(text, end):
        return None
    stand_in = _STAND_IN_RE.match(text, end)
    if stand_in is not None:
        return Domain(stand_in.end(), provider, "email-plain", provider=True)
    return Domain(end, provider, "email-no-tld", provider=True)


def _gapped(text: str, start: int) -> Domain | None:
    """A provider's domain with a space somewhere inside it: "gma il.com"."""
    window = text[start : start + _GAPPED_MAX]
    domains = _provider_domains()
    joined = window.translate(_GAPS)
    if len(joined) == len(window) or not joined.startswith(domains):
        return None
    domain = next(domain for domain in domains if joined.startswith(domain))
    size = letters = 0
    while letters < len(domain):
        letters += window[size] not in " \n*_-"
        size += 1
    return Domain(start + size, domain, "email-spaced", provider=True)


@cache
def _provider_domains() -> tuple[str, ...]:
    return tuple(sorted({*table("email_providers").values()}, key=len, reverse=True))
