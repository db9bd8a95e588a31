"""My plan: the week, why each thing is in it, and every way to change it."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ischia.journal.kinds import MOST_MINUTES_A_DAY
from ischia.knowledge.items import Item
from ischia.reasoning.conclusions import DoseConclusion
from ischia.site import interview
from ischia.site.alarm import banner, refusal
from ischia.site.forms import arrival, whole_number
from ischia.site.visit import Request, Visit
from ischia.site.week import Thing, accept, icon_of, plan_day, things_of, week_days, week_number

REASONS = ("hurts", "no_time", "not_for_me", "cannot_get_there", "no_kit")
HURTS = ("spot", "leg", "numb", "elsewhere")
SWAPS = 2
LATER = (1, 2, 3)


@dataclass(frozen=True)
class Swap:
    """An item that may take another's place, at its dose."""

    item: Item
    icon: str
    dose: DoseConclusion


@require_GET
def plan(request: Request) -> HttpResponse:
    """The week."""
    visit = request.visit
    things = things_of(visit)
    days = week_days(visit, things)
    counts = [len(day.items) for day in visit.week]
    minutes = [sum(item.minutes * item.times for item in day.items) for day in visit.week]
    return render(
        request,
        "site/plan.html",
        {
            "things": things,
            "days": days,
            "week": week_number(visit),
            "least": min(counts, default=0),
            "most": max(counts, default=0),
            "minutes": round(sum(minutes) / len(minutes)) if minutes else 0,
            "accepted": plan_day(visit),
            "undo": visit.store.draft("undo"),
            "cautions": [one for one in visit.conclusion.cautions if one.items],
            "banner": banner(visit),
            "refusal": refusal(visit),
        },
    )


@require_POST
def take(request: Request) -> HttpResponse:
    """Take the week as it is shown."""
    accept(request.visit)
    request.visit.say(request.visit.word("plan.accepted"))
    return redirect("plan")


@require_http_methods(["GET", "POST"])
def change(request: Request, place: int) -> HttpResponse:
    """One item of the week: swap it, move it, or leave it out."""
    visit = request.visit
    things = things_of(visit)
    thing = next((one for one in things if one.place == place), None)
    if thing is None:
        return redirect("plan")
    if request.method == "POST":
        return _changed(request, thing)
    return render(request, "site/change.html", _context(visit, thing))


def _context(visit: Visit, thing: Thing, why: str = "") -> dict[str, object]:
    return {
        "thing": thing,
        "swaps": swaps_of(visit, thing),
        "reasons": [(key, visit.word(f"plan.reason.{key}")) for key in REASONS],
        "hurts": [(key, visit.word(f"plan.hurts.{key}")) for key in HURTS],
        "why": why,
        "later": LATER,
    }


def swaps_of(visit: Visit, thing: Thing) -> tuple[Swap, ...]:
    """The first of the item's own stand-ins that are open to this person and not in the week."""
    present = {one.item.id for one in things_of(visit)}
    dose, items = visit.conclusion.dose, visit.knowledge.items()
    open_now = tuple(key for key in thing.item.instead if key in dose and key not in present and items[key].programmed)
    found = visit.standing.would_take(thing.item.id, open_now)
    return tuple(Swap(items[key], icon_of(items[key]), dose[key]) for key in found[:SWAPS])


def _changed(request: Request, thing: Thing) -> HttpResponse:
    visit, form = request.visit, request.POST
    came = arrival(request, "preference", "plan_accepted")
    if came == "stale":
        return render(request, "site/change.html", {**_context(visit, thing, form.get("why", "")), "stale": True})
    if came == "repeated":
        return redirect("plan")
    why = form.get("why", "")
    if why == "hurts" and form.get("hurts") not in HURTS:
        return render(request, "site/change.html", {**_context(visit, thing, why), "ask_where": True, "do": form.get("do", "")})
    if why == "no_kit":
        visit.tell("kit", {"lack": [thing for need in thing.item.kit for thing in need if not visit.knowledge.kit[thing].usual]})
    if why == "cannot_get_there":
        _cannot(visit, thing)
    _prefer(request, thing, why)
    if form.get("hurts") in ("leg", "numb"):
        gates = [key for key, one in visit.knowledge.findings.items() if one.part == interview.GATE]
        interview.ask_again(visit, *gates)
        return redirect("questions")
    return redirect("plan")


def _cannot(visit: Visit, thing: Thing) -> None:
    """Add the position to those that do not work."""
    told = [position for entry in visit.journal.of_kind("kit") for position in [entry.body.get("cannot")] if position is not None]
    visit.tell("kit", {"cannot": sorted({*(told[-1] if told else ()), thing.planned.position})})


def _prefer(request: Request, thing: Thing, why: str) -> None:
    """Tell the preference, and say in one line what the week is now."""
    visit, form = request.visit, request.POST
    before = {one.item.id for one in things_of(visit)}
    until = (visit.today + timedelta(days=visit.knowledge.limit("programme.days"))).isoformat()
    body: dict[str, object] = {"item": thing.item.id, "reason": why or None}
    do = form.get("do", "drop")
    if do.startswith("swap.") and do.removeprefix("swap.") in {swap.item.id for swap in swaps_of(visit, thing)}:
        body |= {"what": "swapped", "to": do.removeprefix("swap."), "until": until}
    elif do.startswith("move.") and whole_number(do.removeprefix("move."), 1, max(LATER)):
        body |= {"what": "moved", "to": do.removeprefix("move.")}
    else:
        body |= {"what": "dropped", "until": None if do == "never" else until}
    visit.tell("preference", body, form["entry"])
    visit.say(_sentence(visit, thing, body, before))
    visit.store.keep_draft("undo", {"item": thing.item.id})


def _sentence(visit: Visit, thing: Thing, body: dict[str, object], before: set[str]) -> str:
    label, after = thing.item.label, things_of(visit)
    if body["what"] == "moved":
        days = [day.day for day in week_days(visit, after) if any(after[place].item.id == thing.item.id for place in day.things)]
        named = ", ".join(f"{day:%A}" for day in days if day >= visit.today)
        return visit.word("plan.moved", item=label, days=named) if named else visit.word("plan.moved.nowhere", item=label)
    fresh = [one.item.label for one in after if one.item.id not in before]
    if body["what"] == "swapped":
        return visit.word("programme.swapped", old=label, new=visit.knowledge.items()[str(body["to"])].label)
    return visit.word("programme.dropped", item=label, next=fresh[0]) if fresh else visit.word("programme.dropped_nothing", item=label)


@require_POST
def restore(request: Request) -> HttpResponse:
    """Undo the last change of an item."""
    visit = request.visit
    item = visit.store.draft("undo").get("item", "")
    if item in visit.knowledge.items():
        visit.tell_all([("preference", {"item": item, "what": "restored"}), ("preference", {"item": item, "what": "moved", "to": "0"})])
        visit.store.keep_draft("undo", {})
        visit.say(visit.word("plan.restored", item=visit.knowledge.items()[item].label))
    return redirect("plan")


@require_http_methods(["GET", "POST"])
def kit(request: Request) -> HttpResponse:
    """What is at home, which positions do not work, and how much time there is."""
    visit, form = request.visit, request.POST
    things = [(key, thing.says) for key, thing in visit.knowledge.kit.items()]
    wrong, stale = "", False
    if request.method == "POST":
        minutes = whole_number(form.get("minutes"), 0, MOST_MINUTES_A_DAY)
        came = arrival(request, "kit", "about_me")
        stale = came == "stale"
        if minutes is None:
            wrong = visit.word("interview.wrong.number", least=0, most=MOST_MINUTES_A_DAY)
        elif came == "repeated":
            return redirect("plan")
        elif not stale:
            have = [key for key, _ in things if key in form.getlist("have")]
            cannot = [key for key in visit.knowledge.positions if key in form.getlist("cannot")]
            body = {"have": have, "lack": [key for key, _ in things if key not in have], "cannot": cannot}
            visit.tell_all([("kit", body), ("about_me", {"minutes_a_day": minutes})], form["entry"])
            visit.say(visit.word("plan.kit_kept"))
            return redirect("plan")
    told = (
        _kit_told(visit) if request.method == "GET" else (set(form.getlist("have")), set(form.getlist("cannot")), form.get("minutes", ""))
    )
    return render(
        request, "site/kit.html", {"things": things, "have": told[0], "cannot": told[1], "minutes": told[2], "wrong": wrong, "stale": stale}
    )


def _kit_told(visit: Visit) -> tuple[set[str], set[str], str]:
    """What was told so far; usual things count as there until somebody says no."""
    have = {key for key, thing in visit.knowledge.kit.items() if thing.usual}
    cannot: set[str] = set()
    for entry in visit.journal.of_kind("kit"):
        have = (have | set(entry.body.get("have", ()))) - set(entry.body.get("lack", ()))
        cannot = set(entry.body["cannot"]) if "cannot" in entry.body else cannot
    told = [entry.body["minutes_a_day"] for entry in visit.journal.of_kind("about_me") if entry.body.get("minutes_a_day") is not None]
    return have, cannot, f"{told[-1]:g}" if told else ""
