"""What is there and what is missing: counts, shares of grades, statements that nothing reads, items that repeat each other."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import combinations

from ischia.knowledge.bundle import Knowledge, question_of
from ischia.knowledge.conditions import Condition, atoms
from ischia.knowledge.items import Item
from ischia.knowledge.value import GRADES
from ischia.knowledge.walking import statements, told, walk

CONDITIONS = ("when", "yes_if", "no_if", "only_if", "positive_if")
# Findings that no condition needs to name: about_me and weekly feed the measures, gates open a session, a confirmed cause sets the shares.
READ_BY_PART = ("about_me", "weekly", "gate")
READ_BY_ID = ("confirmed_cause",)
# Offered around a session, never chosen for a cause.
OFFERED = {"ice", "warmth"}
NAMES = {"danger": "suspected conditions", "also": "also possible", "not_sure": "not sure rules", "course": "course statements"}
GRAM = 4


@dataclass(frozen=True, order=True)
class Gap:
    """Something that the knowledge should have and lacks."""

    id: str
    file: str
    says: str


@dataclass(frozen=True, order=True)
class Similar:
    """Two items that share this part of the shorter one's runs of words."""

    share: float
    one: str
    other: str


def counts(knowledge: Knowledge) -> dict[str, int]:
    """How many statements of each kind there are."""
    found = {
        NAMES.get(field.name, field.name): len(getattr(knowledge, field.name))
        for field in fields(knowledge)
        if field.name not in ("version", "files")
    }
    return {"danger rules": len(knowledge.danger_rules()), **found}


def grades(knowledge: Knowledge) -> dict[str, int]:
    """How many reasons there are of each grade."""
    found = Counter(reason.grade for one in told(knowledge) for reason in one.because)
    return {grade: found[grade] for grade in GRADES}


def conditions(knowledge: Knowledge) -> Iterator[tuple[str, Condition]]:
    """Every condition with the id of the statement that holds it."""
    for place, statement in statements(knowledge):
        for where, inner in walk(statement):
            for name in CONDITIONS:
                condition = getattr(inner, name, None)
                if condition is not None:
                    yield ".".join((place, *map(str, where))), condition


def gaps(knowledge: Knowledge) -> Iterator[Gap]:
    """Everything that is in no use, out of reach or without a source."""
    yield from _unread(knowledge)
    yield from _out_of_reach(knowledge)
    yield from _unfounded(knowledge)


def _unread(knowledge: Knowledge) -> Iterator[Gap]:
    read = {question_of(atom) for _, condition in conditions(knowledge) for atom in atoms(condition)}
    read |= {question for not_sure in knowledge.not_sure.values() for question in not_sure.questions}
    # A measure may be made of others: its own words name them.
    explained = " ".join(finding.clarify for finding in knowledge.findings.values() if finding.part == "measure")
    for key, finding in knowledge.findings.items():
        if finding.part == "measure" and key in explained:
            continue
        weighed = finding.weighs is not None or finding.rows or finding.part in READ_BY_PART or key in READ_BY_ID
        if key not in read and not weighed:
            yield Gap(f"findings/{key}", finding.file, "is read by no rule, weight, score or measure")


def _out_of_reach(knowledge: Knowledge) -> Iterator[Gap]:
    listed = {key for t in knowledge.templates.values() for key in (*t.first, *t.middle, *t.later)}
    listed |= {key for item in knowledge.items().values() for key in item.instead}
    for key, item in knowledge.items().items():
        fits = any(fit.value > 0 for fit in item.fit.values())
        if item.programmed and not (fits or key in listed or OFFERED & set(item.families)):
            yield Gap(_place(item), item.file, "fits no cause, and no template or other item names it")


def _place(item: Item) -> str:
    return item.file.removesuffix(".yaml")


def _unfounded(knowledge: Knowledge) -> Iterator[Gap]:
    cited = {reason.source for one in told(knowledge) for reason in one.because}
    for source in sorted(cited - set(knowledge.sources)):
        yield Gap(f"sources/{source}", "", "is cited but unknown")
    for key, rule in knowledge.danger_rules().items():
        condition = key.partition(".")[0]
        if not rule.because:
            yield Gap(f"danger/{key}", knowledge.danger[condition].file, "cites nothing")


def uncited(knowledge: Knowledge) -> tuple[str, ...]:
    """Sources that nothing cites: allowed, and worth knowing."""
    cited = {reason.source for one in told(knowledge) for reason in one.because}
    return tuple(sorted(set(knowledge.sources) - cited))


def similar_items(knowledge: Knowledge) -> tuple[Similar, ...]:
    """Pairs of items that are copies of each other by their words, the most alike first."""
    most = knowledge.limit("knowledge.similar_share")
    runs = {key: _runs(item) for key, item in knowledge.items().items()}
    pairs = (Similar(_shared(runs[one], runs[other]), one, other) for one, other in combinations(runs, 2))
    return tuple(sorted((pair for pair in pairs if pair.share > most), reverse=True))


def _runs(item: Item) -> set[tuple[str, ...]]:
    text = " ".join((item.says, *(f"{step.do} {step.say}" for step in item.steps)))
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return set(zip(*(words[i:] for i in range(GRAM)), strict=False))


def _shared(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0
