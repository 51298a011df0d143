"""Lists the marks that are part of a word, although Python does not count them among its letters."""

from __future__ import annotations

from typing import Final

MARKS: Final = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u0f18-\u0fbc\u1000-\u109f\u1780-\u17d3"
)
"""Vowel signs and other marks of a script, for a character class: "फोन" is one word, not "फ" and "न"."""
