"""`ischia ask`: the interview over a journal file; Ctrl-C and the end of input leave it as it is."""

import sys
from datetime import datetime
from pathlib import Path

from rich.console import Console

from ischia.cli.diary import Diary, usual_file
from ischia.cli.interview import Interview, Quit
from ischia.cli.knowing import known
from ischia.cli.refusing import refuse
from ischia.cli.screen import console
from ischia.journal.ndjson import JournalError
from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.replies import known_ids


def ask(file: Path | None) -> None:
    """Begin an interview, or go on with one."""
    knowledge = known()
    diary = _open(knowledge, file or usual_file())
    screen = console()
    try:
        Interview(knowledge, diary, screen, lambda: _typed(screen), lambda: datetime.now().astimezone()).run()
    except (Quit, EOFError, KeyboardInterrupt):
        screen.print("", knowledge.word("terminal.ask.paused"))


def _open(knowledge: Knowledge, path: Path) -> Diary:
    try:
        return Diary.open(path, known_ids(knowledge))
    except JournalError as error:
        refuse(f"{path}: {problem}" for problem in error.problems)
    except OSError as error:
        refuse([f"{path}: {error.strerror or 'cannot be read'}"])


def _typed(screen: Console) -> str:
    """One line of what the person types."""
    screen.print("> ", end="")
    typed = sys.stdin.readline()
    if not typed:
        raise EOFError
    return typed
