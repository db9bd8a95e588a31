"""What surrounds every page: nothing from elsewhere, nothing kept by the browser, and in danger no page but the way to help."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve

from ischia.site.visit import Request, Visit

Respond = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Pages that stay open in an emergency: the way to help, what was told, and the questions that can only tell how urgent it is.
OPEN_IN_DANGER = {
    "stop", "summary", "mistake", "seen", "worry", "questions", "answer", "back", "skip", "letter", "letter_pdf", "doctor",
    "record", "correct",
    "data", "export", "import", "erase", "settings", "help", "works", "source", "item", "welcome", "session_done", "voice",
}  # fmt: skip
# Pages that need no country yet.
OPEN_TO_STRANGERS = {"welcome", "help", "works", "source", "item", "data", "import", "settings", "export", "erase", "voice"}
# Where a phone needs the passcode, these need none: they say nothing about the person, and an installed page must start offline.
OPEN_WITHOUT_PASSCODE = {"passcode", "worker", "manifest"}
# Nothing must come before locking, nor before the way in.
NEVER_LED_AWAY = {*OPEN_WITHOUT_PASSCODE, "lock"}


class Strict:
    """Outermost: the same strict headers on every answer, files included."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with its headers."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class Visits:
    """Innermost: hands each view its visit, and leads to the page that must come first."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or the one that must come before it."""
        request.visit = Visit()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: Request, view: object, args: object, named: object) -> HttpResponse | None:
        """Strangers begin at the welcome; in danger everything leads to the stop page."""
        name, visit = resolve(request.path_info).url_name or "", request.visit
        if name in NEVER_LED_AWAY:
            return None
        if not visit.country and name not in OPEN_TO_STRANGERS:
            return redirect("welcome")
        if visit.country and name not in OPEN_IN_DANGER and visit.urgent:
            return redirect("stop")
        return None
