"""The next best question of one person by expected information, against pyAgrum and pgmpy; values must agree to 1e-9."""

import numpy as np

from bench.clock import line, seconds
from bench.peers import Pgmpy, PyAgrum, names
from bench.plain import AGREE, knowledge, people, without_clamps
from ischia.reasoning.causes import weights_of
from ischia.reasoning.information import expected_information

ANSWERED = 10


def report() -> list[str]:
    """A person with ten answers; every other finding is open."""
    plain = without_clamps(knowledge())
    width = len(weights_of(plain).column)
    said = np.random.default_rng(2).random((1, width)) < 0.5
    one, nodes = people(plain, said, np.arange(width)[None] < ANSWERED), names(plain)
    evidence, open_ = dict(zip(nodes, said[0, :ANSWERED].astype(int).tolist(), strict=False)), nodes[ANSWERED:]
    ours = seconds(lambda: expected_information(plain, one), 20)
    told = expected_information(plain, one)[0, ANSWERED:]
    found = [f"best next question: {len(open_)} open, {ANSWERED} answered, one person", line("ischia", ours, ours)]
    for peer, aim in ((PyAgrum(plain), 100), (Pgmpy(plain), 500)):
        for how, ask in (("answer by answer", peer.information), ("joint tables", peer.joint_information)):
            theirs = ask(evidence, open_)
            apart = float(np.abs(theirs - told).max())
            assert apart < AGREE, f"{peer.name} is {apart} away"
            assert theirs.argmax() == told.argmax(), f"{peer.name} would ask another question"
            taken = seconds(lambda ask=ask: ask(evidence, open_), rounds=5)
            found.append(line(f"{peer.name}, {how} (apart {apart:.0e})", taken, ours, aim))
    return found


if __name__ == "__main__":
    print("\n".join(report()))  # noqa: T201
