"""Nothing in the package is dead: every name, word list, trigger and key of a data file is used."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.accuracy.messages import from_corpus
from tests.structure.source import MODULES, PACKAGE, definitions, strings, used

from touchline import lexicon
from touchline.cli.output import why
from touchline.detectors import DETECTORS
from touchline.language.words import CLASSES
from touchline.lexicon.languages import digit_lists
from touchline.lexicon.services import LISTS, Service
from touchline.terms.channels import channel_groups
from touchline.views import message as message_module
from touchline.views import readings
from touchline.views.message import SHOWN, Views
from touchline.web import replies

CORPORA = Path(__file__).parents[1] / "corpora"
SOURCE = "\n".join(path.read_text("utf-8") for path in MODULES)
LEXICON = (
    {path.stem for path in (PACKAGE / "lexicon").glob("*.txt")} | LISTS.keys() | {"digit_pairs", "sign_words"}
)
SAID = frozenset().union(*(strings(path) for path in MODULES if path.parent.name != "lexicon"))
"""Every string in code that is not the lexicon's own."""

FOR_LIBRARIES = {
    "get_metavar": "click asks a parameter for it",
    "handle_starttag": "html.parser calls it",
    "handle_endtag": "html.parser calls it",
    "handle_data": "html.parser calls it",
    "alg": "joserfc reads it of a key management",
    "enc": "joserfc reads it of an encryption",
    "to_response": "waitress asks a refusal for it",
    "parser_class": "waitress makes requests of it",
    "_fields_": "ctypes reads it of a structure",
    "_pack_": "ctypes reads it of a structure",
    "list_": "click calls it as a command",
    "hello": "Flask calls it as a route",
    "main": "Python starts with it",
}
"""Names that only a library reads, and which one does."""
BY_TESTS = {
    "BREACH": "an enum's member, made of the word that a pack holds",
    "also": "what else a language's record stands for, in the table of `tests/structure/languages.py`",
    "lacks": "what a language is known not to have, in the same table",
    "SHOWN": "what a detector may name; the tests below compare it with what shows and what is asked for",
}
BY_NAME = frozenset(Service._fields) | frozenset(
    field
    for module in (replies, why)
    for _, shape in inspect.getmembers(module, inspect.isclass)
    if issubclass(shape, msgspec.Struct)
    for field in shape.__struct_fields__
)
"""Fields that no code reads as such: a service's by `_valued("names")`, an answer's as it is written out."""


def data(name: str) -> dict[str, Any]:
    return tomllib.loads((PACKAGE / name).read_text("utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_private_name_is_used_in_its_own_module(path: Path) -> None:
    private = [each for each in definitions(path) if re.match(r"_(?!_)", each.name)]
    assert [str(each) for each in private if each.name not in used(path) | FOR_LIBRARIES.keys()] == []


def test_every_public_name_is_used_somewhere_in_the_package() -> None:
    read = frozenset().union(*map(used, MODULES)) | FOR_LIBRARIES.keys() | BY_TESTS.keys() | BY_NAME
    public = [each for path in MODULES for each in definitions(path) if not each.name.startswith("_")]
    assert [str(each) for each in public if each.name not in read] == []


def test_every_exception_made_here_is_still_needed() -> None:
    defined = {each.name for path in MODULES for each in definitions(path)}
    assert (FOR_LIBRARIES | BY_TESTS).keys() - defined == set()
    assert (FOR_LIBRARIES | BY_TESTS).keys() & frozenset().union(*map(used, MODULES)) == set()


def test_every_word_list_is_read() -> None:
    assert LEXICON - SAID - {*digit_lists()} == set()


def test_every_searched_list_exists_and_no_list_is_searched_twice() -> None:
    searched = (*lexicon.SEARCHED, *lexicon.CONTEXT)
    assert set(searched) <= LEXICON
    assert len(searched) == len(set(searched))


def test_every_trigger_that_is_shown_is_asked_for() -> None:
    asked = frozenset().union(
        *(strings(path) for path in MODULES if path != Path(message_module.__file__).resolve())
    )
    assert SHOWN - asked == set()


def test_every_trigger_that_is_asked_for_is_one_that_shows() -> None:
    asked = frozenset().union(readings.TRIGGERS, *(detector.triggers for detector in DETECTORS))
    assert asked - SHOWN - set(lexicon.SEARCHED) == set()


def test_every_trigger_shows_in_some_message_and_no_other_does() -> None:
    messages = [line for path in sorted(CORPORA.glob("*.txt")) for line in from_corpus(path)]
    read = [*(Views(line.text) for line in messages), Views("and then", ("my mail is",)), Views("\u202eten")]
    shown = frozenset().union(*(views.triggers for views in read))
    assert shown - set(lexicon.SEARCHED) == SHOWN


def test_every_macro_of_the_phrases_is_used() -> None:
    macros = data("language/phrases.toml")["macros"]
    items = {item.rstrip("?") for line in _lines() for part in line.split() for item in part.split("|")}
    assert macros.keys() - items == set()


def test_every_class_of_words_is_used() -> None:
    in_phrases = {item.rstrip("?").lower() for line in _lines() for item in re.split(r"[\s|&]+", line)}
    in_code = {text.lower() for path in MODULES if path.name != "words.py" for text in strings(path)}
    in_words = {match[1] for match in re.finditer(r'CLASSES\["(\w+)"\]', SOURCE)}
    assert CLASSES.keys() - in_phrases - in_code - in_words == set()


def _lines() -> list[str]:
    phrases = data("language/phrases.toml")
    return [*phrases["macros"].values(), *(line for group in phrases["phrase"] for line in group["patterns"])]


@pytest.mark.parametrize("name", ["claims/weights.toml", "language/phrases.toml"])
def test_every_key_of_a_data_file_is_read(name: str) -> None:
    rows = data(name)
    keys = {*rows, *(key for group in rows.get("phrase", ()) for key in group)}
    assert keys - SAID == set()


def test_every_family_of_channels_is_named_by_a_rule() -> None:
    packs = "\n".join(path.read_text("utf-8") for path in (PACKAGE / "terms" / "packs").glob("*.toml"))
    assert {family for family in channel_groups() if f'"@{family}"' not in packs} == set()
