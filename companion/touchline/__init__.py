"""Touchline warns, while a freelancer or client types, before a message breaks their platform's terms.

Public names: `find` (contact details in a message), `review` (what the terms say of them), the words of
`model`, and the errors. Importing it loads no validator, no server and no word list; the first use does.
"""

from touchline.context import Allowance, Context
from touchline.errors import (
    AccessDenied,
    Incomplete,
    InvalidRequest,
    MessageTooLong,
    PackError,
    SettingsError,
    TouchlineError,
    UnknownPlatform,
)
from touchline.model import (
    Clause,
    Fact,
    Finding,
    Intent,
    Kind,
    Mode,
    Review,
    Stage,
    Surface,
    Technique,
    TermsWarning,
    Verdict,
)
from touchline.pipeline.pipeline import find, review

__all__ = [
    "AccessDenied",
    "Allowance",
    "Clause",
    "Context",
    "Fact",
    "Finding",
    "Incomplete",
    "Intent",
    "InvalidRequest",
    "Kind",
    "MessageTooLong",
    "Mode",
    "PackError",
    "Review",
    "SettingsError",
    "Stage",
    "Surface",
    "Technique",
    "TermsWarning",
    "TouchlineError",
    "UnknownPlatform",
    "Verdict",
    "find",
    "review",
]
