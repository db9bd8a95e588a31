"""The four published cases: their traces are current, and they conclude as ruling 13 says."""

from pathlib import Path
from typing import Any

import pytest

from ischia.cli.knowing import known
from tests.cli.runs import printed, without_assumed
from tools.cases import CASES, file_of, text_of

NAMES = [path.stem for path in CASES]


def concluded(name: str) -> dict[str, Any]:
    """What `ischia assess --json` says of a case."""
    found: dict[str, Any] = printed("assess", f"examples/{name}.yaml", "--json")
    return found


def order(of: dict[str, Any]) -> list[str]:
    """The causes, likeliest first."""
    return [cause["id"] for cause in sorted(of["causes"], key=lambda cause: -cause["mid"])]


def planned(of: dict[str, Any]) -> set[str]:
    """Every item of the week."""
    return {item["id"] for day in of["programme"]["days"] for item in day["items"]}


@pytest.mark.parametrize("path", CASES, ids=NAMES)
def test_the_trace_is_current(path: Path) -> None:
    """docs/cases holds what tools/cases.py writes, and three sentences beside it."""
    assert file_of(path).read_text(encoding="utf-8") == text_of(path)
    reading = file_of(path).with_suffix(".md").read_text(encoding="utf-8").partition("## Read as a clinician would")[2]
    assert len([line for line in reading.splitlines() if line.strip()]) == 3


def test_loss_of_bladder_control_is_an_emergency() -> None:
    """The man of 53 is sent at once and gets no programme, and his causes are still told."""
    found = concluded("ces_53m")
    assert found["danger"]["class"] == "emergency_now"
    assert found["programme"]["refusal"]["name"] == "emergency_now"
    assert found["programme"]["days"] == []
    assert len(found["causes"]) == 4


@pytest.mark.parametrize(("name", "cause"), [("disc_40f", "disc"), ("lss_sparks_f", "stenosis")])
def test_the_published_cause_comes_first(name: str, cause: str) -> None:
    """A disc in the woman of 40 and a narrow canal in the woman who leans on her trolley come first, and both get a week."""
    found = concluded(name)
    assert order(found)[0] == cause
    assert found["programme"]["refusal"] is None
    assert len(found["programme"]["days"]) == 7


def test_the_buttock_muscle_is_taken_seriously() -> None:
    """Piriformis at least doubles from its start, is in the first three, and release and hip strength are in the week."""
    found, knowledge = concluded("piri_45f"), known()
    piriformis = next(cause for cause in found["causes"] if cause["id"] == "piriformis")
    start = max((p for p in knowledge.causes["piriformis"].priors if p.from_age <= 45), key=lambda p: p.from_age).share
    assert piriformis["mid"] >= 2 * start
    assert "piriformis" in order(found)[:3]
    assert {"low_back_pain", "buttock_main", "notch_tender"} <= {reason["id"] for reason in piriformis["for"]}
    items = [knowledge.items()[key] for key in planned(found)]
    assert any(item.slot == "massage" and "upper_outer_buttock" in item.regions and "pressure" in item.families for item in items)
    assert any("hip_strength" in item.families for item in items)


@pytest.mark.parametrize("path", CASES, ids=NAMES)
def test_assumed_answers_open_the_programme_and_nothing_else(path: Path, tmp_path: Path) -> None:
    """Without them the causes keep their order and the screen is incomplete; an emergency stays one."""
    bare = tmp_path / path.name
    bare.write_text(without_assumed(path), encoding="utf-8")
    found, whole = printed("assess", bare, "--json"), concluded(path.stem)
    assert order(found) == order(whole)
    assert not found["danger"]["complete"]
    refused = "emergency_now" if path.stem == "ces_53m" else "screen_incomplete"
    assert found["programme"]["refusal"]["name"] == refused
