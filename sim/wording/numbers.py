"""A figure with its interval in words: as many digits as the Monte-Carlo error allows, and never a false zero.

Rounding must not contradict the numbers. An end of an interval that is not 0 is not written as 0 (nor a share below 1
as 100 %), and what leaves 0 out is not written as touching it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

PLAIN_DIGITS = 3
PERCENT = ("1", "probability", "share")
UNSPOKEN = frozenset({"", "index", "logit", "countries", "persons", "incidents", "rung"})
"""Units that say nothing, or nothing that a name does not say."""
FINITE_RUNS = "error of finite runs only"
"""What an interval says that stands for Monte-Carlo error alone."""
LOPSIDED = 1.5
"""How much longer one half of a share's interval may be before ± half an interval misleads."""


def digits(low: float, high: float, value: float = 0.0) -> int:
    """Decimal places (below 0: rounded to tens, hundreds) that half the width of an interval allows.

    A figure without error keeps three significant digits.
    """
    half = (high - low) / 2
    if math.isfinite(half) and half > 0.0:
        return -math.floor(math.log10(half))
    if value and math.isfinite(value):
        return PLAIN_DIGITS - 1 - math.floor(math.log10(abs(value)))
    return 0


def half_width(value: float, low: float, high: float) -> float:
    """The longer half of an interval, which need not be symmetric."""
    return max(high - value, value - low)


def finest(figures: Iterable[tuple[float, float]]) -> int | None:
    """The most places that an error allows, among values and errors that are read one below the other.

    One more where ± would touch 0 and the interval does not, so that no row needs a further place of its own.
    """
    known = [(value, error) for value, error in figures if _known(error)]
    if not known:
        return None
    places = max(digits(value - error, value + error) for value, error in known)
    return places + any(touches(value, error, places) for value, error in known)


def in_common(
    levels: Iterable[tuple[float, float]], differences: Iterable[tuple[float, float]]
) -> int | None:
    """The places of a column that holds levels and differences between them: one rule, so that they add up.

    Parameters
    ----------
    levels, differences
        Values and their errors.

    Returns
    -------
    int or None
        Those of the finest level, or one more where the finest difference has more; None where no error is known.

    Examples
    --------
    >>> in_common([(0.28, 0.02), (0.31, 0.02)], [(0.039, 0.0008)])
    3
    """
    coarse, fine = finest(levels), finest(differences)
    if coarse is None or fine is None:
        return fine if coarse is None else coarse
    return min(max(coarse, fine), coarse + 1)


def of_printed(
    difference: float,
    low: float,
    high: float,
    levels: tuple[float, float],
    places: int | None,
    unit: str = "",
) -> float:
    """A difference as its row shows it: that of the two levels as they are printed, where that is as true.

    Parameters
    ----------
    difference, low, high
        The difference and the ends of its interval.
    levels
        The level it leads to, and the one it is taken from.
    places, unit
        Places to which both are printed, and their unit.

    Returns
    -------
    float
        What is printed, so that the row adds up; the difference itself where that would lie outside its interval, or
        further from it than rounding explains.

    Examples
    --------
    >>> of_printed(0.0385, 0.03, 0.047, (0.3144, 0.2759), 3), of_printed(0.004, 0.001, 0.007, (0.54, 0.53), 2)
    (0.038, 0.004)
    """
    if places is None:
        return difference
    factor, to = scale(unit), places - 2 if unit in PERCENT else places
    shown = round(round(factor * levels[0], to) - round(factor * levels[1], to), max(to, 0)) / factor
    rounding = 1.01 * 10.0**-places
    return shown if low <= shown <= high and abs(shown - difference) <= rounding else difference


def bare(value: float, places: int, unit: str = "", *, signed: bool = False) -> str:
    """A value to so many places without its unit.

    Parameters
    ----------
    value
        The value.
    places
        Decimal places of the value as given; below 0: rounded to tens, hundreds.
    unit
        Shares are written as per cent, with two places fewer.
    signed
        Whether all but 0 have a sign before them.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> bare(14_812.0, -2), bare(0.0834, 3, "share"), bare(0.0834, 3, "share", signed=True)
    ('14,800', '8.3', '+8.3')
    """
    value, places = (100.0 * value, places - 2) if unit in PERCENT else (value, places)
    sign = "+" if signed else "-"
    text = f"{round(value, places) + 0.0:{sign},.{max(places, 0)}f}".replace("-", "−")
    return text.lstrip("+−") if _is_zero(text) else text


def counted(count: int, noun: str) -> str:
    """A number of things: `1 run`, `2,000 runs`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def figure(value: float, places: int, unit: str = "", *, signed: bool = False) -> str:
    """A value to so many places with its unit; to its first digit where it would be a false 0 or 100 %.

    Parameters
    ----------
    value, places
        As for `bare`.
    unit
        Probabilities read as per cent, their differences as points; `UNSPOKEN` units are left out.
    signed
        Whether it is a difference: written with its sign.

    Returns
    -------
    str
        The text; `no value` for NaN.

    Examples
    --------
    >>> figure(14_812.0, -2, "troops"), figure(0.0834, 3, "share"), figure(0.0834, 3, "share", signed=True)
    ('14,800 troops', '8.3 %', '+8.3 points')
    >>> figure(0.004, 2, "share"), figure(0.9991, 2, "share")
    ('0.4 %', '99.91 %')
    """
    if math.isnan(value):
        return "no value"
    return _end(_Figure(value, value, value, unit, signed), value, places) + _after(unit, signed)


def size(value: float, places: int, unit: str = "") -> str:
    """How large a change is, whichever way it goes: `figure`, with points for shares.

    >>> size(0.0834, 3, "share"), size(640.0, -1, "troops")
    ('8.3 points', '640 troops')
    """
    return figure(value, places, unit).replace(" %", " points")


def per_cent(share: float) -> str:
    """A share in whole per cent: `4 %`; to its first digit where it would be a false 0 or 100 %."""
    return figure(share, 2, "share")


def exact(value: float, unit: str = "") -> str:
    """A value that was asked for, not measured: as it was said, probabilities as per cent."""
    if unit in PERCENT:
        return f"{100.0 * value:.6g} %"
    text = f"{value:,.10g}".replace("-", "−")
    return text if unit in UNSPOKEN else f"{text} {unit}"


def estimate(value: float, low: float, high: float, unit: str = "", *, signed: bool = False) -> str:
    """`value unit (low to high)`, as a sentence says it.

    Parameters
    ----------
    value, low, high
        The figure and the ends of its interval.
    unit
        As for `figure`.
    signed
        Whether it is a difference: written with its sign.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> estimate(14_812.0, 14_300.0, 15_300.0, "troops"), estimate(0.08, 0.0315, 0.1884, "share")
    ('14,800 troops (14,300 to 15,300)', '8 % (3 to 19)')
    """
    middle, ends = _with_ends(_Figure(value, low, high, unit, signed))
    return f"{middle}{_after(unit, signed)} ({ends})"


def named_estimate(
    name: str, value: float, low: float, high: float, unit: str = "", *, signed: bool = False
) -> str:
    """`name estimate`, without a unit that the name has just said.

    Parameters
    ----------
    name
        What the figure is of.
    value, low, high, unit, signed
        As for `estimate`.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> named_estimate("troops in Ukraine", 14_812.0, 14_300.0, 15_300.0, "troops")
    'troops in Ukraine 14,800 (14,300 to 15,300)'
    """
    return f"{name} {estimate(value, low, high, '' if unit in name.split() else unit, signed=signed)}"


def interval(
    value: float,
    low: float,
    high: float,
    unit: str = "",
    *,
    signed: bool = False,
    beside: int | None = None,
    roomy: bool = False,
) -> str:
    """A value and its interval without a unit: `±` the longer half, or `(low to high)` where that says more.

    Parameters
    ----------
    value, low, high
        The figure and the ends of its interval.
    unit
        Shares are written as per cent.
    signed
        Whether it is a difference: written with its sign.
    beside
        The places of all figures that are read one below the other (`finest`, `in_common`).
    roomy
        Whether there is room for both ends in any case.

    Returns
    -------
    str
        The text; without an interval, the value alone.

    Examples
    --------
    >>> interval(14_812.0, 14_300.0, 15_300.0)
    '14,800 ± 500'
    >>> interval(-640.0, -2_950.0, -46.0, signed=True)
    '−600 (−3,000 to −50)'
    """
    figure = _Figure(value, low, high, unit, signed, beside)
    if not high > low:
        return bare(value, figure.places(digits(value, value, value)), unit, signed=signed)
    plain = None if roomy or _leans(figure) else _plus_minus(figure)
    return plain or "{} ({})".format(*_with_ends(figure))


def level(
    value: float, low: float, high: float, unit: str, *, signed: bool = False, beside: int | None = None
) -> str:
    """As `interval`, with per cent or points behind the figures.

    Parameters
    ----------
    value, low, high, signed, beside
        As for `interval`.
    unit
        Shares are written as per cent, their differences as points; other units are left out.

    Returns
    -------
    str
        The text; `none` for what has no value.

    Examples
    --------
    >>> level(0.08, 0.0315, 0.1884, "1"), level(0.061, 0.048, 0.074, "1", signed=True)
    ('8 % (3 to 19)', '+6 ± 1 points')
    """
    if math.isnan(value):
        return "none"
    middle, space, ends = interval(value, low, high, unit, signed=signed, beside=beside).partition(" (")
    return f"{middle}{_after(unit, signed) if unit in PERCENT else ''}{space}{ends}"


def amount(
    value: float, error: float, unit: str = "", *, signed: bool = False, beside: int | None = None
) -> str:
    """As `level`, for an interval that is symmetric by construction: ± wherever it does not mislead.

    What is no difference and not below 0 has no interval that is.

    Parameters
    ----------
    value, error
        The figure and half the width of its interval.
    unit, signed
        As for `level`.
    beside
        The places of all figures that are read one below the other.

    Returns
    -------
    str
        The text; `none` for what has no value.

    Examples
    --------
    >>> amount(14_812.0, 500.0), amount(0.061, 0.013, "1", signed=True)
    ('14,800 ± 500', '+6 ± 1 points')
    """
    below = value - error if signed or value < 0.0 else max(value - error, 0.0)
    figure = _Figure(value, below, value + error, unit, signed, beside)
    plain = (
        _plus_minus(figure) if _known(error) and below == value - error and not math.isnan(value) else None
    )
    if plain is None:
        return level(value, figure.low, figure.high, unit, signed=signed, beside=beside)
    return plain + (_after(unit, signed) if unit in PERCENT else "")


def ends(low: float, high: float, places: int, unit: str = "", *, signed: bool = False) -> tuple[str, str]:
    """Two ends of an interval to so many places, or to one digit where that would be a false 0 or 100 %.

    Parameters
    ----------
    low, high
        The ends.
    places, unit, signed
        As for `bare`.

    Returns
    -------
    tuple of str
        Both texts, without the unit.

    Examples
    --------
    >>> ends(14_312.0, 15_312.0, -2), ends(0.0004, 0.02, 2, "share")
    (('14,300', '15,300'), ('0.04', '2'))
    """
    figure = _Figure(low, low, high, unit, signed)
    return _end(figure, low, places), _end(figure, high, places)


def scale(unit: str) -> float:
    """What a value is multiplied with before it is written: a probability or share in per cent."""
    return 100.0 if unit in PERCENT else 1.0


def tick(value: float, *, signed: bool = False) -> str:
    """A mark on an axis: as many places as it needs."""
    text = f"{value:{'+' if signed else '-'},.6g}".replace("-", "−")
    return text.lstrip("+−") if _is_zero(text) else text


class _Figure(NamedTuple):
    """What is to be written: a value, its interval, and how."""

    value: float
    low: float
    high: float
    unit: str = ""
    signed: bool = False
    beside: int | None = None

    @property
    def half(self) -> float:
        return half_width(self.value, self.low, self.high)

    def places(self, own: int) -> int:
        """Those of its column, or what its own error allows."""
        return own if self.beside is None else self.beside

    def bare(self, number: float, places: int) -> str:
        return bare(number, places, self.unit, signed=self.signed)


def _plus_minus(figure: _Figure) -> str | None:
    """`value ± error`; None where one place more than is usual would still touch 0, though the interval does not."""
    value, half = figure.value, figure.half
    usual = figure.places(digits(value - half, value + half, value))
    for places in (usual, usual + 1):
        if not touches(value, half, places):
            return f"{figure.bare(value, places)} ± {bare(half, places, figure.unit)}"
    return None


def _with_ends(figure: _Figure) -> tuple[str, str]:
    """`value` and `low to high`, to one place more than usual where a figure would be misread; per cent as wholes."""
    places = figure.places(digits(figure.low, figure.high, figure.value))
    if figure.beside is None:
        places = max(places, 2) if figure.unit in PERCENT else places
        places += any(_misread(figure, number, places) for number in figure[:3])
    middle, low, high = (_end(figure, number, places) for number in figure[:3])
    return middle, f"{low} to {high}"


def _end(figure: _Figure, number: float, places: int) -> str:
    """A value or an end to so many places, or to its first digit where that would be misread."""
    if _misread(figure, number, places):
        off = abs(number) if _is_zero(figure.bare(number, places)) else 1.0 - number
        places = -math.floor(math.log10(off))
    return figure.bare(number, places)


def _misread(figure: _Figure, number: float, places: int) -> bool:
    """Whether a number would read as 0, or a share as 100 %, that its interval leaves out or that it ends beside."""
    text = figure.bare(number, places)
    inside = figure.low < number < figure.high
    if _is_zero(text):
        return number != 0.0 and not (inside and figure.low <= 0.0 <= figure.high)
    whole = (
        figure.unit in PERCENT
        and not figure.signed
        and float(text.replace("−", "-").replace(",", "")) == 100.0
    )
    return whole and number < 1.0 and not (inside and figure.high >= 1.0)


def _leans(figure: _Figure) -> bool:
    """Whether ± would pass 0 or 100 %, or hide that the interval reaches further to one side.

    A difference is written with both ends only where ± would reach 0 and the interval does not, or pass 100 points.
    """
    value, low, high, unit, signed, _ = figure
    if low * high > 0.0 and figure.half >= abs(value):
        return True
    if signed:
        return unit in PERCENT and abs(value) + figure.half > 1.0
    beyond = value - figure.half < 0.0 <= low or (unit in PERCENT and value + figure.half > 1.0)
    return beyond or figure.half > LOPSIDED * min(high - value, value - low)


def _after(unit: str, signed: bool) -> str:
    if unit in PERCENT:
        return " points" if signed else " %"
    return "" if unit in UNSPOKEN else f" {unit}"


def _is_zero(text: str) -> bool:
    return not text.strip("+−0.,")


def touches(value: float, half: float, places: int) -> bool:
    """Whether a value and its error round to the same, so that ± would reach a 0 that the interval leaves out."""
    return half < abs(value) and round(abs(value), places) <= round(half, places)


def _known(error: float) -> bool:
    return math.isfinite(error) and error > 0.0
