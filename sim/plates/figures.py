"""A value and its error in one breath: 12,800 ± 400, 25.3 ± 0.9 %, or as a difference +6.2 ± 1.3 points."""

from __future__ import annotations

import math
from collections.abc import Iterable

from sim.analysis.words import PERCENT, bare, digits

LOPSIDED = 1.5
"""How much longer one half of a share's interval may be before ± half an interval misleads."""


def scale(unit: str) -> float:
    """What a value is multiplied with before it is written: a probability or share in per cent."""
    return 100.0 if unit in PERCENT else 1.0


def half_width(value: float, low: float, high: float) -> float:
    """The longer half of an interval, which need not be symmetric."""
    return max(high - value, value - low)


def places(value: float, error: float, finest: int | None = None) -> int:
    """Decimal places that an error allows; one more where others beside it have them, so that order can be read."""
    to = _allowed(value, error, finest)
    # What leaves 0 out does not read as touching it.
    return to + int(0.0 < error < abs(value) and round(abs(value), to) <= round(error, to))


def _allowed(value: float, error: float, finest: int | None) -> int:
    own = digits(value - error, value + error, value)
    return own if finest is None or not _told(error) else max(own, min(finest, own + 1))


def finest(figures: Iterable[tuple[float, float]]) -> int | None:
    """The most places that an error allows, among figures that are read one below the other."""
    allowed = (digits(value - error, value + error) for value, error in figures if _told(error))
    return max(allowed, default=None)


def amount(value: float, error: float, unit: str, *, signed: bool = False, finest: int | None = None) -> str:
    """A value with its 95 % half-width and no digit beyond it; `signed` for differences."""
    if math.isnan(value):
        return "none"
    error = error if math.isfinite(error) else 0.0
    to = places(value, error, finest)
    text = _unsigned_zero(bare(value, to, unit, signed=signed))
    if error > 0.0:
        text += f" ± {bare(error, to, unit)}"
    if unit in PERCENT:
        text += " points" if signed else " %"
    return text


def level(value: float, low: float, high: float, unit: str) -> str:
    """A value with its 95 % half-width, or with both ends where ± would misstate them."""
    if not leans(value, low, high, unit):
        return amount(value, half_width(value, low, high), unit)
    to = whole_ends(value, low, high, unit)
    ends = f"({bare(low, to, unit)} to {bare(high, to, unit)})"
    return f"{bare(value, to, unit)}{' %' if unit in PERCENT else ''} {ends}"


def leans(value: float, low: float, high: float, unit: str) -> bool:
    """Whether ± would pass 0 or 100 %, or hide that the interval reaches further to one side."""
    half = half_width(value, low, high)
    beyond = value - half < 0.0 <= low or (unit in PERCENT and value + half > 1.0)
    return beyond or half > LOPSIDED * min(high - value, value - low)


def whole_ends(value: float, low: float, high: float, unit: str, finest: int | None = None) -> int:
    """Decimal places at which both ends say something: no end off 0 reads as 0, no per cent as tens."""
    to = _allowed(value, half_width(value, low, high), finest)
    to += int(low * high > 0.0 and round(low, to) * round(high, to) == 0.0)
    return max(to, 2) if unit in PERCENT else to


def tick(value: float, *, signed: bool = False) -> str:
    """A mark on an axis: as many places as it needs."""
    return _unsigned_zero(f"{value:{'+' if signed else '-'},.6g}".replace("-", "−"))


def _told(error: float) -> bool:
    return math.isfinite(error) and error > 0.0


def _unsigned_zero(text: str) -> str:
    return text if text.strip("+−0.") else text.removeprefix("+").removeprefix("−")
