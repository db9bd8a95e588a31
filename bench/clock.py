"""How long something takes: the best of several rounds, because other work on a machine only ever makes it longer."""

import time
from collections.abc import Callable


def seconds(work: Callable[[], object], calls: int = 1, rounds: int = 15) -> float:
    """Seconds for one call."""
    work()
    return min(_round(work, calls) for _ in range(rounds)) / calls


def _round(work: Callable[[], object], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return time.perf_counter() - start


def line(what: str, taken: float, ours: float, aim: int | None = None) -> str:
    """One line of the report: the time, and how many times ours it is."""
    aimed = f"  aim {aim}×" if aim else ""
    return f"  {what:<44}{taken * 1e3:10.4f} ms{taken / ours:9.0f}×{aimed}"
