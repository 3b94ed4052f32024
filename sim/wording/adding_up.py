"""Parts of a whole, rounded so that they add up to the whole as it is rounded: what is left goes to those nearest."""

from __future__ import annotations

import math
from collections.abc import Sequence


def adding_up(parts: Sequence[float], places: int) -> list[float]:
    """Parts to so many places, whose sum is that of the parts to the same places (largest remainders).

    Parameters
    ----------
    parts
        Numbers of any sign.
    places
        Decimal places.

    Returns
    -------
    list of float
        Each within one unit of the last place of its part.

    Examples
    --------
    >>> adding_up([1 / 3, 1 / 3, 1 / 3], 2), adding_up([-2.004, -1.004, 0.501], 2)
    ([0.34, 0.33, 0.33], [-2.0, -1.01, 0.5])
    """
    scaled = [part * 10.0**places for part in parts]
    rounded = [math.floor(part) for part in scaled]
    missing = round(math.fsum(scaled)) - sum(rounded)
    nearest = sorted(range(len(scaled)), key=lambda k: rounded[k] - scaled[k])
    for k in nearest[:missing]:
        rounded[k] += 1
    return [round(part / 10.0**places, places) + 0.0 for part in rounded]


def places_of_shares(parts: Sequence[float]) -> int:
    """Places for shares of a whole: whole per cent, or a tenth of one where a share would read as none.

    >>> places_of_shares([0.47, 0.53]), places_of_shares([0.996, 0.004, 0.0])
    (2, 3)
    """
    return 3 if any(0.0 < part < 0.005 for part in parts) else 2
