"""A conclusion as a calm page: danger first, the safety net always."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table

from ischia.cli.screen import bullets, heading, line
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.conclusions import CauseConclusion, Conclusion, DangerConclusion, PlannedDay, PlannedItem, Reason

URGENT = ("emergency_now", "same_day")
BAR = 25


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
            labels = ", ".join(self.knowledge.findings[key].label for key in danger.missing)
            yield line(self.word("terminal.open_questions", count=len(danger.missing), labels=labels), 2)

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
        yield from (line(f"{one.label}: {one.says}", 2) for one in self.conclusion.scores if one.positive is not None)
        yield line(self.word("causes.no_diagnosis"), 2)

    def cause(self, cause: CauseConclusion) -> Iterator[RenderableType]:
        low, high = self.hundred(cause.low), self.hundred(cause.high)
        grid = Table.grid(padding=(0, 2))
        grid.add_row(f"  {bar(cause.low, cause.high)}", f"{cause.label}. {self.word('causes.range', low=low, high=high)}")
        yield grid
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
        yield line(self.word("terminal.asked", asked=questions.asked, left=len(questions.left)), 2)

    def cautions(self) -> Iterator[RenderableType]:
        if self.conclusion.cautions:
            yield self.title("cautions")
        for one in self.conclusion.cautions:
            yield bullets([" ".join(dict.fromkeys(part for part in (one.says, *one.changes, one.lifts) if part))])

    def programme(self) -> Iterator[RenderableType]:
        programme = self.conclusion.programme
        yield self.title("week")
        if programme.refusal is not None:
            yield line(programme.refusal.says, 2)
            return
        yield from (line(says, 2) for says in programme.says)
        items = {item.id: item for day in programme.days for item in day.items}
        for item in items.values():
            yield from self.item(item)
        yield self.title("days")
        yield from self.days(programme.days)

    def item(self, item: PlannedItem) -> Iterator[RenderableType]:
        position = self.knowledge.positions[item.position].says
        often = self.word("terminal.once" if item.times == 1 else "terminal.often", times=item.times)
        amount = self.word("terminal.amount", minutes=f"{item.minutes:g}", often=often, position=position)
        level = self.word(f"session.level.{item.level}") if self.knowledge.items()[item.id].slot == "massage" else ""
        yield line(f"{item.label} ({item.code}). {amount} {level}".strip(), 2, "bold")
        yield bullets([self.reason(reason) for reason in item.why], 4)
        dose = self.conclusion.dose.get(item.id)
        if dose is not None:
            yield bullets([self.word("terminal.dose", rung=dose.rung, says=dose.says)], 4)

    def reason(self, reason: Reason) -> str:
        return f"{reason.says} ({self.word(f'terminal.grade.{reason.grade}')})" if reason.grade else reason.says

    def days(self, days: tuple[PlannedDay, ...]) -> Iterator[RenderableType]:
        grid = Table.grid(padding=(0, 2))
        for day in days:
            weekday = self.word(f"terminal.weekday.{date.fromisoformat(day.date).isoweekday()}")
            items = ", ".join(self.short(item) for item in day.items) or self.word("terminal.nothing")
            grid.add_row(f"  {weekday} {day.date}", items)
        yield grid

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


def bar(low: float, high: float) -> str:
    """A range from 0 to 1 as a line of fixed width; never empty."""
    start = min(int(low * BAR), BAR - 1)
    end = max(start + 1, min(round(high * BAR), BAR))
    return "·" * start + "█" * (end - start) + "·" * (BAR - end)
