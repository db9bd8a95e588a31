"""Reading a file of answers (docs/answers.md): a journal of one sitting, or everything that is wrong with it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yaml import YAMLError

from ischia.cli.countries import country
from ischia.cli.replies import faults
from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.journal.kinds import MOST_MINUTES_A_DAY
from ischia.journal.shapes import is_number
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.problems import Problem, nearest
from ischia.knowledge.reading import Document, Where, read_text
from ischia.reasoning.replies import told

PERSON = ("age", "sex", "country", "minutes_a_day")
# What the file names differently from the vocabulary that it chooses from.
KIT_LISTS = {"have": "kit", "lack": "kit", "cannot": "positions"}
PREFERENCES = ("minutes_a_day", "dislikes")
FIELDS = ("person", "answers", "assumed", "kit", "preferences", "at", "source", "title")
MOMENT = "a moment with its zone, such as 2026-11-20T07:30:00+00:00"


@dataclass(frozen=True)
class Told:
    """What one file told: a journal, the moment it speaks of, and the country."""

    journal: Journal
    at: datetime
    country: str


def read_answers(knowledge: Knowledge, text: str, file: str, now: datetime) -> Told | tuple[Problem, ...]:
    """The journal of a file of answers, or all its problems in the order of their lines."""
    try:
        document, problems = read_text(text, file)
    except (YAMLError, RecursionError, ValueError):
        return (Problem(file, 1, "is no YAML that can be read"),)
    form = _Form(knowledge, document, now)
    if document.plain:
        form.read()
    wrong = {*problems, *form.problems}
    return tuple(sorted(wrong)) if wrong else Told(form.journal(), form.at, form.country)


class _Form:
    """Walks through the document and notes what is told and what is wrong."""

    def __init__(self, knowledge: Knowledge, document: Document, now: datetime) -> None:
        self.knowledge, self.document, self.at = knowledge, document, now
        self.problems: list[Problem] = []
        self.about: dict[str, Any] = {}
        self.first: dict[str, Any] = {}
        self.answers: dict[str, Any] = {}
        self.kit: dict[str, list[str]] = {}
        self.dislikes: list[str] = []
        self.country = ""

    def refuse(self, where: Where, says: str) -> None:
        self.problems.append(Problem(self.document.file, self.document.line(where), says))

    def read(self) -> None:
        whole = self.mapping((), self.document.plain, FIELDS)
        if "at" in whole:
            self.moment(whole["at"])
        read: dict[str, Callable[[], None]] = {
            "person": lambda: self.person(whole["person"]),
            "answers": lambda: self.answered("answers", whole["answers"]),
            "assumed": lambda: self.answered("assumed", whole["assumed"]),
            "kit": lambda: self.things(whole["kit"]),
            "preferences": lambda: self.preferences(whole["preferences"]),
        }
        for name, section in read.items():
            if name in whole:
                section()

    def mapping(self, where: Where, plain: object, fields: Collection[str] | None = None) -> dict[str, Any]:
        """The fields of a mapping; those that are not allowed here are refused."""
        if not isinstance(plain, dict):
            self.refuse(where, f"{'.'.join(map(str, where)) or 'the file'} should hold names with values")
            return {}
        for key in plain:
            if fields is not None and key not in fields:
                self.refuse((*where, key), f"{key} is not a field here; {nearest(key, fields, most=len(fields))}")
        return {key: inner for key, inner in plain.items() if fields is None or key in fields}

    def moment(self, plain: object) -> None:
        try:
            found = datetime.fromisoformat(str(plain))
        except ValueError:
            self.refuse(("at",), f"{plain!r} is not a moment; allowed: {MOMENT}")
            return
        if found.utcoffset() is None:
            self.refuse(("at",), f"{plain} has no zone; allowed: {MOMENT}")
        else:
            self.at = found

    @property
    def today(self) -> date:
        return self.at.date()

    def person(self, plain: object) -> None:
        for key, inner in self.mapping(("person",), plain, PERSON).items():
            where = ("person", key)
            if key in ("age", "sex"):
                self.answer(where, key, inner, self.first)
            elif key == "country":
                meant = country(self.knowledge, str(inner))
                self.choose(where, inner, "country", (meant,) if meant and meant != inner else self.knowledge.countries)
                self.about["country"] = self.country = str(inner)
            else:
                self.minutes(where, inner)

    def minutes(self, where: Where, plain: object) -> None:
        if not (isinstance(plain, int | float) and is_number(plain) and 0 <= plain <= MOST_MINUTES_A_DAY):
            self.refuse(where, f"{plain!r} is not possible; allowed: a number of minutes from 0 to {MOST_MINUTES_A_DAY}")
        elif "minutes_a_day" in self.about:
            self.refuse(where, "minutes_a_day is given in person as well; keep one")
        else:
            self.about["minutes_a_day"] = plain

    def choose(self, where: Where, plain: object, what: str, known: Collection[str]) -> bool:
        """Refuses anything but one of the known words."""
        good = isinstance(plain, str) and plain in known
        if not good:
            self.refuse(where, f"{plain!r} is no {what} that is known; {nearest(str(plain), known)}")
        return good

    def answered(self, section: str, plain: object) -> None:
        for key, inner in self.mapping((section,), plain).items():
            self.answer((section, key), key, inner, self.answers)

    def answer(self, where: Where, key: str, plain: object, into: dict[str, Any]) -> None:
        asked = told(self.knowledge)
        if key not in asked:
            self.refuse(where, self.unknown(key, asked))
            return
        if key in self.first or key in self.answers:
            self.refuse(where, f"{key} is answered twice; keep one")
        found = tuple(faults(self.knowledge, asked[key], plain, self.today))
        for says in found:
            self.refuse(where, f"{key}: {says}")
        into[key] = plain

    def unknown(self, key: str, asked: Collection[str]) -> str:
        if key in self.knowledge.findings:
            return f"{key} is nothing that a person is asked here; {nearest(key, asked)}"
        return f"no question is called {key}; {nearest(key, asked)}"

    def things(self, plain: object) -> None:
        """The kit; a plain list is what the person has."""
        lists = {"have": plain} if isinstance(plain, list) else self.mapping(("kit",), plain, tuple(KIT_LISTS))
        for name, inner in lists.items():
            where: Where = ("kit",) if isinstance(plain, list) else ("kit", name)
            what = KIT_LISTS[name]
            self.kit[name] = self.listed(where, inner, what.removesuffix("s"), getattr(self.knowledge, what))
        for thing in set(self.kit.get("have", ())) & set(self.kit.get("lack", ())):
            self.refuse(("kit",), f"{thing} is in have and in lack; keep one")

    def listed(self, where: Where, plain: object, what: str, known: Collection[str]) -> list[str]:
        """A list of different known words."""
        if not isinstance(plain, list):
            self.refuse(where, f"{plain!r} is not a list")
            return []
        for i, one in enumerate(plain):
            if self.choose((*where, i), one, what, known) and one in plain[:i]:
                self.refuse((*where, i), f"{one} stands twice; keep one")
        return plain

    def preferences(self, plain: object) -> None:
        for key, inner in self.mapping(("preferences",), plain, PREFERENCES).items():
            if key == "minutes_a_day":
                self.minutes(("preferences", key), inner)
            else:
                self.dislikes = self.listed(("preferences", key), inner, "item", self.knowledge.items())

    def journal(self) -> Journal:
        return Journal.of(
            Entry(f"file-{place}", kind, self.today, self.at, self.at, body) for place, (kind, body) in enumerate(self.entries(), 1)
        )

    def entries(self) -> Iterator[tuple[str, dict[str, Any]]]:
        yield "about_me", {**self.about, "answers": self.first}
        yield "answers", {"sitting": "first", "answers": self.answers}
        if self.kit:
            yield "kit", dict(self.kit)
        for item in self.dislikes:
            yield "preference", {"item": item, "what": "dropped"}
