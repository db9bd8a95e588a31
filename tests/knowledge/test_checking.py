"""The report on the knowledge: counts, shares, gaps, age, copies, what is to be signed, and what explains a statement."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.checking import lines, main, report, stale
from ischia.knowledge.coverage import gaps, grades, similar_items, uncited
from ischia.knowledge.explaining import Shown, Unknown, Why, as_read, show, why
from ischia.knowledge.loading import load_directory
from ischia.knowledge.signing import COLUMNS, TO_SIGN, sign_off
from ischia.knowledge.value import GRADES
from ischia.knowledge.walking import told
from tests.knowledge.spoiling import FINDING, LIMIT, changed

CHECKED = date(2026, 11, 20)


def shown(knowledge: Knowledge, name: str) -> dict[str, Shown]:
    """What an id shows, by kind/id."""
    found = show(knowledge, name)
    assert not isinstance(found, Unknown), found
    return {one.id: one for one in found}


def explained(knowledge: Knowledge, name: str) -> Why:
    """What depends on an id that names one statement."""
    found = why(knowledge, name)
    assert not isinstance(found, Unknown), found
    assert len(found) == 1
    return found[0]


def new_gaps(knowledge: Knowledge, spoiled: Knowledge) -> list[str]:
    """The gaps that a change brought."""
    return [gap.id for gap in gaps(spoiled) if gap not in set(gaps(knowledge))]


def test_the_knowledge_is_whole(knowledge: Knowledge) -> None:
    """Nothing is unread, out of reach, copied, without a source or out of date."""
    assert lines(report(knowledge, CHECKED)) == []


def test_counts_are_those_of_the_files(knowledge: Knowledge) -> None:
    """The report counts 23 techniques and 32 exercises, and each danger rule by itself."""
    counts = report(knowledge).counts
    assert counts["techniques"] == 23
    assert counts["exercises"] == 32
    assert counts["findings"] == len(knowledge.findings)
    assert counts["danger rules"] == sum(len(danger.rules) for danger in knowledge.danger.values())
    assert min(counts[kind] for kind in ("cautions", "claims", "sources")) > 0


def test_shares_of_the_grades_add_up(knowledge: Knowledge) -> None:
    """Every reason has one of the four grades, so the shares make one."""
    found = report(knowledge)
    assert tuple(found.shares) == GRADES
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.reasons == sum(grades(knowledge).values()) == sum(len(one.because) for one in told(knowledge))


def test_a_finding_that_nothing_reads_is_a_gap(knowledge: Knowledge) -> None:
    """A question whose answer changes nothing is named."""
    lonely = replace(knowledge.findings["saddle_numb"], id="lonely", file="findings/danger/lonely.yaml")
    more = replace(knowledge, findings={**knowledge.findings, "lonely": lonely})
    assert new_gaps(knowledge, more) == ["findings/lonely"]


def test_an_item_out_of_reach_is_a_gap(knowledge: Knowledge) -> None:
    """A programmed item that fits no cause and that nothing names is named; marked as never programmed it is not."""
    walk = knowledge.exercises["walk"]
    nothing = {cause: replace(fit, value=0) for cause, fit in walk.fit.items()}
    lost = replace(walk, id="lost", file="exercises/lost.yaml", fit=nothing)
    assert new_gaps(knowledge, replace(knowledge, exercises={**knowledge.exercises, "lost": lost})) == ["exercises/lost"]
    marked = replace(lost, programmed=False, not_programmed="A test.")
    assert new_gaps(knowledge, replace(knowledge, exercises={**knowledge.exercises, "lost": marked})) == []


def test_a_danger_rule_without_a_source_is_a_gap(knowledge: Knowledge) -> None:
    """Each danger rule cites something."""
    page = knowledge.danger["cauda_equina"]
    key, rule = next(iter(page.rules.items()))
    bare = replace(page, rules={**page.rules, key: replace(rule, because=())})
    assert new_gaps(knowledge, replace(knowledge, danger={**knowledge.danger, page.id: bare})) == [f"danger/cauda_equina.{key}"]


def test_a_source_that_nothing_cites_is_listed_only(knowledge: Knowledge) -> None:
    """An uncited source is no fault, but it is told."""
    more = {**knowledge.sources, "zz": replace(knowledge.sources["ISCHIA"], id="zz")}
    assert "zz" in uncited(replace(knowledge, sources=more))
    assert new_gaps(knowledge, replace(knowledge, sources=more)) == []
    assert "ISCHIA" not in uncited(knowledge)


def test_statements_grow_stale_after_a_year(knowledge: Knowledge) -> None:
    """On the 365th day after its check a statement still holds, on the next it is out of date."""
    last = CHECKED + timedelta(days=365)
    assert stale(knowledge, last) == ()
    found = stale(knowledge, last + timedelta(days=1))
    assert len(found) == sum(one.checked == CHECKED.isoformat() for one in told(knowledge))
    assert found[0].days == 366
    assert not report(knowledge, last + timedelta(days=1)).fine


def test_stale_names_the_oldest_first(knowledge: Knowledge) -> None:
    """One old statement is named with its file and its day."""
    old = replace(knowledge.limits["ball.seconds_a_spot"], checked="2024-01-01")
    found = stale(replace(knowledge, limits={**knowledge.limits, "ball.seconds_a_spot": old}), CHECKED)
    assert [(one.id, one.file, one.checked) for one in found] == [("limits/ball.seconds_a_spot", "limits/ball.yaml", "2024-01-01")]


def test_no_two_items_are_copies(knowledge: Knowledge) -> None:
    """Every item has words of its own; one that borrows another's steps is found."""
    assert similar_items(knowledge) == ()
    copy = replace(knowledge.techniques["floor_ball"], id="copy", says="Something else is written here, and that is all.")
    found = similar_items(replace(knowledge, techniques={**knowledge.techniques, "copy": copy}))
    assert [(pair.one, pair.other) for pair in found] == [("floor_ball", "copy")]
    assert found[0].share > 0.5


def test_everything_unproven_is_to_be_signed(knowledge: Knowledge) -> None:
    """Each recalled or judged statement has one row, with sources and empty columns, the dangers first."""
    rows = sign_off(knowledge)
    owed = {one.id for one in told(knowledge) if any(reason.grade in TO_SIGN for reason in one.because)}
    assert owed <= {row.id for row in rows}
    assert len({row.id for row in rows}) == len(rows)
    assert rows[0].id.startswith("danger/")
    assert all(row.file and row.says and row.grade and row.sources for row in rows)
    assert all(not (row.verdict or row.name or row.profession or row.registration or row.date or row.remark) for row in rows)
    assert COLUMNS[:6] == ("id", "file", "says", "grade", "sources", "checked")


def test_a_row_to_sign_holds_the_whole_rule(knowledge: Knowledge) -> None:
    """A danger rule is signed with its condition and class, a limit with its number and unit."""
    says = {row.id: row.says for row in sign_off(knowledge)}
    rule = next(text for key, text in says.items() if key.startswith("danger/cauda_equina.rules."))
    assert "when:" in rule
    assert "urgency:" in rule
    assert "value: 60" in says["limits/ball.seconds_a_spot"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("saddle_numb", "findings/saddle_numb"), ("findings/saddle_numb", "findings/saddle_numb"),
        ("T02", "techniques/warm_lotion_kneading"), ("ball.seconds_a_spot", "limits/ball.seconds_a_spot"),
        ("ces_saddle", "findings/saddle_numb"), ("GIRFT23", "sources/GIRFT23"),
    ],
)  # fmt: skip
def test_a_statement_is_found_by_id_and_code(knowledge: Knowledge, name: str, place: str) -> None:
    """An id, kind/id or a code of the evidence leads to the statement and its file."""
    found = shown(knowledge, name)
    assert place in found
    assert found[place].file == knowledge.files[place]


def test_a_danger_rule_is_found_by_its_own_key(knowledge: Knowledge) -> None:
    """A danger rule is shown alone, in the file of its page."""
    key = next(iter(knowledge.danger["cauda_equina"].rules))
    found = shown(knowledge, f"cauda_equina.{key}")[f"danger/cauda_equina.{key}"]
    assert found.file == "danger/cauda_equina.yaml"
    assert "when" in found.statement


def test_sources_are_spelled_out(knowledge: Knowledge) -> None:
    """A statement comes with the title and the address of each source, and with its grade."""
    found = shown(knowledge, "saddle_numb")["findings/saddle_numb"]
    assert found.sources
    assert all(source.title and source.address and source.grade in GRADES for source in found.sources)


def test_a_statement_is_shown_as_it_was_written(knowledge: Knowledge) -> None:
    """Conditions stand in their own language, and defaults are left out."""
    for rule in knowledge.danger_rules().values():
        told_rule = as_read(rule)
        assert "Atom" not in str(told_rule["when"])
        assert "persistent" in told_rule or not rule.persistent
    assert "id" not in as_read(knowledge.findings["saddle_numb"])


def test_an_unknown_id_names_the_nearest(knowledge: Knowledge) -> None:
    """A slip of the pen is answered with the id that was meant."""
    for ask in (show, why):
        found = ask(knowledge, "wal_ball")
        assert isinstance(found, Unknown)
        assert "wall_ball" in found.says


def test_why_names_the_rules_that_read_a_finding(knowledge: Knowledge) -> None:
    """For a finding, each danger rule that reads it is named, with the finding's own reasons and grades."""
    found = explained(knowledge, "saddle_numb")
    assert any(use.id.startswith("danger/cauda_equina.") and use.how == "reads it" and use.says for use in found.uses)
    assert any(use.id.startswith("not_sure/") for use in found.uses)
    assert all(reason.grade in GRADES for reason in found.reasons)


def test_why_names_weights_and_scores(knowledge: Knowledge) -> None:
    """For a finding that weighs for a cause, the weight and the scores that count it are named."""
    uses = {(use.id, use.how) for use in explained(knowledge, "thigh_to_shin").uses}
    assert ("scores/konno_sshq", "reads it") in uses
    weighs = next(finding for finding in knowledge.findings.values() if finding.weighs)
    assert any(use.how.startswith("weighs for") for use in explained(knowledge, f"findings/{weighs.id}").uses)


def test_why_names_what_touches_an_item(knowledge: Knowledge) -> None:
    """For an item, its claims, its stand-ins and the cautions that reach it by family are named."""
    uses = explained(knowledge, "techniques/warm_lotion_kneading").uses
    assert {use.id.partition("/")[0] for use in uses} >= {"techniques", "claims", "cautions"}
    assert any("through its families" in use.how for use in uses)


def test_why_names_what_rests_on_a_source(knowledge: Knowledge) -> None:
    """For a source, everything that cites it is named."""
    uses = explained(knowledge, "GIRFT23").uses
    assert {use.how for use in uses} == {"cites"}
    assert any(use.id.startswith("danger/cauda_equina") for use in uses)


def test_the_program_prints_problems(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Run by itself it is silent on whole knowledge, and prints each problem of spoiled knowledge with its line."""
    assert main(tree) == 0
    assert capsys.readouterr().out == ""
    (tree / "findings/cause/zz_lonely.yaml").write_text(FINDING, encoding="utf-8")
    assert main(tree) == 1
    assert "zz_lonely is read by no rule" in capsys.readouterr().out
    (tree / "limits/zz.yaml").write_text(changed(LIMIT, "unit: seconds", "unit: second"), encoding="utf-8")
    assert main(tree) == 1
    assert "limits/zz.yaml:3: " in capsys.readouterr().out


def test_every_tick_list_fits_a_page_and_has_a_title() -> None:
    """A tick list has at most six lines (ruling 6) and asks its own question."""
    knowledge = load_directory()
    lists = Counter(finding.list for finding in knowledge.findings.values() if finding.list)
    assert {name: lines for name, lines in lists.items() if lines > 6} == {}
    assert {name for name in lists if f"danger.list.{name}" not in knowledge.words} == set()
