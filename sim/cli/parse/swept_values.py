"""Several values of one lever, as Hydra's grammar writes them: `a,b,c`, `range(…)`, `interval(…)`."""

from __future__ import annotations

import math
from typing import Any

from hydra.core.override_parser.types import (
    ChoiceSweep,
    Glob,
    IntervalSweep,
    Override,
    QuotedString,
    RangeSweep,
)

from sim.factors.reading import MAX_LEVELS
from sim.factors.steps import stepping
from sim.scenario import ScenarioError


def values(name: str, override: Override) -> Any:
    """What `factors.reading.read_factor` reads: a value, a list of them, or low and high."""
    value: Any = override.value()
    if isinstance(value, ChoiceSweep):
        return [one for part in value.list for one in _listed(name, part)]
    if isinstance(value, RangeSweep):
        return _steps(name, value)
    if isinstance(value, IntervalSweep):
        return {"low": value.start, "high": value.end}
    if isinstance(value, Glob):
        raise ScenarioError(f"{name}: glob(…) cannot be swept; list the names")
    return _plain(value)


def _listed(name: str, part: Any) -> list[Any]:
    """One of several values; a range among them is its steps."""
    if isinstance(part, RangeSweep):
        return list(_steps(name, part))
    if isinstance(part, IntervalSweep | Glob):
        raise ScenarioError(f"{name}: interval(…) and glob(…) cannot stand among other values")
    return [_plain(part)]


def _steps(name: str, span: RangeSweep) -> list[float]:
    """The values of a range, which has an end and a step towards it."""
    ends = [float(end) for end in (span.start, span.stop, span.step) if end is not None]
    if len(ends) < 3 or not all(map(math.isfinite, ends)) or not (ends[1] - ends[0]) * ends[2] > 0:
        raise ScenarioError(f"{name}: this range has no values; say range(low,high,step) with a step above 0")
    if (ends[1] - ends[0]) / ends[2] > MAX_LEVELS:
        raise ScenarioError(
            f"{name}: range(…) of more than {MAX_LEVELS:,} values; allowed: 1 to {MAX_LEVELS:,}"
        )
    return stepping(*ends)


def _plain(value: Any) -> Any:
    if isinstance(value, QuotedString):
        return value.text
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(_plain(name)): _plain(part) for name, part in value.items()}
    return value
