"""Every row of the paper's escalation and change tables became a referral or a fact."""

import re
from functools import cache
from pathlib import Path

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.conditions import atoms
from ischia.knowledge.loading import load_directory

PAPER = (Path(__file__).parents[2] / "docs" / "evidence" / "safety.md").read_text(encoding="utf-8")
TABLES = PAPER.split("### 4A.")[1].split("### 4C.")[0]
ROWS = set(re.findall(r"^\| ([a-z][a-z0-9_]+) \|", TABLES, re.MULTILINE)) - {"id"}


@cache
def known() -> Knowledge:
    """All knowledge, read once."""
    return load_directory()


def test_every_row_is_carried_over() -> None:
    """Each id of tables 4A and 4B stands in the codes of a referral or a fact."""
    carried = {code for kind in (known().referral, known().facts) for statement in kind.values() for code in statement.codes}

    assert len(ROWS) > 25
    assert sorted(ROWS - carried) == []


def test_what_a_referral_measures_is_never_asked() -> None:
    """The measures are computed from the journal, so they have no question to put to a person."""
    measures = {key: finding for key, finding in known().findings.items() if finding.part == "measure"}

    assert measures
    assert [key for key, finding in measures.items() if finding.ask or finding.kind not in ("measure", "yes_no")] == []


def test_every_measure_is_explained() -> None:
    """Each measure says in one sentence how it is computed."""
    assert [key for key, finding in known().findings.items() if finding.part == "measure" and not finding.clarify] == []


def test_a_referral_that_can_wait_reads_the_journal() -> None:
    """Each referral by time reads at least one measure: nobody is sent on because of an answer of weeks ago alone."""
    for key, referral in known().referral.items():
        if any(code.startswith(("esc_few", "esc_4", "esc_6", "esc_12", "esc_stag")) for code in referral.codes):
            assert any(known().findings[atom.finding].part == "measure" for atom in atoms(referral.when)), key
