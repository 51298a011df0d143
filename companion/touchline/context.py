"""Where, when and in which deal a message is about to be sent, as the one who asks states it.

Both classes take what is documented and refuse everything else by the argument's name, so that a context
that exists is one that the terms can be applied to. This module must not know any terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from touchline import arguments
from touchline.model import ALLOWANCES, DEFAULT_REGIONS, Fact, Mode, Stage, Surface

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, init=False)
class Allowance:
    """A fact the user has stated for one conversation, with its proof (a ticket number) and its dates.

    For example `Allowance("support_permission", "ticket 4711", date(2026, 10, 1))`. Raises `InvalidRequest`.
    """

    fact: Fact
    reference: str | None
    granted: date | None
    expires: date | None

    def __init__(
        self,
        fact: Fact | str,
        reference: str | None = None,
        granted: date | None = None,
        expires: date | None = None,
    ) -> None:
        _put(self, "fact", arguments.word("fact", fact, Fact, ALLOWANCES))
        _put(self, "reference", arguments.reference(reference))
        _put(self, "granted", arguments.day("granted", granted))
        _put(self, "expires", arguments.day("expires", expires))


@dataclass(frozen=True, slots=True, init=False)
class Context:
    """Where, when and in which deal a message is about to be sent. `as_of` None means today.

    For example `Context("upwork", "inbox", "before_contract")`. Raises `InvalidRequest`; whether there are
    terms for the platform is known only when a message is reviewed.
    """

    platform: str
    surface: Surface
    stage: Stage
    mode: Mode
    allowances: tuple[Allowance, ...]
    regions: tuple[str, ...]
    as_of: date | None

    def __init__(
        self,
        platform: str,
        surface: Surface | str = Surface.UNKNOWN,
        stage: Stage | str = Stage.UNKNOWN,
        mode: Mode | str = Mode.STANDARD,
        allowances: tuple[Allowance, ...] | list[Allowance] = (),
        regions: tuple[str, ...] | list[str] = DEFAULT_REGIONS,
        as_of: date | None = None,
    ) -> None:
        stated = arguments.items("allowances", allowances)
        _put(self, "platform", arguments.string("platform", platform))
        _put(self, "surface", arguments.word("surface", surface, Surface))
        _put(self, "stage", arguments.word("stage", stage, Stage))
        _put(self, "mode", arguments.word("mode", mode, Mode))
        _put(self, "allowances", tuple(arguments.instance("allowances", each, Allowance) for each in stated))
        _put(self, "regions", arguments.regions(regions))
        _put(self, "as_of", arguments.day("as_of", as_of))


_put = object.__setattr__
"""The way into a frozen dataclass from its own `__init__`, which `dataclasses` takes itself."""
