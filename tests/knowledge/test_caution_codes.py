"""Every row of the paper's tables on cautions, exercise families and harm stands in the knowledge."""

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.conditions import atoms
from ischia.knowledge.loading import load_directory

HERE = Path(__file__).parent
PAPER = (HERE.parents[1] / "docs" / "evidence" / "safety.md").read_text(encoding="utf-8")
CAUTIONS = PAPER.split("\n## 2. ")[1].split("### 2B.")[0]
HARM = PAPER.split("### 2B.")[1].split("### 2C.")[0]
EXERCISES = PAPER.split("### 2C.")[1].split("\n## 3. ")[0]
# The groups of treatment.md that speak of persons. X2 (stop when the leg answers) is no caution: every item and the never zones keep it.
TREATMENT = {"X0", "X1", "X3"}


def ids(table: str, prefix: str) -> set[str]:
    """The ids in the first column of a table of the paper."""
    return set(re.findall(rf"^\| ({prefix}_[a-z0-9_]+) \|", table, re.MULTILINE))


@cache
def known() -> Knowledge:
    """All knowledge, read once."""
    return load_directory()


@cache
def carriers() -> dict[str, set[str]]:
    """Which cautions carry which row, as the list beside this test says."""
    found: dict[str, set[str]] = defaultdict(set)
    with (HERE / "caution_codes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["code"]].add(row["caution"])
    return found


def test_every_row_is_listed() -> None:
    """Each id of sections 2 and 2C, and each group of treatment.md that speaks of persons, stands in the list."""
    rows = ids(CAUTIONS, "ci") | ids(EXERCISES, "exf")

    assert len(rows) == 42
    assert sorted((rows | TREATMENT) - set(carriers())) == []


def test_every_listed_caution_carries_its_row() -> None:
    """Each caution of the list exists and names the row among its codes."""
    cautions = known().cautions
    wrong = [
        (code, caution)
        for code, listed in sorted(carriers().items())
        for caution in sorted(listed)
        if caution not in cautions or code not in cautions[caution].codes
    ]

    assert wrong == []


def test_no_caution_is_forgotten_in_the_list() -> None:
    """Each row that a caution carries is listed with that caution."""
    rows = ids(CAUTIONS, "ci") | ids(EXERCISES, "exf") | TREATMENT
    unlisted = [
        (code, caution.id)
        for caution in known().cautions.values()
        for code in caution.codes
        if code in rows and caution.id not in carriers()[code]
    ]

    assert unlisted == []


def test_every_harm_row_is_a_fact() -> None:
    """Each reported harm rate is told as a fact."""
    told = {code for fact in known().facts.values() for code in fact.codes}

    assert len(ids(HARM, "ae")) == 8
    assert sorted(ids(HARM, "ae") - told) == []


@pytest.mark.parametrize("caution", sorted(known().cautions))
def test_every_caution_question_can_be_asked(caution: str) -> None:
    """No caution waits for something that only a clinician or the journal can tell: it would act for ever."""
    asked = ("about_me", "danger", "gate", "caution")
    found = known().findings
    read = {atom.finding for atom in atoms(known().cautions[caution].when) if atom.operation != "place"}

    assert [name for name in sorted(read) if found[name].part not in asked] == []
