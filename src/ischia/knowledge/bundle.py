"""All that is known, as one frozen value."""

from dataclasses import dataclass

from ischia.knowledge.causes import Block, Cause, Score
from ischia.knowledge.conditions import Atom
from ischia.knowledge.figures import Body, Figure
from ischia.knowledge.findings import Finding
from ischia.knowledge.items import Item, Template
from ischia.knowledge.plates import Plate, ToolMark, Touch
from ischia.knowledge.rules import AlsoPossible, Caution, Contradiction, Danger, DangerRule, NotSure, Referral
from ischia.knowledge.statements import Area, Claim, Country, Limit, Statement, Thing, View, Word, Zone
from ischia.knowledge.value import Source


@dataclass(frozen=True, kw_only=True, eq=False)
class Knowledge:
    """Every kind of statement by its id; `version` names the exact files it was read from."""

    version: str
    sources: dict[str, Source]
    findings: dict[str, Finding]
    danger: dict[str, Danger]
    not_sure: dict[str, NotSure]
    contradictions: dict[str, Contradiction]
    cautions: dict[str, Caution]
    referral: dict[str, Referral]
    also: dict[str, AlsoPossible]
    causes: dict[str, Cause]
    scores: dict[str, Score]
    blocks: dict[str, Block]
    body: dict[str, Body]
    figures: dict[str, Figure]
    techniques: dict[str, Item]
    exercises: dict[str, Item]
    templates: dict[str, Template]
    limits: dict[str, Limit]
    course: dict[str, Statement]
    facts: dict[str, Statement]
    claims: dict[str, Claim]
    zones: dict[str, Zone]
    areas: dict[str, Area]
    views: dict[str, View]
    plates: dict[str, Plate]
    touches: dict[str, Touch]
    marks: dict[str, ToolMark]
    words: dict[str, Word]
    families: dict[str, Word]
    positions: dict[str, Word]
    units: dict[str, Word]
    tools: dict[str, Word]
    kit: dict[str, Thing]
    countries: dict[str, Country]
    files: dict[str, str]

    def limit(self, key: str) -> float:
        """The number of a limit, such as ``ball.seconds_a_spot``."""
        return self.limits[key].value

    def word(self, key: str, **slots: object) -> str:
        """A sentence with its slots filled."""
        return self.words[key].says.format(**slots)

    def items(self) -> dict[str, Item]:
        """Techniques and exercises together, in the order of their codes."""
        return {**self.techniques, **self.exercises}

    def danger_rules(self) -> dict[str, DangerRule]:
        """Every danger rule by ``condition.rule``."""
        return {f"{danger.id}.{key}": rule for danger in self.danger.values() for key, rule in danger.rules.items()}


def regions_of(atom: Atom) -> tuple[str, str, str]:
    """Body mark, side and area of a place atom: ``numb/left_calf`` is (numb, left, calf); the side may be empty."""
    mark, _, rest = atom.finding.rpartition("/")
    for side in ("left", "right", "both"):
        if rest.startswith(f"{side}_"):
            return mark or "pain", side, rest.removeprefix(f"{side}_")
    return mark or "pain", "", rest


def question_of(atom: Atom) -> str:
    """The id of the question that an atom reads; for a place, the body map of its mark."""
    return f"{regions_of(atom)[0]}_places" if atom.operation == "place" else atom.finding
