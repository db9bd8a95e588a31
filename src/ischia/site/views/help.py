"""Help, in the same place on every page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ischia.knowledge.walking import statements
from ischia.site.visit import Request


@require_GET
def help_page(request: Request) -> HttpResponse:
    """How it works, what to do in danger, what it rests on, and the way to everything else."""
    knowledge = request.visit.knowledge
    checked = [getattr(one, "checked", "") for _, one in statements(knowledge)]
    context = {"sources": len(knowledge.sources), "version": knowledge.version, "checked": max(str(day) for day in checked if day)}
    return render(request, "site/help.html", context)
