"""The loader takes what is right and refuses what is wrong: everything at once, with file, line and what is allowed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from ischia.knowledge import compiled
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.loading import DATA, fingerprint, load_directory
from ischia.knowledge.problems import KnowledgeError, Problem
from tests.knowledge.spoiling import CAUTION, DANGER, FINDING, FIT, ITEM, LIMIT, changed, line_of

CAUDA = "saddle_numb, bladder_change, bladder_feeling, bowel_change, sexual_change"
TEN_AND_ONE = f"{CAUDA}, fever, foot_drop, leg_weak, weak_worse, cancer_ever, pregnant"
RUNGS = "  - {minutes: 2, spots: 6, times_a_week: 3, level: 0}\n"


@dataclass(frozen=True)
class Wrong:
    """One file with one fault: where it lies, its text, the part whose line must be named, and what must be said."""

    name: str
    file: str
    text: str
    part: str
    says: str


WRONG = (
    Wrong(
        "an unknown key", "findings/cause/zz_key.yaml", FINDING + "colour: red\n", "colour", "colour is an unknown key; nearest allowed:"
    ),
    Wrong("a doubled key", "findings/cause/zz_twice.yaml", FINDING + "why: Again.\n", "why: Again", "why stands twice; keep one"),
    Wrong(
        "a guessed date",
        "findings/cause/zz_date.yaml",
        changed(FINDING, "2026-11-20", "20.11.2026"),
        "checked",
        "write a day such as 2026-11-20",
    ),
    Wrong(
        "a day that never was",
        "findings/cause/zz_day.yaml",
        changed(FINDING, "2026-11-20", "2026-02-30"),
        "checked",
        "checked is '2026-02-30'",
    ),
    Wrong(
        "true for yes",
        "cautions/zz_true.yaml",
        changed(CAUTION, "when: saddle_numb", "when: {saddle_numb: {is: true}}"),
        "when",
        "is: choice",
    ),
    Wrong(
        "yes for true", "exercises/zz_yes.yaml", changed(ITEM, "both_sides: false", "both_sides: yes"), "both_sides", "write it as a bool"
    ),
    Wrong("a quoted number", "limits/zz_quoted.yaml", changed(LIMIT, "value: 5", 'value: "5"'), "value", "write it as a float"),
    Wrong("true for a text", "findings/cause/zz_text.yaml", changed(FINDING, "A test", "true"), "label", "valid string"),
    Wrong(
        "no reasons",
        "limits/zz_none.yaml",
        changed(LIMIT, "[{source: ISCHIA, grade: judgement, where: test}]", "[]"),
        "test:",
        "because is empty",
    ),
    Wrong("a missing key", "cautions/zz_missing.yaml", changed(CAUTION, "checked: 2026-11-20\n", ""), "label", "checked is missing"),
    Wrong(
        "an unknown source",
        "limits/zz_source.yaml",
        changed(LIMIT, "ISCHIA", "GIRFT32"),
        "because",
        "source GIRFT32 is unknown; nearest allowed: GIRFT23",
    ),
    Wrong(
        "an unknown grade",
        "limits/zz_grade.yaml",
        changed(LIMIT, "grade: judgement", "grade: sure"),
        "because",
        "'verified', 'secondary', 'recalled'",
    ),
    Wrong("an unknown unit", "limits/zz_unit.yaml", changed(LIMIT, "unit: seconds", "unit: second"), "unit", "nearest allowed: seconds"),
    Wrong(
        "a deep condition",
        "cautions/zz_deep.yaml",
        changed(CAUTION, "when: saddle_numb", "when: {any: [{all: [{any: [{not: fever}, leg_weak]}, foot_drop]}, pregnant]}"),
        "when",
        "at most 3 joints are allowed",
    ),
    Wrong(
        "two joints in one",
        "cautions/zz_two.yaml",
        changed(CAUTION, "when: saddle_numb", "when: {all: [fever], any: [fever]}"),
        "when",
        "one key",
    ),
    Wrong(
        "eleven questions",
        "danger/zz_many.yaml",
        changed(DANGER, "when: saddle_numb", f"when: {{any: [{TEN_AND_ONE}]}}"),
        "when",
        "reads 11 questions",
    ),
    Wrong(
        "an unknown question",
        "danger/zz_question.yaml",
        changed(DANGER, "saddle_numb", "saddle_num"),
        "when",
        "nearest allowed: saddle_numb",
    ),
    Wrong(
        "an unknown choice",
        "cautions/zz_choice.yaml",
        changed(CAUTION, "when: saddle_numb", "when: {sex: {is: women}}"),
        "when",
        "sex is never women",
    ),
    Wrong(
        "an unknown place",
        "cautions/zz_place.yaml",
        changed(CAUTION, "when: saddle_numb", "when: {place: calv}"),
        "when",
        "nearest allowed: calf",
    ),
    Wrong(
        "a number of yes or no",
        "cautions/zz_number.yaml",
        changed(CAUTION, "when: saddle_numb", "when: {fever: {min: 38}}"),
        "when",
        "no min or max",
    ),
    Wrong("a circle", "findings/cause/zz_circle.yaml", FINDING + "yes_if: zz_back\n", "label", "settled by itself in a circle"),
    Wrong("the circle's way back", "findings/cause/zz_back.yaml", FINDING + "no_if: zz_circle\n", "label", "break the circle"),
    Wrong(
        "a ladder that jumps",
        "exercises/zz_jump.yaml",
        changed(ITEM, RUNGS, changed(RUNGS, "times_a_week: 3", "times_a_week: 5")),
        "ladder",
        "rungs 0 and 1 differ in spots, times_a_week; they must differ in exactly one thing",
    ),
    Wrong(
        "steps that are too long",
        "exercises/zz_long.yaml",
        changed(ITEM, "seconds: 5", "seconds: 60"),
        "ladder",
        "seconds more than its 2.0 minutes",
    ),
    Wrong(
        "no filling step", "exercises/zz_fill.yaml", changed(ITEM, "fill: true", "seconds: 1"), "ladder", "exactly one step with fill: true"
    ),
    Wrong(
        "a stand-in from the catalogue",
        "exercises/zz_instead.yaml",
        changed(ITEM, "[walk]", "[deep_tissue_stripping]"),
        "code",
        "never programmed",
    ),
    Wrong("a never zone", "exercises/zz_zone.yaml", changed(ITEM, "whole_body", "spine"), "code", "programmed on a never zone"),
    Wrong(
        "a fit between",
        "exercises/zz_fit.yaml",
        changed(ITEM, FIT, changed(FIT, "value: 1", "value: 0.8")),
        "code",
        "allowed are 0, 0.25, 0.5 and 1",
    ),
    Wrong(
        "an anchor",
        "limits/zz_anchor.yaml",
        changed(LIMIT, "value: 5", "value: &a 5"),
        "value",
        "anchors, aliases and tags are not allowed",
    ),
    Wrong("no YAML", "limits/zz_yaml.yaml", changed(LIMIT, "says: A test.", "says: A test: of colons."), "says", "is no YAML"),
    Wrong("an unknown folder", "remedies/zz.yaml", LIMIT, "test", "lies in no known folder"),
    Wrong("an empty file", "limits/zz_empty.yaml", "# nothing\n", "#", "is empty"),
)


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    """What the loader says about all knowledge together with every wrong file."""
    root = Path(shutil.copytree(DATA, tmp_path_factory.mktemp("wrong") / "data"))
    for wrong in WRONG:
        path = root / wrong.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wrong.text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_directory(root)
    return caught.value.problems


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.name)
def test_each_fault_is_named_with_file_and_line(problems: tuple[Problem, ...], wrong: Wrong) -> None:
    """Every fault is reported at its own file and line, with what is allowed."""
    said = [str(problem) for problem in problems if problem.file == wrong.file]
    place = f"{wrong.file}:{line_of(wrong.text, wrong.part)}: "
    assert [line for line in said if line.startswith(place) and wrong.says in line], said


def test_all_faults_are_reported_at_once(problems: tuple[Problem, ...]) -> None:
    """One run names every wrong file and no right one, in the order of the files."""
    assert {problem.file for problem in problems} == {wrong.file for wrong in WRONG}
    assert list(problems) == sorted(problems)


def test_the_error_counts_its_problems(problems: tuple[Problem, ...]) -> None:
    """The message begins with how many problems there are and has a line for each."""
    lines = str(KnowledgeError(problems)).splitlines()
    assert lines[0] == f"{len(problems)} problems in the knowledge:"
    assert len(lines) == len(problems) + 1


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("findings/cause/zz.yaml", FINDING), ("cautions/zz.yaml", CAUTION), ("limits/zz.yaml", LIMIT),
        ("danger/zz.yaml", DANGER), ("exercises/zz.yaml", ITEM),
    ],
)  # fmt: skip
def test_the_same_files_without_a_fault_are_taken(tree: Path, file: str, text: str) -> None:
    """What the faults were made of is right by itself."""
    (tree / file).write_text(text, encoding="utf-8")
    load_directory(tree)


def test_the_same_id_in_two_files_is_refused(tree: Path) -> None:
    """An id that another file has taken is named with that file."""
    (tree / "findings/danger/zz_same.yaml").write_text(FINDING, encoding="utf-8")
    (tree / "findings/cause/zz_same.yaml").write_text(FINDING, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"zz_same is defined already in findings/cause/zz_same\.yaml"):
        load_directory(tree)


def test_days_and_answers_stay_as_written(knowledge: Knowledge) -> None:
    """Dates are texts and not guessed, and a yes_no finding has no truth values in it."""
    assert knowledge.findings["saddle_numb"].checked == "2026-11-20"
    assert isinstance(knowledge.findings["saddle_numb"].label, str)


def test_the_version_names_the_files(tree: Path, knowledge: Knowledge) -> None:
    """The version is that of exactly these files: it changes with one word and with one file name."""
    assert fingerprint(tree) == knowledge.version
    (tree / "limits/zz.yaml").write_text(LIMIT, encoding="utf-8")
    added = fingerprint(tree)
    (tree / "limits/zz.yaml").rename(tree / "limits/zy.yaml")
    assert len({knowledge.version, added, fingerprint(tree)}) == 3


def test_compiled_equals_read(knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The compiled file holds exactly what is read from the YAML, and one made from other files is not used."""
    monkeypatch.setattr(compiled, "COMPILED", tmp_path / "compiled.bin")
    assert compiled.load_compiled() is None
    compiled.write_compiled(knowledge)
    held = compiled.load_compiled()
    assert held is not None
    assert vars(held) == vars(knowledge)
    compiled.COMPILED.write_bytes(b"of other files" + compiled.COMPILED.read_bytes())
    assert compiled.load_compiled() is None
