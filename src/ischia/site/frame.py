"""What every page shows: where we are, what the person chose for their screen, and the line that waits."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ischia.site.visit import knowledge

PLACES = {
    "today": "today", "morning": "today", "weekly": "today", "session": "today",
    "plan": "plan", "think": "plan", "change": "plan", "kit": "plan", "handout": "plan",
    "progress": "progress", "record": "progress", "works": "progress", "correct": "progress",
    "help": "help", "settings": "help", "data": "help", "doctor": "help", "letter": "help", "erase": "help", "import": "help",
    "item": "help", "source": "help",
}  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; of the person nothing where there is no visit, as on an error before it, or before the passcode."""
    visit = getattr(request, "visit", None)
    whole: dict[str, Any] = {"host": settings.HOST}
    if visit is None or getattr(request, "locked", False):
        return whole
    match = request.resolver_match
    name = (match.url_name if match else "") or ""
    return whole | {"visit": visit, "choices": visit.choices, "here": name, "place": PLACES.get(name, ""), "said": visit.said()}


def kept(about: str = "", **slots: object) -> str:
    """Where everything is kept, in the sentence of the place that says it: on this computer, or by the host that the phone calls."""
    key = f"passcode.kept{about and '.'}{about}"
    if settings.HOST is None:
        return knowledge().word(f"{key}.here", **slots)
    return knowledge().word(f"{key}.host", host=settings.HOST.name, **slots)
