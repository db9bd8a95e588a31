"""Small knowledge files, right in all but one thing."""

FINDING = """\
label: A test
kind: yes_no
part: cause
ask: Is this a test?
why: We need one.
because: [{source: ISCHIA, grade: judgement, where: test}]
checked: 2026-11-20
"""

CAUTION = """\
label: A test
when: saddle_numb
says: A test.
changes: [{do: advise, says: Take care.}]
because: [{source: ISCHIA, grade: judgement, where: test}]
checked: 2026-11-20
"""

LIMIT = """\
test:
  says: A test.
  unit: seconds
  value: 5
  because: [{source: ISCHIA, grade: judgement, where: test}]
  checked: 2026-11-20
"""

DANGER = """\
label: A test
what: A test.
rules:
  test:
    says: A test.
    when: saddle_numb
    urgency: routine
    programme: go
    because: [{source: ISCHIA, grade: judgement, where: test}]
    checked: 2026-11-20
"""

FIT = "{value: 1, grade: judgement, mechanism: It fits., because: [{source: ISCHIA, grade: judgement}], checked: 2026-11-20}"

ITEM = f"""\
code: E99
label: A test
says: A test of everything.
slot: exercise
families: [exercise]
regions: [whole_body]
positions: [seated]
pose: [seated]
both_sides: false
because: [{{source: ISCHIA, grade: judgement, where: test}}]
checked: 2026-11-20
steps:
  - {{kind: prepare, seconds: 10, do: Sit., say: Sit.}}
  - {{kind: work, seconds: 5, per: spot, do: Move., say: Move.}}
  - {{kind: rest, fill: true, do: Rest., say: Rest.}}
ladder:
  - {{minutes: 2, spots: 5, times_a_week: 3, level: 0}}
  - {{minutes: 2, spots: 6, times_a_week: 3, level: 0}}
  - {{minutes: 3, spots: 6, times_a_week: 3, level: 0}}
dose: A little.
progression: None.
fit:
  disc: {FIT}
  stenosis: {FIT}
  piriformis: {FIT}
  other: {FIT}
who_must_not: [Nobody.]
stop: [It hurts.]
expect: Nothing.
instead: [walk]
"""


def line_of(text: str, part: str) -> int:
    """The line of the first place where `part` stands."""
    return text[: text.index(part)].count("\n") + 1


def changed(text: str, old: str, new: str) -> str:
    """The text with one part put in another's place."""
    assert old in text, old
    return text.replace(old, new, 1)
