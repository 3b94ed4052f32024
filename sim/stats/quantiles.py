"""Quantiles of the values that are there, many rows at once."""

from __future__ import annotations

import numpy as np

from sim.stats.intervals import Reals, count


def quantiles(values: Reals, at: tuple[float, ...]) -> Reals:
    """Quantiles along the last axis, NaN skipped, shape (len(at), …), linear between neighbours."""
    ordered = np.sort(values, axis=-1)
    last = np.maximum(count(values) - 1, 0)
    found = np.empty((len(at), *values.shape[:-1]))
    for k, q in enumerate(at):
        place = q * last
        below = np.floor(place).astype(int)
        above = np.ceil(place).astype(int)
        low = np.take_along_axis(ordered, below[..., None], -1)[..., 0]
        high = np.take_along_axis(ordered, above[..., None], -1)[..., 0]
        found[k] = low + (place - below) * (high - low)
    return found
