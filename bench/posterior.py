"""The posterior of one person, against pyAgrum and pgmpy on the plain network; the answers must agree to 1e-9."""

import numpy as np

from bench.clock import line, seconds
from bench.peers import Pgmpy, PyAgrum, names
from bench.plain import AGREE, knowledge, people, without_clamps
from ischia.reasoning.causes import estimate, weights_of

MANY = 1000


def report() -> list[str]:
    """People who have answered everything, one at a time and many at once."""
    plain = without_clamps(knowledge())
    width = len(weights_of(plain).column)
    said = np.random.default_rng(1).random((MANY, width)) < 0.5
    batch, one = people(plain, said, np.ones_like(said)), people(plain, said[:1], np.ones_like(said[:1]))
    evidence = dict(zip(names(plain), said[0].astype(int).tolist(), strict=True))
    ours = seconds(lambda: estimate(plain, one), 50)
    found = [f"posterior: {width} answers, one person", line("ischia", ours, ours)]
    mid = estimate(plain, one).mid[0]
    for peer, aim in ((PyAgrum(plain), 10), (Pgmpy(plain), 50)):
        apart = float(np.abs(peer.posterior(evidence) - mid).max())
        assert apart < AGREE, f"{peer.name} is {apart} away"
        taken = seconds(lambda peer=peer: peer.posterior(evidence), 5)
        found.append(line(f"{peer.name} (apart {apart:.0e})", taken, ours, aim))
    each = seconds(lambda: estimate(plain, batch)) / MANY
    return [*found, f"  {f'ischia, each of {MANY} at once':<44}{each * 1e3:10.4f} ms"]


if __name__ == "__main__":
    print("\n".join(report()))  # noqa: T201
