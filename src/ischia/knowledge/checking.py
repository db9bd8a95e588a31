"""Whether the knowledge is whole and fresh; ``python -m ischia.knowledge.checking`` prints every problem."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.coverage import Gap, Similar, counts, gaps, grades, similar_items, uncited
from ischia.knowledge.loading import DATA, load_directory
from ischia.knowledge.problems import KnowledgeError
from ischia.knowledge.walking import told


@dataclass(frozen=True, order=True)
class Stale:
    """A statement that nobody has checked for too long."""

    days: int
    id: str
    file: str
    checked: str


@dataclass(frozen=True)
class Report:
    """What is there, how well it is founded, and what is wrong with it."""

    version: str
    counts: dict[str, int]
    reasons: int
    shares: dict[str, float]
    gaps: tuple[Gap, ...]
    similar: tuple[Similar, ...]
    uncited: tuple[str, ...]
    stale: tuple[Stale, ...]

    @property
    def fine(self) -> bool:
        """Whether nothing is missing, copied or out of date."""
        return not (self.gaps or self.similar or self.stale)


def report(knowledge: Knowledge, at: date | None = None) -> Report:
    """Everything that can be said about the knowledge as a whole; staleness only with a day."""
    by_grade = grades(knowledge)
    reasons = sum(by_grade.values())
    return Report(
        version=knowledge.version,
        counts=counts(knowledge),
        reasons=reasons,
        shares={grade: count / max(reasons, 1) for grade, count in by_grade.items()},
        gaps=tuple(gaps(knowledge)),
        similar=similar_items(knowledge),
        uncited=uncited(knowledge),
        stale=stale(knowledge, at) if at else (),
    )


def stale(knowledge: Knowledge, at: date) -> tuple[Stale, ...]:
    """Statements whose last check lies further back than the limit allows, the oldest first."""
    most = knowledge.limit("knowledge.stale_after_days")
    ages = [Stale((at - date.fromisoformat(one.checked)).days, one.id, one.file, one.checked) for one in told(knowledge) if one.checked]
    return tuple(sorted((age for age in ages if age.days > most), key=lambda age: (-age.days, age.id)))


def lines(found: Report) -> list[str]:
    """What is wrong in a report, one line each."""
    return [
        *(f"{gap.file}: {gap.id} {gap.says}" for gap in found.gaps),
        *(f"{pair.one} and {pair.other} share {pair.share:.0%} of their words; rewrite one" for pair in found.similar),
        *(f"{old.file}: {old.id} was last checked on {old.checked}, {old.days} days ago" for old in found.stale),
    ]


def main(root: Path) -> int:
    """Print what is wrong below `root`; 0 when nothing is."""
    try:
        found = report(load_directory(root))
    except KnowledgeError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in lines(found)))
    return 0 if found.fine else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))
