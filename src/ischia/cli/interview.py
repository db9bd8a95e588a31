"""The interview in the terminal: one page at a time, every answer on the disk before the next one is asked."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from rich.console import Console, RenderableType

from ischia.cli.countries import country
from ischia.cli.diary import Diary
from ischia.cli.report import report
from ischia.cli.screen import beside, bullets, columns, heading, line
from ischia.cli.typed import NOT_SURE, ticked, understood
from ischia.journal.kinds import MOST_MINUTES_A_DAY
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Finding
from ischia.reasoning.conclusions import URGENT
from ischia.reasoning.pages import COUNTRY, KIT, MINUTES, Page, Progress, next_page
from ischia.reasoning.replies import UNSURE
from ischia.reasoning.standing import Standing, stand


class Enough(Exception):  # noqa: N818 nothing is wrong: the person has said enough
    """The person has said enough and wants to see what follows."""


class Quit(Exception):  # noqa: N818 nothing is wrong: the person goes
    """The person goes, for now."""


class Back(Exception):  # noqa: N818 nothing is wrong: the person goes back
    """The person wants the page before."""


class Skip(Exception):  # noqa: N818 nothing is wrong: the person leaves it out
    """The person leaves this page out."""


COMMANDS: Mapping[str, type[Exception]] = {
    "enough": Enough,
    "quit": Quit,
    "exit": Quit,
    "q": Quit,
    "back": Back,
    "b": Back,
    "skip": Skip,
    "s": Skip,
}


class Interview:
    """One run of the interview over a diary."""

    def __init__(self, knowledge: Knowledge, diary: Diary, console: Console, read: Callable[[], str], now: Callable[[], datetime]) -> None:
        self.knowledge, self.diary, self.console, self.read, self.now = knowledge, diary, console, read, now
        self.progress = Progress(set(), set(), set())
        self.before: list[Page] = []
        self.shown: tuple[str, ...] = ()
        self.began = ""
        self.held: tuple[int, Standing] | None = None

    def run(self) -> None:
        """Ask until nothing more would change anything, danger stops us, or the person has said enough."""
        self.say("ask.hello", "ask.commands")
        self.say("ask.kept", file=self.diary.path)
        self.recall()
        try:
            while (page := next_page(self.standing(), self.progress)) is not None:
                self.warn()
                self.turn(page)
            ending = "ask.done"
        except Enough:
            ending = "ask.enough"
        standing = self.standing()
        self.remember(standing)
        if standing.conclusion.danger.urgency not in URGENT:
            self.say(ending)
        self.console.print(report(self.knowledge, standing.conclusion, self.country()))

    def recall(self) -> None:
        """Pages that an earlier run has answered."""
        about = self.diary.journal.of_kind("about_me")
        self.progress.told |= {
            name for name, field in ((COUNTRY, "country"), (MINUTES, "minutes_a_day")) if any(field in one.body for one in about)
        }
        self.progress.told |= {KIT} if self.diary.journal.of_kind("kit") else set()

    def country(self) -> str:
        """The country that was told last, empty when none was."""
        told = [one.body["country"] for one in self.diary.journal.of_kind("about_me") if one.body.get("country")]
        return str(told[-1]) if told else ""

    def moment(self) -> datetime:
        """Now, and never before what was told last."""
        return max([self.now(), *(entry.happened for entry in self.diary.journal.written)])

    def standing(self) -> Standing:
        """Where the person stands, worked out once for each thing told."""
        told = len(self.diary.journal.written)
        if self.held is None or self.held[0] != told:
            self.held = told, stand(self.knowledge, self.diary.journal, self.moment())
        return self.held[1]

    def warn(self) -> None:
        """In danger the words come before anything else is asked."""
        standing = self.standing()
        fresh = tuple(one.id for one in standing.conclusion.danger.reasons)
        if standing.conclusion.danger.urgency in URGENT and fresh != self.shown:
            self.remember(standing)
            self.console.print(report(self.knowledge, standing.conclusion, self.country()))
            self.say("ask.clarify")

    def remember(self, standing: Standing) -> None:
        """Keep what a person in danger was shown."""
        danger = standing.conclusion.danger
        fresh = tuple(one.id for one in danger.reasons)
        if danger.urgency in URGENT and fresh != self.shown:
            rules = [key for key in fresh if key in self.knowledge.danger_rules()]
            self.diary.add("shown", {"class": danger.urgency, "rules": rules, "version": self.knowledge.version}, self.moment())
            self.shown = fresh

    def turn(self, page: Page) -> None:
        """Ask one page; the person may go back to the one before, or leave it out."""
        try:
            self.ask(page)
            self.before.append(page)
        except Skip:
            self.progress.skipped |= set(page.ids) or {page.name}
            self.say("ask.skipped")
        except Back:
            if self.before:
                self.turn(self.before.pop())
            else:
                self.say("ask.no_back")

    def ask(self, page: Page) -> None:
        """One page, of whichever kind."""
        extras = {COUNTRY: self.ask_country, MINUTES: self.ask_minutes, KIT: self.ask_kit}
        if not page.ids:
            extras[page.name]()
        elif page.ticks:
            self.ask_list(page)
        else:
            self.ask_one(self.knowledge.findings[page.ids[0]])

    def ask_one(self, finding: Finding) -> None:
        """One question; "not sure" may open the page on how to check, and then counts."""
        self.introduce(finding)
        answer = self.answer(finding)
        if answer == UNSURE and self.looked_up(finding):
            self.say("danger.not_sure.look_again")
            self.print(bullets(finding.how))
            self.say("ask.now", allowed=self.choices(finding))
            answer = self.answer(finding)
            if answer == UNSURE:
                self.say("danger.not_sure.still")
        self.keep(finding.part, {finding.id: answer})

    def introduce(self, finding: Finding) -> None:
        """The page's title when a new part begins, the question, and the worth of asking it."""
        if finding.part != self.began:
            self.began = finding.part
            self.print(heading(self.knowledge.word(f"terminal.part.{finding.part}")))
            if finding.part == "danger":
                self.say("danger.screen.intro", "danger.screen.private")
        self.print(heading(finding.ask))
        if finding.part == "self_test":
            self.say("causes.home_test_intro")
            self.print(bullets(finding.how))
        for words in (finding.clarify, self.worth(finding)):
            if words:
                self.print(line(words, 2))
        if finding.kind == "places":
            self.print(columns([area.label for area in self.knowledge.areas.values()]))
        self.print(line(self.choices(finding), 2, "dim"))

    def worth(self, finding: Finding) -> str:
        """How likely the answer is to change the plan."""
        if finding.part not in ("cause", "self_test"):
            return ""
        return next((one.says for one in self.standing().conclusion.questions.left if one.id == finding.id), "")

    def choices(self, finding: Finding) -> str:
        """What can be typed."""
        words = {
            "yes_no": self.word("ask.yes_no"),
            "number": self.word("ask.number", least=f"{finding.lowest or 0:g}", most=f"{finding.highest or 0:g}"),
            "choice": _numbered(tuple((finding.choices or {}).values())),
            "date": self.word("ask.date", example=self.moment().date().isoformat()),
            "places": self.word("ask.places"),
        }
        unsure = f", {self.word('ask.not_sure')}" if finding.unsure == "allowed" else ""
        return f"{words[finding.kind]}{unsure}"

    def looked_up(self, finding: Finding) -> bool:
        """Whether "not sure" opens the page on how to check."""
        asked_again = {key for group in self.knowledge.not_sure.values() for key in group.questions}
        return finding.id in asked_again and bool(finding.how)

    def answer(self, finding: Finding) -> Any:
        """Asks until something is typed that answers the question."""
        while True:
            typed = self.line(finding)
            answer = understood(self.knowledge, finding, typed, self.moment().date())
            if answer is not None:
                return answer
            if typed in NOT_SURE:
                self.say("ask.no_unsure")
            else:
                self.say("ask.not_understood", allowed=self.choices(finding))

    def line(self, finding: Finding | None = None) -> str:
        """What was typed, after the commands that can be given everywhere."""
        while True:
            typed = " ".join(self.read().lower().split())
            if typed in COMMANDS:
                raise COMMANDS[typed]
            if finding is not None and typed in ("why", "how"):
                self.explain(finding, typed)
            elif typed:
                return typed

    def explain(self, finding: Finding, what: str) -> None:
        """Why we ask, and how to check."""
        self.print(line(finding.why, 2))
        if finding.how and what == "how":
            self.print(bullets(finding.how))

    def ask_list(self, page: Page) -> None:
        """A list: none of them, or those that fit, each of which is then asked by itself; not sure asks all of them."""
        findings = [self.knowledge.findings[key] for key in page.ids]
        self.introduce_list(page, findings)
        while True:
            typed = self.line(findings[0])
            fits = page.ids if typed in NOT_SURE else ticked(page.ids, typed)
            if fits is not None:
                break
            self.say("ask.not_understood", allowed=self.word("ask.any_of_list"))
        if fits:
            self.say("ask.list_then")
        self.progress.single |= set(fits)
        self.keep(findings[0].part, {key: "no" for key in page.ids if key not in fits})

    def introduce_list(self, page: Page, findings: list[Finding]) -> None:
        """The list with its numbers."""
        if findings[0].part != self.began:
            self.began = findings[0].part
            self.print(heading(self.knowledge.word(f"terminal.part.{findings[0].part}")))
        key = f"danger.list.{page.name}"
        self.print(heading(self.knowledge.word(key if key in self.knowledge.words else "danger.screen.any_of_these")))
        for place, finding in enumerate(findings, 1):
            self.print(beside(f"  {place}  ", finding.ask))
        self.print(line(self.word("ask.any_of_list"), 2, "dim"))

    def keep(self, part: str, answers: dict[str, Any]) -> None:
        """Puts answers into the journal, as the sitting that they belong to."""
        if not answers:
            return
        if part == "about_me":
            self.diary.add("about_me", {"answers": answers}, self.moment())
            return
        sitting = {"gate": "gate", "danger": "first"}.get(part, "question")
        self.diary.add("answers", {"sitting": sitting, "answers": answers}, self.moment())

    def ask_country(self) -> None:
        """The country, for its emergency number."""
        countries = self.knowledge.countries
        example = min(countries)
        self.print(heading(self.word("ask.country", example=f"{countries[example].label} / {example}")))
        while (found := country(self.knowledge, self.line())) is None:
            self.say("ask.no_country")
        self.tell(COUNTRY, "about_me", {"country": found})

    def ask_minutes(self) -> None:
        """How much time there is."""
        self.print(heading(self.word("ask.minutes")))
        self.print(line(self.word("ask.number", least=0, most=MOST_MINUTES_A_DAY), 2, "dim"))
        while not ((typed := self.line()).isdecimal() and int(typed) <= MOST_MINUTES_A_DAY):
            self.say("ask.not_understood", allowed=self.word("ask.number", least=0, most=MOST_MINUTES_A_DAY))
        self.tell(MINUTES, "about_me", {"minutes_a_day": int(typed)})

    def ask_kit(self) -> None:
        """What is at home, of the things that not every home has."""
        things = [key for key, thing in self.knowledge.kit.items() if not thing.usual]
        self.print(heading(self.word("ask.kit")))
        self.print(columns([self.knowledge.kit[key].says for key in things]))
        self.print(line(self.word("ask.kit_list"), 2, "dim"))
        while (have := ticked(things, self.line())) is None:
            self.say("ask.not_understood", allowed=self.word("ask.kit_list"))
        self.tell(KIT, "kit", {"have": list(have), "lack": [key for key in things if key not in have]})

    def tell(self, name: str, kind: str, body: dict[str, Any]) -> None:
        """Keeps what is told apart from questions."""
        self.diary.add(kind, body, self.moment())
        self.progress.told.add(name)

    def word(self, key: str, **slots: object) -> str:
        """A sentence of this room."""
        return self.knowledge.word(f"terminal.{key}", **slots)

    def say(self, *keys: str, **slots: object) -> None:
        """Prints sentences, of this room or of another."""
        for key in keys:
            self.print(line(self.knowledge.word(key if key in self.knowledge.words else f"terminal.{key}", **slots)))

    def print(self, what: RenderableType) -> None:
        """Prints anything."""
        self.console.print(what)


def _numbered(labels: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"{place} {label}" for place, label in enumerate(labels, 1))
