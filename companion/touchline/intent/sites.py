"""Whether a web address is where the writer can be found, or a site that is worked on.

A freelancer's messages are full of addresses: the client's shop, a preview, a competitor, an article. What
the sentence does with the address tells them apart, and hosts that only previews have. An address alone, one
that the writer calls his own and one that leads to contact stay what they are. This module must not know the
terms.

Worked on:
    my store is bluefern-candles.com, please audit the checkout
    the header should look like heltonandsons.co.uk

The writer's own:
    more of my work: marlowe-prints.com
    the contact form is on janemarsh-studio.com
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.language.sentences import bounds
from touchline.model import Kind
from touchline.text.roles import any_of, any_word, listed_as

if TYPE_CHECKING:
    from touchline.claims.claim import Candidate
    from touchline.views.message import Views

_MY_RE: Final = re.compile(any_of("my", "our"), re.VERBOSE)
_MINE_RE: Final = re.compile(any_word(listed_as("site_words", "mine")), re.VERBOSE)
_LEAD_RE: Final = re.compile(any_word(listed_as("site_words", "lead")), re.VERBOSE)
_WORK_RE: Final = re.compile(any_word(listed_as("site_words", "work")), re.VERBOSE)
_PREVIEW_RE: Final = re.compile(
    r"""
      (?: ^ | // ) (?: [\w-]+ [.-] )?
      (?: staging | stage | dev | test | uat | preview | beta | demo | sandbox ) \d? [.-]
    | (?: ^ | \. ) (?: netlify\.app | vercel\.app | pages\.dev | web\.app | fly\.dev | onrender\.com
           | herokuapp\.com | myshopify\.com | wpengine\.com
           | kinsta\.cloud | ngrok(?:-free)?\.(?:io|app) | surge\.sh ) \b
    | ^ (?: \d{1,3} \. ){3} \d{1,3} | (?: ^ | // ) localhost
    """,
    re.VERBOSE,
)
"""Hosts where a site stands while it is built."""
_CONTACT_PATH_RE: Final = re.compile(
    r"/ (?: contact | hire | book | about-?me | kontakt | contacto | contato )", re.VERBOSE
)
_HERE_RE: Final = re.compile(rf"{any_of('leads-here')} \s? :? \s? $", re.VERBOSE)
_CLOSE: Final = 16
_FEW: Final = 3
"""Words that an address may have beside it and still be all that is said."""
_MANY: Final = 8
"""Words from which a sentence without any word for a site is about something else."""
_ABOVE: Final = 400


def is_worked_on(candidate: Candidate, views: Views) -> bool:
    """Whether the link is the thing worked on, or an example, and not a way to the writer."""
    if candidate.kind is not Kind.LINK or candidate.channel is not None:
        return False
    start, end = candidate.view.span_in(views.folded, candidate.start, candidate.end)
    said = _said(views.lower, start, end)
    if _WORK_RE.search(said) is None and _PREVIEW_RE.search(candidate.value) is None:
        return not _is_offered(candidate, said) and len(said.split()) >= _MANY
    own = _MY_RE.search(said) is not None and _MINE_RE.search(said) is not None
    before = views.lower[max(0, start - _CLOSE) : start]
    leads = _LEAD_RE.search(said) is not None or _leads_on(candidate) or _HERE_RE.search(before) is not None
    return not (own and leads)


def _is_offered(candidate: Candidate, said: str) -> bool:
    """Whether the words call it the writer's, or lead to him."""
    cued = any(item.code == "link-cue" for item in candidate.evidence)
    own = _MY_RE.search(said) is not None or _LEAD_RE.search(said) is not None
    return cued or own or _leads_on(candidate)


def _leads_on(candidate: Candidate) -> bool:
    """Whether the page itself is one for contact: ".../contact", ".../hire-me"."""
    return _CONTACT_PATH_RE.search(candidate.value.lower()) is not None


def _said(text: str, start: int, end: int) -> str:
    """The sentence around the address, without it; where it stands alone, what is said above it."""
    first, last = bounds(text, start)
    said = text[first:start] + " " + text[end : max(end, last)]
    if len(said.split()) > _FEW:
        return said
    above = text[max(0, first - _ABOVE) : first].rpartition("\n\n")[2]
    return above + said
