"""The second hop from any sentence: a statement as it was read, with its sources spelled out, and what depends on it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ischia.knowledge.bundle import Knowledge, question_of, regions_of
from ischia.knowledge.conditions import All, AtLeast, Atom, Condition, Not, atoms
from ischia.knowledge.coverage import conditions
from ischia.knowledge.problems import nearest
from ischia.knowledge.value import Because, Source
from ischia.knowledge.walking import statements, walk

# Fields whose words are no ids, although they may look like one.
OWN_WORDS = {"id", "file", "kind", "slot", "part", "code", "codes", "do", "grade", "pose", "plate", "type", "says", "finding", "operation"}
HOW = {
    "because": "cites",
    "instead": "may take it as a stand-in",
    "opens": "opens it",
    "questions": "counts not sure of it",
    "items": "changes it",
    "techniques": "speaks of it",
    "first": "puts it first",
    "middle": "has it in the middle phase",
    "later": "has it in the later phase",
    "target": "points to it",
    "block": "weighs in it",
    "cause": "is made for it",
}


@dataclass(frozen=True)
class Cited:
    """One reason with its source spelled out."""

    key: str
    grade: str
    where: str
    title: str
    address: str


@dataclass(frozen=True)
class Shown:
    """A statement as it was read."""

    id: str
    file: str
    statement: dict[str, Any]
    sources: tuple[Cited, ...]


@dataclass(frozen=True)
class Use:
    """One statement that reads or names another, and how."""

    id: str
    how: str
    says: str


@dataclass(frozen=True)
class Why:
    """What depends on a statement, and what it rests on itself."""

    id: str
    uses: tuple[Use, ...]
    reasons: tuple[Cited, ...]


@dataclass(frozen=True)
class Unknown:
    """There is no such id."""

    id: str
    says: str


def show(knowledge: Knowledge, name: str) -> tuple[Shown, ...] | Unknown:
    """Every statement of that id, kind/id or code, as read, with its sources."""
    found = find(knowledge, name)
    if not found:
        return _unknown(knowledge, name)
    return tuple(Shown(key, _file(knowledge, key), as_read(statement), cited(knowledge, statement)) for key, statement in found.items())


def why(knowledge: Knowledge, name: str) -> tuple[Why, ...] | Unknown:
    """Which rules, weights, cautions, scores and items use it, and why it may be said."""
    found = find(knowledge, name)
    if not found:
        return _unknown(knowledge, name)
    return tuple(Why(key, tuple(_uses(knowledge, key)), cited(knowledge, statement)) for key, statement in found.items())


def find(knowledge: Knowledge, name: str) -> dict[str, object]:
    """Statements by kind/id, by id, or by one of their codes; a danger rule is found by its own key as well."""
    known = _named(knowledge)
    if name in known:
        return {name: known[name]}
    found = {key: one for key, one in known.items() if name in _names(key)}
    return found or {key: one for key, one in known.items() if name in _codes(one)}


def _named(knowledge: Knowledge) -> dict[str, object]:
    rules = {f"danger/{key}": rule for key, rule in knowledge.danger_rules().items()}
    return {**dict(statements(knowledge)), **rules}


def _names(key: str) -> set[str]:
    kind, _, name = key.partition("/")
    return {name, name.partition(".")[2]} if kind == "danger" else {name}


def _codes(statement: object) -> tuple[str, ...]:
    return (*getattr(statement, "codes", ()), str(getattr(statement, "code", "")))


def _unknown(knowledge: Knowledge, name: str) -> Unknown:
    known = _named(knowledge)
    names = {part for key, one in known.items() for part in (key, *_names(key), *_codes(one)) if part}
    return Unknown(name, f"{name} is unknown; {nearest(name, names)}")


def _file(knowledge: Knowledge, key: str) -> str:
    return knowledge.files.get(key) or knowledge.files.get(key.partition(".")[0], "")


def as_read(value: Any) -> Any:
    """A statement in the shape of its YAML: conditions in their language, and nothing that was left at its default."""
    if isinstance(value, Condition):
        return condition_read(value)
    if is_dataclass(value) and not isinstance(value, type):
        last = sorted(fields(value), key=lambda field: field.name in ("because", "checked"))
        held = {field.name: (getattr(value, field.name), field.default) for field in last}
        return {name: as_read(inner) for name, (inner, default) in held.items() if inner != default and name not in ("id", "file")}
    if isinstance(value, dict):
        return {key: as_read(inner) for key, inner in value.items()}
    return [as_read(inner) for inner in value] if isinstance(value, tuple) else value


def condition_read(condition: Condition) -> Any:
    """A condition in the language in which it was written."""
    if isinstance(condition, Atom):
        return _atom_read(condition)
    if isinstance(condition, Not):
        return {"not": condition_read(condition.part)}
    parts = [condition_read(part) for part in condition.parts]
    if isinstance(condition, AtLeast):
        return {"at_least": condition.count, "of": parts}
    return {"all" if isinstance(condition, All) else "any": parts}


def _atom_read(atom: Atom) -> Any:
    if atom.operation == "yes":
        return atom.finding
    if atom.operation == "place":
        return {"place": atom.finding}
    operand = f"P{atom.operand:g}D" if atom.operation == "within" else atom.operand
    return {atom.finding: {atom.operation: operand}}


def cited(knowledge: Knowledge, statement: object) -> tuple[Cited, ...]:
    """The reasons of a statement and of all that it holds, each once."""
    reasons = [reason for _, inner in walk(statement) for reason in getattr(inner, "because", ())]
    return tuple(dict.fromkeys(spelled(knowledge, reason) for reason in reasons))


def spelled(knowledge: Knowledge, reason: Because) -> Cited:
    """A reason with the title and address of its source."""
    source = knowledge.sources.get(reason.source)
    return Cited(reason.source, reason.grade, reason.where, source.title if source else "", address(source) if source else "")


def address(source: Source) -> str:
    """Where a source can be read: the most lasting address it has."""
    if source.DOI:
        return f"https://doi.org/{source.DOI}"
    if source.PMID:
        return f"https://pubmed.ncbi.nlm.nih.gov/{source.PMID}/"
    return source.URL or (f"https://pmc.ncbi.nlm.nih.gov/articles/{source.PMCID}/" if source.PMCID else "")


def summary(statement: object) -> str:
    """What a statement says, in one line."""
    for name in ("says", "ask", "mechanism", "claim", "title", "label"):
        if getattr(statement, name, ""):
            return str(getattr(statement, name))
    return ""


def _uses(knowledge: Knowledge, key: str) -> Iterator[Use]:
    """Every statement that reads or names this one, each once for each way."""
    kind, _, name = key.partition("/")
    known = _named(knowledge)
    weight = knowledge.findings[name].weighs if kind == "findings" else None
    if weight:
        yield Use(key, f"weighs for {weight.target} in {weight.block}", weight.says)
    found = [*_reading(knowledge, kind, name), *_naming(knowledge, kind, name)]
    if kind in ("techniques", "exercises"):
        found += _through(knowledge, name)
    for place, how in dict.fromkeys(found):
        owner = known.get(place) or known.get(place.partition(".")[0])
        yield Use(place, how, summary(owner))


def _reading(knowledge: Knowledge, kind: str, name: str) -> Iterator[tuple[str, str]]:
    if kind not in ("findings", "areas"):
        return
    for place, condition in conditions(knowledge):
        read = {regions_of(atom)[2] if kind == "areas" else question_of(atom) for atom in atoms(condition) if _fits(kind, atom)}
        if name in read:
            yield _rule(place), "reads it"


def _fits(kind: str, atom: Atom) -> bool:
    return kind == "findings" or atom.operation == "place"


def _rule(place: str) -> str:
    """The statement that a condition stands in; inside a page of danger, its rule."""
    head, _, rest = place.partition(".rules.")
    return f"{head}.{rest.partition('.')[0]}" if rest else place.partition(".")[0]


def _naming(knowledge: Knowledge, kind: str, name: str) -> Iterator[tuple[str, str]]:
    """Statements that hold the id in one of their fields."""
    for place, statement in statements(knowledge):
        for where, inner in walk(statement):
            for field in fields(inner) if is_dataclass(inner) else ():
                if field.name not in OWN_WORDS and _holds(getattr(inner, field.name), name) and _of_kind(kind, inner, field.name):
                    how = next((HOW[str(part)] for part in (field.name, *reversed(where)) if part in HOW), "names it")
                    yield _rule(".".join((place, *map(str, where[:2])))) if place.startswith("danger/") else place, how


def _of_kind(kind: str, holder: object, field: str) -> bool:
    """Whether a field can mean that kind: sources stand only in reasons, and reasons name only sources."""
    return isinstance(holder, Because) == (kind == "sources") and (kind == "sources" or field != "source")


def _holds(value: object, name: str) -> bool:
    if isinstance(value, dict):
        return name in value
    if isinstance(value, tuple):
        return any(inner == name or (isinstance(inner, tuple) and name in inner) for inner in value)
    return bool(value == name)


def _through(knowledge: Knowledge, name: str) -> Iterator[tuple[str, str]]:
    """Cautions that reach an item by its family, position, kit or region."""
    item = knowledge.items()[name]
    mine = {
        "families": set(item.families), "positions": set(item.positions), "regions": set(item.regions),
        "kit": {thing for need in item.kit for thing in need},
    }  # fmt: skip
    for key, caution in knowledge.cautions.items():
        for change in caution.changes:
            for group, own in mine.items():
                for shared in sorted(own & set(getattr(change, group))):
                    yield f"cautions/{key}", f"{change.do} through its {group}: {shared}"
