"""95 % intervals of what was simulated: shares, means, and paired differences of both.

All work along the last axis, skip NaN, and take any leading shape. Coverage is tested on simulated cases.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


def level(values: Reals, *, flag: bool, least: Reals | float = 0.0, most: Reals | float = np.inf) -> Estimate:
    """The mean of an outcome with its interval: Wilson's for a flag, else as `mean`, within what is possible.

    Parameters
    ----------
    values
        Outcome of each run, along the last axis.
    flag
        Whether the outcome is 0 or 1.
    least, most
        What it can be at least and at most: of values none of which is below `least`, neither is the mean.

    Returns
    -------
    Estimate
        Means and their intervals.

    Examples
    --------
    >>> few = np.array([1.0, 0.9, 1.0, 0.2])
    >>> float(mean(few).high) > 1.0, float(level(few, flag=False, most=1.0).high)
    (True, 1.0)
    """
    if flag:
        return share(values)
    found = mean(values)
    with np.errstate(invalid="ignore"):
        never_below = np.fmin.reduce(values, axis=-1, initial=np.inf) >= least
        low = np.where(never_below & (found.low < least), least, found.low)
        high = np.where(found.high > most, np.fmax(most, found.mean), found.high)
    return Estimate(found.mean, low, high, found.n)


def change(differences: Reals, *, flag: bool, width: Reals | float = np.inf) -> Estimate:
    """The mean of paired differences with its interval: Bonett and Price's for a flag, else as `mean`.

    No end is further from 0 than `width`, by which two values can differ at most.
    """
    if flag:
        return share_difference(differences)
    found = mean(differences)
    return Estimate(found.mean, np.maximum(found.low, -width), np.minimum(found.high, width), found.n)


def changes_from(
    values: Reals, base: int, *, flag: bool, width: Reals | float = np.inf
) -> tuple[Estimate, NDArray[np.bool_]]:
    """Paired differences of every row from one of them, and which stand out of the noise.

    Parameters
    ----------
    values
        Outcome of each run, shape (…, scenarios, replicates); one replicate is the same chance in every scenario.
    base
        Position of the scenario that the others are compared with; its own difference is 0, without an error.
    flag, width
        Whether the outcome is 0 or 1, and by how much two of its values can differ at most.

    Returns
    -------
    tuple
        Estimates of shape (…, scenarios), and whether each is separated from 0.

    Examples
    --------
    >>> found, clear = changes_from(np.array([[0.0, 1.0, 2.0], [1.0, 2.0, 3.5]]), 0, flag=False)
    >>> found.mean.round(3).tolist(), clear.tolist()
    ([0.0, 1.167], [False, False])
    """
    differences = values - values[..., base : base + 1, :]
    found = change(differences, flag=flag, width=width)
    if flag:  # the interval of a mean has no width where nothing differs; that of shares has
        found.low[..., base] = found.high[..., base] = 0.0
    return found, separated(differences, found)


def share(flags: Reals) -> Estimate:
    """Wilson's score interval for the share of runs in which a flag is up (Wilson 1927)."""
    return share_of(np.nansum(flags, axis=-1), count(flags))


def share_of(hits: Reals, n: Reals) -> Estimate:
    """As `share`, from how many of how many runs have the flag up."""
    z2 = _z() ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        p = hits / n
        middle = (hits + z2 / 2) / (n + z2)
        half = np.sqrt(z2 * (p * (1 - p) * n + z2 / 4)) / (n + z2)
    low, high = np.where(hits == 0, 0.0, middle - half), np.where(hits == n, 1.0, middle + half)
    return Estimate(p, low, high, n)


def share_difference(differences: Reals) -> Estimate:
    """Interval for a difference of paired shares from −1, 0 and 1 (Bonett & Price 2012).

    Only pairs that differ carry information; one pair is added on each side, which keeps the coverage when
    few do.
    """
    n = count(differences)
    up, down = (differences == 1).sum(axis=-1), (differences == -1).sum(axis=-1)
    a, b = (up + 1) / (n + 2), (down + 1) / (n + 2)
    half = _z() * np.sqrt((a + b - (a - b) ** 2) / (n + 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (up - down) / n
    return Estimate(middle, np.maximum(a - b - half, -1.0), np.minimum(a - b + half, 1.0), n)


def mean(values: Reals) -> Estimate:
    """Interval for a mean: the wider of Student's and Hall's (1992), which follows the skewness.

    Costs and losses are skewed; Student's interval alone misses too often on the side of the long tail.
    """
    from scipy import special  # a tenth of scipy.stats, and more than all else that help needs

    n = count(values)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        middle = np.nansum(values, axis=-1) / n
        off = values - middle[..., None]
        spread = np.sqrt(np.nansum(off * off, axis=-1) / (n - 1))
        skew = np.nansum(off * off * off, axis=-1) / n / np.where(spread > 0, spread, 1.0) ** 3
        error = spread / np.sqrt(n)
        t: Reals = np.asarray(special.stdtrit(np.maximum(n - 1, 1), 0.5 + LEVEL / 2))
        low = middle - error * np.maximum(t, _hall(t, skew, n))
        high = middle - error * np.minimum(-t, _hall(-t, skew, n))
    return Estimate(middle, np.where(n > 1, low, np.nan), np.where(n > 1, high, np.nan), n)


def deviation(values: Reals) -> Reals:
    """Standard deviation of the values that are there; NaN where there are fewer than two."""
    n = count(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        off = values - (np.nansum(values, axis=-1) / n)[..., None]
        return np.asarray(np.sqrt(np.nansum(off * off, axis=-1) / np.where(n > 1, n - 1, np.nan)))


def half_width(values: Reals, *, flag: bool) -> Reals:
    """Half the width of the interval of a mean; infinite where fewer than two values are there."""
    found = level(values, flag=flag)
    return np.where(found.n > 1, (found.high - found.low) / 2, np.inf)


def separated(differences: Reals, interval: Estimate) -> NDArray[np.bool_]:
    """Whether a paired difference stands out: its interval leaves 0 out and enough pairs differ."""
    different = (np.nan_to_num(differences) != 0.0).sum(axis=-1)
    outside = (interval.low > 0.0) | (interval.high < 0.0)
    return np.asarray(outside & (different >= FEWEST_DIFFERENT))


def count(values: Reals) -> Reals:
    """How many values are there."""
    return np.asarray(values.shape[-1] - np.isnan(values).sum(axis=-1), float)


def _z() -> float:
    from scipy import special

    return float(special.ndtri(0.5 + LEVEL / 2))


def _hall(x: Reals, skew: Reals, n: Reals) -> Reals:
    """Hall's cubic transformation of a studentised mean, inverted."""
    flat = np.abs(skew) < 1e-9
    g = np.where(flat, 1.0, skew)
    bent = np.sqrt(n) * 3.0 / g * (np.cbrt(1.0 + g * (x / np.sqrt(n) - g / (6.0 * n))) - 1.0)
    return np.where(flat, x, bent)
