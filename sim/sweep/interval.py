"""How sure a mean is: 95 % intervals, Wilson's for shares and the normal one for everything else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Z = 1.959963984540054
Reals = NDArray[np.float64]


def bounds(mean: Reals, deviation: Reals, n: Reals, *, share: bool) -> tuple[Reals, Reals]:
    """Lower and upper end of the interval of a mean of `n` runs with this standard deviation."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if not share:
            reach = Z * deviation / np.sqrt(n)
            return mean - reach, mean + reach
        centre = (mean + Z**2 / (2 * n)) / (1 + Z**2 / n)
        reach = Z / (1 + Z**2 / n) * np.sqrt(mean * (1 - mean) / n + Z**2 / (4 * n**2))
        return np.maximum(0.0, centre - reach), np.minimum(1.0, centre + reach)


def half_width(values: Reals, *, share: bool) -> Reals:
    """Half the width of the interval of each row's mean; infinite where fewer than two values are numbers."""
    known = np.isfinite(values)
    n = known.sum(axis=1).astype(float)
    held = np.where(known, values, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = held.sum(axis=1) / n
        spread = np.where(known, values - mean[:, None], 0.0)
        deviation = np.sqrt((spread**2).sum(axis=1) / (n - 1))
    low, high = bounds(mean, deviation, n, share=share)
    return np.where(n > 1, (high - low) / 2, np.inf)
