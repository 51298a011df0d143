"""Where a sentence ends, and where a clause does: one answer for all who read the words beside a value.

"my phone is broken. file 5550177" names no phone number, because the word stands in another sentence. In
"fiverr.com", "2.0" and "f!verr" nothing ends. This module must not know what is looked for in a sentence.
"""

from __future__ import annotations

import re
from typing import Final

from touchline.text.roles import any_of, words_of

SPACED_MARKS: Final = ".!?…"
"""Marks that end a sentence only before a space: inside a word they belong to it ("fiverr.com")."""
LONE_MARKS: Final = "।॥۔؟。｡？！"
"""Marks that end a sentence wherever they stand: danda, Urdu's and Arabic's, and the full-width ones."""
MARKS: Final = SPACED_MARKS + LONE_MARKS

_UNSPACED: Final = r"[!?] (?= [\u3040-\u30ff\u3400-\u9fff] )"
"""A full-width mark as the folded view has it, before a letter of a script without spaces."""

_SHORTENED: Final = "".join(rf"(?<!\b{word})" for word in sorted(words_of("shortened")))
"""No short form of a word for a phone stands before the mark: "tel. 601 555 238" is one sentence."""

SENTENCE_END_RE: Final = re.compile(
    rf"""
      {_SHORTENED} [{SPACED_MARKS}] ["'”’»)\]]{{0,2}} \s
    | [{LONE_MARKS}] | {_UNSPACED}
    | \n \n                                    # a paragraph; one line break only wraps a sentence
    """,
    re.VERBOSE,
)
"""The end of a sentence that may go on over a line: "my number is" above "0770 0900 123"."""

CLAUSE_END_RE: Final = re.compile(
    rf"""
      [{SPACED_MARKS};] \s
    | [{LONE_MARKS}；،，、\n] | {_UNSPACED}
    | , \s (?= [^\W\d] )                       # not the comma in "1, 2, 3"
    """,
    re.VERBOSE,
)
"""The end of a clause or of a line: words before it say nothing of what stands after it."""

LINE_END_RE: Final = re.compile(
    rf"""
    [{MARKS}\n]                        # one of these first: all else is then skipped at full speed
    (?:
      (?<= [{SPACED_MARKS}] ) (?<! [{SPACED_MARKS}]{{2}} ) [{SPACED_MARKS}]*+ ["'”’)]*+ (?= \s | $ )
    | (?<= [{LONE_MARKS}] ) [{LONE_MARKS}]*+
    | (?<= [!?] ) (?<! [!?]{{2}} ) [!?]*+ (?! \w )                     # "f!verr" is one word
    | (?<= [!?] ) (?= [\u3040-\u30ff\u3400-\u9fff] )
    | (?<= \n ) \s*+
    | (?<= [^\W_]{{2}} \. ) (?= {any_of("begins-sentence")} )             # "has no 409.btw what is …"
    )
    """,
    re.VERBOSE,
)
"""The end of a sentence or of a line, all its marks and blank lines included."""
