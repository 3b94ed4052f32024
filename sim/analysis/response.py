"""An outcome's mean as a function of the unit cube: what sensitivity and discovery look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np

from sim.analysis import runs, validation
from sim.factors.space import Space, around, around_both
from sim.scenario import Scenario
from sim.stats.intervals import Reals
from sim.wording import labels

Function = Callable[[Reals], Reals]
"""Points of the unit cube (points × factors) to one figure a point."""

FACTORS = ("force_size", "roe", "location", "nato_visibility", "mandate", "us_backing", "arming")
"""What sensitivity and discovery vary unless told otherwise: what those who argue about the force can choose."""
KNOB = "baseline_attack_risk"
"""The level of risk with no force, which no source identifies: varied with the others it would drown them."""


def held(scenario: Scenario, varied: Collection[str]) -> str:
    """That the knob of the level of risk stands still, where it is not varied itself.

    >>> held(Scenario(), ["roe"]), held(Scenario(), ["baseline_attack_risk"])
    ('Held: baseline attack risk at 0.6.', '')
    """
    value = getattr(scenario, KNOB)
    return "" if KNOB in varied else f"Held: {labels.lever(KNOB)} at {value:g}."


def spaces_around(scenarios: Sequence[Scenario], factors: Sequence[str]) -> tuple[Space, ...]:
    """The space of the factors around one scenario, or around each of two, from none of which a factor tells them."""
    first, *second = scenarios
    return around_both(first, second[0], factors) if second else (around(first, factors),)


def response(space: Space, measure: str, *, replicates: int, seed: int) -> Function:
    """The mean of an outcome over the same replicates at every point.

    Parameters
    ----------
    space
        The base scenario and the factors, one a column of the points.
    measure
        Name of an outcome that every run has (`validation.MEASURES`).
    replicates
        Runs a point, 1 to 1,000,000.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    Function
        From points of the unit cube, shape (points, factors), to means, shape (points,), in the outcome's unit.

    Raises
    ------
    ScenarioError
        If the outcome or the number of replicates cannot be.

    Examples
    --------
    >>> from sim.factors.space import around
    >>> from sim.scenario import Scenario
    >>> space = around(Scenario(horizon=6), ["force_size", "us_backing"])
    >>> response(space, "deployed", replicates=20, seed=1)(np.array([[0.0, 0.5], [1.0, 0.5]])).shape
    (2,)
    """
    validation.measure("measure", measure)
    return partial(means, space, measure, validation.count("replicates", replicates, 1), seed)


def varied(
    scenarios: Sequence[Scenario], measure: str, factors: Sequence[str], *, replicates: int, seed: int
) -> tuple[Space, Function]:
    """The mean of an outcome around a scenario; around two, less its mean at the same point around the second.

    Parameters
    ----------
    scenarios
        One for a level, two for a difference.
    measure
        Name of an outcome that every run has (`validation.MEASURES`).
    factors
        Names of what varies; none may tell the two scenarios apart.
    replicates
        Runs a point and scenario, 1 to 1,000,000, all on the same chance.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    Space
        The first scenario and the factors.
    Function
        From points of the unit cube, shape (points, factors), to figures, shape (points,), in the outcome's unit.

    Raises
    ------
    ScenarioError
        If the outcome, a factor or the number of replicates cannot be.

    Examples
    --------
    >>> pair = [Scenario(horizon=6), Scenario(horizon=6)]
    >>> space, function = varied(pair, "deployed", ["assume.b_us"], replicates=20, seed=1)
    >>> space.names, function(np.array([[0.0], [1.0]])).tolist()
    (['assume.b_us'], [0.0, 0.0])
    """
    spaces = spaces_around(scenarios, factors)
    responses = [response(space, measure, replicates=replicates, seed=seed) for space in spaces]
    if len(spaces) == 1:
        return spaces[0], responses[0]
    return spaces[0], lambda share: responses[0](share) - responses[1](share)


def means(space: Space, measure: str, replicates: int, seed: int, share: Reals) -> Reals:
    """Means of an outcome at points of the unit cube.

    Parameters
    ----------
    space
        The base scenario and the factors.
    measure
        Name of an outcome of `sim.outcomes`.
    replicates
        Runs a point, the same at every point.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    share
        The points, shape (points, factors), each from 0 to 1.

    Returns
    -------
    array
        Shape (points,), in the outcome's unit.

    Raises
    ------
    ScenarioError
        If there is no such outcome.

    Examples
    --------
    >>> from sim.factors.space import around
    >>> from sim.scenario import Scenario
    >>> space = around(Scenario(horizon=6), ["force_size"])
    >>> float(means(space, "deployed", 20, 1, np.array([[0.0]]))[0])
    0.0
    """
    inputs = space.inputs(space.at(share))
    found = runs.measured_inputs(inputs, [measure], replicates=replicates, seed=seed)
    return np.asarray(found[0].mean(axis=1))
