"""What is known: whether it works, each technique and exercise, and the sources of every sentence."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ischia.knowledge.explaining import Unknown, show
from ischia.knowledge.items import Item
from ischia.knowledge.value import CAUSES
from ischia.site import picturing
from ischia.site.visit import Request, Visit
from ischia.site.week import icon_of, things_of

VERDICTS = ("supported", "partly", "unknown", "contradicted")


@require_GET
def works(request: Request) -> HttpResponse:
    """Does it work: for you so far, and for other people."""
    visit = request.visit
    claims = sorted(visit.knowledge.claims.values(), key=lambda one: VERDICTS.index(one.verdict))
    return render(
        request,
        "site/works.html",
        {
            "mornings": sum(entry.body.get("leg") is not None for entry in visit.journal.of_kind("morning")),
            "claims": [(one, visit.word(f"plan.verdict.{one.verdict}"), visit.word(f"plan.evidence.{one.grade}")) for one in claims],
            "techniques": tuple((one, icon_of(one)) for one in visit.knowledge.techniques.values()),
            "exercises": tuple((one, icon_of(one)) for one in visit.knowledge.exercises.values()),
            "facts": [fact for key, fact in visit.knowledge.facts.items() if key.startswith("related_treatments.")],
            "causes": [visit.knowledge.causes[key] for key in CAUSES],
        },
    )


@require_GET
def item(request: Request, item: str) -> HttpResponse:
    """One technique or exercise."""
    visit = request.visit
    found = visit.knowledge.items().get(item)
    if found is None:
        raise Http404
    thing = None if visit.urgent or not visit.country else next((one for one in things_of(visit) if one.item.id == item), None)
    side = thing.planned.side if thing else ""
    return render(
        request,
        "site/item.html",
        {
            "item": found,
            "thing": thing,
            "icon_name": icon_of(found),
            "picture": picturing.figure(item, side),
            "plate": picturing.plate(item, side) if item in visit.knowledge.figures else "",
            "fits": [(visit.knowledge.causes[key], found.fit[key], _fit_words(visit, found, key)) for key in CAUSES],
            "dose": None if not visit.country else visit.conclusion.dose.get(item),
            "positions": [visit.knowledge.positions[key].says for key in found.positions],
            "kit": [" or ".join(visit.knowledge.kit[key].says for key in need) for need in found.kit],
            "due": thing is not None and thing.item.id in {one.id for one in visit.week[0].items},
            "steps": [(step.do.replace("{side}", "sore").replace("{Side}", "Sore"), step.seconds) for step in found.steps],
        },
    )


def _fit_words(visit: Visit, found: Item, cause: str) -> str:
    fit = found.fit[cause]  # type: ignore[index]
    return visit.word("plan.fit.harmful" if fit.harmful else f"plan.fit.{fit.value:g}")


@require_GET
def source(request: Request, statement: str) -> HttpResponse:
    """The second hop: a statement with its sources."""
    found = show(request.visit.knowledge, statement)
    if isinstance(found, Unknown):
        raise Http404
    return render(request, "site/source.html", {"found": found})
