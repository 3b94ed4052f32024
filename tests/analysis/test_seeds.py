"""Every analysis takes the seeds that a run takes, and refuses the others in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sim.analysis.against_record import against_record
from sim.analysis.decompose import decompose
from sim.analysis.discover import discover
from sim.analysis.divergence import divergence
from sim.analysis.enough import Target, enough
from sim.analysis.explain import explain
from sim.analysis.flip import flip
from sim.analysis.hindcast import hindcast
from sim.analysis.rank import rank
from sim.analysis.sensitivity import sensitivity
from sim.scenario import Scenario, ScenarioError

BASE = Scenario(horizon=6)
TWO = ("roe", "us_backing")
ANALYSES: dict[str, Callable[[Any], object]] = {
    "explain": lambda seed: explain(BASE, seed=seed, replicates=5),
    "flip": lambda seed: flip(BASE, "POL", levers=TWO, seed=seed, replicates=20),
    "enough": lambda seed: enough(
        BASE, Target("attacked", 0.2), force_size=(0, 40_000), seed=seed, replicates=20
    ),
    "divergence": lambda seed: divergence(BASE, BASE.but(roe=0.9), seed=seed),
    "rank": lambda seed: rank(BASE, {"a": BASE, "b": BASE.but(roe=0.9)}, draws=20, tapes=2, seed=seed),
    "decompose": lambda seed: decompose(BASE, "attacked", draws=20, tapes=2, seed=seed),
    "against_record": lambda seed: against_record(BASE, seed=seed, replicates=5),
    "hindcast": lambda seed: hindcast(seed=seed, replicates=20),
    "sobol": lambda seed: sensitivity(BASE, factors=TWO, method="sobol", samples=8, replicates=4, seed=seed),
    "morris": lambda seed: sensitivity(
        BASE, factors=TWO, method="morris", samples=4, replicates=2, seed=seed
    ),
    "prim": lambda seed: discover(BASE, factors=TWO, cases=200, replicates=2, seed=seed),
    "cart": lambda seed: discover(BASE, factors=TWO, cases=200, replicates=2, method="cart", seed=seed),
}


@pytest.mark.parametrize("name", ANALYSES)
@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, "x", True])
def test_what_is_no_seed_is_refused(name: str, seed: object) -> None:
    with pytest.raises(ScenarioError, match=r"^seed: [^\n]*allowed: 0 to [^\n]*$"):
        ANALYSES[name](seed)


@pytest.mark.parametrize("name", ANALYSES)
def test_the_largest_seed_is_taken(name: str) -> None:
    ANALYSES[name](2**63 - 1)
