"""Says something in the terminal, so that nothing that is said can move its cursor or give it an order.

Every command says everything with `say`; `tests/structure/test_voice.py` sees to it. This module must not
know what is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator


def say(text: str, err: bool = False) -> None:
    """Print lines of text; the signs in them that cannot be seen are shown by name."""
    click.echo("\n".join(map(printable, text.split("\n"))), err=err)


def printable(text: str) -> str:
    """The text in one line; a sign that cannot be seen, or that moves the cursor, by its code point."""
    return "".join(_shown(text))


def _shown(text: str) -> Iterator[str]:
    for character in text:
        if character.isprintable():
            yield character
        elif character.isspace():
            yield " "
        else:
            yield f"<U+{ord(character):04X}>"
