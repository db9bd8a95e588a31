"""What is not a journal is refused by line, with the reason and what would be right."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ischia.journal.ndjson import JournalError, Problem, read_journal
from tests.journal.samples import BODIES, lines, record


def problems(text: str, **known: set[str]) -> tuple[Problem, ...]:
    """Everything that the reader finds wrong with the text."""
    with pytest.raises(JournalError) as caught:
        read_journal(text, known)
    return caught.value.problems


def only(text: str, **known: set[str]) -> str:
    """The one problem that the reader finds, in words."""
    (problem,) = problems(text, **known)
    return str(problem)


def spoiled(kind: str, **changes: Any) -> str:
    """A line whose body has some fields changed."""
    return lines(record(kind, body={**BODIES[kind], **changes}))


@pytest.mark.parametrize(
    ("kind", "changes", "where", "words"),
    [
        ("morning", {"leg": 11}, "body.leg", "11 is not possible (allowed: a number from 0 to 10)"),
        ("morning", {"leg": -0.5}, "body.leg", "-0.5 is not possible"),
        ("morning", {"leg": True}, "body.leg", "true is not possible"),
        ("morning", {"leg": "6"}, "body.leg", "'6' is not possible"),
        ("morning", {"sleep": "brokn"}, "body.sleep", "did you mean broken? one of broken, good, hardly"),
        ("morning", {"sore_hours": -1}, "body.sore_hours", "a number from 0 to 1000"),
        ("weekly", {"calm": 10.01}, "body.calm", "a number from 0 to 10"),
        ("weekly", {"activities": {"a": 1, "b": 2, "c": 3, "d": 4}}, "body.activities", "a mapping of at most 3"),
        ("session", {"items": [{"id": "walk", "seconds": -1, "rung": 0}]}, "body.items[0].seconds", "-1 is not possible"),
        ("session", {"items": [{"id": "walk", "seconds": 60}]}, "body.items[0].rung", "is missing"),
        ("session", {"items": [{"id": "walk", "seconds": 60, "rung": 1.5}]}, "body.items[0].rung", "a whole number from 0 to 99"),
        ("session", {"items": [{"id": "walk", "seconds": 9, "rung": 1, "level": 5}]}, "body.items[0].level", "from 0 to 4"),
        ("session", {"why_stopped": "bored"}, "body.why_stopped", "one of finished, hurt, new_sign, no_time, other"),
        ("reaction", {"now": "tingeling"}, "body.now", "did you mean tingling?"),
        ("reaction", {"pain": 10.5}, "body.pain", "10.5 is not possible"),
        ("reaction", {"place": "Left Calf"}, "body.place", "is not an id"),
        ("answers", {"sitting": "gates"}, "body.sitting", "did you mean gate?"),
        ("answers", {"answers": {"saddle_numb": True}}, "body.answers.saddle_numb", "true is not an answer (allowed: write yes or no)"),
        ("answers", {"answers": {"saddle_numb": None}}, "body.answers.saddle_numb", "null is not an answer"),
        ("answers", {"answers": {"saddle_numb": "Yes"}}, "body.answers.saddle_numb", "did you mean yes?"),
        ("answers", {"answers": {"pain_began": "2026-02-30"}}, "body.answers.pain_began", "'2026-02-30' is not a day"),
        ("answers", {"answers": {"leg_pain_now": 10**400}}, "body.answers.leg_pain_now", "is not possible"),
        ("answers", {"answers": {"pain_places": ["calf", "calf"]}}, "body.answers.pain_places[1]", "'calf' is there twice"),
        ("answers", {"answers": {"Saddle Numb": "no"}}, "body.answers", "'Saddle Numb' is not an id"),
        ("answers", {"answers": ["yes"]}, "body.answers", "is not such a mapping"),
        ("kit", {"lack": ["chair"]}, "body.lack", "chair is in have as well"),
        ("kit", {"have": "chair"}, "body.have", "'chair' is not such a list"),
        ("preference", {"what": "droped"}, "body.what", "did you mean dropped?"),
        ("preference", {"to": None}, "body.to", "is missing for an item that was swapped"),
        ("preference", {"until": "next week"}, "body.until", "a day as YYYY-MM-DD"),
        ("plan_accepted", {"items": [{"id": "walk", "rung": -1, "days": []}]}, "body.items[0].rung", "-1 is not possible"),
        ("shown", {"class": "emergency"}, "body.class", "did you mean emergency_now?"),
        ("visit", {"listened": False}, "body.listened", "false is not an answer (allowed: write yes or no)"),
        ("clearance", {"seen": "2026-11-21"}, "body.seen", "2026-11-21 is after the day of the entry, 2026-11-20"),
        ("clearance", {"rules": []}, "body.rules", "a list of at least one"),
        ("clearance", {"found": "  "}, "body.found", "is not text that we can keep"),
        ("note", {"text": "half \ud800 a letter"}, "body.text", "half a character"),
        ("note", {"texts": "two"}, "body.texts", "is not a field here (allowed: did you mean text? one of text)"),
    ],
)
def test_an_impossible_value_is_refused(kind: str, changes: dict[str, Any], where: str, words: str) -> None:
    """Each impossible value is named by line and place, with what is allowed."""
    said = only(spoiled(kind, **changes))
    assert said.startswith(f"line 1: {where}: ")
    assert words in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "mornig"}, "kind: 'mornig' is not a kind of entry (allowed: did you mean morning?"),
        ({"kind": ["morning"]}, "kind: ['morning'] is not a kind of entry"),
        ({"id": "two words"}, "id: 'two words' is not an entry's id"),
        ({"id": 7}, "id: 7 is not an entry's id"),
        ({"day": "0000-01-01"}, "day: '0000-01-01' is not a day"),
        ({"day": "20261120"}, "day: '20261120' is not a day"),
        ({"day": "1066-10-14"}, "from the year 1900 on"),
        ({"day": "2026-11-23"}, "day: 2026-11-23 is not the day of 2026-11-20T07:30:00+00:00"),
        ({"happened": "2026-11-20T07:30:00"}, "happened: '2026-11-20T07:30:00' has no zone (allowed: a moment with its zone, such as"),
        ({"happened": "this morning"}, "happened: 'this morning' is not a moment"),
        ({"noted": 1763623800}, "noted: 1763623800 is not a moment"),
        ({"noted": "2026-11-20"}, "noted: '2026-11-20' has no zone"),
        ({"noted": "2026-11-20T08:29:00+01:00"}, "happened: is after the moment at which it was noted"),
        ({"seq": 0}, "seq: 0 is not possible"),
        ({"body": None}, "body: null is not a mapping"),
        ({"boddy": {}}, "boddy: is not a field of an entry (allowed: did you mean body?"),
    ],
)
def test_a_wrong_entry_is_refused(changes: dict[str, Any], words: str) -> None:
    """Each wrong field of the entry itself is named."""
    assert words in only(lines({**record(), **changes}))


@pytest.mark.parametrize("name", ["id", "kind", "day", "happened", "noted", "body"])
def test_a_missing_field_is_refused(name: str) -> None:
    """Every field but seq is needed."""
    made = record()
    del made[name]
    assert f"line 1: {name}: is missing" in only(lines(made))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"id": "a"', "is not JSON"),
        ("[1, 2]", "[1, 2] is not an entry"),
        ('{"id": "a", "id": "b"}', "the key id is there twice"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_line_that_is_no_entry_is_refused(text: str, words: str) -> None:
    """A torn line, something else than an object, and a doubled key are refused with the line's number."""
    (problem,) = problems(lines(record()) + text)
    assert (problem.line, words in str(problem)) == (2, True)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(number: str) -> None:
    """Not-a-number and infinity are no pain scores."""
    assert "is not possible" in only(lines(record(body={"leg": 5})).replace('"leg": 5', f'"leg": {number}'))


def test_a_doubled_id_names_both_lines() -> None:
    """The second entry with an id says where the first stands, even when something else is wrong there too."""
    text = lines(record(), record("note"), record(body={"leg": 12}))
    assert [str(problem).split(" (")[0] for problem in problems(text)] == [
        "line 3: body.leg: 12 is not possible",
        "line 3: id: 'morning-1' is also the id of line 1",
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_lines() -> None:
    """One reading finds everything, so that one mending is enough."""
    bad = record("session", body={"items": [{"id": "walk", "seconds": "long"}], "why_stop": "hurt"}, happened="soon")
    found = problems(lines(bad, record("note"), record(kind="nap", day="never")))
    assert [(problem.line, problem.where) for problem in found] == [
        (1, "happened"),
        (1, "body.items[0].rung"),
        (1, "body.items[0].seconds"),
        (1, "body.why_stop"),
        (3, "day"),
        (3, "kind"),
    ]


def test_blank_lines_count_when_lines_are_named() -> None:
    """The number is the line's number in the file."""
    assert only("\n\n" + lines(record(id=""))).startswith("line 3: id: ")


def test_numbers_must_rise() -> None:
    """A store's numbers rise from line to line."""
    assert "seq: 4 does not follow 4 of line 1" in only(lines(record(seq=4), record("note", seq=4)))


def test_numbers_stand_on_every_entry_or_on_none() -> None:
    """A journal that is numbered in part is refused."""
    assert "seq: is given on only one of the lines 1 and 2" in only(lines(record(seq=1), record("note")))


def correction(of: str, body: object) -> dict[str, Any]:
    """A correction of the entry with that id."""
    return record("correction", body={"corrects": of, "body": body})


def test_a_correction_names_an_earlier_entry() -> None:
    """What comes later, or not at all, cannot be corrected; the nearest id is named."""
    said = only(lines(record("note"), correction("morning-1", {"leg": 2}), record()))
    assert said.startswith("line 2: body.corrects: no earlier entry is called morning-1")
    assert "did you mean note-1?" in only(lines(record("note"), correction("notes-1", None)))


def test_a_corrected_body_has_the_shape_of_the_kind_that_it_corrects() -> None:
    """A correction is checked like the entry itself."""
    assert only(lines(record(), correction("morning-1", {"leg": 11}))).startswith("line 2: body.body.leg: 11 is not possible")


def test_a_correction_is_not_corrected_itself() -> None:
    """A second thought corrects the entry again, not the correction."""
    said = only(lines(record(), correction("morning-1", {"leg": 1}), {**correction("correction-1", None), "id": "c2"}))
    assert "correction-1 is a correction itself (allowed: the entry that it corrects, morning-1)" in said


def test_ids_that_are_not_known_list_the_nearest() -> None:
    """With the known ids given, an unknown one is refused with those that look like it."""
    text = lines(record("answers", body={"sitting": "gate", "answers": {"foot_dropp": "no", "saddle_numb": "no"}}))
    known = {"foot_drop", "saddle_numb"} | {f"question_{place}" for place in range(50)}
    assert "no question is called foot_dropp (allowed: did you mean foot_drop?)" in only(text, question=known)


def test_known_ids_reach_every_place_where_they_stand() -> None:
    """Items, kit and rules are checked against what is known as well."""
    text = lines(record("kit"), record("session"), record("shown"))
    found = problems(text, kit={"chair", "tennis_ball"}, item={"wall_ball"}, rule={"other"})
    assert [problem.where for problem in found] == ["body.lack[0]", "body.items[2].id", "body.rules[0]"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def refused(text: str) -> tuple[Problem, ...] | None:
    """Why the text was refused, or nothing when it was read."""
    try:
        read_journal(text)
    except JournalError as error:
        return error.problems
    return None


@given(st.sampled_from(sorted(BODIES)), JSON, JSON)
def test_no_json_breaks_the_reader(kind: str, body: object, other: object) -> None:
    """Whatever stands in a line, the reader reads it or says why not."""
    for text in (lines(record(kind, body=body)), lines(record(happened=other, day=other)), json.dumps(other)):
        assert refused(text) != ()


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text is read or refused by line with a reason, and nothing else happens."""
    assert all(problem.line >= 1 and problem.reason and problem.allowed for problem in refused(text) or ())
