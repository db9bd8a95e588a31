"""`ischia questions`: everything that can be asked, in order."""

import json
from typing import Any

import typer

from ischia.cli.replies import allowed
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.findings import Finding
from ischia.reasoning.replies import places, told, words


def show(knowledge: Knowledge, as_json: bool) -> None:
    """Print all questions."""
    if as_json:
        typer.echo(json.dumps(plain(knowledge), ensure_ascii=False, indent=2))
        return
    part = ""
    lines = []
    for finding in told(knowledge).values():
        if finding.part != part:
            part = finding.part
            lines += ["", knowledge.word(f"terminal.part.{part}").upper(), ""]
        lines += [finding.id, f"    {finding.ask}", f"    {allowed(knowledge, finding)}"]
    typer.echo("\n".join(lines[1:]))


def plain(knowledge: Knowledge) -> dict[str, Any]:
    """All questions as plain values."""
    return {
        "schema": 1,
        "knowledge_version": knowledge.version,
        "questions": [_plain(knowledge, finding) for finding in told(knowledge).values()],
        "places": list(places(knowledge)),
    }


def _plain(knowledge: Knowledge, finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "part": finding.part,
        "kind": finding.kind,
        "ask": finding.ask,
        "why": finding.why,
        "clarify": finding.clarify,
        "how": list(finding.how),
        "answers": list(words(finding)),
        "choices": dict(finding.choices or {}),
        "lowest": finding.lowest,
        "highest": finding.highest,
        "unit": finding.unit,
        "list": finding.list,
        "valid_for": finding.valid_for,
    }
