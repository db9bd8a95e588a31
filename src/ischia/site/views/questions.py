"""The interview's pages: one question, one list or one small group at a time; every answer is kept before the next page comes."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from ischia.guidance.marks import sided
from ischia.journal.kinds import MOST_MINUTES_A_DAY
from ischia.knowledge.findings import Finding
from ischia.reasoning.pages import Page
from ischia.reasoning.replies import UNSURE
from ischia.site import interview
from ischia.site.changing import what_it_changed
from ischia.site.forms import arrival, told_since, whole_number
from ischia.site.interview import GATE, HOME, Place, keep, page_for, place_of
from ischia.site.leaf import kind_of, known_since, leaf_of
from ischia.site.replying import UNCHANGED, read_reply
from ischia.site.visit import Request, Visit

TEMPLATES = {
    "list": "site/question_list.html",
    "group": "site/question_group.html",
    "map": "site/question_map.html",
    "home": "site/question_home.html",
    "look": "site/question_look.html",
    "contradiction": "site/question_contradiction.html",
    "one": "site/question_one.html",
}


@require_GET
def questions(request: Request) -> HttpResponse:
    """The page that comes next, or where the interview leads."""
    visit = request.visit
    place = place_of(visit)
    page = page_for(visit, place)
    if page is None and place.enough and not place.before:
        # Who comes here after having said enough wants to go on after all.
        place = replace(place, enough=False)
        keep(visit, place)
        page = page_for(visit, place)
    if page is None:
        return redirect(_end(visit, place))
    return _show(request, place, page)


def _end(visit: Visit, place: Place) -> str:
    """Where the interview leads: to help, to the session that waits for it, to what we think, or to today."""
    if visit.urgent:
        return "stop"
    if visit.store.draft(interview.WANTED):
        return "session"
    if not place.before:
        return "today"
    keep(visit, replace(place, before=(), changed={}))
    return "think"


@require_POST
def answer(request: Request) -> HttpResponse:
    """Keep what was answered, and go on."""
    visit, form = request.visit, request.POST
    place = place_of(visit)
    page = _page_of(visit, form)
    if page is None:
        return redirect("questions")
    came = arrival(request)
    if came == "repeated":
        return redirect("questions")
    if _answered_since(visit, page, form.get("seq", "")):
        return _show(request, place, page, stale=True)
    taken = _TAKE.get(kind_of(visit, place, page), _take_one)(request, place, page)
    return taken or _next(visit)


def _next(visit: Visit) -> HttpResponse:
    visit.refresh()
    return redirect("stop" if visit.urgent else "questions")


def _page_of(visit: Visit, form: QueryDict) -> Page | None:
    """The page that a form was made for."""
    ids = tuple(key for key in form.get("ids", "").split(",") if key in visit.knowledge.findings)
    name = form.get("page", "")
    return Page(name, ids) if name in (HOME,) or name.startswith("contradiction.") or ids else None


def _answered_since(visit: Visit, page: Page, seq: str) -> bool:
    """Whether another window has answered a question of this page meanwhile."""
    if not told_since(visit, seq, "answers", "about_me", "kit", "correction"):
        return False
    made_at = int(seq) if seq.isdecimal() else 0
    fresh = [entry for entry in visit.journal.written if (entry.seq or 0) > made_at]
    asked = {key for entry in fresh for key in entry.body.get("answers") or {}}
    return bool(asked & set(page.ids)) or (page.name == HOME and any(entry.kind == "kit" for entry in fresh))


def _show(request: Request, place: Place, page: Page, reply: dict[str, str] | None = None, stale: bool = False) -> HttpResponse:
    visit = request.visit
    kind = kind_of(visit, place, page)
    leaf = leaf_of(visit, place, page, kind, reply or {}, request.POST if reply or stale else None)
    leaf = replace(leaf, stale=stale, chosen=_chosen(visit, page, request.POST) if stale else "")
    return render(request, TEMPLATES[kind], {"leaf": leaf, "interview": place, "wrong_home": (reply or {}).get(HOME, ""), **leaf.extra})


def _chosen(visit: Visit, page: Page, form: QueryDict) -> str:
    """What a form that came too late had chosen, in words."""
    if len(page.ids) != 1:
        return ""
    finding = visit.knowledge.findings[page.ids[0]]
    said = form.get(finding.id, "")
    if finding.choices and said in finding.choices:
        return finding.choices[said]
    return visit.word(f"interview.answer.{said}") if said in ("yes", "no", UNSURE) else said


def _take_one(request: Request, place: Place, page: Page) -> HttpResponse | None:
    """One question; "not sure" may open the page on how to check, and then counts."""
    visit, finding = request.visit, request.visit.knowledge.findings[page.ids[0]]
    if request.POST.get(finding.id) == UNCHANGED and known_since(visit, finding):
        _tell(request, place, page, {finding.id: UNCHANGED})
        return None
    reply = read_reply(visit, (finding,), request.POST)
    said = reply.answers.get(finding.id)
    if reply.wrong or said == UNCHANGED:
        return _show(request, place, page, {finding.id: reply.wrong.get(finding.id, visit.word("interview.wrong.choice"))})
    if said == UNSURE and place.looking != finding.id and _can_look(visit, finding):
        keep(visit, replace(place, looking=finding.id))
        return redirect("questions")
    _tell(request, place, page, dict(reply.answers))
    return None


def _can_look(visit: Visit, finding: Finding) -> bool:
    """Whether "not sure" opens the page on how to check."""
    return bool(finding.how) and any(finding.id in group.questions for group in visit.knowledge.not_sure.values())


def _take_group(request: Request, place: Place, page: Page) -> HttpResponse | None:
    visit = request.visit
    reply = read_reply(visit, interview.findings_of(visit, page), request.POST)
    if reply.wrong:
        return _show(request, place, page, dict(reply.wrong))
    _tell(request, place, page, dict(reply.answers))
    return None


def _take_map(request: Request, place: Place, page: Page) -> HttpResponse | None:
    """The three maps at once; numb between the legs, or in an area that has a danger question, asks it at once."""
    visit = request.visit
    reply = read_reply(visit, interview.findings_of(visit, page), request.POST)
    if reply.wrong:
        return _show(request, place, page, dict(reply.wrong))
    _tell(request, place, page, dict(reply.answers))
    numb = sided(visit.knowledge, tuple(reply.answers["numb_places"]))
    for key, area in visit.knowledge.areas.items():
        if area.asks and ("between" in request.POST or any(f"{side}_{key}" in numb for side in area.sides)):
            interview.ask_again(visit, *area.asks)
    return None


def _take_list(request: Request, place: Place, page: Page) -> HttpResponse | None:
    """None of them, those that were ticked, or not sure, which asks each line by itself."""
    visit, form = request.visit, request.POST
    if form.get("all") == UNSURE:
        keep(visit, interview.answered(visit, place, page, page.ids))
        return None
    ticked = tuple(key for key in page.ids if key in form.getlist("tick"))
    if form.get("all") != "none" and not ticked:
        return _show(request, place, page, {page.ids[0]: visit.word("interview.wrong.choice")})
    if form.get("all") == "none":
        ticked = ()
    single = tuple(key for key in ticked if _asks_more(visit, key))
    answers = {key: "yes" if key in ticked else "no" for key in page.ids if key not in single}
    _tell(request, place, page, answers, single)
    return None


def _asks_more(visit: Visit, question: str) -> bool:
    """Whether a ticked line has more to read before its yes counts; a yes that is an emergency counts at once."""
    finding = visit.knowledge.findings[question]
    return bool(finding.clarify or finding.how) and not visit.standing.would_be_emergency(question)


def _take_home(request: Request, place: Place, page: Page) -> HttpResponse | None:
    visit, form = request.visit, request.POST
    minutes = whole_number(form.get("minutes"), 0, MOST_MINUTES_A_DAY)
    if minutes is None:
        return _show(request, place, page, {HOME: visit.word("interview.wrong.number", least=0, most=MOST_MINUTES_A_DAY)})
    things = [key for key, thing in visit.knowledge.kit.items() if not thing.usual]
    have = [key for key in things if key in form.getlist("have")]
    kit = {"have": have, "lack": [key for key in things if key not in have]}
    visit.tell_all([("kit", kit), ("about_me", {"minutes_a_day": minutes})], form["entry"])
    keep(visit, interview.answered(visit, place, page))
    return None


def _take_contradiction(request: Request, place: Place, page: Page) -> HttpResponse | None:
    """Ask one of the two again."""
    visit = request.visit
    which = [key for key, _, _ in visit.standing.contradicting(page.name.partition(".")[2])]
    chosen = request.POST.get("which", "")
    interview.ask_again(visit, *([chosen] if chosen in which else which))
    return None


_TAKE = {"group": _take_group, "map": _take_map, "list": _take_list, "home": _take_home, "contradiction": _take_contradiction}


def _tell(request: Request, place: Place, page: Page, answers: dict[str, Any], single: tuple[str, ...] = ()) -> None:
    """Keep answers as the sitting that they belong to, and remember where the person is."""
    visit, before = request.visit, request.visit.conclusion
    entry = request.POST["entry"]
    told = [(kind, body) for kind, body in _bodies(visit, answers)]
    if told:
        visit.tell_all(told, entry)
    place = interview.answered(visit, place, page, single)
    findings = interview.findings_of(visit, page)
    if told and len(findings) == 1 and findings[0].part in ("cause", "self_test"):
        changed = what_it_changed(visit.knowledge, before, visit.conclusion)
        place = replace(place, changed={"entry": entry, "says": changed, "question": findings[0].id})
    keep(visit, place)


def _bodies(visit: Visit, answers: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    about = {key: said for key, said in answers.items() if visit.knowledge.findings[key].part == "about_me"}
    rest = {key: said for key, said in answers.items() if key not in about}
    told: list[tuple[str, dict[str, Any]]] = [("about_me", {"answers": about})] if about else []
    return [*told, ("answers", {"sitting": _sitting(visit, rest), "answers": rest})] if rest else told


def _sitting(visit: Visit, answers: dict[str, Any]) -> str:
    parts = {visit.knowledge.findings[key].part for key in answers}
    if GATE in parts:
        return "gate"
    if "danger" not in parts:
        return "question"
    earlier = any(entry.body["sitting"] == "first" and entry.day < visit.today for entry in visit.journal.of_kind("answers"))
    return "weekly" if earlier else "first"


@require_POST
def back(request: Request) -> HttpResponse:
    """One page back; what was answered stays until it is answered anew."""
    keep(request.visit, interview.gone_back(place_of(request.visit)))
    return redirect("questions")


@require_POST
def skip(request: Request) -> HttpResponse:
    """Leave a page out for today, or stop asking; what is open of the danger screen stays open."""
    visit, place = request.visit, place_of(request.visit)
    page = _page_of(visit, request.POST)
    if "enough" in request.POST or page is None:
        keep(visit, replace(place, enough=True, again=(), before=()))
        if not visit.conclusion.danger.complete:
            visit.say(visit.word("interview.danger_waits"))
            return redirect("today")
        return redirect("think")
    if interview.is_danger(visit, page) and not place.again:
        visit.say(visit.word("interview.danger_waits"))
        return redirect("today")
    keep(visit, interview.left_out(place, page))
    return redirect("questions")


@require_POST
def undo(request: Request) -> HttpResponse:
    """Take the last answer back, and ask that question again."""
    visit, place = request.visit, place_of(request.visit)
    changed = place.changed
    if changed and visit.store.has(changed["entry"]):
        visit.tell("correction", {"corrects": changed["entry"], "body": None}, f"{changed['entry']}.undo")
        keep(visit, replace(place, changed={}, again=((changed["question"], (changed["question"],)), *place.again)))
    return redirect("questions")
