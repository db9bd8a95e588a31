"""The clips of the recorded voice, whole or in the parts that Safari asks for."""

import re

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from ischia.site.visit import Request
from ischia.site.voicing import clip_bytes

KIND = "audio/mp4"
# The name is made from the words, so a clip never changes; only this browser keeps it.
KEPT = "private, max-age=31536000, immutable"
RANGE = re.compile(r"bytes=(\d{0,9})-(\d{0,9})")


@require_GET
def voice(request: Request, file: str) -> HttpResponse:
    """One clip."""
    held = clip_bytes(file)
    if held is None:
        return HttpResponse("There is no such clip.", status=404, content_type="text/plain; charset=utf-8")
    # Sound is compressed already, and parts are counted in its own bytes.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    response = _answer(request, held)
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _answer(request: Request, held: bytes) -> HttpResponse:
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    # Whoever asks for a part of the same file as before gets all of it: clips have no mark to compare.
    if asked is None or not any(asked.groups()) or "If-Range" in request.headers:
        return HttpResponse(held, content_type=KIND, headers={"Cache-Control": KEPT})
    first, last = _bounds(asked, len(held))
    if not 0 <= first <= last:
        return HttpResponse(status=416, content_type=KIND, headers={"Content-Range": f"bytes */{len(held)}"})
    headers = {"Cache-Control": KEPT, "Content-Range": f"bytes {first}-{last}/{len(held)}"}
    return HttpResponse(held[first : last + 1], status=206, content_type=KIND, headers=headers)


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int]:
    """First and last byte of what was asked; the first lies after the last where there is nothing."""
    first, last = asked.groups()
    if not first:
        return max(0, size - int(last)) if int(last) else size, size - 1
    return int(first), min(int(last or size), size - 1)
