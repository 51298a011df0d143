"""Every word and limit that the companion and the extension must agree on, as `words.json` holds them.

`python -m tests.contract.words > tests/contract/words.json` writes the file again; the tests of both sides
read it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from touchline import errors
from touchline.model import (
    ALLOWANCES,
    DEFAULT_REGIONS,
    MESSAGE_LIMIT,
    RECENT_LIMIT,
    REFERENCE_LIMIT,
    REGIONS_LIMIT,
    Fact,
    Intent,
    Kind,
    Mode,
    Stage,
    Surface,
    Technique,
    Verdict,
)
from touchline.terms.channels import channel_groups
from touchline.terms.library import BUILT_IN
from touchline.web.guard import BODY_LIMIT
from touchline.web.pairing.replies import Reason
from touchline.web.service.routes import API_VERSION
from touchline.web.wire import EARLIER_LIMIT

SAVED = Path(__file__).parent / "words.json"


def words() -> dict[str, Any]:
    """The words by what they name, in the order of their enums."""
    return {
        "api": API_VERSION,
        "platforms": list(BUILT_IN),
        "surfaces": list(Surface),
        "stages": list(Stage),
        "modes": list(Mode),
        "facts": list(Fact),
        "allowances": [fact for fact in Fact if fact in ALLOWANCES],
        "kinds": list(Kind),
        "intents": list(Intent),
        "techniques": list(Technique),
        "verdicts": list(Verdict),
        "default_regions": list(DEFAULT_REGIONS),
        "limits": {
            "message": MESSAGE_LIMIT,
            "recent": RECENT_LIMIT,
            "earlier": EARLIER_LIMIT,
            "regions": REGIONS_LIMIT,
            "allowances": len(ALLOWANCES),
            "reference": REFERENCE_LIMIT,
            "body": BODY_LIMIT,
        },
        "pairing_ends": list(Reason),
        "problems": sorted(_codes()),
        "channels": sorted(frozenset[str]().union(*channel_groups().values())),
    }


def _codes() -> set[str]:
    """The codes of the errors that any part of Touchline may raise."""
    classes = (each for each in vars(errors).values() if isinstance(each, type))
    return {each.code for each in classes if issubclass(each, errors.TouchlineError)}


def saved_words() -> str:
    """The text of `words.json`."""
    return json.dumps(words(), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(saved_words())
