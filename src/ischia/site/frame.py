"""What every page shows: where we are, what the person chose for their screen, and the line that waits."""

from typing import Any

from django.http import HttpRequest

PLACES = {
    "today": "today", "morning": "today", "weekly": "today", "session": "today",
    "plan": "plan", "think": "plan", "change": "plan", "kit": "plan", "handout": "plan",
    "progress": "progress", "record": "progress", "works": "progress", "correct": "progress",
    "help": "help", "settings": "help", "data": "help", "doctor": "help", "letter": "help", "erase": "help", "import": "help",
    "item": "help", "source": "help",
}  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; empty where there is no visit, as on an error before it."""
    visit = getattr(request, "visit", None)
    if visit is None:
        return {}
    match = request.resolver_match
    name = (match.url_name if match else "") or ""
    return {"visit": visit, "choices": visit.choices, "here": name, "place": PLACES.get(name, ""), "said": visit.said()}
