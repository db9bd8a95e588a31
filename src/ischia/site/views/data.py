"""My data: where it lies, a copy to keep, a copy to bring back, and erase."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ischia.exchange.table import write_table
from ischia.journal.entry import Entry
from ischia.journal.ndjson import JournalError, read_journal, write_journal
from ischia.site.seal import key_file
from ischia.site.visit import Request, Visit, forget

LARGEST = 32 * 1024 * 1024
BROUGHT = "import"
PROBLEMS_SHOWN = 20
WORD = "delete"


@require_GET
def data(request: Request) -> HttpResponse:
    """Where everything lies, and what can be done with it."""
    context = {"folder": settings.FOLDER, "key": key_file(settings.FOLDER), "count": len(request.visit.journal.written)}
    return render(request, "site/data.html", context)


@require_POST
def export(request: Request) -> HttpResponse:
    """The whole journal as a file: lines of JSON that can be brought back, or a table for a spreadsheet."""
    visit = request.visit
    as_table = request.POST.get("form") == "csv"
    text = write_table(visit.journal) if as_table else write_journal(visit.journal.written)
    kind, name = ("text/csv", "csv") if as_table else ("application/x-ndjson", "ndjson")
    response = HttpResponse(text.encode(), content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="ischia-{visit.today.isoformat()}.{name}"'
    return response


@dataclass(frozen=True)
class Preview:
    """What a copy holds: how many entries, from when to when, how many are new here."""

    count: int
    fresh: int
    first: date
    last: date


@require_http_methods(["GET", "POST"])
def bring(request: Request) -> HttpResponse:
    """Bring a copy back: look at it first, then keep it, all or nothing."""
    visit = request.visit
    held = str(visit.store.draft(BROUGHT).get("text", ""))
    if request.method == "GET":
        return render(request, "site/import.html", {})
    if "drop" in request.POST:
        visit.store.keep_draft(BROUGHT, {})
        return redirect("import")
    if "keep" in request.POST and held:
        return _keep(visit, held)
    return _look(request, request.FILES.get("copy"))


def _look(request: Request, upload: UploadedFile | None) -> HttpResponse:
    visit = request.visit
    if upload is None or not upload.size or upload.size > LARGEST:
        wrong = "none" if upload is None or not upload.size else "large"
        return render(request, "site/import.html", {"wrong": wrong, "most": LARGEST // 1024 // 1024})
    text = upload.read().decode("utf-8", errors="replace")
    try:
        entries = read_journal(text, visit.store.known)
    except JournalError as error:
        return render(
            request, "site/import.html", {"problems": error.problems[:PROBLEMS_SHOWN], "more": max(len(error.problems) - PROBLEMS_SHOWN, 0)}
        )
    if not entries:
        return render(request, "site/import.html", {"wrong": "none"})
    visit.store.keep_draft(BROUGHT, {"text": text})
    return render(request, "site/import.html", {"preview": _preview(visit, entries)})


def _preview(visit: Visit, entries: tuple[Entry, ...]) -> Preview:
    here = {entry.id for entry in visit.journal.written}
    days = [entry.day for entry in entries]
    return Preview(len(entries), sum(entry.id not in here for entry in entries), min(days), max(days))


def _keep(visit: Visit, text: str) -> HttpResponse:
    entries = sorted(read_journal(text, visit.store.known), key=lambda entry: entry.seq or 0)
    visit.store.add(*entries)
    visit.store.keep_draft(BROUGHT, {})
    visit.refresh()
    visit.say(visit.word("data.kept", count=len(entries)))
    return redirect("record" if visit.country else "welcome")


@require_http_methods(["GET", "POST"])
def erase(request: Request) -> HttpResponse:
    """Erase everything, in two clear steps: read what goes, then type the word."""
    visit = request.visit
    typed = request.POST.get("word", "").strip().lower()
    if request.method == "POST" and typed == WORD:
        visit.store.erase()
        forget()
        visit.refresh()
        visit.say(visit.word("data.gone"))
        return redirect("welcome")
    return render(
        request,
        "site/erase.html",
        {
            "count": len(visit.journal.written),
            "wrong": request.method == "POST",
            "word": WORD,
            "step": "step" in request.GET or request.method == "POST",
        },
    )
