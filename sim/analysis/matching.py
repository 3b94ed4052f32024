"""History matching: which values of the parameters the patterns rule out (Craig et al. 1997; Vernon et al. 2010).

Vectors are drawn from the priors, and each is held against the patterns. A pattern speaks against a vector if it fails on
every one of several sets of tapes that share nothing, so that luck alone rules nothing out. The model is known to be
wrong somewhere, so a few failures are allowed: a vector is implausible if more patterns speak against it than against a
typical vector's worse half (`most`). What is left is put as a triangle a parameter, since that is what engines draw from:
an end moves in where the vectors that are left leave a tail of the prior empty, and the mode moves so that their mean is
the triangle's, in both cases only where chance would hardly do it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.assumed import Matched, Triangle
from sim.stats.intervals import Reals

HARDLY = 0.01
"""Chance, for all parameters together, at which a difference from the prior is taken for one."""
DIGITS = 4
"""Figures that a narrowed end is rounded to."""
Flags = NDArray[np.bool_]


def narrowed(names: Sequence[str], priors: Reals, draws: Reals, kept: Flags) -> list[Matched]:
    """Priors narrowed to what the vectors that are left say, where they say anything.

    Parameters
    ----------
    names
        Parameters.
    priors
        Low, mode and high of each, shape (parameters, 3).
    draws
        Vectors drawn from them, shape (vectors, parameters).
    kept
        Which vectors are not ruled out.

    Returns
    -------
    list of Matched
        Those that moved.

    Examples
    --------
    >>> share = (np.arange(400) + 0.5) / 400
    >>> draws = np.sort(np.random.default_rng(1).triangular(0.0, 1.0, 2.0, 400))[:, None]
    >>> (only,) = narrowed(["a"], np.array([[0.0, 1.0, 2.0]]), draws, share > 0.5)
    >>> only.now[0] > 0.9, narrowed(["a"], np.array([[0.0, 1.0, 2.0]]), draws, share > 0.0)
    (True, [])
    """
    found = []
    for k, name in enumerate(names):
        before: Triangle = (float(priors[k, 0]), float(priors[k, 1]), float(priors[k, 2]))
        now = _triangle(before, draws[kept, k], HARDLY / len(names))
        if now != before:
            found.append(Matched(name, now, before))
    return found


def _triangle(before: Triangle, left: Reals, hardly: float) -> Triangle:
    """The triangle of what is left of one parameter."""
    low, mode, high = before
    if low == high or not len(left):
        return before
    prior = stats.triang((mode - low) / (high - low), low, high - low)
    share = prior.cdf(left)
    if (1.0 - share.min()) ** len(left) < hardly:
        low = _rounded(float(left.min()), before)
    if share.max() ** len(left) < hardly:
        high = _rounded(float(left.max()), before)
    if stats.kstest(share, "uniform").pvalue < hardly:
        mode = _rounded(3.0 * float(left.mean()) - low - high, before)
    return low, min(max(mode, low), high), high


def _rounded(value: float, before: Triangle) -> float:
    """To a few figures, within the prior."""
    return min(max(float(f"{value:.{DIGITS}g}"), before[0]), before[2])
