"""One draw from a prior: the quantile of a triangular distribution, from a square root alone.

x = low + √(u·(high − low)·(mode − low))            below the mode
x = high − √((1 − u)·(high − low)·(high − mode))    above it
"""

from __future__ import annotations

import math


def triangular(low: float, mode: float, high: float, draw: float) -> float:
    """The value below which a share `draw` of the prior lies; `draw` is uniform on [0, 1)."""
    width = high - low
    rising = low + math.sqrt(draw * width * (mode - low))
    falling = high - math.sqrt((1.0 - draw) * width * (high - mode))
    return rising if draw * width < mode - low else falling
