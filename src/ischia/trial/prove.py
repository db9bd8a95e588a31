"""`ischia prove`: the rules over their whole answer space, the programme against every caution, and the proof against faults."""

import time
from collections.abc import Callable, Iterator
from functools import reduce
from operator import add
from pathlib import Path

import numpy as np

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.loading import DATA, load_directory
from ischia.knowledge.problems import KnowledgeError
from ischia.reasoning.layout import layout_of
from ischia.trial.contract import CONTRACT, check_danger, read_contract
from ischia.trial.contract_cautions import check_cautions, read_caution_contract
from ischia.trial.danger_proof import Proven, prove_pairs, prove_random, prove_rules, prove_unknown
from ischia.trial.faults import Fault, read_faults
from ischia.trial.programme_proof import Scripted, prove_cautions, prove_programmes

RANDOM, RANDOM_FULL = 10**6, 10**8
QUICK = 20_000
SEED = 20261120
Echo = Callable[[str], None]


def prove(knowledge: Knowledge, full: bool, echo: Echo, scripted: Scripted, root: Path = DATA) -> int:
    """Prove one knowledge and then the proof itself; 0 when all holds and every fault was caught."""
    began = time.perf_counter()
    found = proven(knowledge, RANDOM_FULL if full else RANDOM, RANDOM, scripted)
    layout = layout_of(knowledge)
    seconds = time.perf_counter() - began
    echo(f"rules {len(layout.rules)} questions {len(knowledge.findings)} combinations {found.combinations} seconds {seconds:.1f}")
    if found.counterexample:
        echo(f"counterexample: {found.counterexample}")
        return 1
    faults = read_faults()
    missed = [fault for fault in faults if not _caught(fault, root, scripted)]
    for fault in missed:
        echo(f"not caught: {fault.says}")
    echo(f"faults caught {len(faults) - len(missed)}/{len(faults)}")
    return 1 if missed else 0


def proven(knowledge: Knowledge, people: int, programmes: int, scripted: Scripted) -> Proven:
    """Everything that is proven, up to the first counterexample."""
    rng = np.random.default_rng(SEED)
    return _until_wrong(_steps(knowledge, people, programmes, rng, scripted))


def _steps(knowledge: Knowledge, people: int, programmes: int, rng: np.random.Generator, scripted: Scripted) -> Iterator[Proven]:
    """The proof in the order in which it is quickest to fail."""
    yield prove_contract(knowledge)
    yield prove_unknown(knowledge)
    yield from prove_rules(knowledge)
    yield from prove_cautions(knowledge, scripted)
    yield from prove_pairs(knowledge)
    yield from prove_random(knowledge, people, rng)
    yield from prove_programmes(knowledge, programmes, rng, scripted)


def prove_contract(knowledge: Knowledge) -> Proven:
    """What the papers say of single cases, written down apart from the rules."""
    danger, cautions = read_contract(CONTRACT / "danger"), read_caution_contract(CONTRACT / "cautions")
    wrong = [*check_danger(knowledge, danger), *check_cautions(knowledge, cautions)]
    return Proven(len(danger) + len(cautions), wrong[0] if wrong else "")


def _until_wrong(steps: Iterator[Proven]) -> Proven:
    done: list[Proven] = []
    for step in steps:
        done.append(step)
        if step.counterexample:
            break
    return reduce(add, done, Proven())


def _caught(fault: Fault, root: Path, scripted: Scripted) -> bool:
    """Whether the loader refuses the faulty copy or the quick proof finds a counterexample."""
    try:
        faulty = load_directory(root, {fault.file: fault.changed(root)})
    except KnowledgeError:
        return True
    return bool(proven(faulty, QUICK, QUICK, scripted).counterexample)
