"""How much is enough: the smallest force that meets a target, at given rules of engagement and US backing.

The curve runs over sizes on the same assumptions and chance. Where it never meets the target, no size in
range suffices, and that is the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from sim import outcomes
from sim.analysis import runs, validation
from sim.analysis.crossing import Crossing, crossing
from sim.scenario import BY_NAME, Scenario
from sim.scenario.errors import number
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

SIZES = (0, 2_000, 5_000, 10_000, 15_000, 20_000, 30_000, 40_000, 60_000, 80_000, 100_000, 150_000, 200_000)

MIN_REPLICATES = 10
"""Runs that can be resampled at all."""


@dataclass(frozen=True)
class Target:
    """What is asked of the force: the mean of an outcome, at most or at least a level."""

    measure: str
    level: float
    at_least: bool = False

    def __str__(self) -> str:
        outcome = outcomes.BY_NAME[self.measure]
        bound = "at least" if self.at_least else "at most"
        return f"{labels.outcome(self.measure)} {bound} {numbers.exact(self.level, outcome.unit)}"


@dataclass(frozen=True)
class Curve:
    """A target over force sizes for one setting of `roe` and `us_backing`; `smallest` is where it is first met.

    `lasting` is False if a larger force in range misses the target again.
    """

    roe: float
    us_backing: float
    sizes: tuple[float, ...]
    means: tuple[float, ...]
    smallest: Crossing
    lasting: bool

    def __str__(self) -> str:
        at = f"roe {self.roe:g} and us_backing {self.us_backing:g}"
        if not self.smallest.is_met:
            return (
                f"at {at} no size up to {self.sizes[-1]:,.0f} suffices{self._doubt(1 - self.smallest.never)}"
            )
        if self.smallest.point <= 0.0:
            return f"at {at} the target is met without a force"
        high = self.smallest.high if np.isfinite(self.smallest.high) else self.sizes[-1]
        places = numbers.digits(self.smallest.low, high, self.smallest.point)
        low, end = numbers.ends(self.smallest.low, high, places)
        end = end if np.isfinite(self.smallest.high) else "no size at all"
        lasting = "" if self.lasting else ", though some larger forces miss it again"
        return (
            f"at {at} about {numbers.figure(self.smallest.point, places, 'troops')} ({low} to {end}){lasting}"
        )

    @staticmethod
    def _doubt(otherwise: float) -> str:
        return f" (in {100 * otherwise:.0f} % of resamples one would)" if otherwise >= 0.005 else ""


@dataclass(frozen=True)
class Enough:
    """One curve for each setting of `roe` and `us_backing`."""

    target: Target
    curves: tuple[Curve, ...]
    seed: int
    replicates: int
    scenario_hash: str

    def sentence(self) -> str:
        """How much is enough at each setting, or that no size is."""
        tried = numbers.counted(self.replicates, "run")
        return f"For {self.target}: {'; '.join(map(str, self.curves))}. {tried} a point."

    @property
    def table(self) -> pd.DataFrame:
        """One row a setting: the smallest size that suffices, its interval, and how often none does."""
        return pd.DataFrame(
            {
                "roe": [c.roe for c in self.curves],
                "us_backing": [c.us_backing for c in self.curves],
                "smallest": [c.smallest.point for c in self.curves],
                "low": [c.smallest.low for c in self.curves],
                "high": [c.smallest.high for c in self.curves],
                "no_size": [c.smallest.never for c in self.curves],
                "lasting": [c.lasting for c in self.curves],
            }
        )

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.to_html(index=False)}"


def enough(
    scenario: Scenario,
    target: Target,
    *,
    roe: Sequence[float | str] = (),
    us_backing: Sequence[float | str] = (),
    force_size: Sequence[float] = SIZES,
    seed: int = 1,
    replicates: int = 1_000,
) -> Enough:
    """Find the smallest force that meets a target for every pair of `roe` and `us_backing`.

    Between the sizes tried the curve is taken as linear. Set `force_generation="granted"` in the scenario to
    ask what a force of that size would do if it were there, and `horizon=60` for five-year risks.

    Parameters
    ----------
    scenario
        Everything but the force size; its own `roe` and `us_backing` count where none are listed.
    target
        The outcome and the level it is held to.
    roe, us_backing
        Values to try, each with each.
    force_size
        Sizes to try.
    seed, replicates
        Chance and how often each point runs.

    Returns
    -------
    Enough
        One curve a setting.

    Raises
    ------
    ScenarioError
        For a target that no run can meet, or what a lever cannot be.

    Examples
    --------
    >>> found = enough(Scenario(), Target("kia", 1.0), force_size=[0, 40_000], replicates=20)
    >>> found.curves[0].smallest.point
    0.0
    """
    validation.measure("measure", target.measure)
    validation.level("at_least" if target.at_least else "at_most", target.measure, target.level)
    replicates = validation.count("replicates", replicates, MIN_REPLICATES)
    largest = BY_NAME["force_size"].high
    points = np.array(sorted({number("force_size", size, 0.0, largest, "troops") for size in force_size}))
    settings = list(product(roe or (scenario.roe,), us_backing or (scenario.us_backing,)))
    tried = [
        scenario.but(roe=rules, us_backing=backing, force_size=size)
        for rules, backing in settings
        for size in points
    ]
    values = runs.measured(tried, [target.measure], replicates=replicates, seed=seed)[0]
    cells = values.reshape(len(settings), len(points), replicates)
    first = [tried[k * len(points)] for k in range(len(settings))]
    curves = tuple(_curve(one, points, cell, target) for one, cell in zip(first, cells, strict=True))
    return Enough(target, curves, seed, replicates, scenario.digest)


def _curve(scenario: Scenario, points: Reals, values: Reals, target: Target) -> Curve:
    smallest = crossing(points, values, target.level, rising=target.at_least)
    means = values.mean(axis=1)
    met = means >= target.level if target.at_least else means <= target.level
    lasting = bool(met[points >= smallest.point].all()) if smallest.is_met else False
    return Curve(scenario.roe, scenario.us_backing, tuple(points), tuple(means), smallest, lasting)
