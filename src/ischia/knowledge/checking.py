"""Coverage, staleness and counts of the knowledge; ``python -m ischia.knowledge.checking`` prints every problem."""

import sys
from pathlib import Path

from ischia.knowledge.loading import DATA, load_directory
from ischia.knowledge.problems import KnowledgeError


def main(root: Path) -> int:
    """Print what is wrong below `root`; 0 when nothing is."""
    try:
        load_directory(root)
    except KnowledgeError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))
