"""`ischia session`: one technique or exercise, step by step."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Group, RenderableType

from ischia.cli.answers_file import Told
from ischia.cli.knowing import known
from ischia.cli.refusing import refuse
from ischia.cli.screen import beside, bullets, console, heading, line
from ischia.guidance.script import Part, Script, Step, Words
from ischia.guidance.scripting import script
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item
from ischia.knowledge.problems import nearest
from ischia.reasoning.conclusions import PlannedItem, Refusal
from ischia.reasoning.layout import layout_of
from ischia.reasoning.standing import planned_of, stand

SECONDS_A_MINUTE = 60


def show(name: str, path: Path | None, as_json: bool) -> None:
    """Print the script of an item: at its lightest, or as it fits the person of a file of answers."""
    knowledge = known()
    item = _item(knowledge, name)
    if path is None:
        made = script(knowledge, _lightest(item), _programmed(knowledge))
    else:
        from ischia.cli.assessing import read_told

        made = _own(knowledge, item, read_told(knowledge, path))
    if as_json:
        typer.echo(json.dumps(asdict(made), ensure_ascii=False, indent=2))
    elif isinstance(made, Refusal):
        console().print(line(made.says))
    else:
        console().print(_page(knowledge, made, general=path is None))


def _item(knowledge: Knowledge, name: str) -> Item:
    items = knowledge.items()
    codes = {item.code: item for item in items.values()}
    found = items.get(name) or codes.get(name.upper())
    return found or refuse([f"no item is called {name}; {nearest(name, (*items, *codes))}"])


def _programmed(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(key for key, item in knowledge.items().items() if item.programmed)


def _lightest(item: Item) -> PlannedItem:
    rung = item.ladder[0]
    side, position = "both" if item.both_sides else "none", item.positions[0]
    return PlannedItem(item.id, item.code, item.label, 0, rung.level, rung.minutes, rung.spots, 1, side, position, ())


def _own(knowledge: Knowledge, item: Item, told: Told) -> Script | Refusal:
    """The script as this person may do it now, or why not."""
    standing = stand(knowledge, told.journal, told.at)
    conclusion = standing.conclusion
    if conclusion.programme.refusal is not None:
        return conclusion.programme.refusal
    if not conclusion.danger.gates.open:
        return Refusal("gate_open", knowledge.word("danger.gate.expired"))
    planned = next((one for day in conclusion.programme.days for one in day.items if one.id == item.id), None)
    if planned is None and item.id in conclusion.dose:
        planned = planned_of(knowledge, standing.concluded, 0, layout_of(knowledge).item[item.id])
    return script(knowledge, planned or _lightest(item), frozenset(conclusion.dose))


def _page(knowledge: Knowledge, made: Script, general: bool) -> RenderableType:
    parts: list[RenderableType] = [heading(f"{made.label} ({made.code})")]
    if general:
        parts.append(line(knowledge.word("terminal.session.general"), 2))
    parts += [line(words.show, 2) for words in made.intro]
    parts += [heading(knowledge.word("terminal.session.stop")), bullets(_shown(made.stop_rules))]
    parts += [heading(knowledge.word("terminal.session.steps", minutes=clock(made.seconds))), *_steps(made.steps)]
    parts += [line(words.show, 2) for words in made.outro]
    parts += _after(made.closing)
    if made.ice is not None:
        parts += [*_after(made.ice.part), bullets(_shown(made.ice.limits))]
    return Group(*parts)


def _after(part: Part | None) -> list[RenderableType]:
    """What follows the item itself: light strokes, or cold for those who like it."""
    if part is None:
        return []
    return [heading(part.offer.show), *_steps(part.steps)]


def _steps(steps: Iterable[Step]) -> Iterator[RenderableType]:
    for step in steps:
        for words in step.before:
            yield line(words.show, 9)
        yield beside(f"{clock(step.starts):>6}   ", f"{step.words.show} ({step.seconds} s)")
        yield from (line(f"{clock(step.starts + cue.at):>6}   {cue.words.show}", 3, "dim") for cue in step.cues)
        if step.feel is not None:
            yield line(step.feel.ask.show, 9)


def _shown(words: Iterable[Words]) -> list[str]:
    return [one.show for one in words]


def clock(seconds: int) -> str:
    """Minutes and seconds."""
    return f"{seconds // SECONDS_A_MINUTE}:{seconds % SECONDS_A_MINUTE:02}"
