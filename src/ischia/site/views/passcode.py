"""The way in for a phone, and the button that locks it again."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ischia.site.clock import read_clock
from ischia.site.lock import is_open, let_in, passcode, shut
from ischia.site.visit import Request, knowledge

MINUTE = 60


@sensitive_post_parameters("passcode")
@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """Ask for the passcode; whoever is in already, or sits at the computer itself, goes on."""
    if settings.HOST is None or is_open(request):
        return redirect("home")
    now, wrong = read_clock().timestamp(), False
    if request.method == "POST":
        guess = passcode().guess(request.POST.get("passcode", ""), now)
        if guess.right:
            opened = redirect("home")
            let_in(opened)
            return opened
        wrong = True
    wait = passcode().wait(now)
    context = {"none_set": not passcode().hash, "wrong": wrong, "wait": _waiting(wait)}
    status = (HTTPStatus.TOO_MANY_REQUESTS if wait else HTTPStatus.FORBIDDEN) if wrong else HTTPStatus.OK
    response = render(request, "site/passcode.html", context, status=status)
    if wait and wrong:
        response.headers["Retry-After"] = str(wait)
    return response


@require_POST
def lock(request: Request) -> HttpResponse:
    """Lock this phone: the passcode is asked again."""
    response = redirect("passcode" if settings.HOST else "home")
    shut(response)
    return response


def _waiting(seconds: int) -> str:
    """How long, in words."""
    if not seconds:
        return ""
    minutes = -(-seconds // MINUTE)
    size = "seconds" if seconds <= MINUTE else "minutes"
    return knowledge().word(f"passcode.wait.{size}", seconds=seconds, minutes=minutes)
