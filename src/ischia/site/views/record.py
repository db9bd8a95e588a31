"""My record: everything that was told, as it was told; corrections are new lines."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ischia.journal.entry import Entry, thaw
from ischia.journal.kinds import KINDS
from ischia.site import interview
from ischia.site.checkin import what_it_does
from ischia.site.forms import arrival, free_words, whole_number
from ischia.site.record import FILTERS, MENDED, days_of, line_of, months_of, questions_of
from ischia.site.visit import Request, Visit

LONGEST_NOTE = 10_000


@require_http_methods(["GET", "POST"])
def record(request: Request) -> HttpResponse:
    """The timeline of one month; a note can be added."""
    visit, form = request.visit, request.POST
    wrong = False
    if request.method == "POST":
        text = free_words(form.get("text"))
        wrong = not text or len(text) > LONGEST_NOTE
        if not wrong:
            if arrival(request) != "repeated":
                visit.tell("note", {"text": text}, form["entry"])
                visit.say(visit.word("record.note_kept"))
            return redirect("record")
    months = months_of(visit)
    asked = (whole_number(request.GET.get("year"), 1900, 9999), whole_number(request.GET.get("month"), 1, 12))
    month = next((one for one in months if one == asked), months[0] if months else None)
    shown = request.GET.get("show", "all") if request.GET.get("show") in FILTERS else "all"
    place = months.index(month) if month else 0
    return render(
        request,
        "site/record.html",
        {
            "days": days_of(visit, FILTERS[shown], month),
            "filters": tuple(FILTERS),
            "shown": shown,
            "newer": months[place - 1] if place else None,
            "older": months[place + 1] if place + 1 < len(months) else None,
            "month": month,
            "wrong": wrong,
            "text": form.get("text", ""),
            "longest": LONGEST_NOTE,
        },
    )


@dataclass(frozen=True)
class Field:
    """One field of a correction: its path, its name, what stands in it, what may, and what is wrong."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()
    wrong: str = ""


@require_http_methods(["GET", "POST"])
def correct(request: Request, entry: str) -> HttpResponse:
    """Mend one entry, or take it back; a safety answer is asked anew instead."""
    visit = request.visit
    first = next((one for one in visit.journal.written if one.id == entry), None)
    if first is None or first.kind in ("correction", "shown"):
        raise Http404
    if first.kind not in MENDED:
        return _ask_anew(request, first)
    current = next((one for one in visit.journal.entries if one.id == entry), None)
    if current is None:
        return redirect("record")
    if request.method == "POST":
        return _mend(request, current)
    return _form(request, current, thaw(current.body))


def _ask_anew(request: Request, first: Entry) -> HttpResponse:
    visit = request.visit
    questions = [key for key in questions_of(first) if key in visit.knowledge.findings]
    chosen = request.POST.get("question", "")
    if request.method == "POST" and chosen in questions:
        interview.ask_again(visit, chosen)
        visit.say(visit.word("record.danger_anew"))
        return redirect("questions")
    line = line_of(visit.knowledge, first, {first.id: first})
    return render(request, "site/correct_answers.html", {"line": line, "questions": [visit.knowledge.findings[key] for key in questions]})


def _mend(request: Request, current: Entry) -> HttpResponse:
    visit, form = request.visit, request.POST
    came = arrival(request, "correction")
    if came == "repeated":
        return redirect("record")
    if "withdraw" in form and came == "fresh":
        visit.tell("correction", {"corrects": current.id, "body": None}, form["entry"])
        visit.say(visit.word("record.withdrawn"))
        return redirect("record")
    body, wrong = read_body(visit, current, form)
    if wrong or came == "stale":
        return _form(request, current, body, wrong, came == "stale")
    visit.tell("correction", {"corrects": current.id, "body": body}, form["entry"])
    visit.say(what_it_does(visit) if current.kind == "morning" and current.day == visit.today else visit.word("record.mended"))
    return redirect("record")


def _form(request: Request, current: Entry, body: Any, wrong: dict[str, str] | None = None, stale: bool = False) -> HttpResponse:
    visit = request.visit
    line = line_of(visit.knowledge, current, {current.id: current})
    fields = [_field(visit, current, name, value, wrong or {}) for name, value in leaves("", body)]
    return render(request, "site/correct.html", {"line": line, "fields": fields, "stale": stale, "wrong": bool(wrong)})


def leaves(path: str, value: Any) -> list[tuple[str, Any]]:
    """Each value of a body with its path: `items.0.seconds`."""
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in leaves(f"{path}.{key}" if path else key, part)]
    if isinstance(value, list):
        return [leaf for place, part in enumerate(value) for leaf in leaves(f"{path}.{place}", part)]
    return [(path, value)]


def _field(visit: Visit, current: Entry, name: str, value: Any, wrong: dict[str, str]) -> Field:
    last = name.rpartition(".")[2]
    shape = {**KINDS[current.kind].needed, **KINDS[current.kind].may}.get(name)
    choices = getattr(getattr(shape, "inner", shape), "choices", ())
    key = f"record.field.{last}"
    label = visit.word(key) if key in visit.knowledge.words else last.replace("_", " ").capitalize()
    return Field(
        name,
        label,
        "" if value is None else f"{value:g}" if isinstance(value, int | float) else str(value),
        tuple(choices),
        wrong.get(name, ""),
    )


def read_body(visit: Visit, current: Entry, form: Any) -> tuple[Any, dict[str, str]]:
    """The body with what was typed over it, and what is wrong by path."""
    body = thaw(current.body)
    for name, old in leaves("", body):
        _put(body, name.split("."), _typed(form.get(f"f.{name}", ""), old))
    faults = KINDS[current.kind].faults(body, current.day, visit.store.known)
    return body, {fault.where.removeprefix("body.").replace("[", ".").replace("]", ""): fault.allowed for fault in faults}


def _typed(text: str, old: Any) -> Any:
    """What was typed, as a number where it is one and a number stood there; empty is "not said"."""
    text = text.strip()
    if not text:
        return None
    if isinstance(old, str):
        return text
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _put(body: Any, path: list[str], value: Any) -> None:
    for part in path[:-1]:
        body = body[int(part)] if isinstance(body, list) else body[part]
    if isinstance(body, list):
        body[int(path[-1])] = value
    else:
        body[path[-1]] = value
