"""Host names: where one ends, whether its top-level domain exists, what family its owner belongs to.

It must not know e-mail or link grammars, nor what terms say of a host.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from touchline.lexicon import table
from touchline.text.bounded import Bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from publicsuffixlist import PublicSuffixList

_TLD_MAX: Final = 24
_STEMS: Final = ("com", "net", "org")
_REGISTRY: Final = "co"  # where a country like .za has names under suffixes of two labels only, this is one
_WORDS: Final = frozenset(
    {"app", "art", "bar", "blog", "data", "date", "dev", "email", "name", "page", "web", "zip"}
)
"""Top-level domains that are words of code: a word glued behind one with a dot makes it no host."""
_RESERVED: Final = frozenset({"example", "invalid"})
"""Top-level domains for documents and tests (RFC 2606): people write them where they mean any other."""
OPENINGS: Final = ("//", "http", "www")
"""One of these stands wherever a host is announced by a scheme or "www"."""

_LABEL: Final = r"""
    (?: [a-z0-9\u00df-\u024f] [a-z0-9\u00df-\u024f-]{0,62}           # Latin, with letters that do not fold
      | [^\W\d_a-z] [^\W_a-z-]{0,40} (?: - [^\W_a-z]{1,40} ){0,3} )  # or another script
"""
_HOST: Final = Bounded(rf"{_LABEL} (?: \. {_LABEL} ){{0,8}}")

_ENDING_RE: Final = re.compile(r"\.(?:(?<= \.) {1,2})?([a-z]{2,24}|[^\W_a-z]{2,24})")
"""A dot inside a word or between spaces, and the letters after it."""


class Host(NamedTuple):
    """A host name of `size` characters; `known` says whether its top-level domain exists."""

    name: str
    size: int
    known: bool


def host_at(lower: str, cased: Callable[[int, int], str], start: int) -> Host | None:
    """The host name that starts at `start`, cut where the sentence goes on after it.

    `cased` gives the case of a span: in "jane.dev.Thanks" the last label starts a sentence.
    """
    match = _HOST.match(lower, start)
    if match is None:
        return None
    labels = match[0].split(".")
    first = _longest_known(labels, cased, start)
    if first:
        name = ".".join(labels[:first])
        return Host(name, len(name), known=True)
    name = match[0].rstrip("-")
    return Host(name, len(name), known=False)


def _longest_known(labels: Sequence[str], cased: Callable[[int, int], str], start: int) -> int:
    """How many of the labels, which begin at `start`, are a host name; 0 for none."""
    for count in range(len(labels), 1, -1):
        before, label = labels[count - 2], labels[count - 1]
        if not ends_host(before, label) or before.endswith("-"):
            continue
        if count < len(labels) and label in _WORDS and labels[count].isalpha():
            continue  # "fairmont.data.rooms" is a name in code
        if count == 2:  # noqa: PLR2004  a host keeps two labels
            return count
        place = start + len(".".join(labels[: count - 2])) + 1
        written = cased(place, place + len(before) + 1 + len(label))
        if not written[len(before) + 1].isupper() or written[0].isupper():
            return count  # else the label begins a sentence
    return 0


def ends_host(label: str, tld: str) -> bool:
    """Whether `label.tld` ends in a public suffix (ICANN section, offline copy of the list)."""
    if not 1 < len(tld) <= _TLD_MAX or not label:
        return False
    if tld.startswith("xn--"):
        try:
            tld = tld.encode().decode("idna")
        except UnicodeError:
            return False
    return tld in _RESERVED or _suffixes().publicsuffix(f"{label}.{tld}") is not None


def may_hold_host(text: str) -> bool:
    """Whether a dot stands before a top-level domain, or a host begins, in the text (folded, lower-case).

    Where nothing else hints at an address, this tells "e.g." and "ok.Thanks" from a host at once. A shortcut
    (`tests/bench/shortcuts.py`): without it typing a message takes 19 % longer, reading one cold 3 to 7 %.
    """
    if any(opening in text for opening in OPENINGS):
        return True
    # "xn" begins an ending in its other spelling, and words are glued to the best known ones
    return any(
        word == "xn" or word.startswith(_STEMS) or ends_host(_REGISTRY, word)
        for word in _ENDING_RE.findall(text)
    )


@cache
def _suffixes() -> PublicSuffixList:
    """The ICANN section of the public suffix list, in the copy that the library brings."""
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415  most messages never need it

    # `ends_host` reads the other spelling of a name itself: to list both would take three times as long
    return PublicSuffixList(accept_unknown=False, accept_encoded_idn=False, only_icann=True)


def is_file(name: str) -> bool:
    """Whether a dotted word is the name of a file rather than of a host."""
    return name.rpartition(".")[2] in table("file_extensions")


def family(name: str) -> str | None:
    """The channel of the most specific known host that `name` is, or is below."""
    return looked_up(name, "link_hosts")


def looked_up(name: str, list_name: str) -> str | None:
    """The value in a list of hosts for `name` or the nearest host above it."""
    hosts = table(list_name)
    while name:
        if (channel := hosts.get(name)) is not None:
            return channel
        name = name.partition(".")[2]
    return None


def provider_of(name: str) -> str | None:
    """The mail provider's domain, where a label of `name` is one under any spelling; else None."""
    head = name.partition(".")[0]
    return table("email_providers").get(head)


def stem_tld(label: str) -> str | None:
    """The top-level domain that a word was glued to, as in "comfor"; None where there is none."""
    return next((stem for stem in _STEMS if label.startswith(stem)), None)
