"""Runs for analysis: scenarios in, plain arrays of a few measures out, in batches that fit in memory."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sim import outcomes
from sim.assumed import assume
from sim.engine import chance
from sim.engine.assumptions import PARAMETERS, quantiles
from sim.engine.block import Block
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import Inputs, lay_out
from sim.outcomes import COUNTRY_AT
from sim.rules.roles import ON_GROUND
from sim.scenario import Scenario, ScenarioError, check_scenario, roster
from sim.scenario.errors import check_seed, choice
from sim.stats.intervals import Reals

AT_ONCE = 100_000
"""Runs held in memory at a time: about 20 MB, or 100 MB by country."""


def measured(
    scenarios: Sequence[Scenario],
    measures: Sequence[str],
    *,
    replicates: int,
    seed: int,
    first: int = 0,
    assumptions: str = "priors",
) -> Reals:
    """Outcomes of runs, all on the same assumptions and chance.

    Parameters
    ----------
    scenarios
        What is run.
    measures
        Names of outcomes of `sim.outcomes`.
    replicates, first
        How many runs of each, at least 1, and the number of the first.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    assumptions
        What parameters are drawn from: `priors`, or `matched` to the patterns (`sim.assumed`).

    Returns
    -------
    array
        Shape (measures, scenarios, replicates), each in its outcome's unit.

    Raises
    ------
    ScenarioError
        If there is no such outcome.

    Examples
    --------
    >>> measured([Scenario(horizon=6)], ["deployed", "attacked"], replicates=20, seed=1).shape
    (2, 1, 20)
    """
    inputs = assume(lay_out(scenarios), assumptions)
    return measured_inputs(inputs, measures, replicates=replicates, seed=seed, first=first)


def measured_inputs(
    inputs: Inputs, measures: Sequence[str], *, replicates: int, seed: int, first: int = 0
) -> Reals:
    """As `measured`, for inputs whose assumptions may have been fixed.

    Parameters
    ----------
    inputs
        Scenarios in numbers (`engine.inputs.lay_out`).
    measures
        Names of outcomes of `sim.outcomes`.
    replicates, first
        How many runs of each, at least 1, and the number of the first.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    array
        Shape (measures, scenarios, replicates), each in its outcome's unit.

    Raises
    ------
    ScenarioError
        If there is no such outcome.

    Examples
    --------
    >>> measured_inputs(lay_out([Scenario(horizon=6)]), ["deployed"], replicates=20, seed=1).shape
    (1, 1, 20)
    """
    known = [outcome.name for outcome in outcomes.RUN]
    for measure in measures:
        choice("measure", measure, known)
    values = np.empty((len(measures), len(inputs), replicates))
    for top, block in _batches(inputs, replicates=replicates, seed=seed, first=first):
        for k, measure in enumerate(measures):
            values[k, top : top + len(block.run)] = block.run[measure]
    return values


def decisions(
    scenarios: Sequence[Scenario], country: str, *, replicates: int, seed: int
) -> tuple[NDArray[np.bool_], Reals]:
    """Whether a country is on the ground in the last month of peace, and its mean willingness.

    Parameters
    ----------
    scenarios
        What is run, all on the same assumptions and chance.
    country
        Code of a country, such as `POL`.
    replicates
        Runs of each scenario, at least 1.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    ground
        Flags, shape (scenarios, replicates).
    willing
        Mean willingness, shape (scenarios,), logits.

    Raises
    ------
    ScenarioError
        If there is no such country.

    Examples
    --------
    >>> ground, willing = decisions([Scenario(horizon=6)], "POL", replicates=20, seed=1)
    >>> ground.shape, willing.shape
    ((1, 20), (1,))
    """
    at = position(country)
    inputs = lay_out(scenarios)
    ground = np.empty((len(scenarios), replicates), bool)
    willing = np.empty(len(scenarios))
    for top, block in _batches(inputs, replicates=replicates, seed=seed, detail=True):
        rows = slice(top, top + len(block.run))
        ground[rows] = block.by_country[:, :, at, COUNTRY_AT["rung_by_country"]] >= ON_GROUND
        willing[rows] = block.by_country[:, :, at, COUNTRY_AT["willingness_by_country"]].mean(axis=1)
    return ground, willing


def position(country: str) -> int:
    """Place of a country in the roster; raises `ScenarioError`."""
    codes = roster.codes()
    return codes.index(choice("country", country, codes))


def member(scenario: Scenario, country: str) -> int:
    """Place in the roster of a country that takes part in a scenario; raises `ScenarioError`."""
    at = position(country)
    if country in check_scenario(scenario).exclude:
        raise ScenarioError(f"country: {country} is left out of this scenario (exclude)")
    return at


def draws(scenario: Scenario, *, count: int, seed: int, first: int = 0, assumptions: str = "priors") -> Reals:
    """What the replicates from `first` on assume in a scenario.

    Parameters
    ----------
    scenario
        Gives the priors, and the parameters that it fixes.
    count, first
        How many replicates, and the number of the first.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    assumptions
        What parameters are drawn from: `priors`, or `matched` to the patterns (`sim.assumed`).

    Returns
    -------
    array
        Shape (count, parameters), in the order of `engine.assumptions.PARAMETERS`.

    Examples
    --------
    >>> draws(Scenario(), count=3, seed=1).shape == (3, len(PARAMETERS))
    True
    """
    inputs = assume(lay_out([scenario]), assumptions)
    tape = chance.tape(check_seed(seed), first, first + count, 1)
    prior = inputs.priors[0]
    drawn = quantiles(prior["low"], prior["mode"], prior["high"], tape[:, : len(PARAMETERS)])
    return np.where(np.isnan(inputs.fixed[0]), drawn, inputs.fixed[0])


def nested(
    scenarios: Sequence[Scenario],
    measures: Sequence[str],
    *,
    count: int,
    tapes: int,
    seed: int,
    first: int = 0,
    assumptions: str = "priors",
) -> Reals:
    """Outcomes of every scenario on draws of the parameters, each on tapes of chance of its own.

    The tapes are the same for all scenarios, and another set for each draw: or the luck of a few tapes would pass for
    a finding.

    Parameters
    ----------
    scenarios
        What is run.
    measures
        Names of outcomes of `sim.outcomes`.
    count, tapes
        Draws of the parameters, and tapes a draw, at least 1 of each.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    first
        Number of the first tape.
    assumptions
        What parameters are drawn from: `priors`, or `matched` to the patterns (`sim.assumed`).

    Returns
    -------
    array
        Shape (measures, scenarios, draws, tapes), each in its outcome's unit.

    Raises
    ------
    ScenarioError
        If there is no such outcome.

    Examples
    --------
    >>> nested([Scenario(horizon=6)], ["deployed"], count=3, tapes=4, seed=1).shape
    (1, 1, 3, 4)
    """
    inputs = lay_out(scenarios)
    assumed = np.stack(
        [draws(scenario, count=count, seed=seed, assumptions=assumptions) for scenario in scenarios]
    )
    values = np.empty((len(measures), len(scenarios), count, tapes))
    for a in range(count):
        world = dataclasses.replace(inputs, fixed=assumed[:, a])
        values[:, :, a] = measured_inputs(
            world, measures, replicates=tapes, seed=seed, first=first + a * tapes
        )
    return values


def _batches(
    inputs: Inputs, *, replicates: int, seed: int, first: int = 0, detail: bool = False
) -> Iterator[tuple[int, Block]]:
    height = max(1, AT_ONCE // replicates)
    for top in range(0, len(inputs), height):
        part = inputs.take(slice(top, top + height))
        yield top, run_inputs(part, replicates=replicates, seed=seed, first=first, detail=detail)
