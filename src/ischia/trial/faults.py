"""Faulty copies of the knowledge: each changes one line, and the proof must catch every one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ischia.knowledge.problems import Problem
from ischia.knowledge.reading import read_text

FAULTS = Path(__file__).parent / "faults.yaml"


@dataclass(frozen=True)
class Fault:
    """One slip that a person could make: in `file`, `find` (which stands there once) becomes `replace`."""

    says: str
    file: str
    find: str
    replace: str

    def changed(self, root: Path) -> str:
        """The faulty text of the file below `root`; raises LookupError when the sound text is not there once."""
        text = (root / self.file).read_text(encoding="utf-8")
        if len(re.findall(re.escape(self.find), text)) != 1:
            raise LookupError(f"{self.file}: {self.find!r} must stand there exactly once, so that the fault can be made")
        return text.replace(self.find, self.replace)


def read_faults(path: Path = FAULTS) -> tuple[Fault, ...]:
    """The shipped faults, in their order."""
    document, problems = read_text(path.read_text(encoding="utf-8"), path.name)
    if problems or not isinstance(document.plain, list):
        raise ValueError("\n".join(map(str, problems)) or str(Problem(path.name, 1, "should hold a list of faults")))
    return tuple(_faults(document.plain))


def _faults(plain: list[dict[str, str]]) -> Iterator[Fault]:
    for one in plain:
        yield Fault(says=one["says"], file=one["file"], find=one["find"], replace=one["replace"])
