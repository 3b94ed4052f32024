"""Sobol's sample with tapes by row: what expected values vary by, with the luck of the tapes taken out.

A point of a sample is played on a few tapes only. If all points share these, an index is one of those tapes, and other
tapes give another; if none does, their luck counts as an effect. Here the tapes of a row of the sample are shared by
its points and by no other row, and what their luck adds to each product is taken out: the product of two means over
tapes, less their covariance over the number of tapes, has the product of the expected values as its mean. Rows then
share nothing, so that an interval over resampled rows holds the luck of the tapes as well.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from sim.analysis import runs, validation
from sim.factors.sampling import power_of_two, unit_points
from sim.factors.space import Space
from sim.scenario.errors import check_seed
from sim.stats import resampling
from sim.stats.intervals import Reals

RESAMPLES = 1_000


class Parts(NamedTuple):
    """By row of a sample: what each factor does alone and with the others, and how far the outcome varies.

    `alone` and `together` have shape (rows, factors); `variance`, shape (rows,), has the variance of the expected value
    as its mean.
    """

    alone: Reals
    together: Reals
    variance: Reals


class Indices(NamedTuple):
    """First-order and total indices, each shape (factors,), half their 95 % intervals, and how far they hold still.

    `doubled` is how far the furthest total index moved as the sample doubled, `tapes_apart` how far it lies between
    two halves of the tapes.
    """

    first: Reals
    first_error: Reals
    total: Reals
    total_error: Reals
    doubled: float
    tapes_apart: float


def measured(spaces: Sequence[Space], measure: str, *, samples: int, replicates: int, seed: int) -> Indices:
    """Indices of an outcome's expected value over a space, or of its difference over two.

    Parameters
    ----------
    spaces, measure
        As for `played`.
    samples
        Rows of the sample, a power of two, at least 8.
    replicates
        Tapes a row, at least 4.
    seed
        Seed of the sample and of the runs.

    Returns
    -------
    Indices
        In the order of the space's factors.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> from sim.factors.space import around
    >>> from sim.scenario import Scenario
    >>> space = around(Scenario(horizon=6), ["roe", "force_size"])
    >>> measured([space], "deployed", samples=8, replicates=4, seed=1).total.shape
    (2,)
    """
    power_of_two("samples", validation.count("samples", samples, 8))
    validation.count("replicates", replicates, 4)
    cube = points(samples, len(spaces[0].names), check_seed(seed))
    return indices(played(spaces, measure, cube, replicates=replicates, seed=seed), seed)


def points(samples: int, factors: int, seed: int) -> Reals:
    """Saltelli's sample by row, shape (samples, factors + 2, factors)."""
    return unit_points("saltelli", samples, factors, seed).reshape(samples, -1, factors)


def played(spaces: Sequence[Space], measure: str, cube: Reals, *, replicates: int, seed: int) -> Reals:
    """An outcome of every run of a sample, each row on tapes of its own.

    Parameters
    ----------
    spaces
        One around a scenario; or two, for the difference of the first from the second at the same point and chance.
    measure
        Name of an outcome of `sim.outcomes`.
    cube
        The sample by row (`points`).
    replicates
        Tapes a row.
    seed
        Seed of the runs.

    Returns
    -------
    array
        Shape (rows, factors + 2, replicates), in the outcome's unit.

    Examples
    --------
    >>> from sim.factors.space import around
    >>> from sim.scenario import Scenario
    >>> cube = points(8, 1, seed=1)
    >>> played([around(Scenario(horizon=6), ["roe"])], "deployed", cube, replicates=4, seed=1).shape
    (8, 3, 4)
    """

    def row(at: int) -> Reals:
        one, *other = (
            runs.measured_inputs(
                space.inputs(space.at(cube[at])),
                [measure],
                replicates=replicates,
                seed=seed,
                first=at * replicates,
            )[0]
            for space in spaces
        )
        return np.asarray(one - other[0]) if other else one

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return np.stack(list(pool.map(row, range(len(cube)))))


def parts(values: Reals) -> Parts:
    """What each factor does alone and together, by row, luck of the tapes taken out (Saltelli 2010; Jansen 1999).

    Parameters
    ----------
    values
        A figure a run, shape (rows, factors + 2, tapes): at a first point, with one factor after the other taken from
        a second point, and at that second point.

    Returns
    -------
    Parts
        By row.

    Examples
    --------
    >>> cube = points(512, 2, seed=1)
    >>> exact = np.repeat((2 * cube[..., 0] + cube[..., 1])[..., None], 2, axis=-1)
    >>> alone, together, variance = parts(exact)
    >>> (together.mean(axis=0) / variance.mean()).round(2).tolist()
    [0.8, 0.2]
    """
    off = values - values.mean()
    steps = values[:, 1:-1] - values[:, :1]
    # The first point and those that differ from it in one factor are much alike; the second point tells as much again.
    squares = _product(off, off)
    variance = (squares[:, :-1].mean(axis=1) + squares[:, -1]) / 2.0
    return Parts(_product(off[:, -1:], steps), _product(steps, steps) / 2.0, variance)


def indices(values: Reals, seed: int) -> Indices:
    """Indices of a sample's figures (as `parts` takes them); resampled rows, drawn with `seed`, give the intervals."""
    found = parts(values)
    drawn = resampling.weights(len(values), RESAMPLES, seed) / len(values)
    variance = drawn @ found.variance
    first, total = (
        resampling.ends(_shares(drawn @ part, variance).T) for part in (found.alone, found.together)
    )
    whole = _total(values)
    return Indices(
        first=_shares(found.alone.mean(axis=0), found.variance.mean()),
        first_error=(first[1] - first[0]) / 2.0,
        total=whole,
        total_error=(total[1] - total[0]) / 2.0,
        doubled=_furthest(whole, _total(values[: len(values) // 2])),
        tapes_apart=_furthest(_total(values[..., ::2]), _total(values[..., 1::2])),
    )


def _product(one: Reals, other: Reals) -> Reals:
    """Product of two expected values, from values by tape: unbiased, and so at times negative where both are one."""
    tapes = one.shape[-1]
    means = one.mean(axis=-1, keepdims=True), other.mean(axis=-1, keepdims=True)
    luck = ((one - means[0]) * (other - means[1])).sum(axis=-1) / (tapes - 1)
    return np.asarray(means[0][..., 0] * means[1][..., 0] - luck / tapes)


def _total(values: Reals) -> Reals:
    found = parts(values)
    return _shares(found.together.mean(axis=0), found.variance.mean())


def _shares(effects: Reals, variance: Reals) -> Reals:
    """Effects as shares of the variance; 0 where nothing varies."""
    spread = np.asarray(variance)[..., None]
    return np.divide(effects, spread, out=np.zeros_like(effects), where=spread > 0.0)


def _furthest(one: Reals, other: Reals) -> float:
    return float(np.abs(one - other).max())
