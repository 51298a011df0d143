"""Readings of a message other than the folded one: letters squeezed together, chunks decoded, reversed.

Each is made only on a cue, from a view and with a map back to it. It must not know what is looked for.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from touchline.model import Technique
from touchline.views.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TRIGGERS: Final = frozenset({"spaced_cues", "spread", "encoded", "encoded_cues", "reversed_cues", "bidi"})

_SPREAD_RE: Final = re.compile(
    r"""
    (?<! \w ) [\w@]                       # one letter, not the end of a word …
    (?P<joint> [ ]{1,2} | \n | [-.*_|/~,] ) # … and the joint that repeats between all of them
    (?: [\w@.+-] (?P=joint) ){1,80}
    (?: [\w@] (?! \w ) | \.\w{2,6} \b )   # the last one, or an ending left whole
    """,
    re.VERBOSE,
)
_ENTITY_RE: Final = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
_PERCENT_RE: Final = re.compile(r"(?:%[0-9a-fA-F]{2}){1,60}")
_BASE64_RE: Final = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{12,400}={0,2}(?![\w+/=])")
_PRINTABLE_SHARE: Final = 0.95
_MARKUP: Final = frozenset("<>&\"'\xa0")
"""What programs escape in any text: nobody hides a detail with these."""


def alternatives(view: View, triggers: frozenset[str]) -> Iterator[tuple[View, Technique]]:
    """The readings that `triggers` call for, each with the technique that made it necessary."""
    if "spaced_cues" in triggers or "spread" in triggers:
        yield squeezed(view), Technique.SPACED
    if "encoded" in triggers or "encoded_cues" in triggers:
        yield decoded(view, chunks="=" in view.text or "encoded_cues" in triggers), Technique.ENCODED
    if "reversed_cues" in triggers or "bidi" in triggers:
        yield reversed_text(view), Technique.REVERSED


def squeezed(view: View) -> View:
    """Letters with the same joint between them put together: "j o h n", "j-o-h-n", "j.o.h.n"."""

    def close(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
        joint = match["joint"]
        position = match.start()
        while position < match.end():
            if view.text.startswith(joint, position) and (position - match.start()) % (1 + len(joint)):
                position += len(joint)
                continue
            yield view.text[position], position, position + 1
            position += 1

    return _rewritten("squeezed", view, _SPREAD_RE, close)


def decoded(view: View, *, chunks: bool = True) -> View:
    """Character references and percent escapes read as what they encode; with `chunks`, base64 too."""
    for sign, pattern, decode in (("&", _ENTITY_RE, _unescaped), ("%", _PERCENT_RE, unquote)):
        if sign in view.text:
            view = _rewritten("decoded", view, pattern, _whole(decode))
    return _rewritten("decoded", view, _BASE64_RE, _whole(_unbased)) if chunks else view


def reversed_text(view: View) -> View:
    """The text read from its end."""
    size = len(view.text)
    starts = range(size - 1, -1, -1)
    return View("reversed", view.text[::-1], starts, range(size, 0, -1), view)


def _unescaped(reference: str) -> str:
    import html  # noqa: PLC0415  its table of names is large and seldom needed

    char = html.unescape(reference)
    return reference if char in _MARKUP else char


def _unbased(chunk: str) -> str:
    try:
        text = base64.b64decode(chunk, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return chunk
    readable = sum(char.isprintable() or char.isspace() for char in text)
    return text if readable >= _PRINTABLE_SHARE * len(text) else chunk


def _whole(decode: Callable[[str], str]) -> Callable[[re.Match[str]], Iterator[tuple[str, int, int]]]:
    def pieces(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
        yield decode(match[0]), *match.span()

    return pieces


def _rewritten(
    name: str,
    view: View,
    pattern: re.Pattern[str],
    rewrite: Callable[[re.Match[str]], Iterator[tuple[str, int, int]]],
) -> View:
    matches = list(pattern.finditer(view.text))
    if not matches:
        return view

    def pieces() -> Iterator[tuple[str, int, int]]:
        position = 0
        for match in matches:
            yield view.text[position : match.start()], position, match.start()
            yield from rewrite(match)
            position = match.end()
        yield view.text[position:], position, len(view.text)

    return view.mapped(name, pieces())
