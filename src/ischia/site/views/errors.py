"""What went wrong, what is safe, and what to do; never anything about the person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    return render(request, "site/error_no_page.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong inside; a page without frame or context, so that it cannot fail itself."""
    return HttpResponse(render_to_string("site/error_broken.html"), status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of this site, or that is older than the last erasing."""
    return render(request, "site/error_old_form.html", status=403)
