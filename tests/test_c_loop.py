"""A third engine, written by hand in C: a yardstick is one only if it does the same work, bit for bit."""

from __future__ import annotations

import re

import numpy as np
import pytest

from benchmarks import c_loop
from sim import chance, outcomes
from sim.engine.run import run_inputs
from sim.rules import ladder
from sim.scenario import Scenario
from sim.engine.inputs import lay_out
from tests import sampling

POINTS, REPLICATES = 300, 3

pytestmark = pytest.mark.skipif(
    c_loop.compiler() is None, reason="no C compiler (cc, gcc or clang) on the path"
)


def test_the_c_loop_gives_the_same_bits() -> None:
    rng = np.random.default_rng(20_261_122)
    for point in range(POINTS):
        scenario = sampling.scenario(rng)
        deck = lay_out([scenario])
        ours = run_piece(deck, seed=point, first=point, replicates=REPLICATES).run
        theirs = c_loop.c_loop()(deck, chance.tape(point, point, point + REPLICATES, deck.horizon))
        differ = [
            name for name in outcomes.RUN_ROW.names or () if ours[name].tobytes() != theirs[name].tobytes()
        ]
        assert not differ, f"{differ} of {scenario}"


def test_the_c_loop_takes_many_scenarios_at_once() -> None:
    rng = np.random.default_rng(7)
    deck = lay_out([sampling.scenario(rng) for _ in range(20)] + [Scenario()])
    theirs = c_loop.c_loop()(deck, chance.tape(3, 10, 30, deck.horizon))
    assert run_piece(deck, seed=3, first=10, replicates=20).run.tobytes() == theirs.tobytes()


def test_the_c_loop_keeps_the_constants_of_the_rulebook() -> None:
    source = c_loop.SOURCE.read_text(encoding="utf-8")
    for name in ("CITIES", "FORWARD_FROM", "CLOSED"):
        found = re.search(rf"\b{name} = ([^,;]+)", source)
        assert found is not None
        assert float(found[1]) == getattr(ladder, name)
