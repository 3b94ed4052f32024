"""A value and its error in one breath: 12,800 ± 400, 25.3 ± 0.9 %, or as a difference +6.2 ± 1.3 points."""

from __future__ import annotations

import math

from sim.analysis.words import PERCENT, bare, digits


def scale(unit: str) -> float:
    """What a value is multiplied with before it is written: a probability or share in per cent."""
    return 100.0 if unit in PERCENT else 1.0


def half_width(value: float, low: float, high: float) -> float:
    """The longer half of an interval, which need not be symmetric."""
    return max(high - value, value - low)


def amount(value: float, error: float, unit: str, *, signed: bool = False) -> str:
    """A value with its 95 % half-width and no digit beyond it; `signed` for differences."""
    if math.isnan(value):
        return "none"
    error = error if math.isfinite(error) else 0.0
    places = digits(value - error, value + error, value)
    text = _unsigned_zero(bare(value, places, unit, signed=signed))
    if error > 0.0:
        text += f" ± {bare(error, places, unit)}"
    if unit in PERCENT:
        text += " points" if signed else " %"
    return text


def tick(value: float, *, signed: bool = False) -> str:
    """A mark on an axis: as many places as it needs."""
    return _unsigned_zero(f"{value:{'+' if signed else '-'},.6g}".replace("-", "−"))


def _unsigned_zero(text: str) -> str:
    return text if text.strip("+−0.") else text.removeprefix("+").removeprefix("−")
