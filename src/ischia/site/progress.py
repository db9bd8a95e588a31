"""Progress as its page shows it: the finding in words, the pain line and its band, the sessions, and the ladder of each technique."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from ischia.reasoning.conclusions import ResponseConclusion
from ischia.reasoning.fold import day_number
from ischia.reasoning.people import COLOURS
from ischia.reasoning.response import course
from ischia.site.alarm import sentences
from ischia.site.charts import Point, Step, ladder_chart, pain_chart
from ischia.site.replying import told_answers
from ischia.site.visit import Visit

WEEK = 7
LEVELS = 4
SHOWN = 12


@dataclass(frozen=True)
class Ladder:
    """One technique's sessions: its chart, its table, and what holds it."""

    label: str
    chart: SafeString
    rows: tuple[tuple[date, int, str], ...]
    says: str


@dataclass(frozen=True)
class Progress:
    """Everything that the page shows."""

    title: str
    says: str
    chart: SafeString
    weeks: tuple[tuple[int, str, str], ...]
    mornings: int
    ladders: tuple[Ladder, ...]
    measures: tuple[tuple[str, tuple[tuple[date, str], ...]], ...]
    sessions: tuple[tuple[date, int, int, int, int], ...]
    referral: bool


def _finding(visit: Visit, response: ResponseConclusion) -> str:
    """The verdict in words; also where it is more than time alone does, some of it would have come anyway."""
    return f"{response.says} {visit.word('progress.anyway')}" if response.verdict == "better" else response.says


def progress_of(visit: Visit) -> Progress:
    """The page of one person."""
    response, referral = visit.conclusion.response, visit.conclusion.referral
    days = tuple(_mornings(visit))
    told = sentences(referral[0].says if referral else _finding(visit, response) if days else visit.word("progress.empty"))
    begun = days[0][0] if days else visit.today
    weeks = tuple(_weeks(visit))
    return Progress(
        title=told[0],
        says=" ".join(told[1:]),
        chart=_chart(visit, days, begun),
        weeks=weeks,
        mornings=len(days),
        ladders=tuple(_ladders(visit)),
        measures=tuple(_measures(visit)),
        sessions=tuple(_sessions(visit)),
        referral=bool(referral),
    )


def _mornings(visit: Visit) -> Iterator[tuple[date, float]]:
    """Day and leg pain of each morning, the last of a day."""
    found = {entry.day: entry.body["leg"] for entry in visit.journal.of_kind("morning") if entry.body.get("leg") is not None}
    yield from sorted(found.items())


def _known_weeks(visit: Visit) -> tuple[tuple[float | None, ...], tuple[float | None, ...], tuple[float | None, ...], int]:
    """Weekly means and band from the first week with mornings on, and how many weeks ago that was."""
    response = visit.conclusion.response
    start = next((place for place, mean in enumerate(response.weekly) if mean is not None), len(response.weekly))
    return response.weekly[start:], response.expected_low[start:], response.expected_high[start:], start


def _weeks(visit: Visit) -> Iterator[tuple[int, str, str]]:
    """Week, mean and band of what time alone does, in words."""
    means, low, high, _ = _known_weeks(visit)
    for week, (mean, least, most) in enumerate(zip(means, low, high, strict=True), 1):
        band = "" if least is None or most is None else f"{least:.1f} to {most:.1f}"
        yield week, "" if mean is None else f"{mean:.1f}", band


def _chart(visit: Visit, days: tuple[tuple[date, float], ...], begun: date) -> SafeString:
    means, _, _, start = _known_weeks(visit)
    remembered = len(visit.conclusion.response.weekly)
    # The first remembered week that has mornings is where the line and the band begin.
    since = visit.today - timedelta(days=(remembered - start) * WEEK - 1) if start < remembered else begun
    points: list[Point] = [((day - since).days / WEEK, leg) for day, leg in days if day >= since]
    thinned = _thin(points)
    weeks = SHOWN
    first = next((mean for mean in means if mean is not None), _told_pain(visit))
    low, high = course(visit.knowledge, first, weeks + 1) if first is not None else ((), ())
    named = visit.word("progress.you", pain=f"{points[-1][1]:g}") if points else ""
    return pain_chart(thinned, low, high, weeks, named)


def _thin(points: list[Point]) -> list[Point]:
    """At most some forty dots: every second, third, … morning, and always the last."""
    step = max(1, len(points) // (SHOWN * 3))
    return [*points[:-1][::step], *points[-1:]]


def _told_pain(visit: Visit) -> float | None:
    """Where the band begins before the first morning: at the pain that was told."""
    said = told_answers(visit).get("leg_pain_now")
    return float(said) if isinstance(said, int | float) else None


def _ladders(visit: Visit) -> Iterator[Ladder]:
    """One for each hands-on technique that was done."""
    done: dict[str, list[tuple[date, int]]] = {}
    for entry in visit.journal.of_kind("session"):
        for one in entry.body["items"]:
            item = visit.knowledge.items().get(one["id"])
            if item is not None and item.slot == "massage" and one["seconds"] > 0:
                done.setdefault(one["id"], []).append((entry.day, int(one.get("level") or 0)))
    for key, sessions in done.items():
        yield _ladder(visit, key, sessions[-SHOWN:])


def _ladder(visit: Visit, key: str, sessions: list[tuple[date, int]]) -> Ladder:
    item, dose = visit.knowledge.items()[key], visit.conclusion.dose.get(key)
    rows = tuple((day, level, colour_on(visit, day + timedelta(days=1))) for day, level in sessions)
    steps = [Step(level, colour) for _, level, colour in rows]
    names = [visit.word(f"progress.level.{level}") for level in range(LEVELS)]
    limit = max(dose.level if dose else 0, max(step.level for step in steps))
    says = dose.says if dose else visit.word("progress.not_open")
    return Ladder(item.label, ladder_chart(steps, limit, names, visit.word("progress.limit", level=limit)), rows, says)


def colour_on(visit: Visit, day: date) -> str:
    """The colour of a morning; none where it lies too far back or is still to come."""
    colours = visit.standing.people.colour[0]
    ago = int(day_number(visit.standing_day) - day_number(day))
    return COLOURS[int(colours[-1 - ago])] if 0 <= ago < len(colours) else "none"


def _measures(visit: Visit) -> Iterator[tuple[str, tuple[tuple[date, str], ...]]]:
    """Back, function, calm and own activities, week by week."""
    weekly = visit.journal.of_kind("weekly")
    for key in ("back", "function", "calm"):
        rows = tuple((entry.day, f"{entry.body[key]:g}") for entry in weekly if entry.body.get(key) is not None)
        if rows:
            yield visit.knowledge.findings[f"weekly_{key}"].label.capitalize(), rows[-SHOWN:]
    names = dict.fromkeys(name for entry in weekly for name in entry.body.get("activities") or {})
    for name in names:
        found = [(entry.day, (entry.body.get("activities") or {}).get(name)) for entry in weekly]
        yield name, tuple((day, f"{score:g}") for day, score in found if score is not None)[-SHOWN:]


def _sessions(visit: Visit) -> Iterator[tuple[date, int, int, int, int]]:
    """Week by week: sessions, and green, amber and red mornings."""
    days = {entry.day for entry in visit.journal.of_kind("session")}
    monday = visit.today - timedelta(days=visit.today.weekday())
    for back in range(SHOWN):
        begins = monday - timedelta(days=WEEK * back)
        week = [begins + timedelta(days=offset) for offset in range(WEEK)]
        count = sum(day in days for day in week)
        if count:
            colours = [colour_on(visit, day) for day in week]
            green, amber, red = (colours.count(name) for name in ("green", "amber", "red"))
            yield begins, count, green, amber, red
