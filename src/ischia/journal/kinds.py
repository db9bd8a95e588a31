"""The closed list of what an entry may be about, and the shape of each body.

Ids of questions, items, rules and kit are checked for their form only, unless the reader is told which are known.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ischia.journal.entry import Body
from ischia.journal.shapes import (
    PLACE,
    Answer,
    Anything,
    Day,
    EntryId,
    Fault,
    Id,
    Known,
    Listing,
    Nullable,
    Number,
    OneOf,
    Record,
    Shape,
    Table,
    Text,
    read_day,
)

SITTINGS = ("first", "gate", "weekly", "question")
CLASSES = ("self_care", "routine", "within_days", "same_day", "emergency_now")
SIDES = ("left", "right", "both")
CHANGES = ("dropped", "swapped", "moved", "restored")
ENDINGS = ("finished", "no_time", "hurt", "new_sign", "other")
FEELINGS = ("better", "same", "worse", "lower_down", "tingling")
SLEEPS = ("good", "broken", "hardly")
SORENESSES = ("none", "same_spot", "lower_down", "new_nerve_sign")

SCORE = Number(0, 10)
MOST_MINUTES_A_DAY = 240
ANSWERS = Table(Id("question"), Answer())
WORDS = Text(2000)
VERSION = Text(100)
RUNG = Number(0, 99, whole=True)
ITEM = Id("item")


@dataclass(frozen=True)
class Kind:
    """One kind of entry: what it says, the fields of its body, and what its fields must agree on."""

    says: str
    needed: Mapping[str, Shape]
    may: Mapping[str, Shape] = field(default_factory=dict)
    agree: Callable[[Body, date], Iterator[Fault]] | None = None

    def faults(self, body: object, day: date, known: Known) -> Iterator[Fault]:
        """Everything that is wrong with a body of this kind, noted for that day."""
        found = tuple(Record(self.needed, self.may).faults(body, "body", known))
        yield from found
        if not found and self.agree is not None and isinstance(body, Mapping):
            yield from self.agree(body, day)


def _preference_agrees(body: Body, day: date) -> Iterator[Fault]:
    if body["what"] in ("swapped", "moved") and body.get("to") is None:
        yield Fault("body.to", f"is missing for an item that was {body['what']}", "what it was swapped for, or when it moved to")


def _kit_agrees(body: Body, day: date) -> Iterator[Fault]:
    for thing in body.get("have", ()):
        if thing in body.get("lack", ()):
            yield Fault("body.lack", f"{thing} is in have as well", "each thing in one of the two lists")


def _clearance_agrees(body: Body, day: date) -> Iterator[Fault]:
    seen = read_day(body["seen"])
    if seen is not None and seen > day:
        yield Fault("body.seen", f"{seen} is after the day of the entry, {day}", "the day on which the person was seen")


KINDS: Mapping[str, Kind] = {
    "about_me": Kind(
        "Who I am: country, time, and the answers of the first page.",
        {},
        {
            "answers": ANSWERS,
            "country": Nullable(Text(2)),
            "language": Nullable(Text(35)),
            "minutes_a_day": Nullable(Number(0, MOST_MINUTES_A_DAY)),
            "times_a_day": Nullable(Number(1, 12, whole=True)),
        },
    ),
    "answers": Kind("What I answered, and in which sitting.", {"sitting": OneOf(SITTINGS), "answers": ANSWERS}),
    "kit": Kind(
        "What I have at home, what I do not, and the positions that I cannot take.",
        {},
        {"have": Listing(Id("kit")), "lack": Listing(Id("kit")), "cannot": Listing(Id("position"))},
        _kit_agrees,
    ),
    "preference": Kind(
        "What I did to the plan: an item dropped, swapped, moved or restored.",
        {"item": ITEM, "what": OneOf(CHANGES)},
        {"to": Nullable(Text(80)), "reason": Nullable(WORDS), "until": Nullable(Day())},
        _preference_agrees,
    ),
    "plan_accepted": Kind(
        "The week that I accepted: each item, its rung and its days.",
        {"items": Listing(Record({"id": ITEM, "rung": RUNG, "days": Listing(Day())}, {})), "version": VERSION},
    ),
    "shown": Kind(
        "What I was shown when there was danger.",
        {"class": OneOf(CLASSES), "rules": Listing(Id("rule")), "version": VERSION},
    ),
    "session": Kind(
        "What I did, for how long, and why I stopped.",
        {
            "items": Listing(
                Record(
                    {"id": ITEM, "seconds": Number(0, 86_400), "rung": Nullable(RUNG)},
                    {"level": Nullable(Number(0, 4, whole=True)), "side": Nullable(OneOf(SIDES))},
                ),
                may_repeat=True,
            )
        },
        {"why_stopped": Nullable(OneOf(ENDINGS))},
    ),
    "reaction": Kind(
        "How it felt right after.",
        {"now": OneOf(FEELINGS)},
        {"pain": Nullable(SCORE), "place": Nullable(Id("place", PLACE))},
    ),
    "morning": Kind(
        "The next morning: worst leg pain of the last 24 hours, sleep, and how yesterday was taken.",
        {"leg": Nullable(SCORE)},
        {"sleep": Nullable(OneOf(SLEEPS)), "soreness": Nullable(OneOf(SORENESSES)), "sore_hours": Nullable(Number(0, 1000))},
    ),
    "weekly": Kind(
        "The week: back pain, getting things done, calm, and up to three activities of my own.",
        {},
        {
            "back": Nullable(SCORE),
            "function": Nullable(SCORE),
            "calm": Nullable(SCORE),
            "activities": Table(Text(80), Nullable(SCORE), most=3),
        },
    ),
    "visit": Kind(
        "Whom I saw, and how it went.",
        {"whom": WORDS},
        {"why": Nullable(WORDS), "listened": Nullable(OneOf(("yes", "no", "unsure"))), "outcome": Nullable(WORDS)},
    ),
    "finding": Kind("What a clinician found.", {"finding": Id("question"), "value": Answer(), "whom": WORDS}),
    "clearance": Kind(
        "Who saw me about an alarm, when, what they found, and the rules that this answers.",
        {"who": WORDS, "seen": Day(), "found": WORDS, "rules": Listing(Id("rule"), least=1)},
        agree=_clearance_agrees,
    ),
    "note": Kind("My own words.", {"text": Text()}),
    "correction": Kind(
        "A new body for an earlier entry; null when that entry should never have been there.",
        {"corrects": EntryId(), "body": Nullable(Anything())},
    ),
}
