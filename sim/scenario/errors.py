"""What is said when a scenario cannot be: one line that names the field and what is allowed."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable
from typing import Any


class ScenarioError(ValueError):
    """A lever that does not exist or a value it cannot take; the message is one line for the user."""


def show(value: Any) -> str:
    """A value as one short line, whatever it is."""
    text = repr(value).replace("\n", " ")
    return text if len(text) <= 60 else text[:57] + "..."


def nearest(name: Any, valid: Iterable[str]) -> str:
    """`did you mean …?`, or what is allowed if nothing is near."""
    valid = list(valid)
    close = difflib.get_close_matches(str(name).lower(), [v.lower() for v in valid], 1, 0.5)
    match = next((v for v in valid if close and v.lower() == close[0]), None)
    if match:
        return f"did you mean {match}?"
    return f"allowed: {', '.join(valid)}" if len(valid) <= 40 else f"{len(valid)} names are allowed"


def choice(field: str, value: Any, valid: Iterable[str]) -> str:
    """A name out of a list, or a `ScenarioError`."""
    valid = list(valid)
    if not isinstance(value, str):
        raise ScenarioError(f"{field}: {show(value)} is not a name; allowed: {', '.join(valid)}")
    if value not in valid:
        raise ScenarioError(f"{field}: unknown {show(value)}; {nearest(value, valid)}")
    return value


def number(field: str, value: Any, low: float, high: float, unit: str = "") -> float:
    """A finite number in a range, or a `ScenarioError`. Booleans and texts are not numbers."""
    bounds = f"{low:g} to {high:g}{' ' + unit if unit else ''}"
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        raise ScenarioError(f"{field}: {show(value)} is not a number; allowed: {bounds}")
    try:
        result = float(value)
    except (TypeError, ValueError, OverflowError):
        raise ScenarioError(f"{field}: {show(value)} is not a number; allowed: {bounds}") from None
    if not math.isfinite(result):
        raise ScenarioError(f"{field}: {show(value)} is not finite; allowed: {bounds}")
    if not low <= result <= high:
        raise ScenarioError(f"{field}: {result:g} is out of range; allowed: {bounds}")
    return result


def whole(field: str, value: Any, low: int, high: int, unit: str = "") -> int:
    """A whole number in a range, or a `ScenarioError`."""
    result = number(field, value, low, high, unit)
    if result != int(result):
        raise ScenarioError(
            f"{field}: {show(value)} is not a whole number; allowed: {low} to {high} {unit}".strip()
        )
    return int(result)
