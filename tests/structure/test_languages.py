"""Every language says what it has and lacks, and a language's digits are one file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.structure.languages import has, is_listed, matrix, missing

import touchline
from touchline import lexicon
from touchline.lexicon.languages import digit_lists, digit_pairs, records, required
from touchline.views.code_points import folded_word

PACKAGE = Path(touchline.__file__).parent
LOCALES = PACKAGE.parent.parent / "extension" / "_locales"

SWEDISH = """\
# Number words, Swedish: the digits they stand for; x2 and x3 repeat what follows, h counts hundreds.
atta\t8
ett\t1
fem\t5
fyra\t4
nio\t9
noll\t0
sex\t6
sju\t7
tjugo\t20
tre\t3
tva\t2
"""
MESSAGES = (
    "ring mig: noll sju noll ett sju fyra noll sex åtta två",
    "ring mig: noll sju noll ett sju fyra noll sex tjugo två",
    "ring mig: nollsjunollettsjufyranollsexåttatvå",
)


def test_a_language_lacks_nothing_without_saying_so() -> None:
    assert missing() == []


def test_what_a_language_is_said_to_lack_is_something_that_is_asked_for() -> None:
    assert {what for record in records().values() for what in record.lacks} <= set(required())


def test_the_printed_table_shows_each_gap() -> None:
    cells = [cell for row in matrix().splitlines()[1:] for cell in row.split()[1:]]
    gaps = sum(not has(code, what) for code in records() for what in required())
    assert cells.count("lacks") == gaps
    assert len(cells) == len(records()) * len(required())


@pytest.mark.parametrize("code", list(records()))
def test_a_list_holds_the_word_that_the_record_names(code: str) -> None:
    record = records()[code]
    assert set(record.lists) <= set(required())
    assert [where for where, word in record.lists.items() if not is_listed(word, where)] == []


@pytest.mark.parametrize("code", list(records()))
def test_the_words_of_a_role_are_written_in_lower_case_and_once(code: str) -> None:
    for role, words in records()[code].roles.items():
        assert words, role
        assert len(set(words)) == len(words), role
        assert [word for word in words if word != word.lower().strip()] == [], role


def test_every_language_of_the_extension_has_a_record() -> None:
    spoken = {code for known, record in records().items() for code in (known, *record.also)}
    assert {path.name.partition("_")[0] for path in LOCALES.iterdir()} <= spoken


def test_number_words_have_a_record_which_decides_between_equals() -> None:
    with_record = [f"digit_words_{code}" for code in records()]
    assert list(digit_lists()) == [name for name in with_record if name in digit_lists()]


def test_number_words_that_are_named_as_glued_are_number_words() -> None:
    for code, record in records().items():
        known = (
            {folded_word(word) for word in lexicon.table(f"digit_words_{code}")} if record.glued else set()
        )
        assert set(record.glued or ()) - known <= {"oh"}  # a digit only beside others


def test_pairs_of_number_words_are_long_enough_to_stand_in_no_other_word() -> None:
    assert {"fivesix", "ceroocho", "zerojeden"} <= digit_pairs().keys()
    assert "ohone" not in digit_pairs()


def test_the_digits_of_a_new_language_are_one_file(tmp_path: Path) -> None:
    copy = tmp_path / "touchline"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert _values(tmp_path) == [[], [], []]
    (copy / "lexicon" / "digit_words_sv.txt").write_text(SWEDISH, "utf-8")
    assert _values(tmp_path) == [["0701740682"], ["07017406" + "22"], ["0701740682"]]


def _values(folder: Path) -> list[list[str]]:
    """The values of the phone numbers that the package in `folder` finds in `MESSAGES`."""
    script = (
        "import json, sys, touchline\n"
        "found = [[item.value for item in touchline.find(text)] for text in json.load(sys.stdin)]\n"
        "print(json.dumps([touchline.__file__, found]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, input=json.dumps(MESSAGES), env=environment, capture_output=True, text=True, check=True
    )
    place, found = json.loads(done.stdout)
    assert Path(place).is_relative_to(folder)
    return [list(values) for values in found]
