"""Checks of single values: what cannot be is refused in one line that names the field and what is allowed."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable
from typing import Any

NEAR = 0.65
"""How alike two names must be for one to be suggested for the other: POL for PLO, but not g_floor for foo."""
MAX_SEED = 2**63 - 1
THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}([ ,_'][0-9]{3})+", re.ASCII)


class ScenarioError(ValueError):
    """A lever that does not exist or a value it cannot take; the message is one line for the user."""


def show(value: Any) -> str:
    """A value as one short line, whatever it is."""
    try:
        text = repr(value).replace("\n", " ")
    except ValueError:  # a whole number of more digits than Python prints
        text = "a number too long to print"
    return text if len(text) <= 60 else text[:57] + "..."


def near(name: Any, valid: Iterable[str]) -> str | None:
    """The valid name most like this one, or like a word in it (`roe@here`), if any is."""
    known = {v.lower(): v for v in reversed(list(valid))}
    said = str(name).lower()
    for word in (said, *re.findall(r"\w+", said)):
        if close := difflib.get_close_matches(word, known, 1, NEAR):
            return known[close[0]]
    return None


def nearest(name: Any, valid: Iterable[str]) -> str:
    """`did you mean …?`, or what is allowed if nothing is near."""
    valid = list(valid)
    match = near(name, valid)
    if match:
        return f"did you mean {match}?"
    return f"allowed: {', '.join(valid)}" if len(valid) <= 40 else f"{len(valid)} names are allowed"


def ungrouped(text: str) -> str | None:
    """`40000` for `40,000`: a number whose thousands are set apart, as it has to be written; None for any other."""
    return re.sub("[ ,_']", "", text) if THOUSANDS.fullmatch(text.strip()) else None


def choice(field: str, value: Any, valid: Iterable[str]) -> str:
    """A name out of a list, or a `ScenarioError`."""
    valid = list(valid)
    if not isinstance(value, str):
        raise ScenarioError(f"{field}: {show(value)} is not a name; allowed: {', '.join(valid)}")
    if value not in valid:
        raise ScenarioError(f"{field}: unknown {show(value)}; {nearest(value, valid)}")
    return value


def number(field: str, value: Any, low: float, high: float, unit: str = "") -> float:
    """A finite number in a range, or a `ScenarioError`.

    Parameters
    ----------
    field
        What the message calls the value.
    value
        Anything; booleans and texts are not numbers.
    low, high
        The least and the most allowed.
    unit
        Unit of both, for the message.

    Returns
    -------
    float
        The value.

    Raises
    ------
    ScenarioError
        If it is not a number, not finite, or out of range.

    Examples
    --------
    >>> number("risk", 1, 0, 1)
    1.0
    >>> number("risk", 2, 0, 1, "a year")
    Traceback (most recent call last):
    sim.scenario.errors.ScenarioError: risk: 2 is out of range; allowed: 0 to 1 a year
    """
    bounds = f"{low:g} to {high:g} {unit}".strip()
    result = _finite(field, value, bounds)
    if not low <= result <= high:
        raise ScenarioError(f"{field}: {result:g} is out of range; allowed: {bounds}")
    return result + 0.0  # of -0, nought


def whole(field: str, value: Any, low: int, high: int, unit: str = "") -> int:
    """A whole number in a range, or a `ScenarioError`.

    Parameters
    ----------
    field
        What the message calls the value.
    value
        Anything; `1e3` is a whole number too, and none is rounded on its way.
    low, high
        The least and the most allowed.
    unit
        Unit of both, for the message.

    Returns
    -------
    int
        The value.

    Raises
    ------
    ScenarioError
        If it is not a whole number, or out of range.

    Examples
    --------
    >>> whole("replicates", 1e3, 1, 10_000)
    1000
    >>> whole("horizon", 1.5, 1, 60, "months")
    Traceback (most recent call last):
    sim.scenario.errors.ScenarioError: horizon: 1.5 is not a whole number; allowed: 1 to 60 months
    """
    bounds = f"{low} to {high} {unit}".strip()
    if isinstance(value, int) and not isinstance(value, bool):
        result = value
    else:
        result = _without_fraction(field, value, bounds)
    if not low <= result <= high:
        raise ScenarioError(f"{field}: {show(result)} is out of range; allowed: {bounds}")
    return result


def check_seed(value: Any) -> int:
    """A seed of common random numbers, or a `ScenarioError`."""
    return whole("seed", value, 0, MAX_SEED)


def _without_fraction(field: str, value: Any, bounds: str) -> int:
    finite = _finite(field, value, bounds)
    if not finite.is_integer():
        raise ScenarioError(f"{field}: {show(value)} is not a whole number; allowed: {bounds}")
    return int(value)


def _finite(field: str, value: Any, bounds: str) -> float:
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        raise ScenarioError(f"{field}: {show(value)} is not a number; allowed: {bounds}")
    try:
        result = float(value)
    except (TypeError, ValueError, OverflowError):
        raise ScenarioError(f"{field}: {show(value)} is not a number; allowed: {bounds}") from None
    if not math.isfinite(result):
        raise ScenarioError(f"{field}: {show(value)} is not finite; allowed: {bounds}")
    return result
