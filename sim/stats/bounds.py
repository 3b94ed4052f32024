"""The least and the most that an outcome of a run can be: no interval of it reaches beyond."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.outcomes import BY_NAME as OUTCOMES
from sim.rules.escalation import DIRECT_WAR, QUIET
from sim.scenario import BY_NAME as LEVERS
from sim.scenario import roster
from sim.stats.intervals import Reals
from sim.wording.numbers import PERCENT

LONGEST = float(LEVERS["horizon"].high)
"""Months of the longest scenario there can be."""
RUNGS = (float(QUIET), float(DIRECT_WAR))
"""The ends of the ladder of escalation."""


class Bounds(NamedTuple):
    """Least and most; infinite where there is no end. `most` may differ from scenario to scenario."""

    least: float
    most: Reals

    @property
    def width(self) -> Reals:
        """How far two scenarios can lie apart: no difference is larger, whichever way it goes."""
        return np.asarray(self.most - self.least)


def bounds(measure: str, unit: str = "", months: Reals | float = LONGEST) -> Bounds:
    """What an outcome, or a measure of states, can be.

    Parameters
    ----------
    measure
        Its name.
    unit
        Its unit; left out, that of the outcome.
    months
        Months of each scenario; left out, those of the longest.

    Returns
    -------
    Bounds
        The least and the most of it in any run, and so of its mean.

    Examples
    --------
    >>> [tuple(map(float, bounds(name))) for name in ("belief", "peak_rung", "truce_months")]
    [(0.0, 1.0), (1.0, 7.0), (0.0, 120.0)]
    """
    unit = unit or OUTCOMES[measure].unit
    least, most = RUNGS if unit == "rung" else (0.0, np.inf)
    if unit in PERCENT or measure == "us_backing_end":
        most = 1.0
    elif unit == "countries":
        most = float(len(roster.codes()))
    return Bounds(least, np.asarray(months if unit == "months" else most, float))
