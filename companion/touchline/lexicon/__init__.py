"""Word lists as data.

A list is a file `lexicon/<name>.txt` (see `lists`). What is said of services stands in `services.toml`,
and of languages in `languages.toml`, one record for each; `services` and `languages` make lists of it.
This module must not know what a list means, nor how it is searched.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from touchline.lexicon.languages import digit_lists, digit_pairs, words
from touchline.lexicon.lists import is_listed, listed
from touchline.lexicon.services import LISTS, derived

if TYPE_CHECKING:
    from collections.abc import Mapping

SEARCHED: Final[tuple[str, ...]] = (
    "at_signs",
    "domain_words",
    "dot_words",
    "email_providers",
    "encoded_cues",
    "glued_cues",
    "reversed_cues",
    "spaced_cues",
    "account_cues",
    "sign_words",
    "away",
    "contact_nouns",
    "handle_hosts",
    "platforms",
    "services",
    "services_misspelt",
    "services_weak",
    "talk_cues",
    "digit_pairs",
    "digit_sounds",
    *digit_lists(),
    "payment_services",
    "street_words",
)
"""Lists looked for in every message: the triggers that make a detector run. Keep common words out:
every hit costs about 0.3 µs on text that has nothing in it."""

CONTEXT: Final[tuple[str, ...]] = (
    "ask_cues",
    "banks",
    "connectors",
    "email_cues",
    "link_cues",
    "payment_hosts",
    "payment_weak",
    "placeholder_cues",
    "quote_cues",
    "reference_cues",
    "sample_words",
    "tld_words",
)
"""Lists looked for only once a detector asks for one of them: words that matter beside a cue."""

ANYWHERE: Final[frozenset[str]] = frozenset({"digit_pairs", "glued_cues"})
"""Lists among these whose entries also count inside longer words."""


@cache
def table(name: str) -> Mapping[str, str]:
    """The list `name`: entry to value, the value "" where there is none; sorted.

    Raises `FileNotFoundError` for a list that does not exist.
    """
    if name == "digit_pairs":
        return digit_pairs()
    if name == "sign_words":
        return MappingProxyType(dict.fromkeys(sorted({*words("underscore"), *words("colon")}), ""))
    if name not in LISTS:
        return listed(name)
    found = derived(name) | (dict(listed(name)) if is_listed(name) else {})
    return MappingProxyType(dict(sorted(found.items())))
