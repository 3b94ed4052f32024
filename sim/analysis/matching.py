"""History matching: which values of the parameters the patterns rule out (Craig et al. 1997; Vernon et al. 2010).

Vectors are drawn from the priors, and every pattern is asked of each of them. A pattern rules out an end of a
parameter's prior if it fails for nine in ten of the vectors that lie there, whatever their other parameters are, and if
that is so much more than it fails elsewhere that chance would hardly do it. What is left of each prior is a triangle
again, since that is what engines draw from: the ends move in, and the mode stays where it is, or moves with the end
that passed it. That a pattern needs two parameters together is not seen; and where an effect is small, a pattern may
fail for want of runs, so that an end may be drawn in somewhat too far.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.assumed import Matched
from sim.stats.intervals import Reals

FAILS = 0.9
"""Share of the vectors beyond an end that have to fail."""
HARDLY = 0.01
"""Chance, for all parameters, ends and patterns together, at which a difference is taken for one."""
DIGITS = 4
"""Figures that a narrowed end is rounded to."""
Flags = NDArray[np.bool_]


def narrowed(
    names: Sequence[str], priors: Reals, draws: Reals, patterns: Sequence[str], failed: Flags
) -> list[Matched]:
    """Priors without the ends that patterns rule out.

    Parameters
    ----------
    names
        Parameters.
    priors
        Low, mode and high of each, shape (parameters, 3).
    draws
        Vectors drawn from them, shape (vectors, parameters).
    patterns
        Numbers of the patterns that were asked.
    failed
        Which pattern fails for which vector, shape (vectors, patterns).

    Returns
    -------
    list of Matched
        Those that moved, with the patterns that moved them.

    Examples
    --------
    >>> draws = np.random.default_rng(1).triangular(0.0, 1.0, 2.0, 400)[:, None]
    >>> prior = np.array([[0.0, 1.0, 2.0]])
    >>> (only,) = narrowed(["a"], prior, draws, ["P01"], draws < 0.6)
    >>> 0.55 < only.now[0] < 0.65, only.now[1:], only.by
    (True, (1.0, 2.0), ('P01',))
    """
    hardly = HARDLY / (2 * len(names) * max(1, len(patterns)))
    found = []
    for k, name in enumerate(names):
        low, mode, high = before = (float(priors[k, 0]), float(priors[k, 1]), float(priors[k, 2]))
        by = []
        for pattern, fails in zip(patterns, failed.T, strict=True):
            below, above = (_ruled_out(sign * draws[:, k], fails, hardly) for sign in (1.0, -1.0))
            by += [pattern] if below is not None or above is not None else []
            low = low if below is None else max(low, _rounded(below))
            high = high if above is None else min(high, _rounded(-above))
        if by and low <= high:
            found.append(Matched(name, (low, min(max(mode, low), high), high), before, tuple(by)))
    return found


def _ruled_out(values: Reals, fails: Flags, hardly: float) -> float | None:
    """The greatest value at which a pattern fails as it does below; None if it fails there no more than elsewhere."""
    shown = ~fails
    order = np.argsort(values, kind="stable")
    beyond = np.arange(1, len(values) + 1)
    holds = np.cumsum(shown[order])
    chance = stats.binom.cdf(holds, beyond, shown.mean())
    out = np.flatnonzero(fails[order] & (holds <= (1.0 - FAILS) * beyond) & (chance < hardly))
    return float(values[order][out[-1]]) if len(out) else None


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
