"""Bad input: every problem at once on the error stream, nothing on the other one."""

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import typer

BAD_INPUT = 2


def refuse(problems: Iterable[str], status: int = BAD_INPUT) -> NoReturn:
    """Print the problems and end."""
    for problem in problems:
        typer.echo(problem, err=True)
    raise typer.Exit(status)


def read_input(path: Path) -> str:
    """The text of a file that the person named."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        refuse([f"{path}: is not UTF-8 text"])
    except OSError as error:
        refuse([f"{path}: {error.strerror or 'cannot be read'}"])
