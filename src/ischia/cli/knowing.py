"""The knowledge that came with the program, read the quick way when that is possible."""

from functools import cache
from pathlib import Path

from ischia.cli.refusing import refuse
from ischia.knowledge.bundle import Knowledge


@cache
def known(folder: Path | None = None) -> Knowledge:
    """The compiled knowledge, or that of the YAML files; a folder names another copy."""
    if folder is None:
        from ischia.knowledge.compiled import load_compiled

        compiled = load_compiled()
        if compiled is not None:
            return compiled
    return _read(folder)


def _read(folder: Path | None) -> Knowledge:
    from ischia.knowledge.loading import DATA, load_directory
    from ischia.knowledge.problems import KnowledgeError

    if folder is not None and not folder.is_dir():
        refuse([f"{folder}: there is no such folder"])
    try:
        return load_directory(folder or DATA)
    except KnowledgeError as error:
        refuse(map(str, error.problems), status=1)
