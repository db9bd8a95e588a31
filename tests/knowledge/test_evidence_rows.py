"""Every accuracy figure of the evidence paper stands in the findings as printed, and no other does."""

import csv
from collections import Counter
from pathlib import Path

from ischia.knowledge.findings import Finding, Row
from ischia.knowledge.loading import load_directory
from ischia.knowledge.value import GRADES

PAPER = Path(__file__).with_name("evidence_rows.csv")
FIGURES = ("sensitivity", "specificity", "ratio_yes", "ratio_no", "odds_ratio")
OURS = "ISCHIA"
Printed = tuple[str, str, str, tuple[float | None, ...], str]


def from_paper() -> Counter[Printed]:
    """The rows typed from the tables, each as often as it stands there."""
    with PAPER.open(encoding="utf-8", newline="") as lines:
        return Counter(
            (line["finding"], line["target"], line["source"], tuple(number(line[name]) for name in FIGURES), line["grade"])
            for line in csv.DictReader(lines)
        )


def from_findings(findings: dict[str, Finding]) -> Counter[Printed]:
    """The rows that the knowledge files hold."""
    return Counter(
        (key, row.target, sources(row), tuple(getattr(row, name) for name in FIGURES), weakest_grade(row))
        for key, finding in findings.items()
        for row in finding.rows
    )


def number(text: str) -> float | None:
    """A printed figure; None where the table prints none."""
    return float(text) if text else None


def sources(row: Row) -> str:
    """The published sources of a row; ours only when it has no other."""
    published = [because.source for because in row.because if because.source != OURS]
    return "+".join(published) or OURS


def weakest_grade(row: Row) -> str:
    """How far the least checked published figure of the row was checked."""
    published = [because.grade for because in row.because if because.source != OURS]
    return max(published or [because.grade for because in row.because], key=GRADES.index)


def test_every_printed_row_is_in_the_findings() -> None:
    """Every row of the checked-in table stands in the findings."""
    missing = from_paper() - from_findings(load_directory().findings)
    assert not missing, f"in the paper, not in the findings: {sorted(map(str, missing))}"


def test_the_findings_hold_no_row_that_is_not_printed() -> None:
    """No finding holds a figure that the table does not print."""
    added = from_findings(load_directory().findings) - from_paper()
    assert not added, f"in the findings, not in the paper: {sorted(map(str, added))}"


def test_the_paper_has_rows_of_every_cause() -> None:
    """The table holds rows for the three causes and the main kinds of something else."""
    targets = {target for _, target, _, _, _ in from_paper()}
    assert {"disc", "stenosis", "piriformis", "sacroiliac joint", "hip arthritis", "greater trochanter"} <= targets
