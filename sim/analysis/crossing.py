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

    `curves` has shape (…, points); NaN where a curve never meets the target.
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
    """The first crossing of the mean curve of `values` (points × replicates), with a bootstrap interval.

    An end of the interval is NaN if that end lies among the resamples that never cross.
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
