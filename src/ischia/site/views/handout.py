"""The printed week."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ischia.exchange.handout import Handout, write_handout
from ischia.exchange.pdf import handout_pdf
from ischia.site.views.doctor import usual_paper
from ischia.site.visit import Request, Visit

HEADINGS = ("morning", "how", "notes")


def _week(visit: Visit) -> Handout | None:
    return write_handout(visit.knowledge, visit.conclusion, visit.today, visit.number, usual_paper(visit))


@require_GET
def handout(request: Request) -> HttpResponse:
    """The week to look at before it is printed; today's page while there is no plan."""
    week = _week(request.visit)
    if week is None:
        request.visit.say(request.visit.word("handout.refused"))
        return redirect("today")
    return render(request, "site/handout.html", {"week": week})


@require_GET
def handout_as_pdf(request: Request) -> HttpResponse:
    """The week as one tagged page."""
    visit = request.visit
    week = _week(visit)
    if week is None:
        return redirect("handout")
    words = {key: visit.word(f"handout.{key}") for key in HEADINGS}
    response = HttpResponse(handout_pdf(week, words), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="week.pdf"'
    return response
