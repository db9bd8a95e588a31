"""`ischia prove`: hands the knowledge to the proof."""

from pathlib import Path

import typer

from ischia.cli.knowing import known


def prove(full: bool, folder: Path | None) -> int:
    """Run the proof over the knowledge that came with the program, or over another copy; its exit status."""
    from ischia.trial.prove import prove as run

    return run(known(folder), full, typer.echo)
