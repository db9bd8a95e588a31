"""What one file alone cannot tell: that everything named elsewhere exists and that numbers fit together."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ischia.knowledge.bundle import Knowledge, question_of, regions_of
from ischia.knowledge.conditions import Atom, Condition, atoms
from ischia.knowledge.findings import Finding
from ischia.knowledge.items import Item
from ischia.knowledge.ladders import ladder_problems
from ischia.knowledge.problems import nearest
from ischia.knowledge.value import CAUSES, Because
from ischia.knowledge.walking import statements, walk

Found = tuple[str, tuple[str | int, ...], str]

MOST_QUESTIONS = 10
MARKS = {"pain", "tingling", "numb"}
_NUMBERS = {"number", "measure"}


def check_links(knowledge: Knowledge) -> Iterator[Found]:
    """Every cross-file problem as (kind/id, place inside it, what is wrong and what is allowed)."""
    for check in _CHECKS:
        yield from check(knowledge)


def _check_sources(knowledge: Knowledge) -> Iterator[Found]:
    for place, statement in statements(knowledge):
        for where, inner in walk(statement):
            if isinstance(inner, Because) and inner.source not in knowledge.sources:
                yield place, where, f"source {inner.source} is unknown; {nearest(inner.source, knowledge.sources)}"
            elif getattr(inner, "because", None) == () and place.split("/")[0] != "countries":
                yield place, where, "because is empty; name at least one source with its grade"
            if hasattr(inner, "checked") and not _is_day(inner.checked):
                yield place, (*where, "checked"), f"checked is {inner.checked!r}; write a day such as 2026-11-20"
    for key, source in knowledge.sources.items():
        if not (source.DOI or source.PMID or source.PMCID or source.URL):
            yield f"sources/{key}", (), "has no DOI, PMID, PMCID or URL; give one"


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return False
    try:
        return date.fromisoformat(text).year > 2000
    except ValueError:
        return False


def conditions_in(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str | int, ...], Condition]]:
    """Every condition of every statement, with its place."""
    for place, statement in statements(knowledge):
        for where, inner in walk(statement):
            for name in ("when", "yes_if", "no_if", "only_if", "positive_if"):
                condition = getattr(inner, name, None)
                if condition is not None:
                    yield place, (*where, name), condition


def _check_conditions(knowledge: Knowledge) -> Iterator[Found]:
    for place, where, condition in conditions_in(knowledge):
        for atom in atoms(condition):
            says = _atom_problem(knowledge, atom)
            if says:
                yield place, where, says
        asked = {question_of(atom) for atom in atoms(condition)}
        if place.startswith("danger/") and len(asked) > MOST_QUESTIONS:
            yield place, where, f"reads {len(asked)} questions; at most {MOST_QUESTIONS} are allowed in one danger rule: split it"


def _atom_problem(knowledge: Knowledge, atom: Atom) -> str:
    if atom.operation == "place":
        mark, _, area = regions_of(Atom(str(atom.finding)))
        known = area in knowledge.areas and mark in MARKS
        return "" if known else f"place {atom.finding} is unknown; {nearest(area, knowledge.areas)}"
    finding = knowledge.findings.get(atom.finding)
    if finding is None:
        return f"question {atom.finding} is unknown; {nearest(atom.finding, knowledge.findings)}"
    return _operation_problem(finding, atom)


def _operation_problem(finding: Finding, atom: Atom) -> str:
    if atom.operation in ("min", "max"):
        return "" if finding.kind in _NUMBERS else f"{finding.id} is {finding.kind}, so it has no min or max"
    if atom.operation == "within":
        return "" if finding.kind == "date" else f"{finding.id} is {finding.kind}, so within does not apply; date does"
    if atom.operation == "is":
        allowed = set(finding.choices or {}) or {"unchanged", "yes", "no"}
        return "" if atom.operand in allowed else f"{finding.id} is never {atom.operand}; {nearest(str(atom.operand), allowed)}"
    return "" if finding.kind in ("yes_no", "measure") else f"{finding.id} is {finding.kind}, not yes or no; use is, min, max or within"


def _check_findings(knowledge: Knowledge) -> Iterator[Found]:
    for key, finding in knowledge.findings.items():
        place = f"findings/{key}"
        if finding.kind == "choice" and not finding.choices:
            yield place, (), "is a choice without choices"
        if finding.part not in ("measure", "clinician") and not (finding.ask and finding.why):
            yield place, (), "is asked of a person, so it needs ask and why"
        if finding.kind == "number" and (finding.lowest is None or finding.highest is None):
            yield place, (), "is a number, so it needs lowest and highest"
        if finding.weighs and finding.weighs.block not in knowledge.blocks:
            yield place, ("weighs", "block"), f"block {finding.weighs.block} is unknown; {nearest(finding.weighs.block, knowledge.blocks)}"
        if finding.weighs and not (0 < finding.weighs.sensitivity < 1 and 0 < finding.weighs.specificity < 1):
            yield place, ("weighs",), "sensitivity and specificity must lie between 0 and 1, both ends left out"
        yield from _unknown(place, "opens", finding.opens, knowledge.findings)
    yield from _circles(knowledge)


def _circles(knowledge: Knowledge) -> Iterator[Found]:
    """A finding must not settle itself, not even over others."""
    needs = {key: {question_of(atom) for c in (f.yes_if, f.no_if) if c for atom in atoms(c)} for key, f in knowledge.findings.items()}
    settled: set[str] = set()
    while True:
        ready = {key for key in needs if key not in settled and needs[key] & set(needs) <= settled}
        if not ready:
            break
        settled |= ready
    for key in sorted(set(needs) - settled):
        yield f"findings/{key}", (), "is settled by itself in a circle of yes_if and no_if; break the circle"


def _check_rules(knowledge: Knowledge) -> Iterator[Found]:
    for key, caution in knowledge.cautions.items():
        for i, change in enumerate(caution.changes):
            where = (f"cautions/{key}", ("changes", i))
            named: dict[str, Iterable[str]] = {
                "families": knowledge.families, "items": knowledge.items(), "positions": knowledge.positions,
                "kit": knowledge.kit, "regions": knowledge.zones,
            }  # fmt: skip
            for name, known in named.items():
                yield from _unknown(where[0], name, getattr(change, name), known, where[1])
            needed = {"cap_level": change.level, "cap_minutes": change.minutes, "cap_spots": change.spots}
            if change.do in needed and needed[change.do] is None:
                yield *where, f"{change.do} needs its number"
    for key, not_sure in knowledge.not_sure.items():
        yield from _unknown(f"not_sure/{key}", "questions", not_sure.questions, knowledge.findings)


def _unknown(place: str, name: str, ids: Iterable[str], known: Iterable[str], where: tuple[str | int, ...] = ()) -> Iterator[Found]:
    allowed = set(known)
    for one in ids:
        if one not in allowed:
            yield place, (*where, name), f"{name} names {one}, which is unknown; {nearest(one, allowed)}"


def _check_items(knowledge: Knowledge) -> Iterator[Found]:
    items = knowledge.items()
    for key, item in items.items():
        place = f"{'techniques' if key in knowledge.techniques else 'exercises'}/{key}"
        yield from _unknown(place, "families", item.families, knowledge.families)
        yield from _unknown(place, "regions", item.regions, knowledge.zones)
        yield from _unknown(place, "positions", item.positions, knowledge.positions)
        yield from _unknown(place, "instead", item.instead, items)
        yield from _unknown(place, "kit", (thing for need in item.kit for thing in need), knowledge.kit)
        yield from _unknown(place, "tool", (item.tool,) if item.tool else (), knowledge.tools)
        yield from ((place, (), says) for says in _item_problems(knowledge, item, items))
        yield from ((place, ("ladder",), says) for says in ladder_problems(item))


def _item_problems(knowledge: Knowledge, item: Item, items: dict[str, Item]) -> Iterator[str]:
    if set(item.fit) != set(CAUSES):
        yield f"fit names {', '.join(item.fit)}; it must name exactly {', '.join(CAUSES)}"
    for cause, fit in item.fit.items():
        if fit.value not in (0, 0.25, 0.5, 1):
            yield f"fit.{cause} is {fit.value}; allowed are 0, 0.25, 0.5 and 1"
    if not item.programmed and not item.not_programmed:
        yield "is never programmed, so not_programmed must say why"
    for other in item.instead:
        if other in items and not items[other].programmed:
            yield f"instead names {other}, which is never programmed"
    zones = [knowledge.zones[region] for region in item.regions if region in knowledge.zones]
    if item.programmed and any(zone.kind == "never" or (zone.kind == "limited" and zone.signed_by is None) for zone in zones):
        yield "is programmed on a never zone or on one that nobody has signed"
    if item.programmed and zones and item.highest_level > max(zone.highest_level for zone in zones):
        yield f"goes to level {item.highest_level}, above what its zones allow"


def _check_rest(knowledge: Knowledge) -> Iterator[Found]:
    for key, limit in knowledge.limits.items():
        yield from _unknown(f"limits/{key}", "unit", (limit.unit,), knowledge.units)
    for kind in ("course", "facts"):
        for key, statement in getattr(knowledge, kind).items():
            yield from _unknown(f"{kind}/{key}", "unit", (statement.unit,) if statement.unit else (), knowledge.units)
    items = knowledge.items()
    for key, template in knowledge.templates.items():
        for phase in ("first", "middle", "later"):
            yield from _unknown(f"templates/{key}", phase, getattr(template, phase), items)
    for key, claim in knowledge.claims.items():
        yield from _unknown(f"claims/{key}", "techniques", claim.techniques, items)
    if set(knowledge.causes) != set(CAUSES):
        yield "causes", (), f"the causes must be exactly {', '.join(CAUSES)}"


_CHECKS: tuple[Callable[[Knowledge], Iterator[Found]], ...] = (
    _check_sources, _check_conditions, _check_findings, _check_rules, _check_items, _check_rest,
)  # fmt: skip
