"""Phone numbers, however they are written.

Figures and number words that stand close together are read into atoms (`numerals`), cut at dates and
prices (`quantities`), and weighed by shape (`lattice`); words beside them that name a phone do the rest.
This module must not know whether a number exists (`validity`), nor who says it to whom.

Flagged:
    ring me on +1 (212) 555-0177
    0300-1234567
    my mobile is 5550177
    zero seven double oh nine double one two three four
    O3OO l234567
Not flagged:
    Invoice #20250708-31, PO 7712004456
    We start 2025-07-08 09:15:00 UTC and end 18/08/2025
    shoes in 35 37 39 41 43 45 47 here
    my number is 5
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final

from touchline import lexicon
from touchline.claims.claim import Candidate, CutShort, Detector, in_order
from touchline.claims.evidence import evidence, weights
from touchline.detectors.phone.international import international
from touchline.detectors.phone.lattice import Stretch, stretches
from touchline.detectors.phone.runs import FEWEST, PRICED_RE, clusters, is_spent, pieces, runs
from touchline.detectors.phone.validity import confirmed
from touchline.detectors.phone.vetoes import VETOES
from touchline.model import Kind, Technique
from touchline.short_memory import remembered
from touchline.text.figures.numerals import WORD_LISTS, atoms, figures, number_words
from touchline.text.figures.quantities import is_counted, quantities
from touchline.text.near import Reach, sentence_after, sentence_before
from touchline.text.roles import any_of, any_word, words_of
from touchline.text.word import WORD_RE
from touchline.views.code_points import disguises
from touchline.views.view import JoinedView, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from touchline.detectors.phone.runs import Run
    from touchline.model import Evidence
    from touchline.text.figures.compound import NumberWord
    from touchline.views.message import Views

_REACH: Final = Reach(48, 48)
_MARGIN: Final = 12
_WINDOW: Final = 200
"""Characters that figures and the words beside them seldom exceed; more are read at no more cost."""
_MOST_READ: Final = 6_000
"""Characters around figures that are read closely; past them the reading is named incomplete."""

_EXTENSION_RE: Final = re.compile(
    r"[\s,(]{0,3} (?: ext (?:ension|n)? | x ) [.:\s]{0,3} \d{1,6} (?!\d)", re.VERBOSE
)
_USUAL_GAP_RE: Final = re.compile(r"[\s().+/-]{0,4}")
_SIGNS: Final = frozenset("$€£₹")
_UNSIGNED: Final = str.maketrans("$€£₹", "    ")
_COUNTS: Final = frozenset(
    word for name in WORD_LISTS for word, value in lexicon.table(name).items() if value in {"1", "2", "3"}
)
_PART_RE: Final = re.compile(  # "first part 0300", "part 2: 1234567", "and the rest"
    rf"""
    (?: {any_of("ordinal")} \s {any_of("part", "one")}
      | {any_of("part")} \s (?: {any_word(_COUNTS)} | [123] \b )
      | {any_of("article", "and")} \s {any_of("rest")} )
    (?: \s {any_of("copula")} )? :?
    """,
    re.VERBOSE,
)
_LETTERS_RE: Final = re.compile(r"[a-z]{2,24}$")
_PLUS_RE: Final = re.compile(r"[^\W\d_]+(?=\s*$)")
_LOOSE: Final = ("digit_pairs", "digit_sounds")
_TRIGGERS: Final = (*WORD_LISTS, *_LOOSE)
_AROUND: Final = 64
"""Characters on either side of figures that what is read there may depend on."""
_NONE: Final = View("none", "")
"""A view without text: it takes the place of the message's view in remembered claims."""
_EMOJI: Final = "☎✆📞📱📲🤙"


def find(views: Views) -> Iterator[Candidate]:
    """Phone numbers in one reading of a message."""
    view, lower, hits = views.folded, views.lower, views.hits
    if isinstance(view, JoinedView):
        lower = _PART_RE.sub(lambda match: " " * len(match[0]), lower)
    words = number_words(hits)
    glued = [hit.start for hit in hits.get("digit_pairs", ())]
    spans = figures(views)
    if words or glued or hits.get("digit_sounds"):
        spelled = [(word.start, word.end) for word in words.values()]
        pairs = [(hit.start, hit.end) for name in _LOOSE for hit in hits.get(name, ())]
        spans = sorted({*spans, *spelled, *pairs})
    places = sorted({*words, *glued})
    count = 0
    for start, end in clusters(lower, spans):
        if (count := count + min(end - start, _WINDOW)) > _MOST_READ:
            raise CutShort
        if bisect_left(places, start) < bisect_left(places, end):
            yield from _read(views, lower, start, end, words, glued)
        elif views.raw == view.text:
            claim = _at_one_look(views, start, end)
            yield from _recalled(views, start, end) if claim is None else (claim,)
        else:
            yield from _read(views, lower, start, end, {}, ())


def _at_one_look(views: Views, start: int, end: int) -> Candidate | None:
    """The number in its international form that holds all figures of `[start, end)`."""
    span = international(views.lower, start, end)
    if span is None:
        return None
    value = "+" + "".join(filter(str.isdecimal, views.lower[slice(*span)]))
    reasons = evidence("phone-international", *_cue(views.lower, *span))
    return Candidate(Kind.PHONE, views.folded, *span, value, evidence=reasons)


def _recalled(views: Views, start: int, end: int) -> Iterator[Candidate]:
    """Claims on plain figures in a plain message: read once while the words around them stay the same."""
    view = views.folded
    low, high = max(0, start - _AROUND), min(len(view.text), end + _AROUND)

    def read(_: str) -> tuple[Candidate, ...]:
        claims = _read(views, views.lower, start, end, {}, ())
        return tuple(each._replace(view=_NONE, start=each.start - low, end=each.end - low) for each in claims)

    purpose = f"figures {views.regions} {start - low} {end - low}"
    for claim in remembered(purpose, view.text[low:high], read):
        yield claim._replace(view=view, start=low + claim.start, end=low + claim.end)


def _read(
    views: Views, lower: str, start: int, end: int, words: Mapping[int, NumberWord], glued: Sequence[int]
) -> Iterator[Candidate]:
    text, barriers = lower, list(quantities(lower, start, end))
    if barriers and PRICED_RE.search(lower, start, end):
        # no amount begins with a zero: the signs are there to make a number look like prices
        text = lower[:start] + lower[start:end].translate(_UNSIGNED) + lower[end:]
        barriers = list(quantities(text, start, end))
    elif not words and not glued and is_spent(text, start, end, barriers):
        return
    for run in runs(text, atoms(text, start, end, words, glued)):
        for piece in pieces(run, barriers):
            yield from _claims(views, views.folded, text, piece)


def _claims(views: Views, view: View, lower: str, run: Run) -> Iterator[Candidate]:
    if sum(len(atom.digits) for atom in run.atoms) < FEWEST:
        return
    if is_counted(lower, run.atoms[0].start, run.atoms[-1].end):
        return
    table, worth = weights(), _worth()
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


@cache
def _worth() -> Mapping[str, float]:
    """The weight of each shape."""
    rows = weights().evidence.items()
    return {code: item.weight for code, item in rows if code.startswith("phone-")}


def _spans(view: JoinedView, stretch: Stretch, start: int, end: int) -> bool:
    """Whether digits of several messages look meant as one: by shape, or because nothing else is said."""
    bare = not any(char.isalpha() for char in view.text[view.own.start : view.own.stop])
    return bare or (view.straddles(start, end) and stretch.shape != "phone-generic")


def _without_trunk(text: str, stretch: Stretch) -> str:
    """The digits without the zero of "+44 (0) 7700 …", which is dialled only at home."""
    before, trunk, _ = text.partition("(0)")
    if not trunk or not stretch.plus:
        return stretch.digits
    size = sum(char.isdecimal() for char in before)
    return stretch.digits[:size] + stretch.digits[size + 1 :]


def _cue(text: str, start: int, end: int) -> tuple[str, ...]:
    """The evidence in the words around the span: a word for a phone, or one that often means a phone."""
    before, after = sentence_before(text, start, _REACH), sentence_after(text, end, _REACH)
    cues = lexicon.table("phone_cues")
    near = [*WORD_RE.findall(before), *WORD_RE.findall(after)]
    found = {cues[word] for word in near if word in cues}
    if "strong" in found or _is_glued_to_cue(text, start):
        return ("phone-cue",)
    if not (before.isascii() and after.isascii()):
        if any(sign in before or sign in after for sign in _EMOJI):
            return ("phone-cue",)
        if any(sign in before for sign in lexicon.table("cjk_phone_cues")):
            return ("phone-weak-cue",)
    return ("phone-weak-cue",) if found else ()


def _is_glued_to_cue(text: str, start: int) -> bool:
    """Whether a word ends right before the span in one that leads to a number: "mytel630…", "imo98…"."""
    match = _LETTERS_RE.search(text, max(0, start - _MARGIN - 1), start)
    return match is not None and match[0].endswith(_leads())


@cache
def _leads() -> tuple[str, ...]:
    on_numbers = lexicon.table("number_accounts")
    named = {name for name, channel in lexicon.table("services").items() if channel in on_numbers}
    cues = (word for word, value in lexicon.table("phone_cues").items() if value == "strong")
    glued = {word for word in (*cues, *named) if word.isalpha()}
    return tuple(sorted(glued | words_of("number", "me", "on", "at")))


def _span(text: str, run: Run, stretch: Stretch) -> tuple[int, int]:
    """The stretch with its plus sign, its brackets and its extension."""
    start, end = run.atoms[stretch.first].start, run.atoms[stretch.last].end
    if stretch.plus:
        low = max(0, start - 3)
        sign = text.rfind("+", low, start)
        if sign < 0:
            word = _PLUS_RE.search(text[:start], max(0, start - _MARGIN))
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
    found = {*disguises(views.raw[raw_start:raw_end])}
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
    return in_order(found)


PHONE: Final = Detector(
    "phone", frozenset({Kind.PHONE}), find, frozenset({"some-digits", *_TRIGGERS}), VETOES, confirmed
)
