"""Measures: what the diary says, as answers to questions that nobody is asked (findings of part `measure`)."""

from collections.abc import Callable

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.layout import Bools, Floats, layout_of
from ischia.reasoning.people import People
from ischia.reasoning.truth import ANSWERED, Answers

Measure = Callable[[Knowledge, People, float], Floats]


def measure(knowledge: Knowledge, people: People, answers: Answers, at: float) -> Answers:
    """The answers with every computable measure filled in; what the diary cannot tell stays unasked."""
    layout = layout_of(knowledge)
    state, value = answers.state.copy(), answers.value.copy()
    for name, compute in MEASURES.items():
        if name in layout.column:
            found = compute(knowledge, people, at)
            column = layout.column[name]
            state[:, column] = np.where(np.isnan(found), 0, ANSWERED)
            value[:, column] = np.nan_to_num(found)
    return Answers(state, value)


def weekly_means(people: People, week: int) -> Floats:
    """Mean leg pain of each remembered week, oldest first (n x weeks), NaN where no morning was answered."""
    weeks = people.leg.shape[1] // week
    by_week = people.leg[:, -weeks * week :].reshape(len(people), weeks, week)
    known = ~np.isnan(by_week)
    total = np.where(known, by_week, 0).sum(axis=2)
    return np.where(known.any(axis=2), total / np.maximum(known.sum(axis=2), 1), np.nan)


def baseline(people: People, days: int) -> Floats:
    """Median of the last mornings that were answered, up to `days` of them, today left out (n,)."""
    earlier = people.leg[:, :-1]
    rank = np.cumsum(~np.isnan(earlier[:, ::-1]), axis=1)[:, ::-1]
    last = np.where(rank <= days, earlier, np.nan)
    ordered = np.sort(last, axis=1)
    count = (~np.isnan(last)).sum(axis=1)
    rows = np.arange(len(people))
    middle = (ordered[rows, (np.maximum(count, 1) - 1) // 2] + ordered[rows, np.maximum(count, 1) // 2]) / 2
    return np.where(count > 0, middle, np.nan)


def streak(yes: Bools) -> Floats:
    """How many of the last days in a row hold, today last (n,)."""
    return np.asarray(np.cumprod(yes[:, ::-1], axis=1).sum(axis=1), dtype=float)


def last_known(values: Floats) -> Floats:
    """The last value of each row that is not NaN (n,)."""
    known = ~np.isnan(values)
    last = values.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    return np.where(known.any(axis=1), values[np.arange(len(values)), last], np.nan)


def _week(knowledge: Knowledge) -> int:
    return int(knowledge.limit("programme.days"))


def _ends(knowledge: Knowledge, people: People) -> tuple[Floats, Floats]:
    """Mean of the first remembered week with mornings and of the last seven days; NaN without enough mornings."""
    means, recent = weekly_means(people, _week(knowledge)), people.leg[:, -_week(knowledge) :]
    known = ~np.isnan(means)
    first = np.where(known.sum(axis=1) >= 2, means[np.arange(len(means)), known.argmax(axis=1)], np.nan)
    enough = (~np.isnan(recent)).sum(axis=1) >= knowledge.limit("response.minimum_mornings")
    return first, np.where(enough, means[:, -1], np.nan)


def _leg_change(knowledge: Knowledge, people: People, at: float) -> Floats:
    first, now = _ends(knowledge, people)
    return now - first


def _leg_share(knowledge: Knowledge, people: People, at: float) -> Floats:
    first, now = _ends(knowledge, people)
    return np.where(first > 0, (now - first) / np.where(first > 0, first, 1), np.nan)


def _meaningful_better(knowledge: Knowledge, people: People, at: float) -> Floats:
    change, share = _leg_change(knowledge, people, at), _leg_share(knowledge, people, at)
    better = (change <= -knowledge.limit("response.better_points")) & (share <= -knowledge.limit("response.better_share"))
    return np.where(np.isnan(change), np.nan, better.astype(float))


def _weeks_of_pain(knowledge: Knowledge, people: People, at: float) -> Floats:
    """Whole weeks."""
    layout = layout_of(knowledge)
    column = layout.column["pain_began"]
    known = people.answers().known(column)
    return np.where(known, np.floor((at - people.value[:, column]) / _week(knowledge)), np.nan)


def _days_of_care(people: People, at: float) -> Floats:
    begun = np.isfinite(people.started)
    return np.where(begun, at - np.where(begun, people.started, 0), 0.0)


def _weeks_of_care(knowledge: Knowledge, people: People, at: float) -> Floats:
    """Whole weeks."""
    return np.asarray(np.floor(_days_of_care(people, at) / _week(knowledge)))


def _worse_days(knowledge: Knowledge, people: People, at: float) -> Floats:
    usual = _usual(knowledge, people)
    worse = people.leg - usual[:, None] >= knowledge.limit("response.worse_points")
    known = ~np.isnan(people.leg)
    # A morning that is not told yet does not end a worse spell; a week without any does.
    unbroken = np.cumprod((worse | ~known)[:, ::-1], axis=1)[:, ::-1]
    spell = (unbroken * (worse & known)).sum(axis=1)
    told = known[:, -_week(knowledge) :].any(axis=1)
    return np.where(np.isnan(usual) | ~told, 0.0, spell.astype(float))


def _usual(knowledge: Knowledge, people: People) -> Floats:
    """Median of the mornings before the last few days, against which a worse spell is seen."""
    spell = int(knowledge.limit("response.worse_days"))
    return np.asarray(np.nan if people.leg.shape[1] <= spell else _median(people.leg[:, :-spell], _week(knowledge)))


def _median(values: Floats, days: int) -> Floats:
    recent = values[:, -days:]
    known = (~np.isnan(recent)).sum(axis=1)
    ordered = np.sort(recent, axis=1)
    rows = np.arange(len(recent))
    middle = (ordered[rows, np.maximum(known - 1, 0) // 2] + ordered[rows, np.minimum(known // 2, days - 1)]) / 2
    return np.where(known > 0, middle, np.nan)


def _recent_yes(moment: Floats, at: float, days: float) -> Floats:
    return np.where(np.isfinite(moment), (at - moment <= days).astype(float), 0.0)


def _lower_down(knowledge: Knowledge, people: People, at: float) -> Floats:
    return _recent_yes(people.lower_down, at, knowledge.limit("screen.lower_down_days"))


def _taken_back(knowledge: Knowledge, people: People, at: float) -> Floats:
    return np.isfinite(people.taken_back).astype(float)


def _weeks_function_bad(knowledge: Knowledge, people: People, at: float) -> Floats:
    """For how many weeks in a row the weekly answers were bad, up to the last one."""
    bad: Bools = (people.function >= knowledge.limit("response.function_bad")) | (
        people.activity <= knowledge.limit("response.activity_bad")
    )
    said = ~np.isnan(people.function) | ~np.isnan(people.activity)
    weeks = bad.shape[1] // _week(knowledge)
    span = slice(-weeks * _week(knowledge), None)
    shape = (len(people), weeks, _week(knowledge))
    bad_week, said_week = bad[:, span].reshape(shape).any(axis=2), said[:, span].reshape(shape).any(axis=2)
    return np.where(said.any(axis=1), streak(np.asarray(bad_week & said_week)), np.nan)


def _sleep_lost(knowledge: Knowledge, people: People, at: float) -> Floats:
    recent = people.sleep[:, -_week(knowledge) :]
    return np.where((~np.isnan(recent)).any(axis=1), (recent >= 1).sum(axis=1).astype(float), np.nan)


def _weeks_without_change(knowledge: Knowledge, people: People, at: float) -> Floats:
    """Weeks since the start of care when the last weekly mean lies within the no-gain margin of the first."""
    change, care = _leg_change(knowledge, people, at), _weeks_of_care(knowledge, people, at)
    still = np.abs(change) <= knowledge.limit("response.no_gain_within")
    return np.where(np.isnan(change) | np.isnan(care), np.nan, np.where(still, care, 0.0))


def _steps_back(knowledge: Knowledge, people: People, at: float) -> Floats:
    span = int(knowledge.limit("response.steps_back_weeks")) * _week(knowledge)
    return np.asarray(people.backward[:, -span:].sum(axis=1), dtype=float)


def _adherence(knowledge: Knowledge, people: People, at: float) -> Floats:
    """Share of the last weeks' days with a session, since the first."""
    span = int(knowledge.limit("response.no_gain_weeks")) * _week(knowledge)
    days = np.clip(_days_of_care(people, at), 1, span)
    return np.asarray(people.trained[:, -span:].sum(axis=1) / days)


MEASURES: dict[str, Measure] = {
    "weeks_of_pain": _weeks_of_pain,
    "weeks_of_care": _weeks_of_care,
    "leg_change": _leg_change,
    "leg_share": _leg_share,
    "leg_mean_week": lambda knowledge, people, at: _ends(knowledge, people)[1],
    "meaningful_better": _meaningful_better,
    "function_stopped": lambda knowledge, people, at: last_known(people.function),
    "activity_worst": lambda knowledge, people, at: last_known(people.activity),
    "weeks_function_bad": _weeks_function_bad,
    "sleep_lost_week": _sleep_lost,
    "worse_days": _worse_days,
    "lower_down": _lower_down,
    "danger_answer_taken_back": _taken_back,
    "weeks_without_change": _weeks_without_change,
    "steps_back_4w": _steps_back,
    "adherence_share": _adherence,
}
