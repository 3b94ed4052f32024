"""What a run can have of an outcome at least and at most: no interval of a mean goes beyond."""

from __future__ import annotations

import math

from sim.outcomes import Outcome

SHARES = ("1", "share", "probability")
"""Units of what lies between 0 and 1."""


def bounds(outcome: Outcome) -> tuple[float, float]:
    """Least and most of an outcome of a run or a month.

    >>> from sim.outcomes import BY_NAME
    >>> bounds(BY_NAME["kia"]), bounds(BY_NAME["cover"])
    ((0.0, inf), (0.0, 1.0))
    """
    return 0.0, 1.0 if outcome.unit in SHARES else math.inf
