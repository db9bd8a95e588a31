"""Settings: text size, light or dark, the figure's skin, and the country."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ischia.site.visit import Request, Visit

THEMES = ("", "light", "dark")
TEXTS = ("", "large", "largest")
SKINS = ("1", "2", "3", "4")


@require_http_methods(["GET", "POST"])
def choices(request: Request) -> HttpResponse:
    """Show and keep what the person chose for their screen."""
    visit, form = request.visit, request.POST
    if request.method == "POST":
        kept = {
            "theme": form.get("theme", "") if form.get("theme") in THEMES else "",
            "text": form.get("text", "") if form.get("text") in TEXTS else "",
            "skin": form.get("skin", "2") if form.get("skin") in SKINS else "2",
        }
        visit.store.keep_draft("choices", kept)
        country = form.get("country", "")
        if country in visit.knowledge.countries and country != visit.country:
            visit.tell("about_me", {"country": country})
        visit.refresh()
        visit.say(visit.word("data.choices_kept"))
        return redirect("settings")
    countries = sorted(visit.knowledge.countries.items(), key=lambda pair: pair[1].label)
    themes, texts = _named(visit, "theme", THEMES, "same"), _named(visit, "text", TEXTS, "usual")
    return render(request, "site/settings.html", {"themes": themes, "texts": texts, "skins": SKINS, "countries": countries})


def _named(visit: Visit, word: str, keys: tuple[str, ...], usual: str) -> list[tuple[str, str]]:
    return [(key, visit.word(f"data.{word}.{key or usual}")) for key in keys]
