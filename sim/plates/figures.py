"""Numbers as plates write them: thousands apart, a true minus, no more digits than the run's noise allows."""

from __future__ import annotations

import math

POINTS = frozenset({"1", "probability", "share"})
"""Units whose values are written in per cent."""


def places(error: float) -> int:
    """Decimal places that an error of this size leaves meaningful; negative for tens and hundreds."""
    if not math.isfinite(error) or error <= 0.0:
        return 2
    return min(4, -math.floor(math.log10(error)))


def number(value: float, digits: int, *, signed: bool = False) -> str:
    """A value rounded to `digits` places: 12,300 or −0.4."""
    if not math.isfinite(value):
        return "–"
    rounded = round(value, digits) + 0.0
    sign = "−" if rounded < 0 else "+" if signed and rounded > 0 else ""
    return f"{sign}{abs(rounded):,.{max(digits, 0)}f}"


def amount(value: float, error: float, unit: str, *, signed: bool = False) -> str:
    """A value with its 95 % half-width: −2,800 ± 400, or +6.2 ± 1.3 % for a probability or share."""
    percent = unit in POINTS
    scale = 100.0 if percent else 1.0
    digits = places(scale * error)
    text = number(scale * value, digits, signed=signed)
    if math.isfinite(error) and error > 0.0:
        text += f" ± {number(scale * error, digits)}"
    return f"{text} %" if percent else text
