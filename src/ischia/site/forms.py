"""Forms that can be sent twice, or too late, without harm: each carries the id of what it would add and the number it was made at."""

from typing import Literal

from ischia.site.visit import Request, Visit

Arrival = Literal["fresh", "repeated", "stale"]


def arrival(request: Request, *kinds: str) -> Arrival:
    """How a form arrives: for the first time, a second time, or after something of these kinds was told elsewhere."""
    entry = request.POST.get("entry", "")
    if not entry or request.visit.store.has(entry):
        return "repeated" if entry else "stale"
    return "stale" if told_since(request.visit, request.POST.get("seq", ""), *kinds) else "fresh"


def told_since(visit: Visit, seq: str, *kinds: str) -> bool:
    """Whether something of these kinds was told after the number that the form was made at."""
    made_at = int(seq) if seq.isdecimal() else 0
    return any(entry.kind in kinds for entry in visit.journal.written if (entry.seq or 0) > made_at)


def whole_number(text: str | None, least: int, most: int) -> int | None:
    """A whole number between two bounds, None when it is none."""
    typed = (text or "").strip()
    return int(typed) if typed.isdecimal() and least <= int(typed) <= most else None


def free_words(text: str | None) -> str:
    """What somebody wrote, trimmed; a browser sends each line's end as two letters, which we count and keep as one."""
    return (text or "").replace("\r\n", "\n").strip()
