"""From a file of answers, or a journal, to a conclusion on the screen or as JSON."""

import json
from datetime import datetime
from pathlib import Path

import typer

from ischia.cli.answers_file import MOMENT, Told, read_answers
from ischia.cli.knowing import known
from ischia.cli.refusing import read_input, refuse
from ischia.journal.journal import Journal
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.conclude import conclude
from ischia.reasoning.conclusions import Conclusion, plain


def assess(path: Path, as_json: bool) -> None:
    """Print what follows from a file of answers."""
    knowledge = known()
    told = read_told(knowledge, path)
    show(knowledge, conclude(knowledge, told.journal, told.at), told.country, as_json)


def read_told(knowledge: Knowledge, path: Path) -> Told:
    """The file's journal; every problem of the file at once otherwise."""
    found = read_answers(knowledge, read_input(path), str(path), datetime.now().astimezone())
    return found if isinstance(found, Told) else refuse(map(str, found))


def conclude_journal(path: Path, at: str, as_json: bool) -> None:
    """Print what follows from a journal at a moment."""
    moment = _moment(at)
    knowledge = known()
    journal = _read_journal(knowledge, path)
    show(knowledge, conclude(knowledge, journal, moment), country_of(journal), as_json)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        refuse([f"--at: {text!r} is not a moment; allowed: {MOMENT}"])
    return moment if moment.utcoffset() is not None else refuse([f"--at: {text} has no zone; allowed: {MOMENT}"])


def _read_journal(knowledge: Knowledge, path: Path) -> Journal:
    from ischia.journal.ndjson import JournalError, read_journal
    from ischia.reasoning.replies import known_ids

    try:
        return Journal.of(read_journal(read_input(path), known_ids(knowledge)))
    except JournalError as error:
        refuse(f"{path}: {problem}" for problem in error.problems)


def country_of(journal: Journal) -> str:
    """The country that was told last, empty when none was."""
    told = [entry.body["country"] for entry in journal.of_kind("about_me") if entry.body.get("country")]
    return str(told[-1]) if told else ""


def show(knowledge: Knowledge, conclusion: Conclusion, country: str, as_json: bool) -> None:
    """Print a conclusion, whole or not at all."""
    if as_json:
        typer.echo(as_text(conclusion))
        return
    from ischia.cli.report import report
    from ischia.cli.screen import console

    console().print(report(knowledge, conclusion, country))


def as_text(conclusion: Conclusion) -> str:
    """A conclusion as JSON text."""
    return json.dumps(plain(conclusion), ensure_ascii=False, allow_nan=False, indent=2)
