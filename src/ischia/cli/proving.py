"""`ischia prove`: hands the knowledge to the proof, and the scripts of guidance, which the proof may not know itself."""

from pathlib import Path

import typer

from ischia.cli.knowing import known
from ischia.guidance.script import Script
from ischia.guidance.scripting import script
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.layout import layout_of
from ischia.reasoning.people import People
from ischia.reasoning.reason import reason
from ischia.reasoning.standing import planned_of


def prove(full: bool, folder: Path | None) -> int:
    """Run the proof over the knowledge that came with the program, or over another copy; its exit status."""
    from ischia.knowledge.loading import DATA
    from ischia.trial.prove import prove as run

    knowledge = known(folder)
    return run(knowledge, full, typer.echo, scripted, folder or DATA)


def scripted(knowledge: Knowledge, person: People, at: float) -> set[str]:
    """Every item that stands in a script of one person's week, what follows it included."""
    concluded = reason(knowledge, person, at)
    keys = tuple(layout_of(knowledge).items)
    open_ones = frozenset(key for place, key in enumerate(keys) if concluded.scope.open[0, place])
    planned = (planned_of(knowledge, concluded, 0, int(place)) for place in concluded.plan.item[0] if place >= 0)
    scripts = (script(knowledge, one, open_ones) for one in planned)
    return {key for made in scripts if isinstance(made, Script) for key in made.items()}
