"""How long `ischia assess` takes from the shell to the answer: ``python bench/startup.py``; the aim is under a second."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "piri_45f.yaml"
RUNS = 9


def once(*words: str) -> float:
    """Seconds of one run as a process of its own."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "ischia.cli.main", *words], check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Print the median and the slowest of some runs."""
    for words in (("assess", str(EXAMPLE)), ("assess", str(EXAMPLE), "--json"), ("questions",)):
        times = [once(*words) for _ in range(RUNS)]
        says = f"ischia {' '.join(Path(word).name for word in words)}: median {statistics.median(times):.2f} s, slowest {max(times):.2f} s"
        sys.stdout.write(f"{says}\n")


if __name__ == "__main__":
    main()
