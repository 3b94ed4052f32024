"""Numbers whose thousands may be meant: `40.000` is forty thousand in half of Europe, and forty to every program."""

from __future__ import annotations

import math
import re

from sim.evidence import load
from sim.scenario.errors import ScenarioError
from sim.scenario.levers import BY_NAME

POINTED = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}", re.ASCII)
SOLDIERS = "troops"
COUNTED = (
    "replicates",
    "seed",
    "threads",
    "points",
    "design_seed",
    "chunk",
    "half_width",
    "batch",
    "workers",
)
"""Settings that are numbers; any of them may run into thousands."""


def check_plain(field: str, text: str) -> None:
    """Refuse a number as it is written, if thousands may be meant by its point.

    Parameters
    ----------
    field
        Where it stands: a lever, perhaps with an entry or within an excursion, as in `excursions.big.force_size`.
    text
        The number as somebody wrote it. No program writes a nought at its end, or parts of a soldier.

    Raises
    ------
    ScenarioError
        If so many are allowed there, and for any such number of soldiers; says how both are written.

    Examples
    --------
    >>> check_plain("roe", "0.700")
    >>> check_plain("force_size", "40.000")
    Traceback (most recent call last):
    sim.scenario.errors.ScenarioError: force_size: 40.000 can be read in two ways; write 40000 or 40
    """
    if not POINTED.fullmatch(text):
        return
    most, unit = most_of(field)
    if unit == SOLDIERS or (text.endswith("0") and abs(float(text)) * 1000 <= most):
        raise _twofold(field, text)


def check_count(field: str, text: str) -> None:
    """As `check_plain`, of a setting that may run into any thousands."""
    if POINTED.fullmatch(text) and text.endswith("0"):
        raise _twofold(field, text)


def _twofold(field: str, text: str) -> ScenarioError:
    return ScenarioError(
        f"{field}: {text} can be read in two ways; write {text.replace('.', '')} or {float(text):g}"
    )


def most_of(field: str) -> tuple[float, str]:
    """The largest number that the innermost name of a field allows, and its unit; 0 where it is no number's name."""
    for name in reversed(re.findall(r"\w+", field)):
        if name in BY_NAME:
            kind = BY_NAME[name].kind
            return (kind.high, kind.unit) if kind.high == kind.high else (0.0, "")
        if name in load().parameters:
            return load().parameters[name].ceiling, load().parameters[name].unit
        if name == "pledged":  # a clause of an order
            return BY_NAME["force_size"].high, SOLDIERS
        if name in COUNTED:
            return math.inf, ""
    return 0.0, ""
