"""The tables in docs/terms.md are the packs' own answers, and they agree with the matrices as researched."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from touchline.model import Fact, Intent, Kind, Stage, Surface
from touchline.terms.library import BUILT_IN, built_in
from touchline.terms.matrix import ACTS, BEGIN, END, Act, cell, rewritten, tables
from touchline.terms.schema import STAGES, SURFACES

DOCUMENT = Path(__file__).parents[2] / "docs" / "terms.md"
TODAY = date(2026, 11, 21)

MAIL = Act("mail", Kind.EMAIL, Intent.PROVIDES)
SKYPE = Act("skype", Kind.HANDLE, Intent.PROVIDES, "skype")
ASKING = Act("asking", Kind.REQUEST, Intent.REQUESTS, "any")
MOVING = Act("moving", Kind.MOVE, Intent.MOVES)
PAYING = Act("paying", Kind.MOVE, Intent.PAYS)
UNINVITED = Act("uninvited", Kind.MOVE, Intent.MOVES, "uninvited")
TRADING = Act("trading", Kind.REQUEST, Intent.REQUESTS, "feedback")

BEFORE, ACTIVE, AFTER = STAGES

# platform, act, surface, then the verdict before, during and after, and whether it is marked as our reading
MATRIX = [
    ("upwork", MAIL, Surface.JOB_POST, "breach breach breach", "---"),
    ("upwork", ASKING, Surface.JOB_POST, "breach breach breach", "---"),
    ("upwork", MAIL, Surface.PROFILE, "breach breach breach", "iii"),
    ("upwork", MAIL, Surface.PROPOSAL, "breach breach breach", "---"),
    ("upwork", ASKING, Surface.PROPOSAL, "breach breach breach", "---"),
    ("upwork", MAIL, Surface.INBOX, "breach note caution", "--i"),
    ("upwork", SKYPE, Surface.INBOX, "breach note caution", "--i"),
    ("upwork", ASKING, Surface.INBOX, "breach note caution", "--i"),
    ("upwork", MOVING, Surface.INBOX, "breach note caution", "--i"),
    ("upwork", UNINVITED, Surface.INBOX, "breach caution caution", "---"),
    ("upwork", PAYING, Surface.INBOX, "breach breach breach", "---"),
    ("upwork", TRADING, Surface.INBOX, "breach breach breach", "---"),
    ("fiverr", MAIL, Surface.LISTING, "breach breach breach", "---"),
    ("fiverr", MAIL, Surface.PROFILE, "breach breach breach", "---"),
    ("fiverr", MAIL, Surface.INBOX, "breach caution breach", "-ii"),
    ("fiverr", ASKING, Surface.INBOX, "breach caution breach", "-ii"),
    ("fiverr", MAIL, Surface.ORDER, "breach caution caution", "--i"),
    ("fiverr", SKYPE, Surface.INBOX, "breach caution breach", "--i"),
    ("fiverr", SKYPE, Surface.ORDER, "breach caution breach", "---"),
    ("fiverr", MOVING, Surface.ORDER, "breach caution breach", "---"),
    ("fiverr", PAYING, Surface.ORDER, "breach breach breach", "---"),
    ("fiverr", TRADING, Surface.REVIEW, "breach breach breach", "---"),
    ("freelancer", MAIL, Surface.INBOX, "breach breach breach", "---"),
    ("freelancer", MOVING, Surface.INBOX, "breach breach breach", "---"),
    ("freelancer", PAYING, Surface.INBOX, "breach breach breach", "---"),
    ("peopleperhour", MAIL, Surface.ORDER, "breach breach breach", "iii"),
    ("peopleperhour", MOVING, Surface.INBOX, "breach breach breach", "---"),
]

# platform, act, surface, stage, fact, verdict with the fact stated
WITH_FACTS = [
    ("upwork", MAIL, Surface.INBOX, BEFORE, Fact.ENTERPRISE_CLIENT, "note"),
    ("upwork", ASKING, Surface.INBOX, BEFORE, Fact.ENTERPRISE_CLIENT, "note"),
    ("upwork", MAIL, Surface.JOB_POST, BEFORE, Fact.ENTERPRISE_CLIENT, "breach"),
    ("upwork", MAIL, Surface.PROFILE, ACTIVE, Fact.ENTERPRISE_CLIENT, "breach"),
    ("upwork", PAYING, Surface.INBOX, BEFORE, Fact.ENTERPRISE_CLIENT, "breach"),
    ("upwork", MAIL, Surface.INBOX, BEFORE, Fact.SYSTEM_ACCESS, "note"),
    ("upwork", SKYPE, Surface.INBOX, BEFORE, Fact.SYSTEM_ACCESS, "breach"),
    ("upwork", MAIL, Surface.INBOX, BEFORE, Fact.LEGAL_PAPERWORK, "note"),
    ("upwork", MAIL, Surface.INBOX, AFTER, Fact.SYSTEM_ACCESS, "note"),
    ("upwork", MAIL, Surface.INBOX, AFTER, Fact.LEGAL_PAPERWORK, "note"),
    ("upwork", PAYING, Surface.INBOX, AFTER, Fact.PRIOR_RELATIONSHIP, "note"),
    ("upwork", UNINVITED, Surface.INBOX, ACTIVE, Fact.THEY_ASKED, "note"),
    ("fiverr", MAIL, Surface.ORDER, ACTIVE, Fact.NEEDED_FOR_DELIVERY, "note"),
    ("fiverr", MAIL, Surface.INBOX, ACTIVE, Fact.NEEDED_FOR_DELIVERY, "caution"),
    ("fiverr", MOVING, Surface.ORDER, ACTIVE, Fact.NEEDED_FOR_DELIVERY, "caution"),
    ("fiverr", SKYPE, Surface.ORDER, ACTIVE, Fact.SUPPORT_PERMISSION, "note"),
    ("fiverr", PAYING, Surface.ORDER, ACTIVE, Fact.SUPPORT_PERMISSION, "breach"),
    ("freelancer", MOVING, Surface.INBOX, AFTER, Fact.PRIOR_RELATIONSHIP, "note"),
    ("freelancer", MAIL, Surface.INBOX, ACTIVE, Fact.NEEDED_FOR_DELIVERY, "note"),
    ("peopleperhour", MAIL, Surface.INBOX, ACTIVE, Fact.PRIOR_RELATIONSHIP, "breach"),
]


@pytest.mark.parametrize(
    ("platform", "act", "surface", "verdicts", "readings"),
    MATRIX,
    ids=[f"{row[0]}-{row[1].label}-{row[2]}" for row in MATRIX],
)
def test_the_matrix_is_as_researched(
    platform: str, act: Act, surface: Surface, verdicts: str, readings: str
) -> None:
    cells = [cell(built_in(platform), act, surface, stage, (), TODAY) for stage in STAGES]
    assert " ".join(str(found.verdict) for found in cells) == verdicts
    assert "".join("i" if found.inference else "-" for found in cells) == readings


@pytest.mark.parametrize(("platform", "act", "surface", "stage", "fact", "verdict"), WITH_FACTS)
def test_a_stated_fact_changes_what_it_should(
    platform: str, act: Act, surface: Surface, stage: Stage, fact: Fact, verdict: str
) -> None:
    assert cell(built_in(platform), act, surface, stage, (fact,), TODAY).verdict == verdict


def test_the_document_is_up_to_date() -> None:
    text = DOCUMENT.read_text("utf-8")
    command = "python -m touchline.terms.matrix docs/terms.md"
    assert rewritten(text, TODAY) == text, f"write the tables again: {command}"


def test_a_document_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        rewritten("# terms\n", TODAY)


@pytest.mark.parametrize("platform", BUILT_IN)
def test_every_row_and_every_place_is_in_the_tables(platform: str) -> None:
    text = tables(built_in(platform), TODAY)
    for act in ACTS:
        assert f"| {act.label} |" in text
    heads = [line for line in text.splitlines() if line.startswith("| |")]
    for head in heads:
        assert sum(len(column.split(", ")) for column in head.strip("| ").split(" | ")) >= len(SURFACES)


def test_every_kind_has_a_row() -> None:
    assert {act.kind for act in ACTS} == set(Kind)


def test_the_file_is_rewritten_by_the_command(tmp_path: Path) -> None:
    copy = tmp_path / "terms.md"
    copy.write_text(f"# Terms\n\n{BEGIN}\nold\n{END}\n\nThe end.\n", "utf-8")
    subprocess.run([sys.executable, "-m", "touchline.terms.matrix", str(copy)], check=True)
    text = copy.read_text("utf-8")
    assert text.startswith(f"# Terms\n\n{BEGIN}\n\n## Fiverr")
    assert text.endswith(f"{END}\n\nThe end.\n")
    assert "\nold\n" not in text
