"""Points of a space and the mean of an outcome at each: run for the purpose, or read from a finished sweep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis import validation
from sim.analysis.response import means
from sim.factors.levels import Factor, Listed
from sim.factors.sampling import unit_points
from sim.factors.space import Space, around
from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import choice, show
from sim.stats.intervals import Reals

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

DESIGNS = {"saltelli": "sobol", "morris": "morris"}
"""Designs of sweeps that indices can be taken from, and the method that takes them."""
PAIRED = 2
"""Settings of a switch of which a Morris path compares each with each."""


@dataclass(frozen=True)
class Sample:
    """Points and means; `x` has a row a point and a column a factor, a switch by the position of its setting."""

    space: Space
    x: Reals
    y: Reals
    runs_a_point: int
    seed: int


def drawn(
    scenario: Scenario, measure: str, factors: Sequence[str], *, cases: int, replicates: int, seed: int
) -> Sample:
    """A Latin hypercube around a scenario, run at every point.

    Parameters
    ----------
    scenario, factors
        The base, and the names of what varies around it.
    measure
        Name of an outcome of a run.
    cases, replicates
        Points, and runs of each.
    seed
        Seed of the sample and of the runs.

    Returns
    -------
    Sample
        The points and their means.
    """
    space = around(scenario, factors)
    points = unit_points("lhs", cases, len(space.factors), seed)
    return Sample(space, space.at(points), means(space, measure, replicates, seed, points), replicates, seed)


def stored(sweep: Sweep, measure: str, factors: Sequence[str] = ()) -> Sample:
    """The points of a sweep that gave a result, over its factors that vary, or those that are named.

    Parameters
    ----------
    sweep
        A finished sweep, as `sim.load` and `sim.sweep` give it.
    measure
        Name of an outcome that every run has (`validation.MEASURES`).
    factors
        Names of swept levers or bundles; left out: all that have more than one value.

    Returns
    -------
    Sample
        Nothing is run.

    Raises
    ------
    ScenarioError
        If a name is none of the sweep's, or nothing in it varies.
    """
    design = sweep.store.plan.design
    varied = {f.name: f for f in design.factors if not isinstance(f, Listed) or len(f.values) > 1}
    if not varied:
        raise ScenarioError("from: nothing varies in this sweep")
    names = [choice("factors", name, varied) for name in dict.fromkeys(factors)] or list(varied)
    return _read(sweep, validation.measure("measure", measure), [varied[name] for name in names])


def refuse_told(given: Any, settings: Mapping[str, object]) -> None:
    """Refuse what is no sweep, and what a sweep has settled already, where it was said; raises `ScenarioError`."""
    if not hasattr(given, "store"):
        raise ScenarioError(f"scenario: {show(given)} refused; allowed: a Scenario, or a finished sweep")
    for name, value in settings.items():
        if value is not None and value != ():
            raise ScenarioError(f"{name}: the sweep has its own; leave it out beside a sweep")


def designed(sweep: Sweep, measure: str, method: str | None = None) -> tuple[str, Sample, int]:
    """The method that a sweep's design was made for, its points, and the size that was asked of the design.

    Parameters
    ----------
    sweep
        A finished sweep of a design by Saltelli or Morris.
    measure
        Name of an outcome that every run has.
    method
        `sobol` or `morris`, if the user said so.

    Returns
    -------
    str
        `sobol` or `morris`.
    Sample
        All points of the design in their order, with the seed of the design.
    int
        The number of samples or paths.

    Raises
    ------
    ScenarioError
        If the design is another, something is crossed with it, or a point gave no result; with the cure.
    """
    design = sweep.store.plan.design
    if design.method not in DESIGNS:
        raise ScenarioError(
            f"from: a {design.method} design has no indices; say sweep=saltelli or sweep=morris when it is "
            "sampled, or ask tripwire discover, which reads any"
        )
    if method not in (None, DESIGNS[design.method]):
        raise ScenarioError(f"method: the design of this sweep is for {DESIGNS[design.method]}")
    if any(len(factor.values) > 1 for factor in design.crossed):
        names = ", ".join(factor.name for factor in design.crossed)
        raise ScenarioError(
            f"from: {names} is crossed with the design; sample it too, or sweep each by itself"
        )
    for factor in design.sampled:
        if design.method == "morris" and isinstance(factor, Listed) and len(factor.cases) > PAIRED:
            raise ScenarioError(
                f"from: {factor.name} has {len(factor.cases)} settings without an order, of which a Morris design "
                "compares few pairs; say sweep=saltelli when it is sampled"
            )
    sample = _read(sweep, validation.measure("measure", measure), design.sampled)
    if len(sample.y) < design.count:
        failed = design.count - len(sample.y)
        raise ScenarioError(
            f"from: {failed:,} points failed; tripwire resume … --retry-failures runs them again"
        )
    return DESIGNS[design.method], replace(sample, seed=design.seed), design.points


def _read(sweep: Sweep, measure: str, factors: Sequence[Factor]) -> Sample:
    plan, table = sweep.store.plan, sweep.table
    if not len(table):
        raise ScenarioError("from: no point of this sweep gave a result")
    points = plan.design.slice(0, plan.design.count)[table["point"].to_numpy()]
    return Sample(
        Space(plan.design.base, tuple(factors)),
        np.column_stack([points[factor.name] for factor in factors]),
        table[measure].to_numpy(float),
        int(table["replicates"].min()),
        plan.seed,
    )
