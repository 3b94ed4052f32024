"""Several values of one lever, as Hydra's grammar says them: `a,b,c`, `range(…)`, `interval(…)`."""

from __future__ import annotations

from typing import Any

from hydra.core.override_parser.types import (
    ChoiceSweep,
    Glob,
    IntervalSweep,
    Override,
    QuotedString,
    RangeSweep,
)

from sim.scenario import ScenarioError


def values(name: str, said: Override) -> Any:
    """What `factors.reading.read_factor` reads: a value, a list of them, or low and high."""
    value: Any = said.value()
    if isinstance(value, ChoiceSweep):
        return [_plain(part) for part in value.list]
    if isinstance(value, RangeSweep):
        return [float(part) for part in value.range()]
    if isinstance(value, IntervalSweep):
        return {"low": value.start, "high": value.end}
    if isinstance(value, Glob):
        raise ScenarioError(f"{name}: glob(…) cannot be swept; list the names")
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, QuotedString):
        return value.text
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(_plain(name)): _plain(part) for name, part in value.items()}
    return value
