"""One request of the one person: their journal, this moment, and where they stand."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from threading import Lock
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest

from ischia.journal.entry import Entry
from ischia.journal.journal import Journal
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.compiled import load_compiled
from ischia.knowledge.loading import DATA, load_directory
from ischia.reasoning.conclusions import URGENT, Conclusion, PlannedDay
from ischia.reasoning.fold import Past, fold_past
from ischia.reasoning.replies import known_ids
from ischia.reasoning.standing import Standing, stand
from ischia.site.clock import read_clock
from ischia.site.store import Store


@cache
def knowledge() -> Knowledge:
    """What is known, read once."""
    return load_compiled() or load_directory(DATA)


@cache
def store() -> Store:
    """The journal's store of this computer."""
    return Store(settings.FOLDER, known_ids(knowledge()))


class Conclusions:
    """What follows, worked out once for each thing told and each minute; yesterday and before is folded once a day."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._past: Past | None = None
        self._held: dict[object, Standing] = {}

    def of(self, journal: Journal, at: datetime) -> Standing:
        """Where the person stands at a moment."""
        key = (tuple(entry.id for entry in journal.written[-1:]), len(journal.written), at)
        with self._lock:
            if key not in self._held:
                self._past = fold_past(knowledge(), journal, at, self._past)
                # A page may want two of them: now, and this morning.
                self._held = {**dict(tuple(self._held.items())[-1:]), key: stand(knowledge(), journal, at, self._past)}
            return self._held[key]

    def forget(self) -> None:
        """Let go of what is held in memory."""
        with self._lock:
            self._past, self._held = None, {}


CONCLUSIONS = Conclusions()


def forget() -> None:
    """Let go of everything that is held in memory about the person."""
    CONCLUSIONS.forget()


class Visit:
    """What a view needs to know of the person who asks."""

    def __init__(self) -> None:
        self.knowledge, self.store, self.now = knowledge(), store(), read_clock()

    @cached_property
    def journal(self) -> Journal:
        """Everything that was told."""
        return self.store.journal()

    @property
    def today(self) -> date:
        """The calendar day on the person's wall."""
        return self.now.date()

    @property
    def moment(self) -> datetime:
        """The minute that is asked about, and never before what was told last."""
        minute = self.now.replace(second=0, microsecond=0)
        return max([minute, *(entry.happened for entry in self.journal.written[-1:])]).astimezone(self.now.tzinfo)

    @cached_property
    def standing(self) -> Standing:
        """The conclusion, with the arrays that it was read from."""
        return CONCLUSIONS.of(self.journal, self.moment)

    @cached_property
    def standing_day(self) -> date:
        """The last day that the person's arrays hold."""
        return max([self.moment.date(), *(entry.day for entry in self.journal.written)])

    @property
    def conclusion(self) -> Conclusion:
        """Everything that follows at this moment."""
        return self.standing.conclusion

    @cached_property
    def week(self) -> tuple[PlannedDay, ...]:
        """The week as it stood this morning: what was done today takes nothing from today. Empty while refused."""
        if self.conclusion.programme.refusal is not None:
            return ()
        earlier = tuple(entry for entry in self.journal.written if entry.kind != "session" or entry.day < self.today)
        if len(earlier) == len(self.journal.written):
            return self.conclusion.programme.days
        return CONCLUSIONS.of(Journal(earlier), self.moment).programme.days

    @property
    def urgent(self) -> bool:
        """Whether everything else waits for help."""
        return self.conclusion.danger.urgency in URGENT

    @property
    def country(self) -> str:
        """The country that was told last; empty when none was."""
        told = [one.body["country"] for one in self.journal.of_kind("about_me") if one.body.get("country")]
        return str(told[-1]) if told else ""

    @property
    def number(self) -> str:
        """The country's emergency number; empty when no source was seen for one."""
        country = self.knowledge.countries.get(self.country)
        return country.number if country else ""

    @cached_property
    def choices(self) -> dict[str, Any]:
        """What the person chose for their screen: text size, light or dark, skin tone of the figure, units."""
        return self.store.draft("choices")

    def word(self, key: str, **slots: object) -> str:
        """A sentence of the knowledge."""
        return self.knowledge.word(key, **slots)

    def numbered(self, key: str) -> str:
        """A sentence with the country's emergency number, or the one without a number."""
        other = f"{key}_no_number"
        return self.word(other) if not self.number and other in self.knowledge.words else self.word(key, number=self.number)

    def tell(self, kind: str, body: Mapping[str, Any], entry_id: str = "", day: date | None = None) -> None:
        """Keep one thing; returns when it is on the disk. The same id twice is kept once."""
        self.tell_all([(kind, body)], entry_id, day)

    def tell_all(self, told: Sequence[tuple[str, Mapping[str, Any]]], entry_id: str = "", day: date | None = None) -> None:
        """Keep several things as one: all of them or none."""
        first = entry_id or uuid4().hex
        ids = [first if not place else f"{first}.{place}" for place in range(len(told))]
        at = max([self.now, *(entry.happened for entry in self.journal.written[-1:])]).astimezone(self.now.tzinfo)
        entries = [Entry(one, kind, day or self.today, at, at, body) for one, (kind, body) in zip(ids, told, strict=True)]
        self.store.add(*entries)
        self.refresh()

    def refresh(self) -> None:
        """Look again: something was told."""
        for name in ("journal", "standing", "standing_day", "choices", "week"):
            self.__dict__.pop(name, None)

    def say(self, words: str) -> None:
        """One line for the top of the next page."""
        self.store.keep_draft("said", {"words": words})

    def said(self) -> str:
        """The line that waits, once."""
        words = str(self.store.draft("said").get("words", ""))
        if words:
            self.store.keep_draft("said", {})
        return words

    @property
    def yesterday(self) -> date:
        """The calendar day before."""
        return self.today - timedelta(days=1)


class Request(HttpRequest):
    """A request with its visit."""

    visit: Visit
