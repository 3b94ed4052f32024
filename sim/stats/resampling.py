"""The bootstrap: how often each case is drawn, and the percentile interval of what resamples give."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.stats.intervals import LEVEL, Reals

TAILS = (0.5 - LEVEL / 2, 0.5 + LEVEL / 2)
"""Quantiles of the resamples that bound the interval."""


def weights(cases: int, resamples: int, seed: int) -> NDArray[np.int64]:
    """How often each case is drawn in each resample, shape (resamples, cases)."""
    return np.random.default_rng(seed).multinomial(cases, np.full(cases, 1.0 / cases), resamples)


def ends(resampled: ArrayLike, axis: int = -1) -> tuple[Reals, Reals]:
    """Lower and upper end of the percentile interval; resamples without a value (NaN) are left out."""
    low, high = np.nanquantile(np.asarray(resampled, float), TAILS, axis=axis)
    return low, high
