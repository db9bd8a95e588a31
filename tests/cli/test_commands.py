"""The other commands, the end of the line for unexpected errors, and the documents that go with them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import typer

from ischia.cli.knowing import known
from ischia.cli.main import _Program, app
from ischia.reasoning.replies import told
from tests.cli.runs import EXAMPLES, ROOT, printed, run
from tools.schema import EXAMPLE_FILE, SCHEMA_FILE, example, schema


def commands(command: object, name: str = "ischia") -> list[str]:
    """Every command below a group, by its whole name."""
    inside = getattr(command, "commands", {})
    return [found for key, inner in inside.items() for found in commands(inner, f"{name} {key}")] or [name]


def test_every_command_is_in_the_docs() -> None:
    """docs/commands.md has a heading for each command."""
    headings = [line for line in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    for name in commands(typer.main.get_command(app)):
        assert any(heading.startswith(f"## `{name}") for heading in headings), name


def test_questions_come_in_order_with_their_answers() -> None:
    """Every question that a person can be asked, once, and what may be answered."""
    found = printed("questions", "--json")["questions"]
    assert [one["id"] for one in found] == list(told(known()))
    assert {"id": "saddle_numb", "answers": ["yes", "no", "unsure"]}.items() <= next(
        one for one in found if one["id"] == "saddle_numb"
    ).items()
    assert "saddle_numb" in run("questions").stdout


def test_a_session_adds_up_and_knows_codes() -> None:
    """The steps of a script fill its seconds; a code is as good as an id."""
    found = printed("session", "T09", "--json")
    assert found == printed("session", "wall_ball", "--json")
    assert sum(step["seconds"] for step in found["steps"]) == found["seconds"]
    assert found["label"] in run("session", "T09").stdout


def test_a_session_is_refused_in_danger_and_for_what_is_never_done_alone() -> None:
    """No script beside an emergency, and none for techniques that are only read about."""
    assert printed("session", "walk", EXAMPLES / "ces_53m.yaml", "--json")["name"] == "emergency_now"
    assert printed("session", "deep_tissue_stripping", "--json")["name"] == "never_programmed"


def test_an_unknown_item_lists_the_nearest() -> None:
    """A misspelt item ends with status 2 and what was probably meant."""
    result = run("session", "wallball")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "wall_ball" in result.stderr


def test_knowledge_is_shown_explained_and_signed(tmp_path: Path) -> None:
    """A statement with its sources, what reads it, what is stale, and the table to sign."""
    assert "ball" in run("knowledge", "show", "T09").stdout
    assert "danger/weakness" in run("knowledge", "why", "foot_drop").stdout
    assert run("knowledge", "show", "wallball").exit_code == 2
    assert run("knowledge", "stale", "--at", "2026-11-21").stdout.startswith("0 stale")
    result = run("knowledge", "sign-off", tmp_path / "sign.csv")
    assert result.exit_code == 0, result.output
    with (tmp_path / "sign.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][0] == "id"
    assert len(rows) > 100


def test_the_check_counts_what_is_there() -> None:
    """The check prints the counts and shares, and no problem."""
    result = run("knowledge", "check")
    assert "techniques 23" in result.stdout
    assert "exercises 32" in result.stdout
    assert "judgement" in result.stdout
    assert result.exit_code == 0, result.stdout


def test_a_folder_that_is_not_there_cannot_be_proven(tmp_path: Path) -> None:
    """Another copy must be a folder."""
    assert run("prove", "--knowledge", tmp_path / "none").exit_code == 2


def test_what_nobody_expected_ends_in_one_plain_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error says its kind, never its text; ISCHIA_DEBUG shows where."""
    broken = _Program(pretty_exceptions_enable=False)

    @broken.command()
    def fall() -> None:
        """Fall over."""
        raise KeyError("numb between the legs")

    monkeypatch.delenv("ISCHIA_DEBUG", raising=False)
    with pytest.raises(SystemExit) as ended:
        broken([])
    said = capsys.readouterr()
    assert ended.value.code == 1
    assert "KeyError" in said.err
    assert "numb" not in said.err + said.out
    monkeypatch.setenv("ISCHIA_DEBUG", "1")
    with pytest.raises(KeyError):
        broken([])


def test_the_schema_is_current() -> None:
    """docs/conclusion.schema.json is what tools/schema.py writes."""
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == schema()


def test_the_example_is_current() -> None:
    """docs/conclusion.example.json is what is concluded today, up to the version and the last digits."""
    written, fresh = json.loads(EXAMPLE_FILE.read_text(encoding="utf-8")), example()
    assert rounded({**written, "knowledge_version": ""}) == rounded({**json.loads(json.dumps(fresh)), "knowledge_version": ""})


def rounded(value: Any) -> Any:
    """The same value with six digits of every number."""
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value]
    return round(value, 6) if isinstance(value, float) else value


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_conclusions_fit_the_schema(path: Path) -> None:
    """What is printed has exactly the shape that the schema tells."""
    misfit(printed("assess", path, "--json"), schema(), "conclusion")


def misfit(value: Any, shape: dict[str, Any], where: str) -> None:
    """Fails where a value does not have its shape."""
    if "const" in shape:
        assert value == shape["const"], where
    elif "enum" in shape:
        assert value in shape["enum"], where
    elif "anyOf" in shape:
        assert any(_fits(value, one, where) for one in shape["anyOf"]), where
    elif shape["type"] == "object" and "properties" in shape:
        assert list(value) == shape["required"], where
        for key, inner in value.items():
            misfit(inner, shape["properties"][key], f"{where}.{key}")
    elif shape["type"] in ("object", "array"):
        inside = value.values() if isinstance(value, dict) else value
        for inner in inside:
            misfit(inner, shape.get("additionalProperties") or shape["items"], where)
    else:
        kinds: dict[str, type | tuple[type, ...]] = {
            "string": str,
            "integer": int,
            "number": (int, float),
            "boolean": bool,
            "null": type(None),
        }
        assert isinstance(value, kinds[shape["type"]]), where


def _fits(value: Any, shape: dict[str, Any], where: str) -> bool:
    try:
        misfit(value, shape, where)
    except (AssertionError, AttributeError, KeyError, TypeError):
        return False
    return True


def test_a_broken_line_of_a_journal_is_named_plainly(tmp_path: Path) -> None:
    """File and line stand apart, and nothing is concluded."""
    path = tmp_path / "me.ndjson"
    path.write_text('{"id":"x", broken\n', encoding="utf-8")
    result = run("conclude", path, "--at", "2026-11-25T00:00:00+00:00")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{path}: line 1" in result.stderr


def test_a_session_can_be_read_down_the_side() -> None:
    """Long steps stay beside their time, under what to stop for stand only reasons to stop, and cold says when it is not for you."""
    says = run("session", "wall_ball").stdout
    assert [line for line in says.splitlines() if line and not line.startswith(" ")][1:3] == ["When to stop", "Step by step, 2:00 in all"]
    flat = " ".join(says.split())
    assert "3 out of 10 or less in the spot" not in flat
    assert "No cold on numb skin" in flat
