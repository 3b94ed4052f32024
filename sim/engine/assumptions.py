"""The priors: what one replicate assumes, under each theory.

A parameter is drawn from a triangular distribution, because the literature gives a low, a likely and a high value and
no more. The draw is keyed like all chance (see `chance`), so a replicate assumes the same under every scenario.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from sim.evidence import Evidence, load, packaged

PARAMETERS: tuple[str, ...] = tuple(packaged().parameters)
"""Names of all parameters in the ledger's order, which is the order of their draws."""


def priors(theory: str) -> NDArray[np.float64]:
    """Low, mode and high of every parameter under a theory, shape (parameters, 3); read-only."""
    return _priors(load(), theory)


@cache
def _priors(evidence: Evidence, theory: str) -> NDArray[np.float64]:
    replaced = evidence.theories[theory].overrides
    rows = np.array([replaced.get(p.name, (p.low, p.mode, p.high)) for p in evidence.parameters.values()])
    rows.flags.writeable = False
    return rows


def quantiles(
    low: NDArray[np.float64] | float,
    mode: NDArray[np.float64] | float,
    high: NDArray[np.float64] | float,
    share: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Values below which these shares of triangular priors lie: `rules.priors.triangular` for arrays, the same bits.

    Parameters
    ----------
    low, mode, high
        The priors, in the parameters' own units, low ≤ mode ≤ high: numbers, or arrays that broadcast against `share`.
    share
        Shares, 0 to 1.

    Returns
    -------
    numpy.ndarray
        The values, in the shape to which all four broadcast.

    Examples
    --------
    >>> quantiles(0.0, 0.5, 1.0, np.array([0.0, 0.5, 1.0])).tolist()
    [0.0, 0.5, 1.0]
    """
    width = high - low
    rising = low + np.sqrt(share * width * (mode - low))
    falling = high - np.sqrt((1.0 - share) * width * (high - mode))
    return np.where(share * width < mode - low, rising, falling)
