"""Figures in sentences: as many digits as the Monte-Carlo error allows, and no more."""

from __future__ import annotations

import math
from collections.abc import Sequence

PLAIN_DIGITS = 3
PERCENT = ("1", "probability", "share")
SHORT = {
    "announced": "troops announced",
    "pledged": "troops pledged",
    "deployed": "troops in place",
    "ground_contributors": "countries on the ground",
    "any_role_contributors": "countries in any role",
    "blocked_by_parliament": "vetoes by parliaments",
    "attacked": "risk of attack",
    "incidents": "probes of the force",
    "clashes": "exchanges of fire",
    "kia": "soldiers killed",
    "direct_war": "risk of direct war",
    "bystander": "risk of a bystander force",
    "belief": "Moscow's belief in an answer",
    "practised_roe": "readiness to answer",
    "ukraine_strength": "Ukrainian strength",
    "deal": "chance of a deal",
    "us_backing_end": "US backing counted on",
    "cost_eur_bn": "cost",
}
"""What an outcome is called in a sentence; the others go by their own name."""
UNSPOKEN = frozenset({"", "index", "logit", "countries", "persons", "incidents", "rung"})
"""Units that say nothing, or nothing that a name does not say."""


def called(outcome: str) -> str:
    """The name of an outcome in a sentence."""
    return SHORT.get(outcome, outcome.replace("_", " "))


def spoken(name: str) -> str:
    """A lever, assumption or theory by its name, in a sentence."""
    return name.replace("us_", "US ").replace("_", " ").replace("schelling", "Schelling")


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


def figure(value: float, places: int, unit: str = "", *, signed: bool = False) -> str:
    """A value to so many places with its unit; probabilities read as per cent, differences as points."""
    if math.isnan(value):
        return "no value"
    text = bare(value, places, unit, signed=signed)
    if unit in PERCENT:
        return f"{text} points" if signed else f"{text} %"
    return text if unit in UNSPOKEN else f"{text} {unit}"


def bare(value: float, places: int, unit: str = "", *, signed: bool = False) -> str:
    """A value as `figure` writes it, without its unit."""
    value, places = (100.0 * value, places - 2) if unit in PERCENT else (value, places)
    sign = "+" if signed else "-"
    return f"{round(value, places) + 0.0:{sign},.{max(places, 0)}f}".replace("-", "−")


def exact(value: float, unit: str = "") -> str:
    """A value that was asked for, not measured: as it was said, probabilities as per cent."""
    if unit in PERCENT:
        return f"{100.0 * value:.6g} %"
    text = f"{value:,.10g}".replace("-", "−")
    return text if unit in UNSPOKEN else f"{text} {unit}"


def estimate(value: float, low: float, high: float, unit: str = "", *, signed: bool = False) -> str:
    """`value unit (low to high)`, to the places that the interval allows; one more if an end off 0 would read as 0."""
    places = digits(low, high, value)
    if low * high > 0.0 and round(low, places) * round(high, places) == 0.0:
        places += 1
    ends = [bare(end, places, unit, signed=signed) for end in (low, high)]
    return f"{figure(value, places, unit, signed=signed)} ({ends[0]} to {ends[1]})"


def said(name: str, value: float, low: float, high: float, unit: str = "", *, signed: bool = False) -> str:
    """`name estimate`, without a unit that the name has just said."""
    return f"{name} {estimate(value, low, high, '' if unit in name.split() else unit, signed=signed)}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    return f" {last} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
