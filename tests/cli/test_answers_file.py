"""Files of answers: what is read, and what is refused with its line."""

from datetime import datetime

import pytest

from ischia.cli.answers_file import Told, read_answers
from ischia.cli.knowing import known

NOW = datetime.fromisoformat("2026-11-20T09:00:00+00:00")


def problems(text: str) -> list[str]:
    """What is wrong with a file of answers."""
    found = read_answers(known(), text, "me.yaml", NOW)
    return [] if isinstance(found, Told) else [str(one) for one in found]


def told(text: str) -> Told:
    """What a good file tells."""
    found = read_answers(known(), text, "me.yaml", NOW)
    assert isinstance(found, Told), found
    return found


def test_a_good_file_becomes_a_journal() -> None:
    """Person, answers and assumed, kit and dislikes become entries of one moment."""
    text = """
person: {age: 45, sex: female, country: GB, minutes_a_day: 20}
answers: {which_side: left, pain_places: [left_calf, buttock], pain_began: 2026-11-01}
assumed: {foot_drop: no, leg_weak: unsure}
kit: {have: [tennis_ball], lack: [foam_roller], cannot: [prone_floor]}
preferences: {dislikes: [walk]}
at: 2026-11-20T08:00:00+01:00
"""
    found = told(text)
    assert [entry.kind for entry in found.journal] == ["about_me", "answers", "kit", "preference"]
    about, answers, kit, preference = (entry.body for entry in found.journal)
    assert about == {"country": "GB", "minutes_a_day": 20, "answers": {"age": 45, "sex": "female"}}
    assert answers["sitting"] == "first"
    assert answers["answers"]["foot_drop"] == "no"
    assert answers["answers"]["pain_places"] == ("left_calf", "buttock")
    assert kit == {"have": ("tennis_ball",), "lack": ("foam_roller",), "cannot": ("prone_floor",)}
    assert preference == {"item": "walk", "what": "dropped"}
    assert found.country == "GB"
    assert found.at == datetime.fromisoformat("2026-11-20T08:00:00+01:00")


def test_now_is_the_moment_when_none_is_given() -> None:
    """Without `at` the caller's moment counts."""
    assert told("person: {age: 45}").at == NOW


def test_a_list_of_kit_is_what_is_there() -> None:
    """A plain list is what the person has."""
    assert told("kit: [tennis_ball]").journal.entries[-1].body == {"have": ("tennis_ball",)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("answers: {foot_drop: true}", "me.yaml:1: foot_drop: true is not an answer; write yes or no"),
        ("answers: {foot_drop: false}", "write yes or no"),
        ("answers: {foot_drop: yess}", "nearest allowed: yes"),
        ("answers: {foot_drop: unchanged}", "is not an answer"),
        ("answers: {foot_dropp: no}", "no question is called foot_dropp; nearest allowed: foot_drop"),
        ("answers: {foot_drop: }", "is not an answer"),
        ("answers: {leg_pain_now: 11}", "a number from 0 to 10"),
        ("answers: {leg_pain_now: .inf}", "is not possible"),
        ("answers: {leg_pain_now: unsure}", "unsure is not possible here"),
        ("answers: {which_side: lef}", "nearest allowed: left"),
        ("answers: {pain_began: 2026-11-21}", "is still to come"),
        ("answers: {pain_began: 2026-13-01}", "is not a day"),
        ("answers: {pain_places: left_calf}", "is not a list of places"),
        ("answers: {pain_places: [left_clf]}", "nearest allowed: left_calf"),
        ("answers: {pain_places: [calf, calf]}", "stands twice"),
        ("answers: {slump: yes}", "slump is nothing that a person is asked here"),
        ("answers: {weeks_of_pain: 3}", "is nothing that a person is asked here"),
        ("answers: {foot_drop: no, foot_drop: yes}", "stands twice"),
        ("answers: {foot_drop: no}\nassumed: {foot_drop: no}", "me.yaml:2: foot_drop is answered twice"),
        ("person: {age: 45}\nanswers: {age: 45}", "age is answered twice"),
        ("person: {age: 300}", "age: 300 is not possible"),
        ("person: {aeg: 45}", "nearest allowed: age"),
        ("person: {country: XX}", "is no country that is known"),
        ("person: {minutes_a_day: 20}\npreferences: {minutes_a_day: 20}", "is given in person as well"),
        ("person: 45", "person should hold names with values"),
        ("anwsers: {foot_drop: no}", "nearest allowed: answers"),
        ("kit: {have: [tenis_ball]}", "nearest allowed: tennis_ball"),
        ("kit: {have: [tennis_ball], lack: [tennis_ball]}", "is in have and in lack"),
        ("preferences: {dislikes: [wlak]}", "nearest allowed: walk"),
        ("at: 2026-11-20T09:00:00", "has no zone"),
        ("at: soon", "is not a moment"),
        ("answers: {a: &x no, b: *x}", "anchors, aliases and tags are not allowed"),
        ("answers: {foot_drop: no", "is no YAML"),
        ("", "is empty"),
        ("- foot_drop", "should hold names with values"),
        ("answers: " + "[" * 3000, "is no YAML"),
        ("answers: \x00", "is no YAML"),
    ],
)
def test_what_is_wrong_is_said(text: str, says: str) -> None:
    """Each mistake is refused in words that help."""
    assert any(says in problem for problem in problems(text)), problems(text)


def test_all_problems_come_at_once_with_their_lines() -> None:
    """Every mistake of a file is listed, in the order of its lines."""
    found = problems("person: {age: 300}\nanswers:\n  foot_drop: true\n  nothing: no\nat: soon\n")
    assert [problem.split(":")[1] for problem in found] == ["1", "3", "4", "5"]
