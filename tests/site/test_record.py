"""The record and the data: everything readable, nothing overwritten, a copy that brings all of it back, and gone when erased."""

import json
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given

from ischia.exchange.table import COLUMNS, write_table
from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.journal.ndjson import write_journal
from ischia.reasoning.conclusions import plain
from ischia.site.alarm import sentences
from ischia.site.record import line_of
from ischia.site.seal import Seal, SealBrokenError, read_key
from ischia.site.visit import Visit, forget, knowledge, store
from tests.journal.strategies import entries
from tests.site.clock import Clock
from tests.site.disk import on_the_disk
from tests.site.people import arrive, live, tell
from tests.site.posting import asked, read, send


def upload(client: Client, text: str) -> str:
    """Look at a copy."""
    return client.post("/data/import/", {"copy": SimpleUploadedFile("copy.ndjson", text.encode())}, follow=True).content.decode()


def test_everything_that_was_told_has_its_line(client: Client, clock: Clock) -> None:
    """Each entry is a line of its day, newest day first, with its time."""
    arrive("piri_45f")
    live(3)
    html = read(client, "/record/")
    for words in (
        "Safety check",
        "Before the session: 6 times no",
        "Morning: leg 5, sleep good, no soreness",
        "Session: Walking, 4 min",
        "09:00",
    ):
        assert words in html
    assert html.index("22 November") < html.index("20 November")


def test_filters_show_one_kind_only(client: Client, clock: Clock) -> None:
    """Mornings alone hold no session."""
    arrive("piri_45f")
    live(3)
    html = read(client, "/record/?show=mornings")
    assert "Morning: leg" in html
    assert "Session: " not in html


@given(entries())
def test_any_entry_can_be_read(entry: Entry) -> None:
    """Whatever the journal may hold, the record has a line for it."""
    assert line_of(knowledge(), entry, {entry.id: entry}).says


def test_a_correction_is_a_new_line_and_the_old_one_stays(client: Client, clock: Clock) -> None:
    """Leg 6 becomes 4: the record shows both, and the journal goes by the new one."""
    arrive("piri_45f")
    morning = tell("morning", {"leg": 6, "sleep": "good"})
    send(client, f"/correct/{morning.id}/", {"f.leg": "4", "f.sleep": "good"})
    html = read(client, "/record/")
    assert "Corrected. Morning: leg 4, sleep good" in html
    assert "It was: Morning: leg 6, sleep good" in html
    assert store().journal().of_kind("morning")[0].body["leg"] == 4


def test_an_impossible_correction_is_answered_at_its_field(client: Client, clock: Clock) -> None:
    """A leg of 40 is refused with what is allowed, and nothing changes."""
    arrive("piri_45f")
    morning = tell("morning", {"leg": 6, "sleep": "good"})
    html = send(client, f"/correct/{morning.id}/", {"f.leg": "40", "f.sleep": "good"})
    assert "a number from 0 to 10" in html
    assert 'value="40"' in html
    assert store().journal().of_kind("morning")[0].body["leg"] == 6


def test_something_that_never_happened_is_taken_back(client: Client, clock: Clock) -> None:
    """Taken back, it counts no longer, and can still be read."""
    arrive("piri_45f")
    note = tell("note", {"text": "wrong person"})
    send(client, f"/correct/{note.id}/", withdraw="yes")
    assert store().journal().of_kind("note") == ()
    assert "Taken back. It was: Your note: wrong person" in read(client, "/record/")


def test_a_safety_answer_is_asked_anew_instead(client: Client, clock: Clock) -> None:
    """Correcting a danger answer asks its question again; the old answer is never overwritten."""
    arrive("piri_45f")
    answers = store().journal().of_kind("answers")[0]
    assert "Safety answers are never overwritten." in read(client, f"/correct/{answers.id}/")
    client.post(f"/correct/{answers.id}/", {"question": "fever"})
    assert asked(client) == "fever"


def test_a_note_is_kept_once_and_an_empty_one_is_answered(client: Client, clock: Clock) -> None:
    """An empty note is refused in words."""
    arrive("piri_45f")
    assert "Please write something" in send(client, "/record/", text="  ")
    assert "Your note: slept on the left" in send(client, "/record/", text="slept on the left")


def test_a_copy_brings_everything_back(client: Client, clock: Clock) -> None:
    """Export, erase, import: the same conclusions, and the same copy again."""
    arrive("piri_45f")
    live(9)
    copy = client.post("/data/export/", {"form": "ndjson"}).content.decode()
    before = plain(Visit().conclusion)
    client.post("/data/erase/", {"word": "delete"})
    assert len(store().journal().written) == 0
    html = upload(client, copy)
    assert f"{len(copy.splitlines())} entries" in html
    assert len(store().journal().written) == 0
    client.post("/data/import/", {"keep": "yes"})
    assert plain(Visit().conclusion) == before
    assert client.post("/data/export/", {"form": "ndjson"}).content.decode() == copy


def test_a_copy_is_never_doubled(client: Client, clock: Clock) -> None:
    """Bringing back what is here already adds nothing."""
    arrive("piri_45f")
    copy = client.post("/data/export/", {"form": "ndjson"}).content.decode()
    assert "0 of them are not here yet" in upload(client, copy)
    client.post("/data/import/", {"keep": "yes"})
    assert client.post("/data/export/", {"form": "ndjson"}).content.decode() == copy


def test_a_copy_with_one_wrong_line_is_refused_whole(client: Client, clock: Clock) -> None:
    """The wrong line is named with what is allowed; nothing is kept."""
    good = write_journal([Entry("a", "note", clock.moment.date(), clock.moment, clock.moment, {"text": "Hello"})])
    html = upload(client, good + '{"id": "b", "kind": "diary"}\n')
    assert "Line 2" in html
    assert "Nothing of it was kept." in html
    client.post("/data/import/", {"keep": "yes"})
    assert len(store().journal().written) == 0


def test_no_file_and_an_empty_file_are_answered(client: Client, clock: Clock) -> None:
    """Choosing nothing is answered at the field."""
    assert "Please choose a file" in client.post("/data/import/", {}).content.decode()
    assert "Please choose a file" in upload(client, "\n")


def test_erasing_needs_the_word(client: Client, clock: Clock) -> None:
    """Another word erases nothing and says so."""
    arrive("piri_45f")
    html = client.post("/data/erase/", {"word": "yes"}).content.decode()
    assert "That was another word. Nothing was erased." in html
    assert len(store().journal().written) > 0


def test_erased_is_gone_from_the_disk_and_from_old_copies_of_it(client: Client, clock: Clock) -> None:
    """No byte of a row is left, and what an old copy of the file holds cannot be opened any more."""
    arrive("piri_45f")
    kept = tell("note", {"text": "gone soon"})
    key, sealed = read_key(store().folder), Seal(read_key(store().folder)).seal(b"gone soon", kept.id)
    client.post("/data/erase/", {"word": "Delete "})
    assert kept.id.encode() not in on_the_disk()
    fresh = read_key(store().folder)
    assert fresh != key
    try:
        Seal(fresh).open(sealed, kept.id)
    except SealBrokenError:
        return
    raise AssertionError("an old copy could be opened with the new key")


def test_the_table_has_a_row_for_each_fact_and_no_formula(clock: Clock) -> None:
    """A note that begins like a formula is no formula in a spreadsheet; every fact has its row."""
    entry = Entry("a", "note", clock.moment.date(), clock.moment, clock.moment, {"text": "=HYPERLINK(1)"})
    rows = write_table(Journal.of([entry])).splitlines()
    assert rows[0] == ",".join(COLUMNS)
    assert "'=HYPERLINK(1)" in rows[1]


def test_the_export_as_a_table_is_a_download_with_a_neutral_name(client: Client, clock: Clock) -> None:
    """The file's name holds the day and nothing about health."""
    arrive("piri_45f")
    answered = client.post("/data/export/", {"form": "csv"})
    assert answered.headers["Content-Disposition"] == 'attachment; filename="ischia-2026-11-20.csv"'
    assert "saddle_numb" in answered.content.decode()


def test_settings_change_the_page_and_the_number(client: Client, clock: Clock) -> None:
    """Dark, large text and another country hold on every page from then on; nonsense is taken for the usual."""
    arrive("piri_45f")
    client.post("/settings/", {"theme": "dark", "text": "largest", "skin": "4", "country": "DE"})
    html = read(client, "/help/")
    assert 'data-theme="dark"' in html
    assert 'data-text="largest"' in html
    assert 'data-skin="4"' in html
    assert '<strong class="num">112</strong>' in html
    client.post("/settings/", {"theme": "pink", "text": "<b>", "skin": "9"})
    assert "data-theme" not in read(client, "/help/")


def test_progress_begins_with_the_band_alone(client: Client, clock: Clock) -> None:
    """Before the first check-in the page says so, and shows where time alone would lead."""
    arrive("piri_45f")
    html = read(client, "/progress/")
    assert "Your line starts with your first check-in" in html
    assert 'class="band"' in html
    assert 'class="last"' not in html


def test_progress_says_the_same_in_a_table(client: Client, clock: Clock) -> None:
    """Line, ladder and their tables tell the same; some of it would have come anyway, never "behind"."""
    arrive("piri_45f")
    live(10)
    html = read(client, "/progress/")
    assert html.count('class="dot"') == 9
    assert "green morning" in html
    assert "behind" not in html.lower()
    assert html.count("<td>green</td>") == html.count('class="green"')


def test_a_referral_is_the_title_and_outranks_the_usual_range(client: Client, clock: Clock) -> None:
    """When somebody should be seen, that sentence is the title, and nothing about the usual range is shown."""
    arrive("piri_45f", pain_began="2026-08-01")
    (referral,) = [one for one in Visit().conclusion.referral if one.id == "twelve_weeks"]
    html = read(client, "/progress/")
    title = html[html.index("<h1>") : html.index("</h1>")]
    assert title == f"<h1>{sentences(referral.says)[0]}"
    assert all(words in html for words in sentences(referral.says))
    assert "usual range" not in html


def test_a_whole_year_is_paged_by_month(client: Client, clock: Clock) -> None:
    """The record shows one month at a time, and leads to the older ones."""
    arrive("piri_45f")
    live(14)
    html = read(client, "/record/")
    assert "Older month" in html
    assert "20 November" not in html
    assert "20 November" in read(client, "/record/?show=all&year=2026&month=11")


def test_the_exported_lines_are_json(client: Client, clock: Clock) -> None:
    """Each line of the copy is one entry, numbered."""
    arrive("piri_45f")
    lines = client.post("/data/export/", {"form": "ndjson"}).content.decode().splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, len(lines) + 1))


def test_the_data_folder_is_named(client: Client, clock: Clock) -> None:
    """The page says where everything lies."""
    arrive("piri_45f")
    assert str(Path(store().folder)) in read(client, "/data/")
    forget()
