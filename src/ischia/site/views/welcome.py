"""The first page: what this is, what it is not, where the person is, and begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ischia.site.forms import arrival
from ischia.site.visit import Request


def guessed_country(request: HttpRequest) -> str:
    """The country of the browser's first language that names one; empty when none does."""
    for part in request.headers.get("Accept-Language", "").split(","):
        _, _, region = part.split(";")[0].strip().partition("-")
        if len(region) == 2 and region.isalpha():
            return region.upper()
    return ""


@require_http_methods(["GET", "POST"])
def welcome(request: Request) -> HttpResponse:
    """Ask for the country, and begin."""
    visit, countries = request.visit, request.visit.knowledge.countries
    chosen = request.POST.get("other") or request.POST.get("country") or visit.country or guessed_country(request)
    if request.method == "POST" and chosen in countries:
        if arrival(request) == "fresh" and chosen != visit.country:
            visit.tell("about_me", {"country": chosen}, request.POST["entry"])
        return redirect("questions")
    return render(
        request,
        "site/welcome.html",
        {
            "guess": countries.get(chosen),
            "code": chosen if chosen in countries else "",
            "countries": sorted(countries.items(), key=lambda pair: pair[1].label),
            "wrong": request.method == "POST",
        },
    )
