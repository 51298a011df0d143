"""How this program was called, so that a sentence can say what to type. It must not know any command."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

_NAME = "touchline"


def to_type(*words: str) -> str:
    """`touchline` with these words, for a shell: with its path where the name alone is not found."""
    program = Path(sys.argv[0])
    is_found = program.stem != _NAME or shutil.which(_NAME)
    command = [_NAME if is_found else str(program.absolute()), *words]
    if sys.platform == "win32":  # its shells take single quotes for letters
        return " ".join(f'"{word}"' if " " in word else word for word in command)
    return shlex.join(command)
