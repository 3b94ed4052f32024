"""Where the points of a sample lie in the unit cube, one row a point; samplers are scipy's and SALib's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.scenario import ScenarioError

METHODS = {
    "grid": "every value with every other",
    "zip": "first values together, second values together, and so on",
    "lhs": "Latin hypercube",
    "sobol": "scrambled Sobol sequence; a power of two points",
    "saltelli": "Saltelli's design for Sobol indices: points × (dimensions + 2)",
    "morris": "Morris trajectories for elementary effects: points × (dimensions + 1)",
}
SAMPLED = ("lhs", "sobol", "saltelli", "morris")
MOST_SAMPLES = 20_000_000
MORRIS_LEVELS = 4


def unit_points(method: str, points: int, dimensions: int, seed: int) -> NDArray[np.float64]:
    """Points of a sampler in [0, 1], shape (points, dimensions) or as many as the method makes of them."""
    if method in ("sobol", "saltelli") and points & (points - 1):
        near = 1 << (points - 1).bit_length()
        raise ScenarioError(f"points: {points} is not a power of two, which {method} needs; try {near}")
    if method in ("lhs", "sobol"):
        from scipy.stats import qmc  # half a second, which a grid need not wait for

        sampler = qmc.LatinHypercube if method == "lhs" else qmc.Sobol
        return np.asarray(sampler(dimensions, rng=seed).random(points), float)
    problem = {
        "num_vars": dimensions,
        "names": [str(k) for k in range(dimensions)],
        "bounds": [[0.0, 1.0]] * dimensions,
    }
    if method == "saltelli":
        from SALib.sample import sobol

        return np.asarray(sobol.sample(problem, points, calc_second_order=False, seed=seed), float)
    from SALib.sample import morris

    return np.asarray(morris.sample(problem, points, num_levels=MORRIS_LEVELS, seed=seed), float)


def made_of(method: str, points: int, dimensions: int) -> int:
    """How many points the method makes."""
    return points * {"saltelli": dimensions + 2, "morris": dimensions + 1}.get(method, 1)
