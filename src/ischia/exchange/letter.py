"""The one-page letter: what a doctor can use, from the person's own answers, with each danger sign and the day it was asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ischia.exchange.asked import last_said, worst_said
from ischia.exchange.pictures import marked_svg, weeks_svg
from ischia.guidance.marks import in_words
from ischia.journal.journal import Journal
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.standing import Standing

# The rows of danger signs: a key of words/letter.yaml, and the questions that it stands for.
SIGNS = {
    "saddle": ("saddle_numb",),
    "bladder": ("bladder_change", "bladder_feeling"),
    "bowel": ("bowel_change",),
    "both_legs": ("both_legs_new", "both_legs_weak"),
    "weakness": ("leg_weak", "foot_drop"),
    "fever": ("fever",),
    "weight": ("weight_loss",),
    "cancer": ("cancer_ever",),
    "steroids": ("steroid_tablets",),
    "thinner": ("blood_thinner",),
    "injury": ("injury_major_6w", "injury_minor"),
}
MAPS = ("pain_places", "tingling_places", "numb_places")
SECTIONS = ("map", "weeks", "tried")
MOST_ROWS = 5
LONGEST = 400
OUT_OF = 100


@dataclass(frozen=True)
class Wanted:
    """What the person chose for the letter; name, date of birth and medicines are typed at print and never kept."""

    name: str = ""
    born: str = ""
    asking: str = ""
    medicines: str = ""
    since: date | None = None
    sections: tuple[str, ...] = SECTIONS
    percentages: bool = False
    paper: str = "a4"


@dataclass(frozen=True)
class Letter:
    """The letter, ready to be set: pairs of label and text, rows of signs with their day, pictures as SVG."""

    title: str
    made: str
    name: str
    born: str
    asking: str
    facts: tuple[tuple[str, str], ...]
    signs: tuple[tuple[str, str, str], ...]
    marks: tuple[str, ...]
    marked: tuple[str, ...]
    weeks: str
    tried: tuple[tuple[str, str], ...]
    medicines: str
    last: str
    paper: str


def write_letter(knowledge: Knowledge, journal: Journal, standing: Standing, today: date, wanted: Wanted) -> Letter:
    """The letter of one person on one day."""
    writer = _Writer(knowledge, journal, standing, today, wanted)
    response = standing.conclusion.response
    marks = writer.marks()
    return Letter(
        title=knowledge.word("letter.title"),
        made=_day(today),
        name=wanted.name.strip(),
        born=wanted.born.strip(),
        asking=wanted.asking.strip()[:LONGEST],
        facts=tuple(writer.facts()),
        signs=tuple(writer.signs()),
        marks=tuple(marked_svg(knowledge, view, marks) for view in ("back", "front")) if "map" in wanted.sections else (),
        marked=tuple(writer.marked(marks)) if "map" in wanted.sections else (),
        weeks=weeks_svg(response.weekly, response.expected_low, response.expected_high) if "weeks" in wanted.sections else "",
        tried=tuple(writer.tried()) if "tried" in wanted.sections else (),
        medicines=wanted.medicines.strip()[:LONGEST],
        last=writer.last(),
        paper=wanted.paper,
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class _Writer:
    """Writes the parts of one letter."""

    def __init__(self, knowledge: Knowledge, journal: Journal, standing: Standing, today: date, wanted: Wanted) -> None:
        self.knowledge, self.journal, self.standing, self.today, self.wanted = knowledge, journal, standing, today, wanted

    def word(self, key: str, **slots: object) -> str:
        return self.knowledge.word(f"letter.{key}", **slots)

    def said(self, question: str) -> str:
        return last_said(self.knowledge, self.journal, self.standing, question).reads

    def facts(self) -> Iterator[tuple[str, str]]:
        yield self.word("fact.who"), ", ".join(part for part in (self.said("age"), self.said("sex")) if part) or self.word("not_asked")
        side, began = self.said("which_side"), self.said("pain_began")
        yield (
            self.word("fact.pain"),
            "; ".join(part for part in (side, self.word("since", day=began) if began else "") if part) or self.word("not_asked"),
        )
        yield self.word("fact.numbers"), self.numbers()
        speaks = [self.knowledge.findings[key].label for key in self.yes()]
        if speaks:
            yield self.word("fact.tells"), "; ".join(speaks[:MOST_ROWS])
        stops = self.stops()
        if stops:
            yield self.word("fact.stops"), stops

    def numbers(self) -> str:
        means = [mean for mean in self.standing.conclusion.response.weekly if mean is not None]
        leg = (
            self.word("leg_week", now=f"{means[-1]:.1f}", first=f"{means[0]:.1f}")
            if means
            else self.word("leg_now", leg=self.said("leg_pain_now"))
        )
        back = self.said("back_pain_now")
        return f"{leg} {self.word('back_now', back=back)}" if back else leg

    def yes(self) -> Iterator[str]:
        """Questions about the cause that were answered with yes."""
        for key, finding in self.knowledge.findings.items():
            own = finding.part in ("cause", "self_test") and finding.kind == "yes_no" and finding.yes_if is None
            if own and self.standing.said(key) == "Yes":
                yield key

    def stops(self) -> str:
        weekly = self.journal.of_kind("weekly")
        last = weekly[-1].body if weekly else {}
        own = [f"{name} {score:g}/10" for name, score in (last.get("activities") or {}).items() if score is not None]
        function = [self.word("function", score=f"{last['function']:g}")] if last.get("function") is not None else []
        return "; ".join([*function, *own][:MOST_ROWS])

    def signs(self) -> Iterator[tuple[str, str, str]]:
        for key, questions in SIGNS.items():
            worst = worst_said(last_said(self.knowledge, self.journal, self.standing, question) for question in questions)
            asked = self.word(f"answer.{worst.answer}") if worst.answer in ("yes", "no", "unsure", "open") else worst.reads
            yield self.word(f"sign.{key}"), asked, f"{worst.day.day} {worst.day:%b}" if worst.day else ""

    def marks(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for entry in self.journal.of_kind("about_me", "answers"):
            for key in MAPS:
                said = (entry.body.get("answers") or {}).get(key)
                if isinstance(said, tuple):
                    found[key] = said
        return found

    def marked(self, marks: dict[str, tuple[str, ...]]) -> Iterator[str]:
        yield self.word("marked")
        yield from (f"{name}: {places}." for name, places in in_words(self.knowledge, marks))

    def tried(self) -> Iterator[tuple[str, str]]:
        counts: dict[str, int] = {}
        for entry in self.journal.of_kind("session"):
            if self.wanted.since is None or entry.day >= self.wanted.since:
                for one in entry.body["items"]:
                    counts[one["id"]] = counts.get(one["id"], 0) + (one["seconds"] > 0)
        items = self.knowledge.items()
        for key, count in sorted(counts.items(), key=lambda pair: -pair[1])[:MOST_ROWS]:
            if key in items and count:
                yield items[key].label, self.word("tried", count=count)

    def last(self) -> str:
        conclusion = self.standing.conclusion
        first = max(conclusion.causes, key=lambda one: one.mid)
        fits = self.word("fits_none") if conclusion.cannot_tell else self.word("fits", cause=self.knowledge.causes[first.id].medical)
        shares = "; ".join(
            self.word("share", cause=self.knowledge.causes[one.id].medical, low=round(one.low * OUT_OF), high=round(one.high * OUT_OF))
            for one in conclusion.causes
        )
        return " ".join(part for part in (self.word("last"), fits, shares if self.wanted.percentages else "") if part)
