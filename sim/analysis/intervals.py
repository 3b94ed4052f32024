"""Intervals for what was simulated: shares, means, and paired differences of both.

All work along the last axis, skip NaN, and take any leading shape. Coverage is tested on simulated cases.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special  # a tenth of the time that scipy.stats takes to import

Reals = NDArray[np.float64]

LEVEL = 0.95
FEWEST_DIFFERENT = 6
"""With five pairs that differ, all one way, a sign test stands at 6 %: no difference is claimed below six."""


@dataclass(frozen=True)
class Estimate:
    """A mean with its interval, over `n` runs that have a value; NaN where there are too few."""

    mean: Reals
    low: Reals
    high: Reals
    n: Reals


def share(flags: Reals, level: float = LEVEL) -> Estimate:
    """Wilson's score interval for the share of runs in which a flag is up (Wilson 1927)."""
    n, hits = _count(flags), np.nansum(flags, axis=-1)
    z2 = float(special.ndtri(0.5 + level / 2)) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        p = hits / n
        middle = (hits + z2 / 2) / (n + z2)
        half = np.sqrt(z2 * (p * (1 - p) * n + z2 / 4)) / (n + z2)
    return Estimate(p, np.where(hits == 0, 0.0, middle - half), np.where(hits == n, 1.0, middle + half), n)


def share_difference(differences: Reals, level: float = LEVEL) -> Estimate:
    """Interval for a difference of paired shares from −1, 0 and 1 (Bonett & Price 2012).

    Only pairs that differ carry information; one pair is added on each side, which keeps the coverage when
    few do.
    """
    n = _count(differences)
    up, down = (differences == 1).sum(axis=-1), (differences == -1).sum(axis=-1)
    z = float(special.ndtri(0.5 + level / 2))
    a, b = (up + 1) / (n + 2), (down + 1) / (n + 2)
    half = z * np.sqrt((a + b - (a - b) ** 2) / (n + 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (up - down) / n
    return Estimate(mean, np.maximum(a - b - half, -1.0), np.minimum(a - b + half, 1.0), n)


def mean(values: Reals, level: float = LEVEL) -> Estimate:
    """Interval for a mean: the wider of Student's and Hall's (1992), which follows the skewness.

    Costs and losses are skewed; Student's interval alone misses too often on the side of the long tail.
    """
    n = _count(values)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        middle = np.nansum(values, axis=-1) / n
        off = values - middle[..., None]
        spread = np.sqrt(np.nansum(off * off, axis=-1) / (n - 1))
        skew = np.nansum(off * off * off, axis=-1) / n / np.where(spread > 0, spread, 1.0) ** 3
        error = spread / np.sqrt(n)
        t: Reals = np.asarray(special.stdtrit(np.maximum(n - 1, 1), 0.5 + level / 2))
        low = middle - error * np.maximum(t, _hall(t, skew, n))
        high = middle - error * np.minimum(-t, _hall(-t, skew, n))
    return Estimate(middle, np.where(n > 1, low, np.nan), np.where(n > 1, high, np.nan), n)


def separated(differences: Reals, interval: Estimate) -> NDArray[np.bool_]:
    """Whether a paired difference stands out: its interval leaves 0 out and enough pairs differ."""
    different = (np.nan_to_num(differences) != 0.0).sum(axis=-1)
    outside = (interval.low > 0.0) | (interval.high < 0.0)
    return np.asarray(outside & (different >= FEWEST_DIFFERENT))


def quantiles(values: Reals, at: tuple[float, ...]) -> Reals:
    """Quantiles of the values that are there, shape (len(at), …), linear between neighbours."""
    ordered = np.sort(values, axis=-1)
    last = np.maximum(_count(values) - 1, 0)
    found = np.empty((len(at), *values.shape[:-1]))
    for k, q in enumerate(at):
        place = q * last
        below = np.floor(place).astype(int)
        above = np.ceil(place).astype(int)
        low = np.take_along_axis(ordered, below[..., None], -1)[..., 0]
        high = np.take_along_axis(ordered, above[..., None], -1)[..., 0]
        found[k] = low + (place - below) * (high - low)
    return found


def _count(values: Reals) -> Reals:
    return np.asarray(values.shape[-1] - np.isnan(values).sum(axis=-1), float)


def _hall(x: Reals, skew: Reals, n: Reals) -> Reals:
    """Hall's cubic transformation of a studentised mean, inverted."""
    flat = np.abs(skew) < 1e-9
    g = np.where(flat, 1.0, skew)
    bent = np.sqrt(n) * 3.0 / g * (np.cbrt(1.0 + g * (x / np.sqrt(n) - g / (6.0 * n))) - 1.0)
    return np.where(flat, x, bent)
