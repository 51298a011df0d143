"""The examples of `docs/protocol.md`, which are the files of this folder.

`python -m tests.contract.protocol` writes them into the page again.
"""

from __future__ import annotations

import re
from pathlib import Path

CONTRACT = Path(__file__).parent
PAGE = CONTRACT.parent.parent / "docs" / "protocol.md"
EXAMPLE_RE = re.compile(
    r"""
    (?P<before> \[ (?P<file>[\w.]+) \] \( \.\./tests/contract/(?P=file) \) [^\n]* :\n\n )
    ```json\n (?P<example>.*?) ```
    """,
    re.VERBOSE | re.DOTALL,
)


def examples() -> dict[str, str]:
    """File to the example that the page shows of it."""
    return {match["file"]: match["example"] for match in EXAMPLE_RE.finditer(PAGE.read_text("utf-8"))}


def written() -> str:
    """The page with every example as its file has it."""

    def shown(match: re.Match[str]) -> str:
        return f"{match['before']}```json\n{(CONTRACT / match['file']).read_text('utf-8')}```"

    return EXAMPLE_RE.sub(shown, PAGE.read_text("utf-8"))


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
