"""Lines that a machine wrote, or that are written for one: logs, code, settings.

They are told by their build, not by their language: a time stamp, a call with its brackets, a key with its
value. This module must not know what is looked for in them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from touchline.text.material.line import is_prose
from touchline.text.word import WORD_RE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from touchline.text.material.line import Line

_HINT_RE: Final = re.compile(
    r"""
      [{}<>=|\\\]] | \[ [\d\sa-zA-Z] | \w\( [^()\n]* ["'=,\d)] | "\s?: | → | ->
    | ' \s? : | \$[\s{] | ^\s*[\d$%@+/-]
    | \d:\d\d:\d | \d\.\d\.\d | \d\d-\d\d[T\s]\d | ^\s*at\s | :: | && | /[/*] | [ ]{3} | \t
    | ;\s*$ | \s--?[a-zA-Z] | \w:\d+:\d | [A-Z]_[A-Z] | [A-Z]; | \w[_.]\w+\s?= | [45]\d\d\s[A-Z]
    | File\s" | (?: Exception | Error ) \b
    | \b (?: DEBUG | INFO | WARN | WARNING | ERROR | ERR! | FATAL | TRACE | CRITICAL ) \b
    | \b (?: GET | POST | PUT | PATCH | DELETE | HEAD | OPTIONS | HTTP | MX | CNAME | TXT | SRV | AAAA ) \b
    | \b (?: SELECT | INSERT | UPDATE | CREATE | ALTER | BEGIN | END ) \b
    """,
    re.VERBOSE,
)
"""What every line of a machine has one of; most that people say have none."""
_LOG_RE: Final = re.compile(
    r"""
      ^ \s* [\[(]? (?: \d{4}- )? \d\d-\d\d [T ] \d\d:\d\d (?: :\d\d )? .* \w          # a time stamp …
    | ^ \s* \[ [^\]\n]{0,40} \d\d:\d\d:\d\d [^\]\n]{0,12} \]                  # … in brackets
    | ^ \s* [A-Z][a-z]{2} \s+ \d{1,2} \s \d\d:\d\d:\d\d \s                    # … of syslog
    | ^ \s* \d\d:\d\d:\d\d [.,]? \d* \s+ [A-Z\[]
    | \b \d\d:\d\d:\d\d [,.]\d{3} \s -->                                     # … of a subtitle
    | ^ \s* [\[(]? (?: DEBUG | INFO | WARN | WARNING | ERROR | ERR! | FATAL | TRACE | CRITICAL ) \b
    | \s (?: DEBUG | WARN | FATAL | TRACE | ERR! ) \s
    | \b (?: GET | POST | PUT | PATCH | DELETE | HEAD | OPTIONS ) \s (?: / | "? https?:// )
    | \b HTTP/\d | \b (?: [45]\d\d | 200 | 30\d ) \s [A-Z][A-Za-z]+ $
    | ^ \s* at \s [\w$.<>/]+ \s? \( | \b [\w$]+ (?: Exception | Error ) (?: : | \s at \b | \( )
    | \( [\w$-]+ \. [a-z]{1,5} : \d+ | ^ \s* File \s ", | \w+ \. [a-z]{1,4} : \d+ : \d+
    | ^ \d{3} [ -] \d\.\d\.\d \s                                              # a mail server's answer
    | ^ [a-z][\w.-]* -\d+ \s+ \| \s                                            # several services in one log
    | ^ \s* \d{2,6}: (?: \s [0-9a-f]{2} ){4}                                    # bytes
    | \S [ ]{3,} \S+ [ ]{3,} \S .* [ ]{3,} \S                                   # columns
    """,
    re.VERBOSE,
)
"""A line that a machine wrote."""
_CODE_RE: Final = re.compile(
    r"""
      ^ \s* (?: \$ | >>> | PS\sC:\S*> | [\w.-]+@[\w.-]+: \S* [$\#] ) \s+ [a-z]      # a prompt
    | ^ \s* [a-z][\w./-]* (?: \s [\w./:@=-]+ ){0,6} \s (?: --[a-z][\w-]{2,} [= ]\S | -[a-zA-Z] \s \S )
    | ^ \s* </? [a-z][\w-]* (?: \s [\w:-]+ = ["'{] [^\n<>]* )* \s? /? >           # markup
    | ^ \s* <[!?] | </ [a-z]\w* > | < [a-z]\w* \s [\w-]+ = ["'{]
    | ^ \s* (?: @@ \s | diff\s-- | [+-]{3} \s \S | [-+] \s{2,} \S )              # what was changed
    | ^ \s* ["“„] [^"“”\n]{1,60} ["”“] \s? (?: → | -> | => ) \s? \S               # a case of a test
    | ^ \s* " [\w.$ -]+ " \s? : \s? (?: ["\[{\d-] | true | false | null )        # JSON
    | \{ \s? ["']? \w+ ["']? \s? : \s? ["'\[{\d] | \w ["'] \s? : \s? ["'\[{\d]
    | ^ \s* (?: export \s )? [A-Z]+_[A-Z0-9_]+ \s? = | ^ \s* [a-z]+ [_.] [\w.]+ \s? = \s? \S
    | ^ [A-Z]{2,} ; [A-Z]+ = [^:\n]{1,20} : \S | ^ (?: BEGIN | END ) : [A-Z]+ \s* $   # a card
    | (?: \b [A-Za-z]+ = [^,=\n]{1,40} , \s? ){2,} [A-Za-z]+ =               # names and values
    | \s (?: MX | CNAME | TXT | SRV | AAAA ) \s                                    # a zone's records
    | ^ \s* (?: SELECT | INSERT\sINTO | UPDATE | DELETE\sFROM | CREATE\sTABLE | ALTER\sTABLE ) \b
    | ^ \s* [\]})]+ [;,]? \s* $ | [\w)\]] \s? [{] \s* $ | \$\{ | \{\{
    | \) \s? => | => \s? [{(] | \w::\w+ [(:<] | [!=]== | [!=]= \s? (?: ["'] | null | true | false )
    | \w \s && \s | \w \( \) | ^ \s* [\w.$]+ \( [^()\n]* ["'=,] [^()\n]* \) ;? \s* $
    | \w \( [^()\n]* \) ; | [=(] [^\n;]* ; \s* $
    | ^ \s* (?: //\s | \#include | /\* | \* @ ) \s? \w | ^ \s* %%
    | \\[bdsw+.] [\]+*)?{$] | \[ a-z [^\]\n]{0,12} \] [+*{]                       # a regular expression
    """,
    re.VERBOSE,
)
"""A line that is written for a machine."""

_NESTED_RE: Final = re.compile(
    r"^ (?: \s{2,} | \t | \s*-\s ) [\w.$-]{1,40} \s? : (?: \s .* )? $ | ^ \s* [\w.-]{1,40} : \s* $",
    re.VERBOSE,
)
"""A line of nested settings: material beside other lines that are."""
_SETTING_RE: Final = re.compile(r"^ \s* -? \s? [a-z]\w* (?: [_.-] \w+ )+ \s? : \s \S", re.VERBOSE)


def machine_lines(lines: Sequence[Line]) -> Iterator[int]:
    """The lines that machines write, and in one block with two of them what stands between or is nested."""
    ended = [index for index, line in enumerate(lines) if line.text.endswith(";") and not is_prose(line.text)]
    closed = set(ended) if len(ended) >= _ENDED else set()
    strong = [index for index, line in enumerate(lines) if index in closed or is_machine(line.text)]
    yield from strong
    for first, second in pairwise(strong):
        between = range(first + 1, second)
        if len(between) <= _GAP and all(not is_prose(lines[index].text) for index in between):
            yield from between
    known = set(strong)
    for index in strong:
        for step in (-1, 1):
            beside = index + step
            while 0 <= beside < len(lines) and beside not in known and _is_nested(lines[beside].text):
                yield beside
                beside += step


_START: Final = 300
"""Characters of a line that tell what it is."""
_ENDED: Final = 2
"""Lines that must end in a semicolon."""
_GAP: Final = 4
"""Lines between two of a machine that may look like anything but prose."""


def is_machine(text: str) -> bool:
    """Whether the line was written by a machine, or is written for one, and is no sentence all the same."""
    start = text[:_START]
    if _HINT_RE.search(start) is None and not text.endswith((";", "{", "}", ")")):
        return False
    match = _LOG_RE.search(start) or _CODE_RE.search(start)
    return match is not None and (match.start() == 0 or not _is_said(text))


def _is_said(text: str) -> bool:
    """Whether a line is said to somebody: it has many words and few signs."""
    words = WORD_RE.findall(text)
    signs = sum(not char.isalnum() and not char.isspace() for char in text)
    return len(words) > _MANY and signs * 2 < len(words)


_MANY: Final = 6


def _is_nested(text: str) -> bool:
    return bool(_NESTED_RE.match(text) or _SETTING_RE.match(text))
