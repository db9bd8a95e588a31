"""Response: the weeks of this person against what time alone does, and whether a change means anything."""

from dataclasses import dataclass

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.layout import Floats, Ints
from ischia.reasoning.measures import weekly_means
from ischia.reasoning.people import People

VERDICTS = ("too_early", "better", "better_like_time", "unchanged", "worse")


@dataclass(frozen=True, eq=False)
class Response:
    """Weekly means of leg pain (n x weeks, oldest first, NaN without mornings), the band of time alone, and a verdict (in VERDICTS)."""

    weekly: Floats
    expected_low: Floats
    expected_high: Floats
    change: Floats
    verdict: Ints


def respond(knowledge: Knowledge, people: People) -> Response:
    """Compare each person's weekly means with the natural course that starts at their first week."""
    week = int(knowledge.limit("programme.days"))
    weekly = weekly_means(people, week)
    rows = np.arange(len(people))
    known = ~np.isnan(weekly)
    start = known.argmax(axis=1)
    first = weekly[rows, start]
    low, high = _band(knowledge, weekly.shape[1], start, first)
    last = weekly.shape[1] - 1
    change = np.where(known[:, last] & (start < last), weekly[:, last] - first, np.nan)
    return Response(weekly, low, high, change, _verdict(knowledge, change, first, weekly[:, last], low[:, last]))


def course(knowledge: Knowledge, first: float, weeks: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The band of time alone for somebody whose first week had this mean: its lower and upper ends, week by week."""
    low, high = _band(knowledge, weeks, np.zeros(1, dtype=np.int64), np.array([first]))
    return tuple(low[0].tolist()), tuple(high[0].tolist())


def _band(knowledge: Knowledge, weeks: int, start: Ints, first: Floats) -> tuple[Floats, Floats]:
    """Where leg pain would usually lie by time alone: drift for the first weeks, its spread between people, and measurement noise."""
    drift = knowledge.course["natural_course.drift_points_a_week_first"]
    fastest, slowest = float(drift.low or 0), float(drift.high or 0)
    since = np.clip(np.arange(weeks) - start[:, None], 0, _number(knowledge, "natural_course.drift_weeks"))
    noise = _number(knowledge, "natural_course.day_sd") / np.sqrt(knowledge.limit("response.minimum_mornings"))
    low = first[:, None] + fastest * since - noise
    high = first[:, None] + slowest * since + noise
    top = knowledge.limit("response.highest_pain")
    return np.clip(low, 0, top), np.clip(high, 0, top)


def _number(knowledge: Knowledge, key: str) -> float:
    return float(knowledge.course[key].value or 0)


def _verdict(knowledge: Knowledge, change: Floats, first: Floats, last: Floats, low: Floats) -> Ints:
    better = (change <= -knowledge.limit("response.better_points")) & (change <= -knowledge.limit("response.better_share") * first)
    worse = change >= knowledge.limit("response.weekly_mean_change")
    beyond_time = last < low
    cases = [np.isnan(change), better & beyond_time, better, worse]
    names = ("too_early", "better", "better_like_time", "worse")
    return np.select(cases, [VERDICTS.index(name) for name in names], VERDICTS.index("unchanged"))
