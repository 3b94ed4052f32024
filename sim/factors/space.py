"""A base scenario and what is varied around it: from points to runs.

A point is a row of numbers, one a factor; where a factor has cases, the position of a case. The points of a design
become inputs of the engine: the base's arrays, repeated, with the columns of the factors written over them. Only
distinct combinations of cases are ever built as scenarios; a point then costs a few array copies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.assumptions import PARAMETERS
from sim.engine.inputs import Inputs, lay_out
from sim.factors import names
from sim.factors.levels import Factor, Listed, whole
from sim.scenario import Scenario, ScenarioError, roster
from sim.stats.intervals import Reals


@dataclass(frozen=True)
class Space:
    """The factors that span a space around a scenario."""

    base: Scenario
    factors: tuple[Factor, ...]

    @property
    def names(self) -> list[str]:
        """Names of the factors, in the order of the columns."""
        return [factor.name for factor in self.factors]

    @property
    def sets(self) -> frozenset[str]:
        """Levers and entries that the factors set."""
        return frozenset(name for factor in self.factors for name in factor.sets)

    @property
    def nominal(self) -> list[bool]:
        """Which columns have settings without an order."""
        return [isinstance(factor, Listed) and bool(factor.cases) for factor in self.factors]

    def at(self, share: Reals) -> Reals:
        """Values of the factors at points of the unit cube, shape (points, factors)."""
        return np.column_stack([f.at(column) for f, column in zip(self.factors, share.T, strict=True)])

    def inputs(self, values: Reals) -> Inputs:
        """The runs of points, from what `at` gives."""
        return inputs_of(self.base, self.factors, dict(zip(self.names, values.T, strict=True)))


def around(base: Scenario, factors: Sequence[str]) -> Space:
    """The space that factors span over all that they may be; raises `ScenarioError`."""
    names.check_heard(base, factors)
    return Space(base, tuple(whole(name, base) for name in dict.fromkeys(factors)))


def around_both(base: Scenario, other: Scenario, factors: Sequence[str]) -> tuple[Space, Space]:
    """The same factors around two scenarios; raises `ScenarioError` for one that tells them apart."""
    space = around(base, factors)
    for factor in space.factors:
        for name in factor.sets:
            if names.value(base, name) != names.value(other, name):
                raise ScenarioError(
                    f"factors: {name} tells the two scenarios apart, so it cannot vary in both"
                )
    return space, Space(other, space.factors)


def inputs_of(base: Scenario, factors: Sequence[Factor], points: Any) -> Inputs:
    """The inputs of points in their order; `points` gives the column of each factor by its name."""
    cased = [f for f in factors if isinstance(f, Listed) and f.cases]
    count = max((len(points[f.name]) for f in factors), default=1)
    positions = np.column_stack([np.zeros(count)] + [points[f.name] for f in cased]).astype(int)
    distinct, which = np.unique(positions, axis=0, return_inverse=True)
    scenarios = [_scenario(base, cased, combination[1:]) for combination in distinct]
    inputs = lay_out(scenarios).take(which.ravel())
    for factor in factors:
        if factor not in cased:
            _column(inputs, factor.name)[:] = points[factor.name]
    return inputs


def _scenario(base: Scenario, cased: list[Listed], positions: NDArray[np.int64]) -> Scenario:
    changes: dict[str, Any] = {}
    for factor, position in zip(cased, positions, strict=True):
        changes |= factor.cases[position].changes
    return names.but(base, changes)


def _column(inputs: Inputs, name: str) -> NDArray[Any]:
    head, entry = names.check(name)
    if head == "assume":
        return inputs.fixed[:, PARAMETERS.index(entry)]
    if head in ("stances", "publics"):
        return inputs.panel["stance" if head == "stances" else "poll"][:, roster.codes().index(entry)]
    return inputs.levers[head]
