"""See a doctor: when, why, what to ask; and the letter. What is typed for it is never kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from ischia.exchange.letter import SECTIONS, Letter, Wanted, write_letter
from ischia.exchange.pdf import letter_pdf
from ischia.site.alarm import banner
from ischia.site.replying import day_of
from ischia.site.visit import Request, Visit

ASKS = ("examine", "worse", "next", "sign")
HEADINGS = ("own", "name", "born", "asking", "short", "signs", "map", "weeks", "medicines", "not_said")
PAPERS = {"a4": "A4", "us-letter": "US Letter"}
LETTER_COUNTRIES = ("US", "CA", "MX", "CL", "CO", "PH")


@require_GET
def doctor(request: Request) -> HttpResponse:
    """When, why, and what to ask; the form of the letter below."""
    visit = request.visit
    return render(
        request,
        "site/doctor.html",
        {
            "banner": None if visit.urgent else banner(visit),
            "asks": [visit.word(f"letter.ask.{key}") for key in ASKS],
            "sections": [(key, visit.word(f"letter.section.{key}")) for key in SECTIONS],
            "papers": PAPERS,
            "paper": usual_paper(visit),
        },
    )


def usual_paper(visit: Visit) -> str:
    """The paper of the person's country."""
    return "us-letter" if visit.country in LETTER_COUNTRIES else "a4"


def _wanted(request: Request) -> Wanted:
    form = request.POST
    asking = form.get("own", "").strip() or form.get("asking", "")
    return Wanted(
        name=form.get("name", "")[:80],
        born=form.get("born", "")[:40],
        asking=asking,
        medicines=form.get("medicines", ""),
        since=day_of(form.get("since", "")),
        sections=tuple(key for key in SECTIONS if key in form.getlist("section")),
        percentages="percentages" in form,
        paper=form.get("paper", "") if form.get("paper") in PAPERS else usual_paper(request.visit),
    )


def _letter(request: Request) -> Letter:
    visit = request.visit
    return write_letter(visit.knowledge, visit.journal, visit.standing, visit.today, _wanted(request))


def headings(visit: Visit) -> dict[str, str]:
    """The words that the letter itself is made of."""
    return {**{key: visit.word(f"letter.{key}") for key in HEADINGS}, "tried": visit.word("letter.heading.tried")}


@require_POST
def letter(request: Request) -> HttpResponse:
    """The letter as a page, to read before it is printed."""
    return render(request, "site/letter.html", {"letter": _letter(request), "words": headings(request.visit), "form": request.POST})


@require_POST
def letter_as_pdf(request: Request) -> HttpResponse:
    """The letter as one tagged page."""
    response = HttpResponse(letter_pdf(_letter(request), headings(request.visit)), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return response
