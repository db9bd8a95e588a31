"""The contract of the danger rules: written from the papers, it must agree with the rule files in every case."""

import csv
from pathlib import Path

import pytest

from ischia.knowledge.problems import KnowledgeError
from ischia.trial.contract import as_answers, check_danger, read_contract
from tests.scenarios.stories import shipped

CLASSES = Path(__file__).parent.parent / "knowledge" / "danger_classes.csv"
GOOD = '- {name: Fever is for today, answers: {fever: "yes"}, class: same_day, programme: stop, source: "safety 1F"}\n'


def refused(tmp_path: Path, text: str) -> str:
    """What the reader says about a contract of this text."""
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        as_answers(shipped(), read_contract(tmp_path))
    return str(error.value)


def test_every_case_comes_out_as_the_papers_say() -> None:
    """No rule file disagrees with the papers."""
    wrong = check_danger(shipped(), read_contract())
    assert not wrong, "\n".join(wrong)


def test_every_danger_rule_has_a_case_that_it_answers_for() -> None:
    """No rule without a case at its threshold."""
    named = {case.rule for case in read_contract()}
    assert not set(shipped().danger_rules()) - named


def test_every_danger_rule_has_the_class_of_the_table() -> None:
    """Class, effect, refusal and what a cleared group may do stand a second time in a table, also where a graver rule hides them."""
    with CLASSES.open(encoding="utf-8") as file:
        table = {row["rule"]: tuple(row.values())[1:] for row in csv.DictReader(file)}
    rules = shipped().danger_rules().items()
    found = {key: (rule.urgency, rule.programme, rule.refusal, rule.after_clearance if rule.refusal else "") for key, rule in rules}
    assert found == table


def test_no_case_names_a_rule_that_does_not_exist() -> None:
    """A renamed rule is noticed."""
    named = {rule for case in read_contract() for rule in (case.rule, *case.rule_not) if rule and not rule.startswith("unsure.")}
    assert not named - set(shipped().danger_rules())


def test_every_danger_question_has_a_case_in_which_the_person_is_not_sure() -> None:
    """Not sure is tried on each question that allows it."""
    tried = {question for case in read_contract() for question, answer in case.answers.items() if answer == "unsure"}
    asked = {f.id for f in shipped().findings.values() if f.part == "danger" and f.kind == "yes_no" and f.unsure == "allowed"}
    assert not asked - tried


def test_every_contradiction_has_a_case() -> None:
    """Each pair of answers that cannot both be true is tried."""
    assert not set(shipped().contradictions) - {case.contradiction for case in read_contract()}


def test_no_two_cases_have_the_same_name() -> None:
    """A failing case can be found by its name."""
    names = [case.name for case in read_contract()]
    assert len(names) == len(set(names))


def test_a_wrong_class_is_told_with_the_case_and_its_reasons(tmp_path: Path) -> None:
    """A failure names file, line, case, what came out and why."""
    (tmp_path / "one.yaml").write_text(GOOD.replace("same_day", "routine"), encoding="utf-8")
    wrong = check_danger(shipped(), read_contract(tmp_path))
    expected = "one.yaml:1: Fever is for today: class is same_day, the papers say routine (because of infection.fever_with_pain)"
    assert wrong == [expected]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("source:", "sauce:"), "the key sauce is unknown"),
        (GOOD.replace(', source: "safety 1F"', ""), "source is missing"),
        (GOOD.replace("same_day", "soon"), "class is 'soon'"),
        (GOOD.replace("stop", "halt"), "programme is 'halt'"),
        (GOOD.replace('{fever: "yes"}', "fever"), "answers is no mapping"),
        (GOOD.replace("fever:", "feever:"), "question feever is unknown"),
        (GOOD.replace("{name", "{name: Twice, name"), "name stands twice"),
        ("- fever\n", "is no case"),
    ],
)
def test_a_case_in_the_wrong_form_is_refused(tmp_path: Path, text: str, says: str) -> None:
    """The reader names file and line and what is wrong."""
    found = refused(tmp_path, text)
    assert "one.yaml:1" in found
    assert says in found
