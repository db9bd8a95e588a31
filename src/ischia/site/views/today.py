"""Today: what there is to do, the session one tap away, and the way to say that something is new."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from ischia.site import interview
from ischia.site.alarm import banner, refusal
from ischia.site.playing import KEPT, settle
from ischia.site.visit import Request, Visit
from ischia.site.week import greeting, minutes_of, things_of, todays, week_number


@require_GET
def today(request: Request) -> HttpResponse:
    """The day's page."""
    visit = request.visit
    settle(visit)
    things = todays(visit, things_of(visit))
    left = tuple(thing for thing in things if thing.left)
    session = tuple(thing for thing in left if thing.item.slot != "walk") or left
    return render(
        request,
        "site/today.html",
        {
            "title": _title(visit, len(things), bool(things) and not left),
            "week": week_number(visit),
            "things": things,
            "session": session,
            "left": left,
            "minutes": minutes_of(session),
            "banner": banner(visit),
            "refusal": refusal(visit),
            "morning": morning_due(visit),
            "weekly": weekly_due(visit),
            "gates_open": visit.conclusion.danger.gates.open,
            "kept": visit.store.draft(KEPT),
        },
    )


def _title(visit: Visit, count: int, done: bool) -> str:
    if done:
        return visit.word("plan.all_done")
    return f"{greeting(visit)} {visit.word(f'plan.count.{count}')}" if visit.conclusion.programme.refusal is None else greeting(visit)


def morning_due(visit: Visit) -> bool:
    """Whether this morning was not told yet; on the very first day there is nothing to compare."""
    begun = any(entry.day < visit.today for entry in visit.journal.of_kind("session", "morning"))
    return begun and not any(entry.day == visit.today for entry in visit.journal.of_kind("morning"))


def weekly_due(visit: Visit) -> bool:
    """Whether a week has passed since the last weekly check, or since the first session."""
    told = [entry.day for entry in visit.journal.of_kind("weekly")] or [entry.day for entry in visit.journal.of_kind("session")][:1]
    return bool(told) and visit.today - told[-1] >= timedelta(days=visit.knowledge.limit("programme.days"))


@require_POST
def worry(request: Request) -> HttpResponse:
    """Something new or worrying: the six questions about what is new or changed come at once, and what they open."""
    visit = request.visit
    gates = sorted((one for one in visit.knowledge.findings.values() if one.part == interview.GATE), key=lambda one: one.order)
    interview.ask_again(visit, *(one.id for one in gates))
    return redirect("questions")
