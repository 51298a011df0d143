"""Finds where an "@" or "." is missing or replaced, using the provider or top-level domain next to it.

In "jane, gmail com" the name of the provider shows that the comma is an "@" and the gap a ".". This module
must not decide what is an address.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from touchline.lexicon import table
from touchline.text.everyday import is_everyday
from touchline.text.roles import any_of, words_of
from touchline.text.signs.sign import Piece, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views

_NAME_MAX: Final = 64
_CAMEL_RE: Final = re.compile(r"(?<=[a-z0-9])(?:AT|DOT)(?=[a-z0-9])")
RUN_INTO: Final = ("gmail.com", "hotmail.com", "icloud.com", "outlook.com", "yahoo.com")
# these are read backwards, from the end of what stands before a provider or a top-level domain
_STAND_IN_RE: Final = re.compile(r"[^\w\s.,:;/\\'\"()\[\]{}-]{1,3}\Z")
"""A drawing glued between a name and a provider: "#", "*", an envelope …"""

_NAMED_RE: Final = re.compile(r"[^\W\d_][\w.+-]*\Z")
"""A name before it, not an amount: "50%gmail"."""
_DRAWN_RE: Final = re.compile(r"(?:[\d._][a-z]*|[a-z][\d._]+[a-z]*)( [^\x00-\x7f\w\s]{1,3} )\Z")
"""A drawing set in spaces after a word that no prose holds: with a digit, a dot or an underscore."""
_HASHED_RE: Final = re.compile(
    r"""
    (?<! [\w.@/&\#-] ) (?P<user> [a-z] [a-z0-9._-]{2,40} ) (?P<sign> [\#*~^] )
    (?= [a-z0-9-]{2,40} (?: \. [a-z]{2,3} ){1,2} (?! [\w(] ) )
    """,
    re.VERBOSE,
)
_SITE_RE: Final = re.compile(
    rf"(?<= [\s:] ) (?: {any_of('copula', 'at', 'on')} \s | : \s? )? (?P<name> [a-z] [a-z0-9-]{{3,40}} ) $",
    re.VERBOSE,
)
"""The name of a site before its ending: "my site is janeprints com"."""
_LEADS: Final = 4
"""Characters between a word for a site and its name, at most: ": ", " is "."""
_AT_WORDS: Final = ("at", *(word for word in sorted(words_of("at-sign")) if len(word) > len("at")))
_CONNECTORS: Final = (
    *((word, "@") for word in _AT_WORDS),
    *((word, ".") for word in sorted(words_of("dot"))),
)
"""What is said for a sign inside one word: "janeatgmaildotcom"."""
_HAN_DOTS: Final = words_of("unspaced-dot")
_HAN_DOT_RE: Final = re.compile(
    rf"(?<= [a-z0-9] ) \s? {any_of('unspaced-dot')} \s? (?= (?: com | net | org | cn ) (?! [a-z] ) )",
    re.VERBOSE,
)

_DOT_STAND_IN_RE: Final = re.compile(
    r"(?: \s? [^\w\s/\\'\"()\[\]{}@:!?&+=-]{1,3} \s? | \s? - \s? \. \s? - \s? ) \Z", re.VERBOSE
)
_SPACED_DOT_RE: Final = re.compile(r"(?: \s \. \s? | \. \s ) (?= (?: com|net|org|[a-z]{2} ) \b )", re.VERBOSE)
_USER_RE: Final = re.compile(r"(?<![\w@])[a-z0-9][\w.+-]{1,40}\Z")


def stand_ins(views: Views) -> Iterator[Piece]:
    """The signs that providers, top-level domains and glued words betray."""
    yield from _provider_pieces(views)
    if "domain_words" in views.triggers:
        yield from _swallowed(views.lower)
    yield from _tld_pieces(views)
    yield from _glued_pieces(views)
    if any(sign in views.lower for sign in "#*~^"):
        for match in _HASHED_RE.finditer(views.lower):
            if not is_everyday(match["user"]):
                yield Piece(*match.span("sign"), "@", Sign.WORDED)
    if any(dot in views.lower for dot in _HAN_DOTS):
        for match in _HAN_DOT_RE.finditer(views.lower):
            yield Piece(*match.span(), ".", Sign.WORDED)


def _provider_pieces(views: Views) -> Iterator[Piece]:
    """Providers by their canonical name, and the sign that stands or is missing before them."""
    text = views.lower
    domains = table("email_providers")
    followed = [hit.start for hit in views.hits["domain_words"]]
    for hit in views.hits["email_providers"]:
        name = domains[hit.entry].partition(".")[0]
        if text[hit.start : hit.end] != name:
            yield Piece(hit.start, hit.end, name, Sign.WORDED)
        spaced = _SPACED_DOT_RE.match(text, hit.end)
        if spaced is not None:
            yield Piece(spaced.start(), spaced.end(), ".", Sign.WORDED)
        before = text[max(0, hit.start - 44) : hit.start]
        stand_in = _STAND_IN_RE.search(before, len(before) - 3)
        if stand_in is not None and "@" not in stand_in[0]:
            if _NAMED_RE.search(before[: stand_in.start()]):
                yield Piece(hit.start - len(stand_in[0]), hit.start, "@", Sign.WORDED)
        elif (drawn := _DRAWN_RE.search(before)) is not None:
            yield Piece(hit.start - len(drawn[1]), hit.start, "@", Sign.WORDED)
        elif before.endswith(" ") and _USER_RE.search(before[:-1]):
            near = bisect_right(followed, hit.end + 4) > bisect_right(followed, hit.end)
            if near or any(char.isdigit() or char in "._" for char in before.split()[-1]):
                yield Piece(hit.start - 1, hit.start, "@", Sign.WEAK, gap=True)


def _swallowed(text: str) -> Iterator[Piece]:
    """A user name run into a provider's domain: "janeroegmail.com"."""
    for domain in RUN_INTO:
        start = text.find(domain)
        while start > 0:
            follows = text[start + len(domain) : start + len(domain) + 1]
            said = _ends_with_at(text, start, domain.partition(".")[0])
            if text[start - 1].isalnum() and not follows.isalnum() and not said:
                yield Piece(start, start, "@", Sign.WEAK, gap=True)
            start = text.find(domain, start + 1)


def _ends_with_at(text: str, end: int, provider: str) -> bool:
    """Whether a word for "@" is glued between the name and the provider, which `_glued_pieces` reads."""
    glued = table("glued_cues")
    return any(word + provider in glued and text.endswith(word, 0, end) for word in _AT_WORDS)


def _tld_pieces(views: Views) -> Iterator[Piece]:
    """Top-level domains by their canonical name, and the stand-in for the dot before them."""
    text = views.lower
    if not {"domain_words", "email_providers", "dot_words", "at_signs"} & views.triggers:
        return
    domains = table("tld_words")
    providers = {hit.end for hit in views.hits["email_providers"]}
    for hit in views.hits["tld_words"]:
        if text[hit.start : hit.end] != domains[hit.entry]:
            yield Piece(hit.start, hit.end, domains[hit.entry], Sign.WORDED)
        if not hit.start or (gap := _dot_gap(text, hit.start)) is None:
            continue
        start = hit.start - len(gap)
        if not start or not (text[start - 1].isalnum()):
            continue
        by_provider = (
            start in providers
            or _is_sites(views, text, start)
            or "@" in text[max(0, start - _NAME_MAX) : start].rpartition(" ")[2]
        )
        if gap == "." or (gap.isspace() and not by_provider):
            continue
        if gap[0] in ",;" and gap[-1] == " " and not by_provider:
            continue  # a comma and a space end a clause
        yield Piece(start, hit.start, ".", Sign.WEAK if gap.isspace() else Sign.WORDED, gap.isspace())


def _is_sites(views: Views, text: str, end: int) -> bool:
    """Whether the word before `end` is what a site is called: "my site is janeprints com"."""
    match = _SITE_RE.search(text, max(0, end - _NAME_MAX), end)
    return (
        match is not None
        and not is_everyday(match["name"])
        and any(0 <= match.start() - cue.end < _LEADS for cue in views.hits["link_cues"])
    )


def _dot_gap(text: str, end: int) -> str | None:
    before = text[max(0, end - 5) : end]
    if before[-1:] == " " and before[-2:-1].isalnum():
        return " "
    match = _DOT_STAND_IN_RE.search(before)
    return match[0] if match else None


def _glued_pieces(views: Views) -> Iterator[Piece]:
    """Connectors inside one word: "janeatgmaildotcom", "janeATstudioDOTcom"."""
    for hit in views.hits["glued_cues"]:
        for connector, char in _CONNECTORS:
            inside = views.lower.find(connector, hit.start, hit.end)
            glued = inside > 0 and views.lower[inside - 1].isalnum()
            if glued:
                yield Piece(inside, inside + len(connector), char, Sign.WORDED)
    if "camel" in views.triggers or "glued_cues" in views.triggers:
        for match in _CAMEL_RE.finditer(views.folded.text):
            yield Piece(match.start(), match.end(), "@" if match[0] == "AT" else ".", Sign.WORDED)
