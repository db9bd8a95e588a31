"""A good entry of each kind, written out by hand, and a line that can be spoiled in one place."""

import json
from typing import Any

BODIES: dict[str, dict[str, Any]] = {
    "about_me": {"country": "GB", "minutes_a_day": 20, "answers": {"age": 45, "sex": "female", "pain_places": ["left_calf"]}},
    "answers": {
        "sitting": "first",
        "answers": {
            "saddle_numb": "no",
            "foot_drop": "unsure",
            "bladder_change": "unchanged",
            "leg_pain_now": 6.5,
            "which_side": "left",
            "numb_places": ["numb/foot_top", "left_calf"],
            "pain_began": "2026-10-02",
        },
    },
    "kit": {"have": ["tennis_ball", "chair"], "lack": ["foam_roller"]},
    "preference": {"item": "floor_ball", "what": "swapped", "to": "wall_ball", "reason": "the floor is cold", "until": "2026-12-01"},
    "plan_accepted": {"items": [{"id": "walk", "rung": 0, "days": ["2026-11-20", "2026-11-21"]}], "version": "2026.11.20-ab12"},
    "shown": {"class": "same_day", "rules": ["cauda_equina.ces_saddle"], "version": "2026.11.20-ab12"},
    "session": {
        "items": [
            {"id": "wall_ball", "seconds": 60, "rung": 1, "level": 2, "side": "left"},
            {"id": "wall_ball", "seconds": 45, "rung": 1, "side": "right"},
            {"id": "slow_breathing", "seconds": 180.5, "rung": None},
        ],
        "why_stopped": "finished",
    },
    "reaction": {"now": "lower_down", "pain": 4, "place": "left_calf"},
    "morning": {"leg": None, "sleep": "broken", "soreness": "same_spot", "sore_hours": 30},
    "weekly": {"back": 3, "function": 6, "calm": 7, "activities": {"tying my shoes": 4, "garden": None}},
    "visit": {"whom": "the physiotherapist", "listened": "yes", "outcome": "come back in 6 weeks"},
    "finding": {"finding": "knee_jerk_weak", "value": "yes", "whom": "the doctor"},
    "clearance": {"who": "hospital doctor", "seen": "2026-11-19", "found": "scan clear", "rules": ["cauda_equina.ces_saddle"]},
    "note": {"text": "Long drive today.\nبهتر شد"},
}


def record(kind: str = "morning", **changes: Any) -> dict[str, Any]:
    """A good record of this kind, with some of its fields changed."""
    good = {
        "id": f"{kind}-1",
        "kind": kind,
        "day": "2026-11-20",
        "happened": "2026-11-20T07:30:00+00:00",
        "noted": "2026-11-20T08:31:12.000345+01:00",
        "body": BODIES.get(kind, {}),
    }
    return {**good, **changes}


def lines(*records: dict[str, Any]) -> str:
    """The records as NDJSON."""
    return "".join(json.dumps(each) + "\n" for each in records)
