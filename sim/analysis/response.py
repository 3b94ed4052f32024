"""An outcome's mean as a function of the unit cube: what sensitivity and discovery look at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from sim.analysis import runs, validation
from sim.factors.space import Space
from sim.stats.intervals import Reals

Function = Callable[[Reals], Reals]
"""Points of the unit cube (points × factors) to one figure a point."""

FACTORS = (
    "force_size",
    "roe",
    "location",
    "us_backing",
    "us_volatility",
    "hostilities",
    "arming",
    "russian_consent",
    "baseline_attack_risk",
    "nato_visibility",
    "mandate",
    "theory",
)
"""What sensitivity and discovery vary unless told otherwise."""


def response(space: Space, measure: str, *, replicates: int, seed: int) -> Function:
    """The mean of an outcome over the same replicates at every point. Raises `ScenarioError`."""
    validation.measure("measure", measure)
    return partial(means, space, measure, validation.count("replicates", replicates, 1), seed)


def means(space: Space, measure: str, replicates: int, seed: int, share: Reals) -> Reals:
    """Means at points of the unit cube."""
    inputs = space.inputs(space.at(share))
    found = runs.measured_inputs(inputs, [measure], replicates=replicates, seed=seed)
    return np.asarray(found[0].mean(axis=1))
