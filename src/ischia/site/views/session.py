"""The session: begin, play, keep every step, finish or stop; nothing that was done is lost."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ischia.site import interview
from ischia.site.forms import arrival, whole_number
from ischia.site.night import belongs_to, day_from
from ischia.site.playing import KEPT, Play, planned_item, play, session_data, session_item, settle
from ischia.site.visit import Request, Visit
from ischia.site.week import accept

ENDED = "ended"
A_DAY = 86_400
# How the player speaks: our voice, the device's own, tones, nothing.
SOUNDS = ("voice", "device", "tones", "off")
# Where somebody felt it, and what that makes of the ending.
WHERE = {"spot": "hurt", "leg": "new_sign", "numb": "new_sign", "time": "no_time", "other": "other"}
NERVE = ("leg", "numb")


@require_POST
def begin(request: Request) -> HttpResponse:
    """Begin with these items, after the gates."""
    visit = request.visit
    items = [key for key in dict.fromkeys(request.POST.getlist("item")) if key in visit.knowledge.items() and planned_item(visit, key)]
    if not items or visit.conclusion.programme.refusal is not None:
        return redirect("today")
    accept(visit)
    visit.store.keep_draft(interview.WANTED, {"items": items, "day": visit.today.isoformat()})
    visit.store.keep_draft(KEPT, {})
    return redirect("questions")


@require_GET
def session(request: Request) -> HttpResponse:
    """The player, or the list of steps where there is no JavaScript."""
    visit = request.visit
    settle(visit)
    wanted = visit.store.draft(interview.WANTED)
    if not wanted or visit.conclusion.programme.refusal is not None:
        return redirect("today")
    if not visit.conclusion.danger.gates.open:
        return redirect("questions")
    playing = play(visit, tuple(wanted["items"]))
    return render(request, "site/session.html", _context(visit, playing))


def _context(visit: Visit, playing: Play) -> dict[str, Any]:
    data = session_data(visit, playing)
    return {
        "play": playing,
        "session": data,
        "levels": tuple(range(data["most"] + 1)),
        "rule": data["rule"],
        "ways": [{"key": way, "says": visit.word(f"player.sound.{way}")} for way in SOUNDS],
        "night": belongs_to(visit),
    }


@require_POST
def kept(request: Request) -> HttpResponse:
    """Remember how far the session has come: its frame, how much of that is done, and the seconds of each item, these included."""
    visit, form = request.visit, request.POST
    frame = whole_number(form.get("frame"), 0, A_DAY)
    spent = whole_number(form.get("spent"), 0, A_DAY) or 0
    kept_so_far = {"frame": frame, "spent": spent, "done": _done(visit, request), "at": visit.now.isoformat()}
    if frame is None or not visit.store.keep_draft(KEPT, kept_so_far, beside=interview.WANTED):
        return HttpResponse(status=409)
    return HttpResponse(status=204)


def _done(visit: Visit, request: Request) -> dict[str, int]:
    """Seconds of each item, as the form says."""
    sent = [key for key in request.POST if key.startswith("done.")]
    fields = {key.removeprefix("done."): whole_number(request.POST.get(key), 0, A_DAY) for key in sent}
    return {key: seconds for key, seconds in fields.items() if seconds and key in visit.knowledge.items()}


@require_POST
def session_done(request: Request) -> HttpResponse:
    """Keep what was done, and ask how it was; a stopped session asks first where it was felt."""
    visit, form = request.visit, request.POST
    stopped = "stopped" in form
    if arrival(request) == "repeated":
        return redirect("stopped" if stopped else "reaction")
    # In danger nothing is asked any more: what was done is kept for today.
    day = visit.today if visit.urgent else day_from(visit, form)
    if day is None:
        wanted = visit.store.draft(interview.WANTED)
        return render(request, "site/session.html", {**_context(visit, play(visit, tuple(wanted.get("items", ())))), "wrong_day": True})
    items = [session_item(visit, key, seconds) for key, seconds in _done(visit, request).items()]
    visit.tell("session", {"items": items, "why_stopped": "other" if stopped else "finished"}, form["entry"], day)
    for name in (interview.WANTED, KEPT):
        visit.store.keep_draft(name, {})
    visit.store.keep_draft(ENDED, {"entry": form["entry"], "day": day.isoformat()})
    return redirect("stopped" if stopped else "reaction")


@require_http_methods(["GET", "POST"])
def stopped(request: Request) -> HttpResponse:
    """Good that you stopped: where was it, and what that means."""
    visit = request.visit
    ended = visit.store.draft(ENDED)
    where = request.POST.get("where", "")
    if request.method == "GET" or where not in WHERE:
        return render(request, "site/stopped.html", {"asked": request.method == "POST"})
    first = next((entry for entry in visit.journal.written if entry.id == ended.get("entry")), None)
    if first is not None:
        body = {**first.body, "why_stopped": WHERE[where]}
        visit.tell("correction", {"corrects": first.id, "body": body}, f"{first.id}.where")
    if where not in NERVE:
        return redirect("reaction")
    gates = [key for key, finding in visit.knowledge.findings.items() if finding.part == interview.GATE]
    interview.ask_again(visit, *gates)
    visit.say(visit.word("session.stopped.leg.next"))
    return redirect("questions")
