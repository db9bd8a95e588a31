"""How did it go, how is the morning, how was the week: a few taps each."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ischia.journal.entry import Entry
from ischia.site import interview
from ischia.site.checkin import what_it_does
from ischia.site.forms import arrival, whole_number
from ischia.site.night import belongs_to, day_from
from ischia.site.replying import day_of
from ischia.site.visit import Request, Visit

HIGHEST = 10
KEYS = tuple(range(HIGHEST + 1))
NOW = ("better", "same", "worse", "lower_down")
SLEEP = ("good", "broken", "hardly")
SORE = ("none", "same_spot", "lower_down", "new_nerve_sign")
PARTS = ("back", "function", "activities", "calm")
WEEKLY = "weekly"
MOST_ACTIVITIES = 3


def gate_ids(visit: Visit) -> tuple[str, ...]:
    """The six questions about what is new or changed."""
    gates = [one for one in visit.knowledge.findings.values() if one.part == interview.GATE]
    return tuple(one.id for one in sorted(gates, key=lambda one: one.order))


@require_http_methods(["GET", "POST"])
def reaction(request: Request) -> HttpResponse:
    """Right after: how the leg is now, and compared with before."""
    visit, form = request.visit, request.POST
    context: dict[str, Any] = {"keys": KEYS, "now": NOW, "night": belongs_to(visit)}
    if request.method == "GET":
        return render(request, "site/reaction.html", context)
    pain, now, day = whole_number(form.get("pain"), 0, HIGHEST), form.get("now", ""), day_from(visit, form)
    if now not in NOW or day is None:
        return render(request, "site/reaction.html", {**context, "wrong_now": now not in NOW, "wrong_day": day is None, "pain": pain})
    if arrival(request) != "repeated":
        visit.tell("reaction", {"now": now, "pain": pain}, form["entry"], day)
    if now == "lower_down":
        interview.ask_again(visit, *gate_ids(visit))
        return redirect("questions")
    visit.say(visit.word("checkin.tomorrow"))
    return redirect("today")


@dataclass(frozen=True)
class Morning:
    """What the morning page shows."""

    session: bool
    told: Entry | None
    leg: int | None = None
    sleep: str = ""
    sore: str = ""
    wrong_leg: bool = False
    wrong_sore: bool = False
    wrong_day: bool = False
    stale: bool = False

    @property
    def fine(self) -> bool:
        """Whether it can be kept."""
        return not (self.wrong_leg or self.wrong_sore or self.wrong_day or self.stale)


@require_http_methods(["GET", "POST"])
def morning(request: Request) -> HttpResponse:
    """The last 24 hours, in three taps."""
    visit, form = request.visit, request.POST
    told = next((entry for entry in reversed(visit.journal.of_kind("morning")) if entry.day == visit.today), None)
    session = any(entry.day == visit.yesterday for entry in visit.journal.of_kind("session"))
    shown = Morning(session, told)
    if request.method == "POST":
        came = arrival(request, "morning")
        if came == "repeated":
            return redirect("today")
        shown = _read_morning(visit, request, shown, came == "stale")
        day = day_from(visit, form)
        if shown.fine and day is not None:
            return _keep_morning(request, shown, day == visit.yesterday)
    elif told is not None:
        shown = Morning(session, told, told.body.get("leg"), told.body.get("sleep") or "", told.body.get("soreness") or "")
    context = {"shown": shown, "keys": KEYS, "sleep": SLEEP, "sore": SORE, "night": belongs_to(visit)}
    return render(request, "site/morning.html", context)


def _read_morning(visit: Visit, request: Request, shown: Morning, stale: bool) -> Morning:
    form = request.POST
    leg = whole_number(form.get("leg"), 0, HIGHEST)
    sleep = form.get("sleep", "") if form.get("sleep") in SLEEP else ""
    sore = form.get("soreness", "") if form.get("soreness") in SORE else ""
    wrong_sore = shown.session and not sore
    return Morning(shown.session, shown.told, leg, sleep, sore, leg is None, wrong_sore, day_from(visit, form) is None, stale)


def _keep_morning(request: Request, shown: Morning, evening: bool) -> HttpResponse:
    visit = request.visit
    body = {"leg": shown.leg, "sleep": shown.sleep or None, "soreness": shown.sore or None}
    told = next(
        (entry for entry in reversed(visit.journal.of_kind("morning")) if entry.day == (visit.yesterday if evening else visit.today)), None
    )
    if told is not None:
        visit.tell("correction", {"corrects": told.id, "body": body}, request.POST["entry"])
    else:
        visit.tell("morning", body, request.POST["entry"], visit.yesterday if evening else visit.today)
    if shown.sore == "new_nerve_sign":
        visit.say(visit.word("reactions.new_nerve_sign"))
        return redirect("questions")
    visit.say(what_it_does(visit, int(evening)) if shown.session else visit.word("checkin.kept"))
    return redirect("today")


@require_http_methods(["GET", "POST"])
def weekly(request: Request) -> HttpResponse:
    """The week, in four parts of one page each; what was said is kept at every part."""
    visit, form = request.visit, request.POST
    held = visit.store.draft(WEEKLY)
    part = next((one for one in PARTS if one not in held), "")
    if request.method == "GET":
        return _show_part(request, part, held) if part else _keep_week(request, held)
    if "stop" in form:
        return _keep_week(request, held)
    if "back" in form:
        last = [one for one in PARTS if one in held][-1:]
        visit.store.keep_draft(WEEKLY, {key: value for key, value in held.items() if key not in last})
        return redirect("weekly")
    if form.get("part") != part:
        return redirect("weekly")
    said, wrong = _activities(visit, form) if part == "activities" else _score(visit, form)
    day = day_from(visit, form)
    if wrong or day is None:
        return _show_part(request, part, held, wrong or visit.word("checkin.which_day"))
    held = {**held, part: said, "day": day.isoformat()}
    visit.store.keep_draft(WEEKLY, held)
    return redirect("weekly") if part != PARTS[-1] else _keep_week(request, held)


def _score(visit: Visit, form: Any) -> tuple[int | None, str]:
    score = whole_number(form.get("score"), 0, HIGHEST)
    return score, "" if score is not None else visit.word("interview.wrong.number", least=0, most=HIGHEST)


def _activities(visit: Visit, form: Any) -> tuple[dict[str, int | None], str]:
    """Up to three activities by name; one without a number is kept as not said."""
    found: dict[str, int | None] = {}
    for place in range(MOST_ACTIVITIES):
        name = form.get(f"name.{place}", "").strip()[:80]
        typed = form.get(f"score.{place}", "").strip()
        score = whole_number(typed, 0, HIGHEST)
        if typed and score is None:
            return found, visit.word("interview.wrong.number", least=0, most=HIGHEST)
        if name:
            found[name] = score
    return found, ""


def _show_part(request: Request, part: str, held: dict[str, Any], wrong: str = "") -> HttpResponse:
    visit = request.visit
    finding = visit.knowledge.findings[f"weekly_{part}"]
    context = {
        "part": part,
        "number": PARTS.index(part) + 1,
        "parts": len(PARTS),
        "finding": finding,
        "keys": KEYS,
        "wrong": wrong,
        "names": _names(visit, request) if part == "activities" else (),
        "begun": bool(held),
        "night": belongs_to(visit),
    }
    return render(request, "site/weekly.html", context)


def _names(visit: Visit, request: Request) -> tuple[tuple[str, str], ...]:
    """The names of last week's activities, empty places after them, and what was typed just now."""
    if request.method == "POST":
        return tuple((request.POST.get(f"name.{place}", ""), request.POST.get(f"score.{place}", "")) for place in range(MOST_ACTIVITIES))
    told = [tuple((entry.body.get("activities") or {}).keys()) for entry in visit.journal.of_kind("weekly")]
    names = (*(told[-1] if told else ()), "", "", "")[:MOST_ACTIVITIES]
    return tuple((name, "") for name in names)


def _keep_week(request: Request, held: dict[str, Any]) -> HttpResponse:
    """Tell the week, show last week's numbers, and go on to the safety questions where they are due."""
    visit = request.visit
    last = visit.journal.of_kind("weekly")[-1:]
    visit.store.keep_draft(WEEKLY, {})
    if held:
        day = day_of(str(held.get("day", "")))
        visit.tell("weekly", {key: value for key, value in held.items() if key in PARTS}, day=day)
        before = [
            visit.word(f"checkin.last.{key}", score=last[0].body[key])
            for key in ("back", "function", "calm")
            if last and last[0].body.get(key) is not None
        ]
        visit.say(" ".join((visit.word("checkin.week_kept"), *before)))
    return redirect("today" if visit.conclusion.danger.complete else "questions")
