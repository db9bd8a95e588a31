"""`conclude`: one journal, one knowledge and one moment in; everything that follows about one person out."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from ischia.journal.journal import Journal
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Finding
from ischia.knowledge.rules import Change
from ischia.knowledge.value import CAUSES, URGENCIES
from ischia.reasoning.causes import cannot_tell, ranges, ratios, weights_of
from ischia.reasoning.cautions import takes_from
from ischia.reasoning.conclusions import (
    SCHEMA,
    AlsoConclusion,
    CauseConclusion,
    CautionConclusion,
    Conclusion,
    DangerConclusion,
    DangerReason,
    Gates,
    LeftQuestion,
    QuestionsConclusion,
    Reason,
    ReferralConclusion,
    ResponseConclusion,
)
from ischia.reasoning.danger import STOP, rule_urgency
from ischia.reasoning.fold import fold, moment_number
from ischia.reasoning.layout import Floats, Layout, layout_of
from ischia.reasoning.people import People
from ischia.reasoning.questions import Candidate, asked_count, candidates, unanswered
from ischia.reasoning.reason import Conclusions, reason
from ischia.reasoning.response import VERDICTS
from ischia.reasoning.scores import cross_check
from ischia.reasoning.screen import gates
from ischia.reasoning.truth import Evaluator
from ischia.reasoning.week import read_doses, read_programme


def conclude(knowledge: Knowledge, journal: Journal, at: datetime) -> Conclusion:
    """Everything that follows from a journal at a moment with its zone; pure, and the same every time."""
    people = fold(knowledge, journal, at)
    return read(knowledge, people, reason(knowledge, people, moment_number(at)), at.isoformat())


def read(knowledge: Knowledge, people: People, concluded: Conclusions, at: str) -> Conclusion:
    """The first person of a batch in words."""
    evaluator = Evaluator(layout_of(knowledge), concluded.answers, concluded.at)
    low, high = ranges(knowledge, concluded.answers, concluded.likelihood)
    return Conclusion(
        schema=SCHEMA,
        at=at,
        knowledge_version=knowledge.version,
        danger=_danger(knowledge, people, concluded),
        causes=tuple(_causes(knowledge, concluded, low, high)),
        also_possible=tuple(_also(knowledge, evaluator)),
        cannot_tell=bool(cannot_tell(knowledge, concluded.likelihood.mid, low, high)[0]),
        scores=cross_check(knowledge, evaluator),
        questions=_questions(knowledge, people, concluded),
        cautions=tuple(_cautions(knowledge, evaluator, concluded)),
        programme=read_programme(knowledge, concluded, low, high),
        dose=read_doses(knowledge, concluded, low, high),
        response=_response(knowledge, concluded),
        referral=tuple(_referrals(knowledge, concluded)),
    )


def _danger(knowledge: Knowledge, people: People, concluded: Conclusions) -> DangerConclusion:
    alarm, layout = concluded.alarm, layout_of(knowledge)
    urgency = URGENCIES[int(alarm.urgency[0])]
    open_now, open_gates = gates(knowledge, people, concluded.answers, concluded.at)
    reasons = (*_rules_fired(knowledge, concluded), *_doubts(knowledge, layout, concluded))
    contradictions = zip(knowledge.contradictions.items(), alarm.contradicted[0], strict=True)
    return DangerConclusion(
        urgency=urgency,
        complete=bool(alarm.complete[0]),
        missing=unanswered(alarm.missing[0], layout),
        reasons=tuple(sorted(reasons, key=lambda one: (-URGENCIES.index(one.urgency), one.id))),
        contradictions=tuple(Reason(key, one.says, "judgement", one.because) for (key, one), found in contradictions if found),
        title=knowledge.word(f"danger.class.{urgency}.title") if _says_class(alarm.complete[0], urgency) else "",
        do=" ".join(dict.fromkeys(one.do for one in reasons if one.urgency == urgency and one.do)),
        safety_net=knowledge.word("danger.safety_net"),
        gates=Gates(bool(open_now[0]), unanswered(open_gates[0], layout)),
    )


def _says_class(complete: bool, urgency: str) -> bool:
    """Until the screen is complete nothing shown may say self-care."""
    return complete or urgency != "self_care"


def _rules_fired(knowledge: Knowledge, concluded: Conclusions) -> Iterator[DangerReason]:
    """The rules that fired, of each condition the gravest: the milder ones of the same signs would contradict them."""
    fired = [key for key, found in zip(layout_of(knowledge).rules, concluded.alarm.fired[0], strict=True) if found]
    for key in fired:
        rule, condition = layout_of(knowledge).rules[key], key.partition(".")[0]
        graver = [other for other in fired if other.partition(".")[0] == condition]
        if rule_urgency(rule) == max(rule_urgency(layout_of(knowledge).rules[other]) for other in graver):
            yield DangerReason(key, rule.says, rule.because[0].grade, rule.because, None, rule.urgency, rule.because_it_matters, rule.do)


def _doubts(knowledge: Knowledge, layout: Layout, concluded: Conclusions) -> Iterator[DangerReason]:
    for column in np.flatnonzero(concluded.alarm.doubted[0]):
        finding = layout.finding[column]
        says = knowledge.word("danger.unsure_about", question=finding.label)
        yield DangerReason(f"unsure.{finding.id}", says, "judgement", finding.because, None, str(finding.if_unsure))
    for (key, group), found in zip(knowledge.not_sure.items(), concluded.alarm.several[0], strict=True):
        if found:
            yield DangerReason(f"unsure.{key}", group.says, "judgement", group.because, None, group.several)


def _causes(knowledge: Knowledge, concluded: Conclusions, low: Floats, high: Floats) -> Iterator[CauseConclusion]:
    mid = concluded.likelihood.mid[0]
    for i, cause in enumerate(CAUSES):
        weighed = list(_weighed(knowledge, concluded, cause))
        yield CauseConclusion(
            id=cause,
            label=knowledge.causes[cause].label,
            low=float(low[0, i]),
            mid=float(mid[i]),
            high=float(high[0, i]),
            speaks_for=tuple(one for ratio, one in weighed if ratio > 0),
            speaks_against=tuple(one for ratio, one in weighed if ratio < 0),
        )


def _weighed(knowledge: Knowledge, concluded: Conclusions, cause: str) -> Iterator[tuple[float, Reason]]:
    """Answers for or against a cause, the heaviest first, each with its own log likelihood ratio.

    The weight of the reason is what counted of it in its block: 0 when two heavier answers there tell much the same.
    """
    weights, layout = weights_of(knowledge), layout_of(knowledge)
    ratio, counted = ratios(weights, concluded.answers)[0], concluded.likelihood.weighed[0]
    for i in np.lexsort((-np.abs(ratio), -np.abs(counted))):
        finding = layout.finding[weights.column[i]]
        if ratio[i] and finding.weighs and finding.weighs.target == cause:
            answer = _answer(finding, concluded.answers.value[0, weights.column[i]])
            says = f"{finding.label}: {answer}"
            yield float(ratio[i]), Reason(finding.id, says, finding.weighs.grade, finding.weighs.because, float(counted[i]))


def _answer(finding: Finding, code: float) -> str:
    if finding.choices:
        return tuple(finding.choices.values())[int(code)]
    return ("no", "yes", "unchanged")[int(code)]


def _also(knowledge: Knowledge, evaluator: Evaluator) -> Iterator[AlsoConclusion]:
    for key, also in knowledge.also.items():
        if evaluator.truth(also.when).surely[0]:
            yield AlsoConclusion(key, also.says, also.whom)


def _questions(knowledge: Knowledge, people: People, concluded: Conclusions) -> QuestionsConclusion:
    left = candidates(knowledge, concluded)
    stopped = concluded.alarm.effect[0] == STOP
    says = "" if left or stopped else knowledge.word("causes.changes_nothing_more")
    return QuestionsConclusion(
        next=left[0].id if left else None,
        asked=asked_count(knowledge, people),
        left=tuple(LeftQuestion(one.id, one.part, one.value, _worth(knowledge, one)) for one in left),
        says=says,
    )


def _worth(knowledge: Knowledge, one: Candidate) -> str:
    """A safety question is not weighed; the others in one chance in so many."""
    if one.part not in ("cause", "self_test"):
        return ""
    return knowledge.word("causes.question_worth", chance=max(round(1 / one.value), 1))


def _cautions(knowledge: Knowledge, evaluator: Evaluator, concluded: Conclusions) -> Iterator[CautionConclusion]:
    for i, (key, caution) in enumerate(knowledge.cautions.items()):
        if concluded.scope.cautions[0, i]:
            yield CautionConclusion(
                id=key,
                says=caution.says,
                sure=bool(evaluator.truth(caution.when).surely[0]),
                lifts=caution.lifts,
                changes=tuple(change.says for change in caution.changes if change.says),
                items=_touched(layout_of(knowledge), caution.changes),
                because=caution.because,
            )


def _touched(layout: Layout, changes: tuple[Change, ...]) -> tuple[str, ...]:
    return tuple(key for key, item in layout.items.items() if any(takes_from(change, item) for change in changes))


def _response(knowledge: Knowledge, concluded: Conclusions) -> ResponseConclusion:
    response = concluded.response
    verdict = VERDICTS[int(response.verdict[0])]
    return ResponseConclusion(
        weekly=_points(response.weekly[0]),
        expected_low=_points(response.expected_low[0]),
        expected_high=_points(response.expected_high[0]),
        change=None if np.isnan(response.change[0]) else float(response.change[0]),
        verdict=verdict,
        says=knowledge.word(f"response.{verdict}"),
    )


def _points(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(one) else round(float(one), 2) for one in values)


def _referrals(knowledge: Knowledge, concluded: Conclusions) -> Iterator[ReferralConclusion]:
    found = [one for one, fired in zip(knowledge.referral.values(), concluded.referral[0], strict=True) if fired]
    for one in sorted(found, key=lambda referral: (-URGENCIES.index(referral.urgency), referral.id)):
        yield ReferralConclusion(one.id, one.whom, one.urgency, one.says, one.ask, one.because)
