"""The extension's list of services, written from their records.

`python -m tests.structure.channels > extension/pages/channels.js` writes it again; the extension has no
build step, so the file is kept, and a test compares it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from touchline.lexicon.services import services

if TYPE_CHECKING:
    from collections.abc import Iterable

    from touchline.lexicon.services import Service

_HEAD = """\
// @ts-check
/** Services that a user may want no warnings about, by the companion's channel; names are not translated. */

// written by: python -m tests.structure.channels > extension/pages/channels.js

/** @type {Readonly<Record<string, string>>} */
export const CHANNELS = Object.freeze({
"""
_COMMON = """
/** The most used of them, which the options show first. @type {readonly string[]} */
export const COMMON = Object.freeze([
"""
_BARE_RE = re.compile(r"[a-z_]\w*")


def written(records: Iterable[Service]) -> str:
    """The file `channels.js` for these records: whatever has a name of its own, by that name."""
    named = [each for each in records if not each.shown_as.startswith("a ")]
    named.sort(key=lambda each: each.shown_as.casefold())
    rows = (f"  {_key(each.channel)}: {json.dumps(each.shown_as, ensure_ascii=False)},\n" for each in named)
    common = "".join(f'  "{each.channel}",\n' for each in named if each.common)
    return f"{_HEAD}{''.join(rows)}}});\n{_COMMON}{common}]);\n"


def _key(channel: str) -> str:
    return channel if _BARE_RE.fullmatch(channel) else json.dumps(channel)


if __name__ == "__main__":
    print(written(services().values()), end="")
