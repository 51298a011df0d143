"""Phone numbers, however they are written.

Figures and number words that stand close together are read into atoms (`numerals`), cut at dates and
prices (`quantity`), and weighed by shape (`digits`); words beside them that name a phone do the rest.
This module must not know whether a number exists (`validity`), nor who says it to whom.

Flagged:
    call me on +1 (415) 555-0132
    0300-1234567
    my cell is 5550132
    zero three double five one two three four five six seven
    O3OO l234567
Not flagged:
    Invoice #20240112-88, PO 4500012345
    Deadline: 2024-01-15 10:30:00 UTC, kickoff 15/01/2024
    sizes 36 38 40 42 44 46 48 available
    my number is 5
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.detectors.digits import FEWEST, Run, Stretch, stretches
from touchline.detectors.model import Candidate, Detector, evidence, weights
from touchline.detectors.numerals import DECOY_RE, WORD_LISTS, Atom, atoms, number_words
from touchline.detectors.quantity import is_counted, quantities
from touchline.fold import disguises
from touchline.model import Kind, Technique
from touchline.view import JoinedView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from touchline.model import Evidence
    from touchline.search import Hit
    from touchline.view import View
    from touchline.views import Views

_GAP: Final = 24
"""Characters between two numerals that may still be one number: separators, or a word in between."""
_SEPARATORS: Final = 12
_REACH: Final = 48
_MARGIN: Final = 24

_FIGURES_RE: Final = re.compile(r"\d+")
_WORD_RE: Final = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963\u0971-\u0dff])+")  # vowel signs are no \w
_SENTENCE_RE: Final = re.compile(r"[.!?]\s|\n\n")
_BARRIER_RE: Final = re.compile(r"[\w$€£¥₹%‰°<>={}\\^]")
_EXTENSION_RE: Final = re.compile(
    r"[\s,(]{0,3} (?: ext (?:ension|n)? | x ) [.:\s]{0,3} \d{1,6} (?!\d)", re.VERBOSE
)
_USUAL_GAP_RE: Final = re.compile(r"[\s().+/-]{0,4}")
_PRICED_RE: Final = re.compile(r"[$€£₹]\s?0\d{2,}")
_SIGNS: Final = frozenset("$€£₹")
_UNSIGNED: Final = str.maketrans("$€£₹", "    ")
_PART_RE: Final = re.compile(  # "first part 0300", "part 2: 1234567", "and the rest"
    r"\b (?: (?: first | second | third | last | next | final ) \s (?: part | half | bit | piece | one )"
    r"| (?: part | half ) \s (?: one | two | three | [123] \b ) | (?: the | and ) \s rest ) \b"
    r" (?: \s is )? :?",
    re.VERBOSE,
)
_PLUS_RE: Final = re.compile(r"[^\W\d_]+(?=\s*$)")
_EMOJI: Final = "☎✆📞📱📲🤙"


def find(views: Views) -> Iterator[Candidate]:
    """Phone numbers in one reading of a message."""
    view, lower = views.folded, views.lower
    if isinstance(view, JoinedView):
        lower = _PART_RE.sub(lambda match: " " * len(match[0]), lower)
    yield from _found(views, view, lower, views.hits)


def _found(views: Views, view: View, lower: str, hits: Mapping[str, tuple[Hit, ...]]) -> Iterator[Candidate]:
    words = number_words(hits)
    spans = [(word.start, word.end) for word in words.values()]
    spans += [(hit.start, hit.end) for hit in hits.get("digit_pairs", ())]
    for start, end in _clusters(lower, spans):
        if _PRICED_RE.search(lower, start, end):
            # no amount begins with a zero: the signs are there to make a number look like prices
            lower = lower[:start] + lower[start:end].translate(_UNSIGNED) + lower[end:]
        for run in _runs(lower, start, end, list(atoms(lower, start, end, words))):
            yield from _claims(views, view, lower, run)


def _clusters(text: str, words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where numerals stand close enough together, and are enough, to be read more closely."""
    spans = [match.span() for match in _FIGURES_RE.finditer(text)]
    if words:
        spans = sorted({*spans, *words})
    low, high, digits = 0, -_GAP, 0
    for start, end in (*spans, (len(text) + 2 * _GAP, 0)):
        if start - high > _GAP:
            if digits >= FEWEST - 1:
                yield _widened(text, low, high)
            low, digits = start, 0
        high = max(high, end)
        mixed = text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
        digits += end - start + 2 * mixed if text[start : start + 1].isdecimal() else 2


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span and the words on either side of it, whole."""
    low, high = max(0, start - _MARGIN), min(len(text), end + _MARGIN)
    while low and low > start - 2 * _MARGIN and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and high < end + 2 * _MARGIN and not text[high].isspace():
        high += 1
    return low, high


def _runs(text: str, start: int, end: int, read: list[Atom | None]) -> Iterator[Run]:
    """The atoms in runs: cut at words, dates, amounts and signs that no number goes through."""
    barriers = [*quantities(text, start, end), (len(text) + 1, len(text) + 1)]
    barrier = 0
    run: list[Atom] = []
    gaps: list[str] = []
    plus: set[int] = set()
    links = ""
    for atom in (*read, None):
        while atom is not None and barriers[barrier][1] <= atom.start:
            barrier += 1
        blocked = atom is None or barriers[barrier][0] < atom.end
        if atom is not None and atom.form == "link" and not blocked:
            links = links + (" + " if not atom.inner else " - ") if run or not atom.inner else ""
            continue
        gap = "" if atom is None or not run else _gap(text, run[-1].end, atom.start, links)
        if blocked or gap is None:
            if run:
                yield Run(run, gaps, frozenset(plus))
            run, gaps, plus = [], [], set()
        if blocked or atom is None:
            links = ""
            continue
        if "+" in links or text[max(0, atom.start - 2) : atom.start].rstrip(" (").endswith("+"):
            plus.add(len(run))
        run.append(atom)
        gaps.append(gap or "")
        links = ""


def _gap(text: str, start: int, end: int, links: str) -> str | None:
    """What stands between two atoms, words for separators replaced; None when it parts them."""
    gap = text[start:end]
    if links:
        return links
    if "(" in gap or "[" in gap:
        gap = DECOY_RE.sub("()", gap)
    return None if len(gap.strip()) > _SEPARATORS or _BARRIER_RE.search(gap.replace("_", "-")) else gap


def _claims(views: Views, view: View, lower: str, run: Run) -> Iterator[Candidate]:
    if sum(len(atom.digits) for atom in run.atoms) < FEWEST:
        return
    if is_counted(lower, run.atoms[0].start, run.atoms[-1].end):
        return
    table = weights()
    worth = {code: item.weight for code, item in table.evidence.items() if code.startswith("phone-")}
    cue = _cue(lower, run.atoms[0].start, run.atoms[-1].end)
    told = sum(item.weight for item in evidence(*cue))
    for stretch in stretches(run, views.regions, worth, -table.prior - told - worth["phone-disguise-most"]):
        start, end = _span(lower, run, stretch)
        if view.text[start - 1 : start] in _SIGNS and lower[start - 1] == " ":
            start -= 1  # the currency sign that was to disguise the first digits
        if isinstance(view, JoinedView) and not _spans(view, stretch, start, end):
            continue
        techniques = _techniques(views, view, run, stretch, start, end)
        codes: list[str] = [stretch.shape, *cue]
        if techniques != (Technique.PLAIN,):
            codes.append("disguised")
        if stretch.leftover:
            codes.append("phone-leftover")
        reasons: tuple[Evidence, ...] = evidence(*codes)
        if table.prior + sum(reason.weight for reason in reasons) >= 0:
            value = ("+" if stretch.plus else "") + _without_trunk(lower[start:end], stretch)
            yield Candidate(Kind.PHONE, view, start, end, value, None, techniques, evidence=reasons)


def _spans(view: JoinedView, stretch: Stretch, start: int, end: int) -> bool:
    """Whether digits of several messages look meant as one: by shape, or because nothing else is said."""
    bare = not any(char.isalpha() for char in view.text[view.boundary :])
    return view.straddles(start, end) and (bare or stretch.shape != "phone-generic")


def _without_trunk(text: str, stretch: Stretch) -> str:
    """The digits without the zero of "+44 (0) 7700 …", which is dialled only at home."""
    before, trunk, _ = text.partition("(0)")
    if not trunk or not stretch.plus:
        return stretch.digits
    size = sum(char.isdecimal() for char in before)
    return stretch.digits[:size] + stretch.digits[size + 1 :]


def _cue(text: str, start: int, end: int) -> tuple[str, ...]:
    """The evidence in the words around the span: a word for a phone, or one that often means a phone."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    cues = lexicon.table("phone_cues")
    near = [
        *_WORD_RE.findall(_SENTENCE_RE.split(before)[-1]),
        *_WORD_RE.findall(_SENTENCE_RE.split(after)[0]),
    ]
    found = {cues[word] for word in near if word in cues}
    if "strong" in found or any(sign in before or sign in after for sign in _EMOJI):
        return ("phone-cue",)
    if found or any(sign in before for sign in lexicon.table("cjk_phone_cues")):
        return ("phone-weak-cue",)
    return ()


def _span(text: str, run: Run, stretch: Stretch) -> tuple[int, int]:
    """The stretch with its plus sign, its brackets and its extension."""
    start, end = run.atoms[stretch.first].start, run.atoms[stretch.last].end
    if stretch.plus:
        low = max(0, start - 3)
        sign = text.rfind("+", low, start)
        if sign < 0:
            word = _PLUS_RE.search(text[:start], max(0, start - _SEPARATORS))
            sign = word.start() if word else start
        start = sign
    inside = text[start:end]
    if inside.count(")") > inside.count("(") and text[start - 1 : start] == "(":
        start -= 1
    elif inside.count("(") > inside.count(")") and text[end : end + 1] == ")":
        end += 1
    elif text[start - 1 : start] == "(" and text[end : end + 1] == ")" and ")(" in inside:
        start, end = start - 1, end + 1
    extension = _EXTENSION_RE.match(text, end)
    return start, extension.end() if extension else end


def _techniques(
    views: Views, view: View, run: Run, stretch: Stretch, start: int, end: int
) -> tuple[Technique, ...]:
    raw_start, raw_end = view.raw_span(start, end)
    found = {*disguises(views.message[raw_start:raw_end])}
    held = run.atoms[stretch.first : stretch.last + 1]
    forms = {atom.form for atom in held}
    if forms & {"word", "sound"}:
        found.add(Technique.DIGIT_WORDS)
    if "leet" in forms:
        found.add(Technique.LEET)
    gaps = run.gaps[stretch.first + 1 : stretch.last + 1]
    if "word" not in forms:
        if any(not _USUAL_GAP_RE.fullmatch(gap) for gap in gaps):
            found.add(Technique.SEPARATORS)
        elif len(held) >= FEWEST and all(gaps) and all(len(atom.digits) == 1 for atom in held):
            found.add(Technique.SPACED if all(gap.isspace() for gap in gaps) else Technique.SEPARATORS)
    return tuple(technique for technique in Technique if technique in found) or (Technique.PLAIN,)


PHONE: Final = Detector(
    "phone", frozenset({Kind.PHONE}), find, frozenset({"digits", "digit_pairs", *WORD_LISTS})
)
