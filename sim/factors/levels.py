"""A factor and its levels: one thing that is varied, as a list of values or a range.

Levers that the engine reads as plain numbers become columns of numbers. Every other one (a theory, roles, events) is a
list of *cases*: a label and what it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.assumptions import PARAMETERS, priors, quantiles
from sim.factors import names
from sim.scenario import BY_NAME, Scenario, ScenarioError
from sim.scenario.errors import nearest
from sim.scenario.levers import COLUMNS

ROUNDING = 1e-9
"""What a share may fall short of a level by rounding alone."""


@dataclass(frozen=True)
class Case:
    """One level that changes more than a number: its label, and names to the values it sets."""

    label: str | float
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class Listed:
    """Values one after the other; with `cases`, the values are positions in them."""

    name: str
    values: tuple[float, ...]
    cases: tuple[Case, ...] = ()

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return min(self.values), max(self.values)

    @property
    def sets(self) -> frozenset[str]:
        """Names that it sets."""
        return frozenset(name for case in self.cases for name in case.changes) or frozenset({self.name})

    def at(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values that stand at these shares (0 to 1) of the list."""
        position = np.minimum((share * len(self.values) + ROUNDING).astype(int), len(self.values) - 1)
        return np.asarray(np.array(self.values)[position])


@dataclass(frozen=True)
class Range:
    """All numbers from `low` to `high`, evenly; with a `mode`, a triangular prior by its quantiles."""

    name: str
    low: float
    high: float
    mode: float | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value."""
        return self.low, self.high

    @property
    def sets(self) -> frozenset[str]:
        """Names that it sets."""
        return frozenset({self.name})

    def at(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values that stand at these quantiles."""
        if self.mode is None:
            return np.minimum(self.low + (self.high - self.low) * share, self.high)
        return quantiles(self.low, self.mode, self.high, share)


Factor = Listed | Range


def cases(name: str, settings: tuple[Any, ...]) -> Listed:
    """Settings as cases that are called what they are."""
    listed = tuple(Case(setting, {name: setting}) for setting in settings)
    return Listed(name, tuple(map(float, range(len(listed)))), listed)


def whole(name: str, scenario: Scenario) -> Factor:
    """All that a name may be in a scenario: its range, or its settings; an assumption goes over its theory's prior.

    Raises
    ------
    ScenarioError
        For what has neither, such as `injects`, with the nearest name that has.

    Examples
    --------
    >>> whole("roe", Scenario()), whole("force_generation", Scenario()).values
    (Range(name='roe', low=0.0, high=1.0, mode=None), (0.0, 1.0))
    """
    head, entry = names.check(name)
    if settings := names.settings(name):
        return cases(name, settings)
    if head == "assume" and entry:
        low, _, high = map(float, priors(scenario.theory)[PARAMETERS.index(entry)])
        return Range(name, low, high)
    if name in COLUMNS or (head in names.NUMBERS and entry):
        low, high, _ = names.bounds(name)
        return Range(name, float(low), float(high))
    raise ScenarioError(f"{name}: has no range to be varied over; {nearest(name, varied())}")


def varied() -> tuple[str, ...]:
    """Names of all levers with a range or settings, and one example of each kind of entry that has."""
    choices = tuple(lever for lever in BY_NAME if names.settings(lever))
    entries = tuple(name for name in names.EXAMPLES if not name.startswith("schedule"))
    return (*COLUMNS, *choices, *entries)
