"""Where the points of a sample lie in the unit cube, one row a point; samplers are scipy's and SALib's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.scenario import ScenarioError
from sim.scenario.errors import check_seed
from sim.stats.intervals import Reals

SAMPLERS = {
    "lhs": "Latin hypercube",
    "sobol": "scrambled Sobol sequence; a power of two points",
    "saltelli": "Saltelli's design for Sobol indices: points × (factors + 2)",
    "morris": "Morris trajectories for elementary effects: points × (factors + 1)",
}
MAX_SAMPLES = 20_000_000
MORRIS_LEVELS = 4


def unit_points(method: str, points: int, factors: int, seed: int) -> Reals:
    """Points of a sampler in [0, 1].

    Parameters
    ----------
    method
        One of `SAMPLERS`.
    points
        Points that are asked for; Saltelli's and Morris's designs make several of each.
    factors
        Number of columns.
    seed
        Seed of the sampler.

    Returns
    -------
    array
        Shape (`sample_size(method, points, factors)`, factors).

    Raises
    ------
    ScenarioError
        For a seed out of range, or a number of points that the method cannot make.

    Examples
    --------
    >>> unit_points("lhs", 5, 2, seed=1).shape, unit_points("saltelli", 8, 2, seed=1).shape
    ((5, 2), (32, 2))
    """
    seed = check_seed(seed)
    if method in ("sobol", "saltelli"):
        power_of_two("points", points)
    if method in ("lhs", "sobol"):
        from scipy.stats import qmc  # half a second, which a grid need not wait for

        sampler = qmc.LatinHypercube if method == "lhs" else qmc.Sobol
        return np.asarray(sampler(factors, rng=seed).random(points), float)
    cube = problem([str(k) for k in range(factors)])
    if method == "saltelli":
        from SALib.sample import sobol

        return np.asarray(sobol.sample(cube, points, calc_second_order=False, seed=seed), float)
    from SALib.sample import morris

    return np.asarray(morris.sample(cube, points, num_levels=MORRIS_LEVELS, seed=seed), float)


def sample_size(method: str, points: int, factors: int) -> int:
    """How many points the method makes."""
    return points * {"saltelli": factors + 2, "morris": factors + 1}.get(method, 1)


def problem(names: Sequence[str]) -> dict[str, Any]:
    """The unit cube as SALib wants it."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def power_of_two(field: str, points: int) -> None:
    """Refuse a number that Sobol's sequence has no balance for; raises `ScenarioError`."""
    if points & (points - 1):
        near = 1 << (points - 1).bit_length()
        raise ScenarioError(
            f"{field}: {points} is not a power of two, which Sobol's sequence needs; try {near}"
        )
