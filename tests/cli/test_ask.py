"""`ischia ask`: one page at a time, kept at once, resumable after anything."""

import os
import signal
import subprocess
import time
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

from ischia.cli.countries import country
from ischia.cli.diary import Diary
from ischia.cli.interview import Interview
from ischia.cli.knowing import known
from ischia.journal.ndjson import read_journal
from ischia.reasoning.replies import known_ids
from tests.cli.runs import command, process, run, surroundings

# Country, age, sex, leg, back, began, first, side, pain, tingling, numbness, minutes.
ABOUT = ["GB", "45", "1", "4", "2", "3 weeks ago", "no", "right", "right 2", "none", "none", "20"]


def kept(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """The kinds and bodies of a journal file."""
    return [(entry.kind, dict(entry.body)) for entry in read_journal(path.read_text(encoding="utf-8"))]


def answered(path: Path) -> dict[str, Any]:
    """Every answer of a journal file, the last one of each question."""
    return {key: value for _, body in kept(path) for key, value in body.get("answers", {}).items()}


def ask(path: Path, *typed: str) -> str:
    """One run of the interview; it must end well."""
    result = run("ask", "--file", path, typed="".join(f"{line}\n" for line in typed))
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_every_answer_is_kept_and_never_asked_again(tmp_path: Path) -> None:
    """The end of input leaves cleanly; the next run goes on where the last one ended."""
    path = tmp_path / "new" / "me.ndjson"
    says = ask(path, *ABOUT[:4])
    assert known().word("terminal.ask.paused") in says
    assert answered(path) == {"age": 45, "sex": "female", "leg_pain_now": 4}
    again = ask(path, *ABOUT[4:])
    assert known().findings["age"].ask not in again
    assert known().findings["saddle_numb"].ask in again
    assert answered(path)["pain_places"] == ("right_buttock",)
    assert path.stat().st_mode & 0o077 == 0


def test_danger_stops_at_once_with_the_words(tmp_path: Path) -> None:
    """New numbness between the legs: only what can calm it is still asked, then the interview ends."""
    path = tmp_path / "me.ndjson"
    says = ask(path, *ABOUT, "yes", "no", "no", "in the last 2 weeks", "no", "no", "no", "no")
    assert known().word("danger.class.emergency_now.title") in says
    assert known().word("terminal.causes") not in says
    assert ("shown", "emergency_now") in [(kind, body.get("class")) for kind, body in kept(path)]
    assert known().findings["bladder_change"].ask not in says


def test_not_sure_opens_how_to_check_and_then_counts(tmp_path: Path) -> None:
    """The page on how to check comes first; a second not sure is taken as a sign."""
    path = tmp_path / "me.ndjson"
    says = ask(path, *ABOUT, "not sure", "not sure", "quit")
    assert known().findings["saddle_numb"].how[0] in says
    assert answered(path)["saddle_numb"] == "unsure"
    assert known().word("danger.class.same_day.title") in says


def test_lists_are_ticked_and_each_tick_is_asked(tmp_path: Path) -> None:
    """None answers a whole list with no; a ticked one is asked by itself."""
    path = tmp_path / "me.ndjson"
    cauda = ["no"] * 5
    says = ask(path, *ABOUT, *cauda, "3", "quit")
    legs = [one.id for one in sorted(known().findings.values(), key=lambda one: one.order) if one.list == "legs"]
    told = answered(path)
    assert [key for key in legs if key not in told][:1] == [legs[2]]
    assert known().findings[legs[2]].ask in says
    assert {told[key] for key in legs if key in told} == {"no"}


def test_back_skip_why_and_enough(tmp_path: Path) -> None:
    """Back asks the last page again, skip leaves one out, why tells the reason, enough shows what follows."""
    path = tmp_path / "me.ndjson"
    says = ask(path, "GB", "54", "back", "45", "why", "skip", "nonsense", "4", "enough")
    assert answered(path) == {"age": 45, "leg_pain_now": 4}
    assert known().findings["sex"].why in says
    assert known().word("terminal.always") in says


def test_a_killed_interview_has_lost_nothing(tmp_path: Path) -> None:
    """What was acknowledged before a kill is there, and the interview goes on."""
    path = tmp_path / "me.ndjson"
    running = subprocess.Popen(command("ask", "--file", path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=surroundings())
    assert running.stdin is not None
    running.stdin.write("GB\n45\n1\n")
    running.stdin.flush()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (path.exists() and "sex" in path.read_text(encoding="utf-8")):
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert answered(path) == {"age": 45, "sex": "female"}
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id":"torn","kind":"answ')
    says = ask(path, "4")
    assert known().findings["sex"].ask not in says
    assert answered(path) == {"age": 45, "sex": "female", "leg_pain_now": 4}


def test_a_file_that_is_no_journal_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Somebody else's file is not written to."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear doctor,\n", encoding="utf-8")
    result = run("ask", "--file", path, typed="GB\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert path.read_text(encoding="utf-8") == "Dear doctor,\n"


def test_the_journal_lies_where_data_usually_lies(tmp_path: Path) -> None:
    """ISCHIA_DATA names the folder; Ctrl-D on the first question is no error."""
    result = process("ask", typed="GB\n", ISCHIA_DATA=str(tmp_path))
    assert result.returncode == 0, result.stderr
    assert os.listdir(tmp_path) == ["journal.ndjson"]
    assert "Traceback" not in result.stderr


class Calm:
    """Somebody with mild pain and nothing else, who answers what is on the screen."""

    def __init__(self, screen: StringIO) -> None:
        self.screen, self.seen, self.about = screen, 0, iter(ABOUT)

    def __call__(self) -> str:
        """What they type next."""
        asked = " ".join(self.screen.getvalue()[self.seen :].split())
        self.seen = len(self.screen.getvalue())
        first = next(self.about, None)
        if first is not None:
            return first
        lists = (known().word("terminal.ask.any_of_list"), known().word("terminal.ask.kit_list"))
        if any(words in asked for words in lists):
            return "none"
        return "5" if known().findings["confirmed_cause"].ask in asked else "no"


def test_a_calm_person_comes_to_a_week_and_to_the_gates_later(tmp_path: Path) -> None:
    """From the first question to the plan, with nothing asked twice; hours later the short check comes first, and alone."""
    screen = StringIO()
    path = tmp_path / "me.ndjson"
    diary = Diary.open(path, known_ids(known()))
    morning = datetime.fromisoformat("2026-11-20T09:00:00+00:00")
    Interview(known(), diary, Console(file=screen, width=100), Calm(screen), lambda: morning).run()
    asked = [key for _, body in kept(path) for key in body.get("answers", {})]
    assert len(asked) == len(set(asked))
    assert known().word("terminal.days") in screen.getvalue()
    assert known().word("danger.class.self_care.title") in screen.getvalue()
    before = len(kept(path))
    typed = iter(["none"])
    evening = morning + timedelta(hours=9)
    Interview(known(), Diary.open(path, known_ids(known())), Console(file=StringIO()), lambda: next(typed, "enough"), lambda: evening).run()
    added = kept(path)[before:]
    assert [body["sitting"] for kind, body in added if kind == "answers"] == ["gate"]


def test_a_country_may_be_named(tmp_path: Path) -> None:
    """A name, two letters or what it is often called; an unknown one is told so and may be left out."""
    path = tmp_path / "me.ndjson"
    says = ask(path, "Atlantis", "United Kingdom")
    assert known().word("terminal.ask.no_country") in says
    assert kept(path)[0] == ("about_me", {"country": "GB"})
    assert [country(known(), typed) for typed in ("uk", "U.S.A.", "de", "Germany", "")] == ["GB", "US", "DE", "DE", None]


def test_after_the_steps_the_question_comes_again(tmp_path: Path) -> None:
    """Not sure shows how to check, and then what may be answered, so that nobody sits before an empty prompt."""
    says = ask(tmp_path / "me.ndjson", *ABOUT, "not sure", "quit")
    assert known().word("terminal.ask.now", allowed="yes, no, not sure") in says


def test_enough_at_once_shows_a_short_page(tmp_path: Path) -> None:
    """After one answer the page says how much is open without a wall of names, and claims nothing that was not told."""
    says = ask(tmp_path / "me.ndjson", "GB", "45", "enough")
    assert "We make no plan before they are answered." in says
    assert known().word("terminal.cautions.unsure") not in says
    assert "Thin bones" not in says
    assert "The first ones:" in says


def test_the_body_and_the_kit_are_numbered_in_columns(tmp_path: Path) -> None:
    """Every place stands with its number, several in a row, and no line ends in blanks."""
    result = run("ask", "--file", tmp_path / "me.ndjson", typed="".join(f"{line}\n" for line in ABOUT[:8]))
    for place, area in enumerate(known().areas.values(), 1):
        assert f"{place:>2} {area.label}" in result.stdout
    assert [line for line in result.stdout.splitlines() if line.endswith(" ") and line != "> "] == []


def test_what_only_cancer_would_make_count_is_not_asked_of_others(tmp_path: Path) -> None:
    """A band round the trunk and a changed walk wait until cancer is told, and then share a list."""
    orders = {key: known().findings[key] for key in ("cancer_ever", "cancer_now", "band_round_trunk", "gait_change", "leg_tingle_numb")}
    before = max(orders["cancer_ever"].order, orders["cancer_now"].order)
    later = [finding for key, finding in orders.items() if not key.startswith("cancer")]
    assert all(finding.order > before and finding.list == "nerves" for finding in later)
