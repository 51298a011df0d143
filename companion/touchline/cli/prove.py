"""`touchline prove`: see for yourself that what you type stays on this computer and is not kept."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from touchline.cli.output.voice import say

_FAILED = 1


@click.command(short_help="Prove that your words stay on this computer.")
def prove() -> None:
    """Prove that your words stay on this computer and are not kept.

    Starts a companion of its own under strace (Linux), sends it messages that hold a mark, and reads what
    the kernel saw. Your own companion, if one is running, is not touched.

    Exit codes: 0 proved, 1 something speaks against it, 3 this computer does not let us look.
    """
    from touchline.proof.canary import Canary
    from touchline.proof.claims import claims
    from touchline.proof.run import session

    canary = Canary()
    with tempfile.TemporaryDirectory(prefix="touchline-prove-") as home:
        say("A companion is being watched by strace. This takes a few seconds.\n")
        result = claims(session(canary, Path(home)), canary)
    for claim in result:
        say(f"  {'NO ' if claim.evidence else 'yes'}  {claim.words}")
        for line in claim.evidence:
            say(f"         {line}")
    if any(claim.evidence for claim in result):
        say("\nNot proved. Please report this with the lines above; they hold none of your words.")
        sys.exit(_FAILED)
    say("\nProved: on this computer, today, no word left it and none was kept.")
