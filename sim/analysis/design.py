"""From points of the unit cube to scenarios and back to one figure a point.

Each column is a dial: a range is run through evenly, a switch takes its settings in equal parts of 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from sim.analysis import asked, dials, runs
from sim.analysis.dials import Dial
from sim.scenario import Scenario
from sim.stats.intervals import Reals

Function = Callable[[Reals], Reals]
"""Points of the unit cube (points × factors) to one figure a point."""

FACTORS = (
    "force_size",
    "roe",
    "location",
    "us_backing",
    "us_volatility",
    "hostilities",
    "arming",
    "russian_consent",
    "baseline_attack_risk",
    "nato_visibility",
    "mandate",
    "theory",
)
"""Levers that sensitivity and discovery turn unless told otherwise."""


@dataclass(frozen=True)
class Space:
    """The dials that span a space around a scenario."""

    scenario: Scenario
    dials: tuple[Dial, ...]

    @property
    def names(self) -> list[str]:
        """Names of the dials, in the order of the columns."""
        return [dial.name for dial in self.dials]

    @property
    def nominal(self) -> list[bool]:
        """Which columns are switches."""
        return [bool(dial.settings) for dial in self.dials]

    def scenarios(self, points: Reals) -> list[Scenario]:
        """One scenario a point."""
        return [
            dials.turned(
                self.scenario,
                self.dials,
                [dial.at(float(u)) for dial, u in zip(self.dials, row, strict=True)],
            )
            for row in points
        ]

    def coded(self, points: Reals) -> Reals:
        """Values of the dials at the points; a switch as the position of its setting."""
        columns = [
            np.minimum((u * len(d.settings) + 1e-9).astype(int), len(d.settings) - 1)
            if d.settings
            else d.low + u * (d.high - d.low)
            for d, u in zip(self.dials, points.T, strict=True)
        ]
        return np.column_stack(columns).astype(float)


def space(scenario: Scenario, factors: Sequence[str] = FACTORS) -> Space:
    """The space that these dials span; raises `ScenarioError`."""
    return Space(scenario, tuple(dials.dial(name, scenario) for name in dict.fromkeys(factors)))


def outcome(around: Space, measure: str, *, replicates: int, seed: int) -> Function:
    """The mean of an outcome over the same replicates at every point. Raises `ScenarioError`."""
    asked.measure("measure", measure)
    replicates = asked.count("replicates", replicates, 1)
    return partial(_mean, around, measure, replicates, seed)


def _mean(around: Space, measure: str, replicates: int, seed: int, points: Reals) -> Reals:
    found = runs.measured(around.scenarios(points), [measure], replicates=replicates, seed=seed)
    return np.asarray(found[0].mean(axis=1))
