"""A user name beside a mail provider's name, with no sign between them that could be the "@".

"my gmail is jane.roe44", "jane.roe44 (gmail)", "jane/gmail/com": what the word looks like, the way the
two are set and the words before them tell a mailbox from a note on the provider. This module must not
know how signs are spoken; `restored` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline.claims.claim import Candidate
from touchline.claims.evidence import evidence
from touchline.lexicon import table
from touchline.model import Kind, Technique
from touchline.text import local_part
from touchline.text.account_name import Likeness, likeness
from touchline.text.bounded import Bounded
from touchline.text.everyday import is_everyday
from touchline.text.roles import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from touchline.views.message import Views
    from touchline.views.word_search import Hit

_BEFORE: Final = 48
_AFTER: Final = 12

_AFTER_IT: Final = Bounded(
    rf"""
    (?: \s? [-=]{{0,2}} > \s? | \s? [→➡] \s? | \s? \( \s?                # "gmail -> …", "gmail (…)"
      | \s? (?: {any_of("account", "account-word", "name", "mail")} )?
        \s? (?: [:=-] | {any_of("copula", "it-is")} ) \s?
      | \s {any_of("account")} \s )
    ( (?= [a-z._-]{{0,30}} [\d._] ) [a-z0-9] [a-z0-9._-]{{3,38}} [a-z0-9] )
    (?! [\w@.]* @ | \.?\w )
    """
)
_JOINT: Final = r"(?: [/|,*:;~_.-] | -{2,3} | _{2,3} | /{2} )"
_ON: Final = any_of("on", "at")
_BEFORE_RE: Final = re.compile(
    rf"""
    (?<! [\w@./-] ) (?P<user> [a-z0-9] [a-z0-9._]{{1,38}} )
    (?: (?P<bracket> \s? [(\[{{<] \s? ) | (?P<joint> \s? {_JOINT} \s? ) | (?P<on> \s {_ON} \s ) ) $
    """,
    re.VERBOSE,
)
_CLOSING_RE: Final = re.compile(
    r"(?: [ ]?[.,][ ]? (?P<tld> com|net|org|co|in|ru ) )? \s? [)\]}>]", re.VERBOSE
)
_TLD_RE: Final = re.compile(rf"(?P<joint> \s? {_JOINT} \s? ) (?P<tld> com|net|org|ru ) (?![\w-])", re.VERBOSE)
_OVER_RE: Final = re.compile(r"\s? (?: $ | [.,;!?\n)] )", re.VERBOSE)
_MINE_RE: Final = re.compile(
    rf"(?: {any_of('it-is', 'copula', 'i-am', 'me', 'my', 'find', 'mail')} \W{{1,3}} | ^ ) $",
    re.VERBOSE,
)
_VERSION_RE: Final = re.compile(r"(?:^|[_.])v\d")


def mailboxes(views: Views) -> Iterator[Candidate]:
    """The user name that stands right after each provider's name, or the two together."""
    for hit in views.hits["email_providers"]:
        span = _after(views, hit) or _before(views, hit)
        if span is None:
            continue
        start, end, user = span
        domain = table("email_providers")[hit.entry]
        yield Candidate(
            Kind.EMAIL,
            views.folded,
            start,
            end,
            f"{user}@{domain}",
            domain.partition(".")[0],
            (Technique.PARTIAL,),
            evidence=evidence("email-labelled", "provider", "disguised"),
        )


def _after(views: Views, hit: Hit) -> tuple[int, int, str] | None:
    """`my gmail is jane.roe44`: the provider announces the name."""
    match = _AFTER_IT.match(views.lower, hit.end)
    return (*match.span(1), match[1]) if match else None


def _before(views: Views, hit: Hit) -> tuple[int, int, str] | None:
    """`jane.roe44 (gmail)`, `jane/gmail/com`, `it's jane_roe on gmail`: the provider comes second."""
    text = views.lower
    match = _BEFORE_RE.search(text, max(0, hit.start - _BEFORE), hit.start)
    if match is None or _VERSION_RE.search(match["user"]) or not any(map(str.isalpha, match["user"])):
        return None
    start, user = match.start(), match["user"].rstrip("._")
    own = likeness(user) in {Likeness.STRONG, Likeness.CERTAIN}
    told = local_part.is_announced(views, start, mail_only=True)
    end: int | None = None
    if match["bracket"]:
        closing = _CLOSING_RE.match(text, hit.end, hit.end + _AFTER)
        alone = closing is not None and closing["tld"] and _is_name(views, user, start, closing.end())
        end = closing.end() if closing and (own or told or alone) else None
    elif match["on"]:
        over = own and _OVER_RE.match(text, hit.end) and _MINE_RE.search(text[max(0, start - _AFTER) : start])
        end = hit.end if over else None
    else:
        tld = _TLD_RE.match(text, hit.end, hit.end + _AFTER)
        named = not is_everyday(user) and user not in table("code_names")
        alike = tld is not None and tld["joint"] == match["joint"] != "." and named
        dotted = tld is not None and tld["joint"] == "." and (own or (told and named))
        end = tld.end() if tld and (alike or dotted) else None
    return None if end is None or user in table("email_providers") else (start, end, user)


def _is_name(views: Views, user: str, start: int, end: int) -> bool:
    """Whether a plain word can only be somebody's name: nothing else is said there."""
    return not is_everyday(user) and local_part.stands_alone(views, start, end)
