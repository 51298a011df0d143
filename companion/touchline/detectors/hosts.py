"""Host names: where one ends, whether its top-level domain exists, what family its owner belongs to.

It must not know e-mail or link grammars, nor what terms say of a host.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import regex

from touchline.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TIMEOUT: Final = 0.25
_TLD_MAX: Final = 24
_STEMS: Final = ("com", "net", "org")

_LABEL: Final = r"""
    (?: [a-z0-9\u00df-\u024f] [a-z0-9\u00df-\u024f-]{0,62}           # Latin, with letters that do not fold
      | [^\W\d_a-z] [^\W_a-z-]{0,40} (?: - [^\W_a-z]{1,40} ){0,3} )  # or another script
"""
HOST_RE: Final = regex.compile(rf"{_LABEL} (?: \. {_LABEL} ){{0,8}}", regex.VERBOSE)


class Host(NamedTuple):
    """A host name of `size` characters; `known` says whether its top-level domain exists."""

    name: str
    size: int
    known: bool


def host_at(lower: str, cased: Callable[[int, int], str], start: int) -> Host | None:
    """The host name that starts at `start`, cut where the sentence goes on after it.

    `cased` gives the case of a span: in "jane.dev.Thanks" the last label starts a sentence.
    """
    match = HOST_RE.match(lower, start, timeout=TIMEOUT)
    if match is None:
        return None
    labels = match[0].split(".")
    first = _longest_known(labels, cased(start, match.end()).split("."))
    if first:
        name = ".".join(labels[:first])
        return Host(name, len(name), known=True)
    name = match[0].rstrip("-")
    return Host(name, len(name), known=False)


def _longest_known(labels: Sequence[str], cased: Sequence[str]) -> int:
    for count in range(len(labels), 1, -1):
        label, written = labels[count - 1], cased[count - 1]
        begins_sentence = count > 2 and written[:1].isupper() and not cased[count - 2][:1].isupper()  # noqa: PLR2004  a host keeps two labels
        if (
            ends_host(labels[count - 2], label)
            and not begins_sentence
            and not labels[count - 2].endswith("-")
        ):
            return count
    return 0


def ends_host(label: str, tld: str) -> bool:
    """Whether `label.tld` ends in a public suffix (ICANN section, offline copy of the list)."""
    if not 1 < len(tld) <= _TLD_MAX or tld.isdigit() or not label:
        return False
    try:
        ascii_tld = tld if tld.isascii() else tld.encode("idna").decode()
    except UnicodeError:
        return False
    # some countries, like .za, have names under suffixes of two labels only
    ascii_label = label if label.isascii() else "label"
    return _suffixes().publicsuffix(f"{ascii_label}.{ascii_tld}") is not None


@cache
def _suffixes() -> Any:
    from publicsuffixlist import (  # noqa: PLC0415  30 ms to load: with the first dotted word only
        PublicSuffixList,
    )

    return PublicSuffixList(accept_unknown=False, only_icann=True)


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
