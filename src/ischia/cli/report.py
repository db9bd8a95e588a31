"""A conclusion as a calm page: danger first, the safety net always."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group, RenderableType

from ischia.cli.screen import beside, bullets, heading, line
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.conclusions import (
    URGENT,
    CauseConclusion,
    CautionConclusion,
    Conclusion,
    DangerConclusion,
    DoseConclusion,
    PlannedDay,
    PlannedItem,
    Reason,
)

BAR = 25
# So many open questions are named; more would only frighten.
NAMED = 5


def report(knowledge: Knowledge, conclusion: Conclusion, country: str) -> RenderableType:
    """Everything that was concluded; in danger only what to do about it."""
    page = _Page(knowledge, conclusion, country)
    return Group(*(page.alarm() if conclusion.danger.urgency in URGENT else page.whole()), *page.ending())


class _Page:
    """Writes the parts of one person's page."""

    def __init__(self, knowledge: Knowledge, conclusion: Conclusion, country: str) -> None:
        self.knowledge, self.conclusion = knowledge, conclusion
        self.number = knowledge.countries[country].number if country in knowledge.countries else ""

    def word(self, key: str, **slots: object) -> str:
        return self.knowledge.word(key, **slots)

    def title(self, key: str) -> RenderableType:
        return heading(self.word(f"terminal.{key}"))

    def whole(self) -> Iterator[RenderableType]:
        yield from self.alarm()
        yield from self.causes()
        yield from self.questions()
        yield from self.cautions()
        yield from self.programme()
        yield from self.referral()

    def alarm(self) -> Iterator[RenderableType]:
        danger = self.conclusion.danger
        yield heading(danger.title or self.word("terminal.danger"))
        if danger.title:
            yield line(self.numbered(f"class.{danger.urgency}.do"), 2)
        reasons = (one for one in danger.reasons if danger.urgency not in URGENT or one.urgency == danger.urgency)
        yield bullets(" ".join(part for part in (one.says, one.because_it_matters, one.do) if part) for one in reasons)
        yield from self.unfinished(danger)
        yield from (line(one.says, 2) for one in danger.contradictions)
        if danger.title and danger.urgency != "self_care":
            yield line(self.until_seen(danger.urgency), 2)
        if danger.urgency == "emergency_now":
            yield line(self.word("danger.class.emergency_now.why_now"), 2)
        if danger.urgency == "same_day":
            yield line(self.numbered("class.same_day.worse"), 2)

    def numbered(self, key: str) -> str:
        """A sentence with the country's emergency number, or the one without a number."""
        other = f"danger.{key}_no_number"
        if not self.number and other in self.knowledge.words:
            return self.word(other)
        return self.word(f"danger.{key}", number=self.number)

    def until_seen(self, urgency: str) -> str:
        stopped = f"danger.class.{urgency}.until_seen_{self.conclusion.programme.effect}"
        return self.word(stopped if stopped in self.knowledge.words else f"danger.class.{urgency}.until_seen")

    def unfinished(self, danger: DangerConclusion) -> Iterator[RenderableType]:
        if not danger.complete and danger.urgency not in URGENT:
            key = "terminal.open_questions.many" if len(danger.missing) > NAMED else "terminal.open_questions"
            labels = ", ".join(self.knowledge.findings[key].label for key in danger.missing[:NAMED])
            yield line(self.word(key, count=len(danger.missing), labels=labels), 2)

    def causes(self) -> Iterator[RenderableType]:
        yield self.title("causes")
        if self.conclusion.cannot_tell:
            yield line(self.word("causes.cannot_tell"), 2)
        for cause in sorted(self.conclusion.causes, key=lambda one: -one.mid):
            yield from self.cause(cause)
        for also in self.conclusion.also_possible:
            label = self.knowledge.also[also.id].label
            yield line(f"{self.word('causes.also_possible', kind=label)} {also.says} {also.whom}".strip(), 2)
        if self.conclusion.also_possible:
            yield line(self.word("causes.also_no_number"), 2)
        yield from (line(one.says, 2) for one in self.conclusion.scores if one.positive is not None)
        yield line(self.word("causes.no_diagnosis"), 2)

    def cause(self, cause: CauseConclusion) -> Iterator[RenderableType]:
        low, high = self.hundred(cause.low), self.hundred(cause.high)
        yield beside(f"  {bar(cause.low, cause.high)}  ", f"{cause.label}. {self.word('causes.range', low=low, high=high)}")
        answers = (("for", cause.speaks_for), ("against", cause.speaks_against))
        yield bullets([self.word(f"causes.speaks_{side}", answer=reason.says) for side, reasons in answers for reason in reasons], 4)

    def hundred(self, share: float) -> int:
        return round(share * self.knowledge.limit("programme.out_of"))

    def questions(self) -> Iterator[RenderableType]:
        questions = self.conclusion.questions
        yield self.title("next")
        if questions.next is not None:
            worth = questions.left[0].says
            yield line(f"{self.knowledge.findings[questions.next].ask} {worth}".strip(), 2)
        if questions.says:
            yield line(questions.says, 2)
        if questions.left:
            yield line(self.word("terminal.left", left=len(questions.left)), 2)

    def cautions(self) -> Iterator[RenderableType]:
        """What was told first; what nobody knows yet only beside a plan that it changes."""
        sure = [one for one in self.conclusion.cautions if one.sure]
        planned = self.conclusion.programme.refusal is None
        unsure = [one for one in self.conclusion.cautions if planned and not one.sure]
        if sure or unsure:
            yield self.title("cautions")
        yield bullets(map(_caution, sure))
        if unsure:
            yield line(self.word("terminal.cautions.unsure"), 2)
        yield bullets(map(_caution, unsure))

    def programme(self) -> Iterator[RenderableType]:
        programme = self.conclusion.programme
        yield self.title("week")
        if programme.refusal is not None:
            yield line(programme.refusal.says, 2)
            return
        yield from (line(says, 2) for says in programme.says)
        items = {item.id: item for day in programme.days for item in day.items}
        common = self.common(tuple(items))
        if common:
            yield line(self.word("terminal.dose.all", says=common), 2)
        for item in items.values():
            yield from self.item(item, bool(common))
        yield self.title("days")
        yield from self.days(programme.days)

    def common(self, items: tuple[str, ...]) -> str:
        """What is said of the dose of every item, when it is the same."""
        found = {self.dose(self.conclusion.dose[key]) if key in self.conclusion.dose else "" for key in items}
        return found.pop() if len(items) > 1 and len(found) == 1 else ""

    def dose(self, dose: DoseConclusion) -> str:
        return self.word("terminal.dose" if dose.rung else "terminal.dose.first", rung=dose.rung, says=dose.says)

    def item(self, item: PlannedItem, told: bool) -> Iterator[RenderableType]:
        position = self.knowledge.positions[item.position].says
        often = self.word("terminal.once" if item.times == 1 else "terminal.often", times=item.times)
        amount = self.word("terminal.amount", minutes=f"{item.minutes:g}", often=often, position=position)
        level = self.word(f"session.level.{item.level}") if self.knowledge.items()[item.id].slot == "massage" else ""
        yield line(f"{item.label} ({item.code}). {amount} {level}".strip(), 2, "bold")
        yield bullets([self.reason(reason) for reason in item.why], 4)
        dose = self.conclusion.dose.get(item.id)
        if dose is not None and not told:
            yield bullets([self.dose(dose)], 4)

    def reason(self, reason: Reason) -> str:
        return f"{reason.says} ({self.word(f'terminal.grade.{reason.grade}')})" if reason.grade else reason.says

    def days(self, days: tuple[PlannedDay, ...]) -> Iterator[RenderableType]:
        names = [f"{self.word(f'terminal.weekday.{date.fromisoformat(day.date).isoweekday()}')} {day.date}" for day in days]
        wide = max(map(len, names), default=0)
        for name, day in zip(names, days, strict=True):
            items = ", ".join(self.short(item) for item in day.items) or self.word("terminal.nothing")
            yield beside(f"  {name:{wide}}  ", items)

    def short(self, item: PlannedItem) -> str:
        often = f" x {item.times}" if item.times > 1 else ""
        return f"{item.label} {item.minutes:g} min{often}"

    def referral(self) -> Iterator[RenderableType]:
        if self.conclusion.referral:
            yield heading(self.word("referral.heading"))
        for one in self.conclusion.referral:
            see = self.word("referral.see", whom=one.whom, when=self.word(f"referral.{one.urgency}"))
            ask = self.word("referral.ask", question=one.ask) if one.ask else ""
            yield bullets([" ".join(part for part in (see, one.says, ask) if part)])

    def ending(self) -> Iterator[RenderableType]:
        yield self.title("always")
        yield line(self.conclusion.danger.safety_net, 2)


def _caution(one: CautionConclusion) -> str:
    return " ".join(dict.fromkeys(part for part in (one.says, *one.changes, one.lifts) if part))


def bar(low: float, high: float) -> str:
    """A range from 0 to 1 as a line of fixed width; never empty."""
    start = min(int(low * BAR), BAR - 1)
    end = max(start + 1, min(round(high * BAR), BAR))
    return "·" * start + "█" * (end - start) + "·" * (BAR - end)
