"""`ischia knowledge`: what is known, checked, shown, explained and handed over for signing."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

import typer

from ischia.cli.knowing import known
from ischia.cli.refusing import BAD_INPUT, refuse
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.explaining import Cited, Shown, Unknown, Why

T = TypeVar("T", Shown, Why)


def check(at: date | None) -> int:
    """Print what is there and what is wrong; 1 when something is. Reads the YAML itself, never the compiled file."""
    from ischia.guidance import geometry, zones
    from ischia.knowledge.checking import lines, report
    from ischia.knowledge.loading import load_directory
    from ischia.knowledge.problems import KnowledgeError

    try:
        knowledge = load_directory()
        found = report(knowledge, at)
    except KnowledgeError as error:
        typer.echo("\n".join((*map(str, error.problems), f"{len(error.problems)} problems in the knowledge")))
        return 1
    counts = (f"{kind} {count}" for kind, count in found.counts.items())
    shares = (f"{grade} {share:.0%}" for grade, share in found.shares.items())
    faults = (*geometry.faults(knowledge), *zones.faults(knowledge), *zones.unpictured(knowledge))
    wrong = [*lines(found), *(f"{fault.item}: {fault.says(knowledge)}" for fault in faults)]
    summary = f"{len(wrong)} problems" if wrong else "no problems"
    typer.echo("\n".join((*wrong, f"version {found.version}", *counts, f"reasons {found.reasons}: {', '.join(shares)}", summary)))
    return 1 if wrong else 0


def show(name: str) -> None:
    """Print a statement as it was read, and its sources."""
    from ischia.knowledge.explaining import show as find

    for shown in _found(find, name):
        _say(_heading(shown), _yaml(shown), _sources(shown.sources))


def why(name: str) -> None:
    """Print what depends on a statement, and what it rests on."""
    from ischia.knowledge.explaining import why as find

    for reason in _found(find, name):
        uses = (f"  {use.id} {use.how}: {use.says}" for use in reason.uses)
        _say(reason.id, *(uses if reason.uses else ("  nothing reads it",)), _sources(reason.reasons))


def _found(find: Callable[[Knowledge, str], tuple[T, ...] | Unknown], name: str) -> tuple[T, ...]:
    found = find(known(), name)
    return refuse([found.says]) if isinstance(found, Unknown) else found


def _heading(shown: Shown) -> str:
    return f"{shown.id}  ({shown.file})" if shown.file else shown.id


def _yaml(shown: Shown) -> str:
    import yaml

    text = yaml.safe_dump(shown.statement, sort_keys=False, allow_unicode=True, width=120)
    return "\n".join(f"  {line}" for line in text.splitlines())


def _sources(cited: Iterable[Cited]) -> str:
    lines = (f"    {' · '.join(part for part in (one.key, one.grade, one.where, one.title, one.address) if part)}" for one in cited)
    return "\n".join(("  sources", *lines))


def _say(*parts: str) -> None:
    typer.echo("\n".join((*parts, "")))


def stale(at: date) -> None:
    """Print what nobody has checked for too long."""
    from ischia.knowledge.checking import stale as find

    found = find(known(), at)
    lines = (f"{one.file}: {one.id} was last checked on {one.checked}, {one.days} days ago" for one in found)
    _say(*lines, f"{len(found)} stale on {at}")


def sign_off(out: Path) -> None:
    """Write the table of what a clinician still has to sign, whole or not at all."""
    import csv
    import io
    from dataclasses import astuple

    from ischia.knowledge.signing import COLUMNS, sign_off

    rows = sign_off(known())
    text = io.StringIO()
    csv.writer(text).writerows((COLUMNS, *map(astuple, rows)))
    try:
        out.write_text(text.getvalue(), encoding="utf-8", newline="")
    except OSError as error:
        refuse([f"{out}: {error.strerror or 'cannot be written'}"], BAD_INPUT)
    _say(f"{len(rows)} statements to sign, in {out}")
