"""What a person typed, understood as an answer; None when it was not understood."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from ischia.cli.replies import faults
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Finding
from ischia.reasoning.replies import UNSURE

NOT_SURE = ("not sure", "unsure", "?", "u", "ns")
NONE = ("none", "no", "n", "0", "none of these")
SIDES = {"l": "left", "left": "left", "r": "right", "right": "right", "b": "both", "both": "both"}
DAYS = {"day": 1, "week": 7, "month": 30}
_AGO = re.compile(r"(\d{1,4}) (day|week|month)s? ago")


def understood(knowledge: Knowledge, finding: Finding, text: str, today: date) -> Any:
    """The answer that was typed, when it is one."""
    typed = " ".join(text.lower().split())
    answer = UNSURE if typed in NOT_SURE else _READ[finding.kind](knowledge, finding, typed, today)
    return None if answer is None or any(faults(knowledge, finding, answer, today)) else answer


def _yes_no(knowledge: Knowledge, finding: Finding, typed: str, today: date) -> str | None:
    return {"y": "yes", "yes": "yes", "n": "no", "no": "no"}.get(typed)


def _choice(knowledge: Knowledge, finding: Finding, typed: str, today: date) -> str | None:
    choices = finding.choices or {}
    if typed.isdecimal():
        return picked(tuple(choices), typed)
    named = {name.lower(): key for key, label in choices.items() for name in (key, label)}
    return named.get(typed)


def picked(of: Sequence[str], typed: str) -> str | None:
    """One of a numbered list, counted from 1."""
    place = int(typed) if typed.isdecimal() else 0
    return of[place - 1] if 1 <= place <= len(of) else None


def _number(knowledge: Knowledge, finding: Finding, typed: str, today: date) -> float | int | None:
    if not re.fullmatch(r"\d{1,6}([.,]\d{1,3})?", typed):
        return None
    number = float(typed.replace(",", "."))
    return int(number) if number.is_integer() else number


def _date(knowledge: Knowledge, finding: Finding, typed: str, today: date) -> str | None:
    ago = _AGO.fullmatch(typed)
    if ago:
        return (today - timedelta(days=int(ago[1]) * DAYS[ago[2]])).isoformat()
    near = {"today": today, "yesterday": today - timedelta(days=1)}
    return near[typed].isoformat() if typed in near else typed


def _places(knowledge: Knowledge, finding: Finding, typed: str, today: date) -> list[str] | None:
    if typed in NONE:
        return []
    found = [place(knowledge, part) for part in typed.split(",") if part.strip()]
    whole = [one for one in found if one is not None]
    return list(dict.fromkeys(whole)) if whole and len(whole) == len(found) else None


def place(knowledge: Knowledge, typed: str) -> str | None:
    """`left 2`, `right calf` or `both 1` as a place; without a side it is both."""
    first, _, rest = typed.strip().partition(" ")
    side, name = (SIDES[first], rest.strip()) if first in SIDES and rest else ("both", typed.strip())
    areas = {label: key for key, area in knowledge.areas.items() for label in (key, key.replace("_", " "), area.label.lower())}
    area = picked(tuple(knowledge.areas), name) if name.isdecimal() else areas.get(name)
    if area is None or (side != "both" and side not in knowledge.areas[area].sides):
        return None
    return area if side == "both" else f"{side}_{area}"


def ticked(of: Sequence[str], typed: str) -> tuple[str, ...] | None:
    """Several of a numbered list; empty for none of them."""
    if typed in NONE:
        return ()
    parts = [part for part in re.split(r"[ ,;]+", typed) if part]
    found = [picked(of, part) for part in parts]
    return tuple(one for one in of if one in found) if parts and None not in found else None


_READ = {"yes_no": _yes_no, "choice": _choice, "number": _number, "date": _date, "places": _places}
