"""Runs of scenarios of one game, on the compiled engine, up to the month that was played."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.engine.block import Block
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.outcomes import COUNTRY_AT
from sim.rules.roles import ON_GROUND
from sim.scenario import Scenario, roster


def runs(scenarios: Sequence[Scenario], months: int, *, seed: int, replicates: int, first: int = 0) -> Block:
    """Runs of several scenarios on the same chance, cut off after some months, with results by country and month.

    Parameters
    ----------
    scenarios, months
        What is run, and for how long.
    seed, replicates, first
        On which chance.

    Returns
    -------
    Block
        Results.
    """
    inputs = lay_out(list(scenarios))
    inputs.horizons[:] = months
    return run_inputs(inputs, replicates=replicates, seed=seed, first=first, detail=True)


def soldiers(block: Block, months: int) -> NDArray[np.float64]:
    """Soldiers in place in the last month of the runs, scenarios × runs."""
    return block.by_month[:, :, months - 1, 0]


def rungs(block: Block) -> NDArray[np.float64]:
    """Rung of every state in the last month of peace, scenarios × runs × states."""
    return block.by_country[..., COUNTRY_AT["rung_by_country"]]


def on_ground(block: Block, scenario: int) -> set[str]:
    """States with soldiers in Ukraine in the one run of a scenario."""
    there = rungs(block)[scenario, 0] >= ON_GROUND
    return {code for code, inside in zip(roster.codes(), there, strict=True) if inside}
