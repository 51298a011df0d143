"""Word lists as data.

A list is `lexicon/<name>.txt`: one entry a line, sorted, unique, an optional value after a tab,
`#` comments at the top only. What is said of services stands in `services.toml`, one record for each;
`services` makes lists of it. This module must not know what a list means, nor how it is searched.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

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
    "digit_words_ar",
    "digit_words_bn",
    "digit_words_de",
    "digit_words_en",
    "digit_words_es",
    "digit_words_fr",
    "digit_words_hi",
    "digit_words_id",
    "digit_words_it",
    "digit_words_pt",
    "digit_words_ru",
    "digit_words_zh",
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
    found = derived(name)
    path = files(__name__).joinpath(f"{name}.txt")
    if name not in LISTS or path.is_file():
        lines = path.read_text("utf-8").splitlines()
        rows = (line.partition("\t") for line in lines if line and not line.startswith("# "))
        found |= {entry: value for entry, _, value in rows}
    return MappingProxyType(dict(sorted(found.items())) if name in LISTS else found)
