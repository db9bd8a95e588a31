"""In danger: what to do now, what to say, what to show, and the two ways on: an answer by mistake, or somebody who has looked at it."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ischia.journal.kinds import WORDS
from ischia.knowledge.rules import DangerRule
from ischia.site import interview
from ischia.site.alarm import asked_by, note_shown, stop_of
from ischia.site.forms import arrival, free_words
from ischia.site.replying import day_of
from ischia.site.summary import lines_of
from ischia.site.visit import Request, Visit


@require_GET
def stop(request: Request) -> HttpResponse:
    """The stop page; today's page for somebody who is not in danger."""
    visit = request.visit
    if not visit.urgent:
        return redirect("today")
    note_shown(visit)
    visit.refresh()
    return render(request, "site/stop.html", {"stop": stop_of(visit)})


@require_GET
def summary(request: Request) -> HttpResponse:
    """A few lines to read out or to show."""
    return render(request, "site/summary.html", {"lines": lines_of(request.visit)})


@require_http_methods(["GET", "POST"])
def mistake(request: Request) -> HttpResponse:
    """Ask one of the questions again that the alarm rests on; never straight to the plan."""
    visit = request.visit
    asked = asked_by(visit)
    chosen = request.POST.get("question", "")
    if request.method == "POST" and chosen in asked:
        interview.ask_again(visit, chosen)
        return redirect("questions")
    return render(request, "site/mistake.html", {"asked": [visit.knowledge.findings[key] for key in asked]})


@dataclass(frozen=True)
class Seen:
    """What somebody writes about having been seen, and what is wrong with it."""

    who: str = ""
    day: str = ""
    found: str = ""
    rules: tuple[str, ...] = ()
    wrong_who: bool = False
    wrong_day: str = ""
    wrong_found: bool = False
    wrong_rules: bool = False

    @property
    def fine(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.wrong_who or self.wrong_day or self.wrong_found or self.wrong_rules)


def open_rules(visit: Visit) -> dict[str, DangerRule]:
    """The rules that somebody may have looked at: those that fire now."""
    known = visit.knowledge.danger_rules()
    return {one.id: known[one.id] for one in visit.conclusion.danger.reasons if one.id in known}


@require_http_methods(["GET", "POST"])
def seen(request: Request) -> HttpResponse:
    """I have been seen: who, when, and what they found (ruling 7)."""
    visit = request.visit
    rules = open_rules(visit)
    if not rules:
        visit.say(visit.word("alarm.nothing_to_clear"))
        return redirect("today")
    form = Seen(rules=tuple(rules))
    stale = False
    if request.method == "POST":
        came = arrival(request, "clearance", "correction")
        form, stale = _read(visit, request, rules), came == "stale"
        if came == "repeated":
            return redirect("questions")
        if form.fine and not stale:
            _clear(request, form)
            return redirect("questions")
    return render(
        request,
        "site/seen.html",
        {
            "form": form,
            "rules": rules,
            "stale": stale,
            "longest": WORDS.longest,
            "persistent": any(one.persistent for one in rules.values()),
        },
    )


def _read(visit: Visit, request: Request, rules: dict[str, DangerRule]) -> Seen:
    form = request.POST
    who, found = free_words(form.get("who")), free_words(form.get("found"))
    named = tuple(key for key in rules if key in form.getlist("rule"))
    wrong_who, wrong_found = (not 0 < len(text) <= WORDS.longest for text in (who, found))
    return Seen(who, form.get("day", ""), found, named, wrong_who, _wrong_day(visit, form.get("day", "")), wrong_found, not named)


def _wrong_day(visit: Visit, text: str) -> str:
    day, alarm = day_of(text), alarm_day(visit)
    if day is None or day > visit.today:
        return visit.word("interview.wrong.date", today=f"{visit.today.day} {visit.today:%B %Y}")
    return visit.word("alarm.before", day=f"{alarm.day} {alarm:%B %Y}") if day < alarm else ""


def alarm_day(visit: Visit) -> date:
    """The day of the newest answer that the alarm rests on."""
    asked = set(asked_by(visit))
    days = [entry.day for entry in visit.journal.of_kind("answers", "about_me") if asked & set(entry.body.get("answers") or {})]
    return max(days, default=visit.today)


def _clear(request: Request, form: Seen) -> None:
    visit = request.visit
    clearance = {"who": form.who, "seen": form.day, "found": form.found, "rules": list(form.rules)}
    visit.tell_all([("clearance", clearance), ("visit", {"whom": form.who, "outcome": form.found})], request.POST["entry"])
    visit.store.keep_draft("shown", {})
    visit.say(visit.word("danger.clearance.after"))
