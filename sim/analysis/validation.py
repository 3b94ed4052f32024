"""Validates the measure, level and sample size handed to an analysis."""

from __future__ import annotations

from sim import outcomes
from sim.scenario.errors import ScenarioError, choice, number, show, whole
from sim.wording.numbers import PERCENT

MEASURES = tuple(outcome.name for outcome in outcomes.RUN if outcome.name not in outcomes.ABSENT)
"""Outcomes that every run has."""
MAX_SIZE = 1_000_000
"""More draws, cases or runs than a laptop finishes."""


def measure(field: str, name: object) -> str:
    """An outcome that every run has, or a `ScenarioError`."""
    if name in outcomes.ABSENT:
        raise ScenarioError(f"{field}: only some runs have {show(name)}; allowed: {', '.join(MEASURES)}")
    return choice(field, name, MEASURES)


def level(field: str, name: str, value: object) -> float:
    """A level that an outcome can be held to: a share lies between 0 and 1. Raises `ScenarioError`."""
    if outcomes.BY_NAME[name].unit not in PERCENT:
        return number(field, value, -1e12, 1e12)
    try:
        return number(field, value, 0.0, 1.0)
    except ScenarioError as refusal:
        meant = float(value) / 100 if isinstance(value, int | float) and 1 < value <= 100 else None
        hint = f"; did you mean {meant:g}?" if meant is not None else ""
        raise ScenarioError(f"{refusal}{hint}") from None


def count(field: str, value: object, least: int) -> int:
    """A number of draws, cases or runs that is large enough to say something, or a `ScenarioError`."""
    return whole(field, value, least, MAX_SIZE)
