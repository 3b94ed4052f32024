"""Runs that are watched: the terms of one country's willingness, written by the engine as it runs."""

from __future__ import annotations

import numpy as np

from sim.analysis import runs
from sim.engine.block import Block
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.outcomes import COUNTRY_AT
from sim.scenario import Scenario
from sim.scenario.errors import check_seed, whole
from sim.stats.intervals import Reals

MAX_REPLICATES = 100_000_000
MAX_RUNS = 50_000
"""Every term of every month is held in memory: about 1 GB for so many runs of ten years."""


def trace(
    scenario: Scenario,
    country: str,
    seed: int = 1,
    replicates: int = 2_000,
    month: int | None = None,
    replicate: int | None = None,
) -> tuple[Reals, Reals]:
    """The terms of every run and the rung held, both in the last month of peace up to `month`.

    Parameters
    ----------
    scenario, country, seed, replicates, month, replicate
        As for `explain`.

    Returns
    -------
    terms
        Shape (runs, terms), logits, in the order of `rules.willingness.TERMS`.
    rungs
        Shape (runs,), positions in `rules.roles.RUNG_NAMES`.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> terms, rungs = trace(Scenario(horizon=6), "POL", replicates=20)
    >>> terms.shape[0], rungs.shape
    (20, (20,))
    """
    first = 0 if replicate is None else whole("replicate", replicate, 0, MAX_REPLICATES)
    count = 1 if replicate is not None else whole("replicates", replicates, 1, MAX_RUNS, "runs")
    seed = check_seed(seed)
    block = watch(scenario, country, seed=seed, replicates=count, first=first, month=month)
    struck = block.run["attack_month"][0]
    end = scenario.horizon - 1 if month is None else int(month)
    last = np.where(np.isnan(struck), end, struck).astype(int)
    return block.terms[0, np.arange(count), last], block.by_country[
        0, :, runs.position(country), COUNTRY_AT["rung_by_country"]
    ]


def watch(
    scenario: Scenario,
    country: str,
    *,
    seed: int,
    replicates: int = 1,
    first: int = 0,
    month: int | None = None,
) -> Block:
    """Runs of one scenario up to a month, or to the end, with the terms of one country in every month.

    Parameters
    ----------
    scenario
        What is run.
    country
        Code of a country that the scenario does not leave out, such as `POL`.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    replicates, first
        How many runs, and the number of the first.
    month
        Last month to run, 0 to the scenario's horizon − 1; left out: the last.

    Returns
    -------
    Block
        Results with those by country and month; `terms` has shape (1, replicates, months, terms), logits.

    Raises
    ------
    ScenarioError
        If the country is unknown or left out, or the month is not one of the scenario's.

    Examples
    --------
    >>> watch(Scenario(horizon=6), "POL", seed=1, replicates=3).terms.shape[:3]
    (1, 3, 6)
    """
    at = runs.member(scenario, country)
    inputs = lay_out([scenario])
    if month is not None:
        inputs.horizons[:] = whole("month", month, 0, scenario.horizon - 1, "months") + 1
    return run_inputs(inputs, replicates=replicates, seed=seed, first=first, detail=True, traced_country=at)
