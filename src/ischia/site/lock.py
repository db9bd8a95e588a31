"""The lock of a site that a phone may use: without the passcode nothing is shown but the way in, and what to do in an emergency."""

from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from ischia.site.guard import OPEN_WITHOUT_PASSCODE, Respond
from ischia.site.passcode import Passcode

# A browser takes a cookie of this prefix only over HTTPS, for the whole site, and from no other name.
COOKIE = "__Host-ischia"
DAYS = 90
SECONDS_A_DAY = 24 * 60 * 60


@cache
def passcode() -> Passcode:
    """The passcode of this computer's data folder."""
    return Passcode(settings.FOLDER)


class Locked:
    """Before every page: whoever has not typed the passcode goes to its page, and learns nothing else."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or the way to the passcode."""
        if settings.HOST is None or is_open(request):
            return self.get_response(request)
        request.locked = True  # type: ignore[attr-defined]
        return self.get_response(request) if _name(request) in OPEN_WITHOUT_PASSCODE else _turned_away(request)


def is_open(request: HttpRequest) -> bool:
    """Whether this browser has typed the passcode that holds now, at most 90 days ago."""
    kept = passcode().hash
    if not kept:
        return False
    try:
        _signer(kept).unsign(request.COOKIES.get(COOKIE, ""), max_age=DAYS * SECONDS_A_DAY)
    except signing.BadSignature:
        return False
    return True


def let_in(response: HttpResponse) -> None:
    """Give the browser the cookie that opens; it ends with the passcode."""
    value = _signer(passcode().hash).sign("open")
    response.set_cookie(COOKIE, value, max_age=DAYS * SECONDS_A_DAY, secure=True, httponly=True, samesite="Strict", path="/")


def shut(response: HttpResponse) -> None:
    """Take the cookie back."""
    response.set_cookie(COOKIE, "", max_age=0, secure=True, httponly=True, samesite="Strict", path="/")


def _signer(kept: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"ischia passcode {kept}")


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _turned_away(request: HttpRequest) -> HttpResponse:
    """What a browser opens as a page leads to the passcode; a script is told that it is locked, so that it never mistakes one."""
    usual = "navigate" if request.method in ("GET", "HEAD") else ""
    if request.headers.get("Sec-Fetch-Mode", usual) == "navigate":
        response = redirect("passcode")
        response.status_code = HTTPStatus.SEE_OTHER
        return response
    return HttpResponse("locked", content_type="text/plain; charset=utf-8", status=HTTPStatus.UNAUTHORIZED)
