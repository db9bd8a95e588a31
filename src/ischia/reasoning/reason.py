"""`reason`: everything that follows about a batch of people at one moment, as arrays (ruling 10)."""

from dataclasses import dataclass

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.causes import Likelihood, estimate, raised
from ischia.reasoning.cautions import Scope, scope
from ischia.reasoning.danger import Alarm, judge
from ischia.reasoning.dose import Dose, holding, prescribe
from ischia.reasoning.layout import Bools, Ints, layout_of
from ischia.reasoning.measures import measure
from ischia.reasoning.people import People
from ischia.reasoning.programme import Plan, Shares, plan
from ischia.reasoning.referral import refer
from ischia.reasoning.response import Response, respond
from ischia.reasoning.screen import standing
from ischia.reasoning.truth import Answers, Evaluator


@dataclass(frozen=True, eq=False)
class Conclusions:
    """What follows for each person, with its trace: which rules, weights, cautions and limits."""

    at: float
    people: People
    answers: Answers
    alarm: Alarm
    likelihood: Likelihood
    scope: Scope
    dose: Dose
    holds: Ints
    plan: Plan
    response: Response
    referral: Bools


def reason(knowledge: Knowledge, people: People, at: float) -> Conclusions:
    """Pure array code: `at` is days since 1970."""
    answers = measure(knowledge, people, standing(knowledge, people, at), at)
    evaluator = Evaluator(layout_of(knowledge), answers, at)
    alarm = judge(knowledge, answers, at, people.cleared)
    likelihood = estimate(knowledge, answers)
    limits = scope(knowledge, people, answers, at)
    dose = prescribe(knowledge, people, limits, at)
    week = plan(knowledge, people, evaluator, alarm, Shares(likelihood.mid, raised(knowledge, likelihood)), limits, dose)
    return Conclusions(
        at=at,
        people=people,
        answers=answers,
        alarm=alarm,
        likelihood=likelihood,
        scope=limits,
        dose=dose,
        holds=holding(knowledge, people, limits, at),
        plan=week,
        response=respond(knowledge, people),
        referral=refer(knowledge, evaluator),
    )
