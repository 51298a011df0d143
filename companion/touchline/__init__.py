"""Touchline warns, while a freelancer or client types, before a message breaks their platform's terms.

Public names: `find` (contact details in a message), `review` (what the terms say of them), the words of
`model`, and the errors. Importing the package loads none of the pipeline; the first use does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
        Allowance,
        Clause,
        Context,
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
    from touchline.review import find, review

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

_HOMES = ("touchline.review", "touchline.model", "touchline.errors")


def __getattr__(name: str) -> Any:
    if name in __all__:
        from importlib import import_module  # noqa: PLC0415  only when a public name is first used

        for home in _HOMES[:1] if name in {"find", "review"} else _HOMES[1:]:
            module = import_module(home)
            if hasattr(module, name):
                value = getattr(module, name)
                globals()[name] = value
                if home == "touchline.review":  # its import made `touchline.review` the module
                    globals().update(find=module.find, review=module.review)
                return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
