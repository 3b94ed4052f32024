"""The bootstrap: which cases are drawn and how often, and the percentile interval of what resamples give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.stats.intervals import LEVEL, Reals

TAILS = (0.5 - LEVEL / 2, 0.5 + LEVEL / 2)
"""Quantiles of the resamples that bound the interval."""


def weights(cases: int, resamples: int, seed: int) -> NDArray[np.int64]:
    """How often each case is drawn in each resample, shape (resamples, cases)."""
    return np.random.default_rng(seed).multinomial(cases, np.full(cases, 1.0 / cases), resamples)


def rows(cases: int, resamples: int, seed: int) -> Iterator[NDArray[np.int64]]:
    """Which cases each resample holds, one resample at a time: for what is no mean."""
    generator = np.random.default_rng(seed)
    for _ in range(resamples):
        yield generator.integers(cases, size=cases)


def clustered(clusters: NDArray[np.str_], resamples: int, seed: int) -> Iterator[NDArray[np.int64]]:
    """As `rows`, where related cases are drawn together, by the name of their cluster."""
    generator, names = np.random.default_rng(seed), np.unique(clusters)
    members = {name: np.flatnonzero(clusters == name) for name in names}
    for _ in range(resamples):
        yield np.concatenate([members[name] for name in generator.choice(names, len(names))])


def ends(resampled: ArrayLike, axis: int = -1) -> tuple[Reals, Reals]:
    """Lower and upper end of the percentile interval; resamples without a value (NaN) are left out."""
    low, high = np.nanquantile(np.asarray(resampled, float), TAILS, axis=axis)
    return low, high
