"""Progress: the pain line against what time alone does, and the ladder with the limit that holds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ischia.site.bodymap import body_map
from ischia.site.interview import GROUPS
from ischia.site.progress import progress_of
from ischia.site.replying import told_answers
from ischia.site.visit import Request


@require_GET
def progress(request: Request) -> HttpResponse:
    """The page."""
    visit = request.visit
    told = told_answers(visit)
    marks = {key: tuple(told.get(key) or ()) if told.get(key) != "unsure" else () for key in GROUPS["map"]}
    return render(request, "site/progress.html", {"progress": progress_of(visit), "map": body_map(visit.knowledge, marks)})
