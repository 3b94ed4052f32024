"""Where a curve first meets a target, and how sure that is.

A curve is a mean over replicates at some points; resampling the replicates gives other curves and crossings,
and an interval that says when there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.stats import resampling
from sim.stats.intervals import LEVEL, Reals

RESAMPLES = 400


@dataclass(frozen=True)
class Crossing:
    """The first crossing with its interval; NaN: none in range. `never`: share of resamples with none."""

    point: float
    low: float
    high: float
    never: float

    @property
    def is_met(self) -> bool:
        """Whether the curve itself meets the target."""
        return bool(np.isfinite(self.point))


def first(points: Reals, curves: Reals, target: float, *, rising: bool = True) -> Reals:
    """The first of the points, linear between them, at which each curve is at least (or at most) the target.

    Parameters
    ----------
    points
        Where the curves are known, ascending, shape (points,).
    curves
        Shape (…, points).
    target
        The level to meet, in the curves' unit.
    rising
        Whether a curve meets the target from below (at least) or from above (at most).

    Returns
    -------
    array
        Shape (…), in the points' unit; NaN where a curve never meets the target.

    Examples
    --------
    >>> first(np.array([0.0, 1.0, 2.0]), np.array([[0.0, 0.5, 1.0], [0.0, 0.1, 0.2]]), 0.75)
    array([1.5, nan])
    """
    sign = 1.0 if rising else -1.0
    over = sign * curves - sign * target
    met = over >= 0.0
    at = met.argmax(axis=-1)
    before = np.maximum(at - 1, 0)
    high = np.take_along_axis(over, at[..., None], -1)[..., 0]
    low = np.take_along_axis(over, before[..., None], -1)[..., 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(at == 0, 0.0, low / (low - high))
    return np.where(met.any(axis=-1), points[before] + part * (points[at] - points[before]), np.nan)


def crossing(points: Reals, values: Reals, target: float, *, rising: bool = True, seed: int = 0) -> Crossing:
    """The first crossing of the mean curve, with a bootstrap interval over the replicates.

    Parameters
    ----------
    points
        Where the curve is known, in any order, shape (points,).
    values
        Shape (points, replicates).
    target
        The level to meet, in the values' unit.
    rising
        Whether the curve meets the target from below (at least) or from above (at most).
    seed
        Seed of the resampling.

    Returns
    -------
    Crossing
        An end of its interval is NaN if that end lies among the resamples that never cross.

    Examples
    --------
    >>> crossing(np.array([0.0, 1.0]), np.array([[0.0, 0.0], [1.0, 1.0]]), 0.5)
    Crossing(point=0.5, low=0.5, high=0.5, never=0.0)
    """
    order = np.argsort(points)
    points, values = points[order], values[order].astype(float)
    count = values.shape[1]
    weights = resampling.weights(count, RESAMPLES, seed)
    found = first(points, weights @ values.T / count, target, rising=rising)
    ends = np.sort(np.where(np.isnan(found), np.inf, found))
    tail = int(RESAMPLES * (1.0 - LEVEL) / 2)
    low, high = (float(end) if np.isfinite(end) else float("nan") for end in (ends[tail], ends[-1 - tail]))
    point = float(first(points, values.mean(axis=1), target, rising=rising))
    return Crossing(point, low, high, float(np.isnan(found).mean()))
