"""Evenly spaced numbers as a person writes them: 0, 0.1, 0.2, 0.3, and never 0.30000000000000004.

Ends and steps are taken as the decimals they are written as, and each number is one division of whole numbers, which
Python rounds once.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

SHORT = ("float16", "float32")


def between(first: float, last: float, count: int) -> list[float]:
    """So many numbers from the first to the last, both included.

    >>> between(0, 1, 11)[3]
    0.3
    """
    (a, b), scale = _whole(first, last)
    return [(a * (count - 1 - k) + b * k) / (scale * (count - 1)) for k in range(count)]


def stepping(start: float, stop: float, step: float) -> list[float]:
    """Numbers from the start in equal steps; the stop is left out.

    >>> stepping(0, 0.4, 0.1)
    [0.0, 0.1, 0.2, 0.3]
    """
    (a, b, c), scale = _whole(start, stop, step)
    return [(a + c * k) / scale for k in range(-((a - b) // c))]


def _whole(*numbers: float) -> tuple[list[int], int]:
    """The numbers as whole ones of a common scale, and the scale."""
    written = [Decimal(repr(float(number))) for number in numbers]
    digits = max(0, *(-int(number.as_tuple().exponent) for number in written))
    return [int(number.scaleb(digits)) for number in written], 10**digits


def listed(column: Any) -> list[Any]:
    """The values of an array, a column or a range; one of half the digits becomes the decimal that is written for it.

    Examples
    --------
    >>> import numpy as np
    >>> listed(np.array([0.1, 0.7], "float32")), listed(range(2))
    ([0.1, 0.7], [0, 1])
    """
    short = str(getattr(column, "dtype", "")).lower() in SHORT
    values: list[Any] = column.tolist() if hasattr(column, "tolist") else list(column)
    return [float(format(value, ".7g")) if short and value == value else value for value in values]
