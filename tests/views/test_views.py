"""Every rewriting leads back to the raw characters it was made from."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchline.model import Technique
from touchline.views.code_points import FOLDS, disguises, folded_word, is_invisible, is_mark
from touchline.views.confusables import lookalikes
from touchline.views.folded import _SUSPECT_RE, folded
from touchline.views.message import Views, _lowered
from touchline.views.readings import decoded, reversed_text, squeezed
from touchline.views.view import JoinedView, View
from touchline.views.word_search import hits_in, worded

MESSY = st.text(
    st.one_of(
        st.sampled_from("abZ019@.-_ \n#&;%=/'"),
        st.sampled_from("аеорсухіјАВЕ"),
        st.sampled_from("\u200b\u200d\u00ad\ufeff\u202e\u202c\ufe0f\u20e3\u0301\u0336"),
        st.sampled_from("ⓐⓩ𝐚𝟗ａ９①⑳🅰🅹ᴀᴊ²½ﬁ™㎏…—’“🇺🇸🇯😀❤"),
        st.sampled_from("éñüßİıłžक०िব৫ا٣あ中한ǅ"),
        st.characters(),
    ),
    max_size=80,
)


@given(MESSY)
@settings(max_examples=400)
def test_the_map_of_the_folded_view_is_exact(message: str) -> None:
    view = folded(message)
    end = 0
    for position in range(len(view.text)):
        raw_start, raw_end = view.raw_span(position, position + 1)
        assert 0 <= raw_start < raw_end <= len(message)
        assert raw_start >= end - 1 or raw_start >= 0
        source = message[raw_start]
        drawn = FOLDS[source]
        twins = "".join(lookalikes().get(char, "") for char in drawn)
        assert view.text[position] in drawn + source + twins
        # what a character stands for goes on over nothing but marks drawn on it
        assert all(is_mark(char) for char in message[raw_start + 1 : raw_end])
        end = raw_end


@given(MESSY)
@settings(max_examples=300)
def test_spans_of_the_folded_view_run_in_order(message: str) -> None:
    view = folded(message)
    starts = [view.raw_span(position, position + 1)[0] for position in range(len(view.text))]
    assert starts == sorted(starts)


@given(MESSY)
@settings(max_examples=300)
def test_the_lower_text_has_the_positions_of_the_folded_one(message: str) -> None:
    views = Views(message)
    assert len(views.lower) == len(views.folded.text)
    assert views.digit_count == sum(char in "0123456789" for char in views.lower)


@given(MESSY)
@settings(max_examples=300)
def test_other_readings_lead_back_into_the_message(message: str) -> None:
    for rewrite in (squeezed, decoded, reversed_text):
        view = rewrite(folded(message))
        for position in range(len(view.text)):
            start, end = view.raw_span(position, position + 1)
            assert 0 <= start < end <= len(message)


@given(MESSY, st.data())
@settings(max_examples=200)
def test_a_span_covers_the_spans_of_its_parts(message: str, data: st.DataObject) -> None:
    view = folded(message)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    whole = view.raw_span(start, end)
    parts = [view.raw_span(i, i + 1) for i in range(start, end)]
    assert whole == (min(a for a, _ in parts), max(b for _, b in parts))


@given(MESSY)
@settings(max_examples=200)
def test_hits_stand_where_they_say(message: str) -> None:
    views = Views(message + " gmail dot com")
    for hits in views.hits.values():
        for hit in hits:
            assert 0 <= hit.start < hit.end <= len(views.lower)
    assert [hit.entry for hit in views.hits["email_providers"]][-1] == "gmail"


@pytest.mark.parametrize(
    ("message", "reads"),
    [
        ("jоhn@gmаil.соm", "john@gmail.com"),
        ("ⓙⓞⓗⓝ 🅹🅾🅷🅽", "john JOHN"),
        ("j̶o̶h̶n̶", "john"),
        ("ｊｏｈｎ＠ｗｅｂ．ｄｅ", "john@web.de"),
        ("𝐣𝐨𝐡𝐧 ᴊᴏʜɴ ʲᵒʰⁿ", "john john john"),
        ("4\ufe0f\u20e31\ufe0f\u20e3 ④① ⁴¹ ٤١ ४१ ৪১", "41 41 41 41 41 41"),
        ("jo\u200bhn\u2060 \u00adjo\u034fhn", "john john"),
        ("🇯🇴🇭🇳", "JOHN"),
        ("from 🇺🇸 to 🇬🇧", "from 🇺🇸 to 🇬🇧"),
        ("don’t — “ok”…", 'don\'t - "ok"...'),
        ("Señor Müller", "Senor Muller"),
    ],
)
def test_disguises_are_folded_away(message: str, reads: str) -> None:
    assert folded(message).text == reads


@pytest.mark.parametrize(
    "message",
    [
        "Привет, сколько стоит сайт?",
        "оса у реки",
        "मुझे लोगो चाहिए",
        "আমার একটি লোগো দরকার",
        "مرحبا بك",
        "价格很好",
        "Это IT-отдел",
        "jo@пример.рф",
        "www.москва.рф",
    ],
)
def test_honest_writing_stays_as_it_is(message: str) -> None:
    assert folded(message).text == message


def test_the_letters_taken_for_plain_fold_to_themselves() -> None:
    wrong = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if not _SUSPECT_RE.match(chr(code)) and FOLDS[chr(code)] != chr(code)
    ]
    assert wrong == []


def test_no_folding_folds_further() -> None:
    wrong = [hex(code) for code in range(0x20000) if any(FOLDS[char] != char for char in FOLDS[chr(code)])]
    assert wrong == []


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    assert folded("a\ud800b").text == "a\ufffdb"


def test_a_mark_belongs_to_the_letter_it_is_drawn_on() -> None:
    view = folded("xa\u0336y")
    assert view.text == "xay"
    assert view.raw_span(1, 2) == (1, 3)


def test_what_shows_nothing_is_left_out_of_a_span() -> None:
    view = folded("\u202emoc\u202c")
    assert view.raw_span(0, 3) == (1, 4)


def test_an_empty_span_stands_for_nothing() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        View("raw", "abc", (0, 1, 2), (1, 2, 3)).raw_span(1, 1)


def test_a_span_is_only_found_in_views_it_was_made_from() -> None:
    view = View("raw", "abc")
    assert reversed_text(view).span_in(view, 0, 1) == (2, 3)
    with pytest.raises(ValueError, match="not made from"):
        view.span_in(View("other", "abc"), 0, 1)


def test_a_joined_view_points_into_the_current_message_only() -> None:
    view = JoinedView("before now", range(7, 10), View("head", "now"))
    assert view.straddles(5, 9)
    assert not view.straddles(7, 9)
    assert not view.straddles(0, 7)
    assert view.raw_span(5, 9) == (0, 2)
    assert view.raw_span(0, 6) == (0, 0)
    first = JoinedView("+1 555", range(2), View("front", "+1"))
    assert first.straddles(0, 6)
    assert first.raw_span(0, 6) == (0, 2)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("john", ()),
        ("é٤’—", ()),
        ("jo@пример.рф", ()),
        ("jоhn", (Technique.HOMOGLYPH,)),
        ("jo\u200bhn", (Technique.INVISIBLE,)),
        ("ⓙⓞ", (Technique.STYLED,)),
        ("j̶o", (Technique.STYLED,)),
        ("４", (Technique.STYLED,)),
    ],
)
def test_characters_show_their_disguise(raw: str, found: tuple[Technique, ...]) -> None:
    assert disguises(raw) == found


def test_invisible_and_marks_are_told_apart() -> None:
    assert is_invisible("\u200b")
    assert not is_invisible("\u0301")
    assert is_mark("\ufe0f")
    assert not is_mark("ि")


def test_words_are_whole_words() -> None:
    assert [
        hit.entry for hit in hits_in("gmail, xgmail gmailx", ("email_providers",))["email_providers"]
    ] == ["gmail"]


def test_a_vowel_sign_ends_no_word() -> None:
    assert worded("मेल-की") == "मेल की"
    assert worded("a_b’c") == "a b c"


def test_a_list_of_the_context_is_searched_when_asked_for() -> None:
    views = Views("my website is here")
    assert "link_cues" not in views.triggers
    assert [hit.entry for hit in views.hits["link_cues"]]
    with pytest.raises(KeyError):
        views.hits["no such list"]


def test_lowering_keeps_positions() -> None:
    assert len(_lowered("aİb")) == 3


def test_no_character_that_somebody_typed_is_kept() -> None:
    ours = dict(FOLDS)
    for message in ("𓀀 Ｍａｉｌ ｍｅ", "𝔧𝔬@𝔢𝔵𝔞𝔪𝔭𝔩𝔢.𝔬𝔯𝔤", "".join(map(chr, range(0x20000, 0x24000)))):
        assert folded(message).text
        assert disguises(message) is not None
        folded_word(message)
    assert ours == FOLDS
