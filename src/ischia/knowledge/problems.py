"""What is wrong with the knowledge, all of it at once: file, line, what was found, what is allowed."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        """As compilers print it, so that editors can jump there."""
        return f"{self.file}:{self.line}: {self.says}"


class KnowledgeError(ValueError):
    """The knowledge cannot be used; `problems` lists everything that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(f"{len(self.problems)} problems in the knowledge:\n" + "\n".join(map(str, self.problems)))


def nearest(name: str, allowed: Iterable[str], most: int = 4) -> str:
    """A phrase that names the allowed words nearest to `name`."""
    known = sorted(allowed)
    close = get_close_matches(name, known, most, 0.5)
    words = close or known[:most]
    return f"nearest allowed: {', '.join(words)}" if words else "nothing is allowed here"
