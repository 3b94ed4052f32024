"""Exponential, logarithm and logistic from + − × ÷ alone, so that every machine gives the same bits.

The mathematical library's `exp`, `log` and `pow` differ in their last bits between systems and processor generations;
the basic operations do not (IEEE 754). Accuracy: within two units in the last place of the library's
(tested), which is far below any assumption in the model. Whole numbers come from real ones through `floor` and `whole`
alone, which say what happens to what is too large or no number.
"""

from __future__ import annotations

import math

LOG2_E = 1.4426950408889634
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
SQRT_HALF = 0.7071067811865476
UNIFORM_SD = 0.28867513459481287
"""Standard deviation of a uniform draw on [0, 1)."""
SMALLEST_NORMAL = 2.2250738585072014e-308
MAX_DOUBLE = 1.7976931348623157e308
PARTS = 2.0**36
"""Sums over countries are counted in whole parts of one, `whole(x * PARTS)`, and are therefore exact: they come out the
same in any order, whatever the engine, the processor and the roster.
"""
MAX_PARTS = 2.0**57
"""Largest whole number that is counted, 2 million × PARTS: 64 of them fit in 64 bits."""
MAX_STEPS = 2.0**31
"""Largest whole number that `floor` gives."""


def floor(x: float) -> int:
    """The whole number at or below x, held within ± MAX_STEPS; what is no number gives −MAX_STEPS."""
    return math.floor(min(MAX_STEPS, max(-MAX_STEPS, x)))


def whole(x: float) -> int:
    """X cut to a whole number towards zero, held within ± MAX_PARTS; what is no number gives −MAX_PARTS."""
    return int(min(MAX_PARTS, max(-MAX_PARTS, x)))


def exp(x: float) -> float:
    """Exponential: reduce by whole multiples of ln 2, then a Taylor polynomial of degree 13.

    The terms are grouped in fours, so that the processor can work on the groups side by side.

    Beyond ±700 the argument is held at ±700, which keeps every result finite and positive.
    """
    x = min(700.0, max(-700.0, x))
    doublings = floor(x * LOG2_E + 0.5)
    r = (x - doublings * LN2_HIGH) - doublings * LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (1.0 + r) + r2 * (1.0 / 2.0 + r * (1.0 / 6.0))
    mid = (1.0 / 24.0 + r * (1.0 / 120.0)) + r2 * (1.0 / 720.0 + r * (1.0 / 5040.0))
    high = (1.0 / 40320.0 + r * (1.0 / 362880.0)) + r2 * (1.0 / 3628800.0 + r * (1.0 / 39916800.0))
    top = 1.0 / 479001600.0 + r * (1.0 / 6227020800.0)
    return (low + r4 * (mid + r4 * (high + r4 * top))) * math.ldexp(1.0, doublings)


def log(x: float) -> float:
    """Natural logarithm of a positive x: split off the power of two, then the inverse-tanh series.

    Zero, what lies below and what is too small for full precision give −745, so draws at the edge stay finite; what is
    no number counts as the largest.
    """
    if x < SMALLEST_NORMAL:
        return -745.0
    m, e = math.frexp(min(MAX_DOUBLE, x))
    if m < SQRT_HALF:
        m = m * 2.0
        e = e - 1
    f = (m - 1.0) / (m + 1.0)
    q = f * f
    s = 1.0 / 21.0
    s = s * q + 1.0 / 19.0
    s = s * q + 1.0 / 17.0
    s = s * q + 1.0 / 15.0
    s = s * q + 1.0 / 13.0
    s = s * q + 1.0 / 11.0
    s = s * q + 1.0 / 9.0
    s = s * q + 1.0 / 7.0
    s = s * q + 1.0 / 5.0
    s = s * q + 1.0 / 3.0
    return e * LN2_HIGH + (2.0 * f + (2.0 * f * q * s + e * LN2_LOW))


def power(x: float, y: float) -> float:
    """A positive x to the power y."""
    return exp(y * log(x))


def logistic(x: float) -> float:
    """σ(x) = 1 / (1 + e⁻ˣ), a probability."""
    return 1.0 / (1.0 + exp(-x))


def logit(probability: float) -> float:
    """The log odds of a probability strictly between 0 and 1."""
    return log(probability / (1.0 - probability))


def log10_1p(x: float) -> float:
    """log₁₀(1 + x) for x ≥ 0."""
    return log(1.0 + x) * 0.4342944819032518


def clip(x: float, low: float, high: float) -> float:
    """The nearest value to x between low and high."""
    return min(high, max(low, x))
