"""`ischia prove`: the rules over their whole answer space, the programme against every caution, and the proof against faults.

The work is cut into tasks with their own seeds, so that the result does not depend on how many processes share it.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.loading import DATA, load_directory
from ischia.knowledge.problems import KnowledgeError
from ischia.trial.contract import CONTRACT, check_danger, read_contract
from ischia.trial.contract_cautions import check_cautions, read_caution_contract
from ischia.trial.danger_proof import Proven, prove_pairs, prove_random, prove_rules, prove_unknown
from ischia.trial.faults import Fault, read_faults
from ischia.trial.grids import danger_only
from ischia.trial.programme_proof import Scripted, prove_cautions, prove_programmes

PEOPLE, PEOPLE_FULL = 10**6, 10**8
PROGRAMMES = 10**6
PART = 50_000
QUICK = 5_000
SEED = 20261120
Echo = Callable[[str], None]


@dataclass(frozen=True)
class Task:
    """A part of the proof; `seed` numbers the random ones, `people` says how many."""

    what: str
    seed: int = 0
    people: int = 0


@dataclass(frozen=True)
class Bench:
    """What every task of one proof works on."""

    knowledge: Knowledge
    scripted: Scripted
    root: Path


def prove(knowledge: Knowledge, full: bool, echo: Echo, scripted: Scripted, root: Path = DATA, workers: int | None = None) -> int:
    """Prove one knowledge and then the proof itself; 0 when all holds and every fault was caught."""
    began = time.perf_counter()
    bench = Bench(knowledge, scripted, root)
    with ProcessPoolExecutor(workers or os.cpu_count(), initializer=_sit_down, initargs=(bench,)) as pool:
        found = _until_wrong(pool.map(_work, tasks(PEOPLE_FULL if full else PEOPLE, PROGRAMMES)))
        seconds = time.perf_counter() - began
        counts = f"rules {len(knowledge.danger_rules())} questions {len(knowledge.findings)}"
        echo(f"{counts} combinations {found.combinations} seconds {seconds:.1f}")
        if found.counterexample:
            pool.shutdown(cancel_futures=True)
            echo(f"counterexample: {found.counterexample}")
            return 1
        faults = read_faults()
        caught = list(pool.map(_catch, faults))
    for fault, one in zip(faults, caught, strict=True):
        if not one:
            echo(f"not caught: {fault.says}")
    echo(f"faults caught {sum(caught)}/{len(faults)}")
    return 0 if all(caught) else 1


def tasks(people: int, programmes: int) -> list[Task]:
    """The proof in the order in which it is quickest to fail."""
    fixed = [Task(what) for what in ("contract", "unknown", "rules", "cautions", "pairs")]
    random = [Task("random", seed, PART) for seed in range(-(-people // PART))]
    return [*fixed, *random, *(Task("programmes", seed, PART) for seed in range(-(-programmes // PART)))]


def run(task: Task, bench: Bench) -> Proven:
    """One task, up to its first counterexample."""
    return _until_wrong(_steps(task, bench))


def _steps(task: Task, bench: Bench) -> Iterable[Proven]:
    knowledge, rng = bench.knowledge, np.random.default_rng([SEED, task.seed])
    steps: dict[str, Callable[[], Iterable[Proven]]] = {
        "contract": lambda: [prove_contract(knowledge)],
        "unknown": lambda: [prove_unknown(knowledge)],
        "rules": lambda: prove_rules(knowledge),
        "cautions": lambda: prove_cautions(knowledge, bench.scripted),
        "pairs": lambda: prove_pairs(danger_only(knowledge)),
        "random": lambda: prove_random(danger_only(knowledge), task.people, rng),
        "programmes": lambda: prove_programmes(knowledge, task.people, rng),
    }
    return steps[task.what]()


def prove_contract(knowledge: Knowledge) -> Proven:
    """What the papers say of single cases, written down apart from the rules."""
    danger, cautions = read_contract(CONTRACT / "danger"), read_caution_contract(CONTRACT / "cautions")
    wrong = [*check_danger(knowledge, danger), *check_cautions(knowledge, cautions)]
    return Proven(len(danger) + len(cautions), wrong[0] if wrong else "")


def _until_wrong(steps: Iterable[Proven]) -> Proven:
    return reduce(add, _first_wrong_last(steps), Proven())


def _first_wrong_last(steps: Iterable[Proven]) -> Iterator[Proven]:
    for step in steps:
        yield step
        if step.counterexample:
            return


def is_caught(fault: Fault, bench: Bench) -> bool:
    """Whether the loader refuses the faulty copy, or a short proof finds a counterexample."""
    try:
        faulty = load_directory(bench.root, {fault.file: fault.changed(bench.root)})
    except KnowledgeError:
        return True
    short = [Task(task.what, task.seed, QUICK if task.people else 0) for task in tasks(1, 1)]
    return any(run(task, Bench(faulty, bench.scripted, bench.root)).counterexample for task in short)


# Each worker process keeps its bench here, so that the knowledge is handed over once and not with every task.
_benches: list[Bench] = []


def _sit_down(bench: Bench) -> None:
    _benches.append(bench)


def _work(task: Task) -> Proven:
    return run(task, _benches[-1])


def _catch(fault: Fault) -> bool:
    return is_caught(fault, _benches[-1])
