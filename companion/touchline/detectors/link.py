"""Web addresses, with a scheme or bare, plain or dressed, and what family their host belongs to.

Hosts that lead to one person in a messenger or network are handles, and another detector's. Whether a
work tool or a marketplace's own page matters is the terms' business; it must not know them.

Flagged:
    see marlowe-prints.com for more
    my site is marloweprints dot com

Not flagged:
    Finished.Have a look.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.claims.claim import Candidate, CutShort, Detector, in_order
from touchline.claims.evidence import evidence
from touchline.lexicon import table
from touchline.model import Kind, Technique
from touchline.text import hosts
from touchline.text.bounded import Bounded
from touchline.text.local_part import is_announced
from touchline.text.near import near
from touchline.text.roles import words_of
from touchline.text.signs.restored import Restored, restored
from touchline.text.signs.sign import Sign
from touchline.views.code_points import disguises
from touchline.views.view import JoinedView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import regex

    from touchline.views.message import Views

_BEHIND: Final = 24
_HOST_MAX: Final = 253
_SHORTEST_NAME: Final = 3

_OPENING: Final = Bounded(
    r"""
    (?: h[tx*]{2}ps? | ftp ) \s? (?: : | \[:\] ) \s? /{1,2} \s?      # a scheme, defanged ones too
      (?: [^\s/@]{1,64} @ )?                                         # what poses as the host before "@"
    | www \s? \. \s? (?= \w )                                       # www with its dot, glued or not …
    | (?<! [\w.-] ) www \s (?= \w )                                # … or a space for it
    """
)
# what a host may be made of, read backwards: Latin letters with those that do not fold to ASCII (ß, æ …),
# or letters of any script
_LATIN_RE: Final = re.compile(r"[a-z0-9\u00df-\u00f6\u00f8-\u024f.-]*")
_ANY_RE: Final = re.compile(r"(?:[^\W_]|[.-])*")
_GAPPED: Final = Bounded(r"([a-z0-9][a-z0-9-]{1,40}) [ ] (com|net|org) \b")
_PATH: Final = Bounded(r"""(?: : \d{2,5} \b )? (?: [/?\#] [^\s<>"'«»`，。]{0,400} )?""")
_TRAILING: Final = ".,;:!?'\")]}*_~|"

_PLAIN_TLDS: Final = frozenset({"app", "biz", "co", "com", "dev", "info", "io", "net", "org"})
"""Top-level domains that people mean as such, though some are talked of by their name too."""

_LONE: Final = 2  # characters beside an address that is all there is to a message
_GIVEN_NAME: Final = 8
"""Letters of most people's given names."""
_NEEDS_PATH: Final = frozenset(
    {"linktree", "link-hub", "shortener", "google-forms", "form", "typeform", "jotform"}
)
"""Families whose bare host is the service, and only a path or a name before it somebody's page."""


class _Place(NamedTuple):
    start: int
    end: int
    host: hosts.Host
    path: str
    opening: str


def find(views: Views) -> Iterator[Candidate]:
    """Every web address of the message."""
    reading = restored(views)
    if reading is None:
        return
    done = 0
    for place in _places(reading):
        if place.start >= done and (candidate := _claim(views, reading, place)) is not None:
            done = place.end
            yield candidate
    if reading.cut:
        raise CutShort


def _places(reading: Restored) -> list[_Place]:
    """Where a host may stand: after a scheme or "www", and around a dot inside a word; in order."""
    text, cased = reading.view.text, reading.cased
    found: list[_Place] = []
    if any(opening in text for opening in hosts.OPENINGS):
        for match in _OPENING.all(text):
            place = _opened(text, cased, match)
            if place is not None:
                found.append(place)
    if not reading.plain:
        found.extend([*_bare(text, cased, found), *_named(text, reading.signs)])
    found.sort(key=lambda place: (place.start, -place.end))
    return found


def _bare(text: str, cased: Callable[[int, int], str], opened: Sequence[_Place]) -> Iterator[_Place]:
    """Hosts around a dot that stand in none of the places where one was opened."""
    done = position = 0
    for low, high in (*((place.start, place.end) for place in opened), (len(text), len(text))):
        dot = text.find(".", position, low)
        while dot >= 0:
            if dot >= done and text[dot + 1 : dot + 2].isalnum():
                start = _host_start(text, dot, done)
                host = hosts.host_at(text, cased, start) if start < dot else None
                if host is not None:
                    done = max(start + host.size, dot + 1)
                    if host.known:
                        path = _path(text, start + host.size).partition(",")[0]
                        yield _Place(start, start + host.size + len(path), host, path, "")
            dot = text.find(".", dot + 1, low)
        position = max(position, high)


def _named(text: str, signs: Mapping[int, Sign]) -> Iterator[_Place]:
    """A site called by its name, with the slash said: "behance slash jane"."""
    for slash in (i for i in signs if text[i] == "/"):
        start = _host_start(text, slash, 0)
        host = _by_name().get(text[start:slash])
        path = _path(text, slash)
        if host is not None and len(path) > 1:
            yield _Place(start, slash + len(path), hosts.Host(host, slash - start, known=True), path, "")


@cache
def _by_name() -> dict[str, str]:
    named = {
        host.partition(".")[0]: host for host, family in table("link_hosts").items() if family != "reference"
    }
    return {name: host for name, host in named.items() if name not in table("common_words")}


def _opened(text: str, cased: Callable[[int, int], str], match: regex.Match[str]) -> _Place | None:
    host = hosts.host_at(text, cased, match.end())
    size = host.size if host is not None else 0
    if host is not None and not host.known and "." in host.name:
        head, _, last = host.name.rpartition(".")
        if (stem := hosts.stem_tld(last)) is not None:  # a word is glued on: ".comfor"
            size = len(head) + 1 + len(stem)
            host = hosts.Host(f"{head}.{stem}", size, known=True)
    if host is None or not host.known:
        gapped = _GAPPED.match(text, match.end())
        if gapped is not None:
            host, size = hosts.Host(f"{gapped[1]}.{gapped[2]}", len(gapped[0]), known=True), len(gapped[0])
    if host is None or "." not in host.name:
        return None
    path = _path(text, match.end() + size)
    opening = "link-www" if match[0].startswith("www") else "link-scheme"
    return _Place(match.start(), match.end() + size + len(path), host, path, opening)


def _host_start(text: str, dot: int, floor: int) -> int:
    before = text[max(floor, dot - _HOST_MAX) : dot]
    latin = before[-1:].isascii() or "\u00df" <= before[-1:] <= "\u024f"
    match = (_LATIN_RE if latin else _ANY_RE).match(before[::-1])
    return dot - len(match[0].rstrip("-.")) if match else dot


def _path(text: str, end: int) -> str:
    match = _PATH.match(text, end)
    path = match[0].rstrip(_TRAILING) if match is not None else ""
    return path if path.strip(":/?#") or path == "/" else ""


def _claim(views: Views, reading: Restored, place: _Place) -> Candidate | None:
    text, host = reading.view.text, place.host
    if not place.opening and _is_inside(reading, text, place):
        return None
    if hosts.looked_up(host.name, "handle_hosts") is not None:
        return None
    channel = hosts.family(host.name)
    page = place.path.strip("/") or (channel in _NEEDS_PATH and host.name not in table("link_hosts"))
    if not page and (channel in _NEEDS_PATH or host.name in table("link_hosts")):
        return None  # the name of a service that everybody knows, and nobody's page
    start, end = reading.view_span(place.start, place.end)
    cued = near(views, "link_cues", start, end)
    alone = len(views.lower) - (end - start) <= _LONE
    shape = place.opening or _bare_shape(reading, place, cued=cued, alone=alone)
    if shape is None or (
        end == len(views.lower) and not cued and _is_unfinished_address(views, shape, place, start)
    ):
        return None
    techniques = _techniques(views, reading, place)
    codes = {
        shape: True,
        "known-host": channel is not None,
        "link-cue": cued,
        "disguised": techniques != (Technique.PLAIN,),
        "reference-cue": channel is None
        and not place.opening
        and near(views, "reference_cues", start, start),
        "placeholder": host.name in table("placeholder_domains"),
    }
    return Candidate(
        Kind.LINK,
        reading.view,
        place.start,
        place.end,
        host.name + reading.cased(place.end - len(place.path), place.end).rstrip("/"),
        channel,
        techniques,
        evidence=evidence(*(code for code, applies in codes.items() if applies)),
    )


def _is_inside(reading: Restored, text: str, place: _Place) -> bool:
    """Whether the name is part of something else: an e-mail address, a path, an identifier, a call."""
    before, after = text[place.start - 1 : place.start], text[place.end : place.end + 1]
    by_sign = before == "@" and reading.signs.get(place.start - 1) is not Sign.WEAK
    bare_end = place.start + place.host.size
    return (
        by_sign
        or (before in {"/", "\\", "_", "$", "#", "&"} and before != "" and not _is_slashed(text, place.start))
        or (after in {"@", "(", "_"} and after != "")
        or text[bare_end : bare_end + 1] == "@"
    )


def _is_slashed(text: str, start: int) -> bool:
    """Whether two slashes and nothing else stand before the name: "//marlowe-prints.com"."""
    return text[max(0, start - 3) : start].lstrip() == "//"


def _bare_shape(reading: Restored, place: _Place, *, cued: bool, alone: bool) -> str | None:
    """The code of a name without scheme, None where it is more likely a sentence, a file or code."""
    name, _, tld = place.host.name.rpartition(".")
    label = name.removesuffix(".com").removesuffix(".co").rpartition(".")[2]  # "jane.com.br"
    wordy = tld not in _PLAIN_TLDS and (tld in table("weak_tlds") or tld in table("common_words"))
    ordinary = len(label) < _SHORTEST_NAME or label in table("common_words") or label in table("code_names")
    paged = place.path.strip("/") != ""
    span = range(place.start, place.start + place.host.size)
    signs = [reading.signs[i] for i in span if i in reading.signs]
    if hosts.family(place.host.name) is not None or (paged and not ordinary and not signs):
        return "link-host"
    if signs:
        guessed = min(signs) is Sign.WEAK and not cued and not isinstance(reading.folded, JoinedView)
        short = wordy and len(tld) < _SHORTEST_NAME and "." not in name and not (cued or paged)
        return None if ordinary or short or guessed else "link-words"
    if hosts.is_file(place.host.name):
        return "link-bare" if cued and not (ordinary or place.path) else None
    if wordy:
        named = not label.isalpha() or "." in name or cued or len(tld) >= _SHORTEST_NAME
        named = named and (not label.isalpha() or tld not in words_of("begins-sentence"))  # "percent.my boss"
        named = named or _is_led_to(reading, place) or (alone and len(label) > _GIVEN_NAME)
        return "link-bare" if named and not ordinary and not _begins_sentence(reading, place) else None
    return None if ordinary and not cued else "link-bare"


def _is_unfinished_address(views: Views, shape: str, place: _Place, start: int) -> bool:
    """Whether "mail: mara.li", with nothing typed after it yet, may go on as "mara.lindt@…"."""
    name, _, tld = place.host.name.rpartition(".")
    if shape not in {"link-bare", "link-words"} or place.path or tld in _PLAIN_TLDS or not name.isalpha():
        return False
    spelled = shape == "link-words" and len(tld) < _SHORTEST_NAME and len(name) <= _GIVEN_NAME
    return spelled or is_announced(views, start, mail_only=True)


def _begins_sentence(reading: Restored, place: _Place) -> bool:
    """Whether what looks like a top-level domain is the first word after a full stop."""
    written = reading.cased(place.start, place.start + place.host.size)
    return written.rpartition(".")[2][:1].isupper() and not written.isupper()


def _is_led_to(reading: Restored, place: _Place) -> bool:
    before = reading.view.text[max(0, place.start - _BEHIND) : place.start]
    return before.endswith("@") or before.rstrip(" :").rpartition(" ")[2] in table("link_leads")


def _techniques(views: Views, reading: Restored, place: _Place) -> tuple[Technique, ...]:
    found = reading.techniques(place.start, place.end)
    found.update(disguises(views.raw[slice(*reading.view.raw_span(place.start, place.end))]))
    source = reading.source(place.start, place.end)
    if not found and "".join(source.split()) != reading.view.text[place.start : place.end]:
        found.add(Technique.LEET)
    if source.startswith(("hx", "h*")):
        found.add(Technique.SYMBOLS)
    if " " in source and not found:
        found.add(Technique.SPACED)
    return in_order(found)


LINK: Final = Detector(
    "link",
    frozenset({Kind.LINK}),
    find,
    frozenset({"bracketed", "camel", "dotted", "://", "dot_words", "domain_words", "glued_cues"}),
)
