"""`ischia assess` and `ischia conclude`: what is printed, and the exit status."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ischia.cli.answers_file import Told, read_answers
from ischia.cli.knowing import known
from ischia.journal.ndjson import write_journal
from tests.cli.runs import EXAMPLES, printed, process, run, without_assumed

KEYS = {
    "schema", "at", "knowledge_version", "danger", "causes", "also_possible", "cannot_tell", "scores", "questions", "cautions",
    "programme", "dose", "response", "referral",
}  # fmt: skip
NAMES = ("disc_40f", "lss_sparks_f", "piri_45f", "ces_53m")


@pytest.mark.parametrize("name", NAMES)
def test_each_example_is_concluded(name: str) -> None:
    """Every published history gives a whole conclusion and exit status 0."""
    found = printed("assess", EXAMPLES / f"{name}.yaml", "--json")
    assert set(found) == KEYS
    assert [cause["id"] for cause in found["causes"]] == ["disc", "stenosis", "piriformis", "other"]


@pytest.mark.parametrize("name", NAMES)
def test_facts_alone_give_the_same_order_of_causes(name: str, tmp_path: Path) -> None:
    """Without what was assumed the causes stand in the same order, and there is no programme yet."""
    facts = tmp_path / "facts.yaml"
    facts.write_text(without_assumed(EXAMPLES / f"{name}.yaml"), encoding="utf-8")
    whole, bare = printed("assess", EXAMPLES / f"{name}.yaml", "--json"), printed("assess", facts, "--json")
    orders = [[one["id"] for one in sorted(found["causes"], key=lambda one: -one["mid"])] for found in (whole, bare)]
    assert orders[0] == orders[1]
    assert bare["programme"]["refusal"]["name"] == ("emergency_now" if name == "ces_53m" else "screen_incomplete")


def test_the_page_has_danger_first_and_the_safety_net_last() -> None:
    """The report begins with danger, and the safety net always ends it."""
    page = run("assess", EXAMPLES / "piri_45f.yaml").stdout
    says = [known().word(f"terminal.{key}") for key in ("causes", "next", "week", "days", "always")]
    assert [page.index(one) for one in says] == sorted(page.index(one) for one in says)
    assert page.index(known().word("danger.class.self_care.title")) < page.index(says[0])


def test_an_emergency_shows_only_what_to_do() -> None:
    """No causes and no week stand beside an emergency; the safety net does."""
    page = run("assess", EXAMPLES / "ces_53m.yaml").stdout
    assert known().word("danger.class.emergency_now.title") in page
    assert known().word("terminal.causes") not in page
    assert known().word("terminal.always") in page


def test_the_emergency_number_is_that_of_the_country(tmp_path: Path) -> None:
    """With a country its number is told; without one, the local number."""
    text = (EXAMPLES / "ces_53m.yaml").read_text(encoding="utf-8")
    (tmp_path / "gb.yaml").write_text(text.replace("sex: male}", "sex: male, country: GB}"), encoding="utf-8")
    assert known().countries["GB"].number in run("assess", tmp_path / "gb.yaml").stdout
    assert "your local emergency number" in " ".join(run("assess", EXAMPLES / "ces_53m.yaml").stdout.split())


@pytest.mark.parametrize("words", [("--json",), ()])
def test_bad_input_is_refused_whole(words: tuple[str, ...], tmp_path: Path) -> None:
    """Bad input ends with status 2, every problem on the error stream, and nothing half-written."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("person: {age: 45}\nanswers:\n  foot_drop: true\n  foot_dorp: no\n", encoding="utf-8")
    result = process("assess", bad, *words)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2
    assert f"{bad}:3: foot_drop: true is not an answer; write yes or no" in result.stderr
    assert "nearest allowed: foot_drop" in result.stderr


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are no text end with status 2."""
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "bytes.yaml"):
        result = run("assess", path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert str(path) in result.stderr


def test_a_journal_concludes_as_its_answers_file(tmp_path: Path) -> None:
    """The same facts as a journal give the same conclusion."""
    path = EXAMPLES / "disc_40f.yaml"
    told = read_answers(known(), path.read_text(encoding="utf-8"), path.name, datetime.now(UTC))
    assert isinstance(told, Told)
    (tmp_path / "me.ndjson").write_text(write_journal(told.journal.written), encoding="utf-8")
    assert printed("conclude", tmp_path / "me.ndjson", "--at", told.at.isoformat(), "--json") == printed("assess", path, "--json")


def test_a_bad_journal_or_moment_is_refused(tmp_path: Path) -> None:
    """An unknown kind, an unknown question and a moment without zone end with status 2."""
    entry = {
        "id": "1",
        "kind": "answers",
        "day": "2026-11-20",
        "happened": "2026-11-20T09:00:00+00:00",
        "noted": "2026-11-20T09:00:00+00:00",
    }
    bad = tmp_path / "bad.ndjson"
    bodies = [{**entry, "kind": "dream", "body": {}}, {**entry, "id": "2", "body": {"sitting": "first", "answers": {"foot_dorp": "no"}}}]
    bad.write_text("\n".join(map(json.dumps, bodies)), encoding="utf-8")
    result = run("conclude", bad, "--at", "2026-11-20T10:00:00+00:00")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "line 1: kind" in result.stderr
    assert "foot_drop" in result.stderr
    for moment in ("2026-11-20T10:00:00", "soon"):
        assert run("conclude", bad, "--at", moment).exit_code == 2


def page(path: Path) -> str:
    """What a person reads, as lines."""
    result = run("assess", path)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_no_line_of_a_page_ends_in_blanks() -> None:
    """Piped pages can be copied into a letter."""
    for path in EXAMPLES.glob("*.yaml"):
        assert [line for line in page(path).splitlines() if line.endswith(" ")] == [], path


def test_what_holds_for_all_items_is_said_once() -> None:
    """In the first week every item is on its lightest step, and the page says so once, not beside each."""
    says = " ".join(page(EXAMPLES / "disc_40f.yaml").split())
    assert says.count("You are on the lightest step.") == 1
    assert "rung" not in says


def test_a_count_of_nothing_is_not_told() -> None:
    """With no question left the page does not count questions."""
    left = known().word("terminal.left", left=0)
    assert left not in " ".join(page(EXAMPLES / "disc_40f.yaml").split())


def test_a_score_names_itself_once() -> None:
    """A cross-check is one sentence with its name once."""
    assert "Cook stenosis signs: As" not in " ".join(page(EXAMPLES / "disc_40f.yaml").split())


def test_a_country_by_its_common_name_is_pointed_to() -> None:
    """UK is refused in a file, and GB is offered."""
    found = read_answers(known(), "person: {country: UK}\n", "me.yaml", datetime(2026, 11, 20, tzinfo=UTC))
    assert not isinstance(found, Told)
    assert "GB" in str(found[0])
