"""Every error Touchline raises on purpose.

    TouchlineError                  message, code; never carries the user's text
    ├── InvalidRequest        400   field, problem
    │   ├── MessageTooLong    413   limit
    │   └── UnknownPlatform   404   platform, known
    ├── AccessDenied          403   reason
    ├── Incomplete            —     findings, incomplete, causes   (what was found all the same)
    ├── PackError             —     path, key, problem      (start-up)
    └── SettingsError         —     source, key, problem    (start-up)

The statuses are for orientation: this module knows no HTTP, `web/problems.py` holds the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.model import Cause, Finding


_ID_LENGTH = 40


class TouchlineError(Exception):
    """Anything Touchline refuses or cannot do; the message is fit to be shown and free of user text."""

    code = "touchline-error"


class InvalidRequest(TouchlineError):
    """An argument or a request field is not what the contract says."""

    code = "invalid-request"

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class MessageTooLong(InvalidRequest):
    """The message is longer than `limit` code points."""

    code = "message-too-long"

    def __init__(self, limit: int, field: str = "text") -> None:
        super().__init__(field, f"longer than {limit} characters")
        self.limit = limit


class UnknownPlatform(InvalidRequest):
    """No pack has this id. The id is named only when it looks like one, so text cannot come back in it."""

    code = "unknown-platform"

    def __init__(self, platform: str, known: Iterable[str]) -> None:
        self.known = tuple(sorted(known))
        looks_like_an_id = platform.isascii() and platform.isidentifier() and len(platform) <= _ID_LENGTH
        self.platform = platform if looks_like_an_id else "?"
        super().__init__("platform", f"no terms for this platform; known: {', '.join(self.known)}")


class AccessDenied(TouchlineError):
    """The caller is not the paired browser extension."""

    code = "access-denied"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Incomplete(TouchlineError):
    """Part of the detection failed or ran out of time; `findings` holds what was found all the same.

    `incomplete` names the parts. `causes` says where a bug broke one, and is empty after a flood or a time
    limit; the first bug is chained as `__cause__`.
    """

    code = "incomplete"

    def __init__(
        self, findings: tuple[Finding, ...], incomplete: tuple[str, ...], causes: tuple[Cause, ...] = ()
    ) -> None:
        super().__init__(f"not fully checked: {', '.join(incomplete)}")
        self.findings = findings
        self.incomplete = incomplete
        self.causes = causes


class PackError(TouchlineError):
    """A pack of terms cannot be used; `key` says where in the file `path` the problem is."""

    code = "pack-error"

    def __init__(self, path: object, key: str, problem: str) -> None:
        super().__init__(f"{path}: {key}: {problem}")
        self.path = path
        self.key = key
        self.problem = problem


class SettingsError(TouchlineError):
    """A setting cannot be used; `source` is the file or variable it came from."""

    code = "settings-error"

    def __init__(self, source: object, key: str, problem: str) -> None:
        super().__init__(f"{source}: {key}: {problem}")
        self.source = source
        self.key = key
        self.problem = problem
