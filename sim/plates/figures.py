"""A value and its error in one breath: 12,800 ± 400, 25.3 ± 0.9 %, or as a difference +6.2 ± 1.3 points."""

from __future__ import annotations

import math

from sim.analysis.words import digits, figure

PERCENT = frozenset({"1", "probability", "share"})
"""Units whose values are written in per cent."""


def scale(unit: str) -> float:
    """What a value is multiplied with before it is written."""
    return 100.0 if unit in PERCENT else 1.0


def amount(value: float, error: float, unit: str, *, signed: bool = False) -> str:
    """A value with its 95 % half-width and no digit beyond it; `signed` for differences."""
    known = math.isfinite(error) and error > 0.0
    places = digits(value - error, value + error, value) if known else digits(value, value, value)
    text = figure(value, places, unit if unit in PERCENT else "", signed=signed)
    if math.isnan(value):
        return "none"
    text = _unsigned_zero(text)
    if not known:
        return text
    first, _, after = text.partition(" ")
    half = figure(error, places, unit if unit in PERCENT else "").partition(" ")[0]
    return f"{first} ± {half} {after}".rstrip()


def tick(value: float, *, signed: bool = False) -> str:
    """A mark on an axis: as many places as it needs."""
    return _unsigned_zero(f"{value:{'+' if signed else '-'},.6g}".replace("-", "−"))


def _unsigned_zero(text: str) -> str:
    number = text.partition(" ")[0]
    return text if number.strip("+−0.") else text.removeprefix("+").removeprefix("−")
