"""Channels: the families that rules name them by, and how each is called in a sentence.

Services have a record in the lexicon, which says both. Pages, tools and marketplaces that are known by
a host alone stand here and in `channels.toml`. This module must not know any platform's rules.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from touchline.lexicon.services import services
from touchline.terms.platforms import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGES: Mapping[str, str] = {
    "applicant-system": "an application page",
    "form": "a form",
    "github": "GitHub",
    "gitlab": "GitLab",
    "link-hub": "a page of links",
    "reference": "a well-known page",
    "screencast": "a screen recording",
    "shortener": "a shortened address",
    "voicemail-drop": "a voice message page",
}
"""Channels without a record whose name is not just the channel with capital letters."""


@lru_cache(maxsize=1)
def channel_groups() -> Mapping[str, frozenset[str]]:
    """The families that rules name as `@family`, with the channels in each."""
    text = (files("touchline.terms") / "channels.toml").read_text("utf-8")
    groups = {name: set(members) for name, members in tomllib.loads(text).items()}
    for service in services().values():
        for family in service.families:
            groups[family].add(service.channel)
    return {name: frozenset(members) for name, members in groups.items()}


def name_of(channel: str) -> str:
    """The channel as people write it: "LinkedIn", or "a page of links" for what has no name."""
    service = services().get(channel)
    if service is not None:
        return service.shown_as
    named = {**_PAGES, **NAMES}
    return named.get(channel, channel.replace("-", " ").replace("_", " ").title())
