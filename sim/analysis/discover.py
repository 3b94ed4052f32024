"""Where an outcome is found: boxes in the space of levers, as sentences with coverage, density and stability.

PRIM is the project's own (see `prim`), so that resampling costs little; the tree is scikit-learn's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from sim import outcomes
from sim.analysis import prim, validation
from sim.analysis.prim import Box, Flags, Limit, Step
from sim.analysis.region import Discovery, Rule
from sim.analysis.response import FACTORS, held
from sim.analysis.sampled import Sample, drawn, refuse_told, stored
from sim.factors.levels import Listed
from sim.factors.space import Space
from sim.scenario import Scenario, ScenarioError
from sim.stats import resampling
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

CASES, RUNS = 1_000, 64
"""Points, and runs of each, unless told otherwise."""
USUAL_SHARE = 0.75
"""Share of the cases that lie at or below the level that is asked about unless one is named."""
RESAMPLES = 20
MIN_CASES = 20
"""With fewer cases a box or a leaf would hold one."""
DENSITY = 0.8
"""Density a box should reach; among the boxes that do, the one with the most coverage is taken."""
STABLE = 0.5
"""A limit that fewer resamples find again is dropped."""
BELIEVED = 0.05
"""A limit is dropped if chance would do as well with more than this probability (Bryant & Lempert 2010)."""


def discover(
    scenario: Scenario | Sweep,
    measure: str = "attacked",
    level: float | None = None,
    *,
    above: bool = True,
    factors: Sequence[str] = (),
    method: str = "prim",
    cases: int | None = None,
    replicates: int | None = None,
    seed: int = 1,
) -> Discovery:
    """Find where an outcome's mean is above (or at most) a level, over a Latin hypercube of factors, or in a sweep.

    Parameters
    ----------
    scenario, factors
        The base, and the names of what varies around it, each over its whole range or all its settings; left out:
        `response.FACTORS`. Or a finished sweep, of any design, in which nothing is run again.
    measure
        Name of an outcome that every run has (`validation.MEASURES`).
    level, above
        The level in the outcome's unit (0 to 1 for a share), and whether means above it or at most it are looked for;
        left out: the level that parts the highest quarter of the cases (or the lowest) from the others.
    method
        `prim` (one box, with stability) or `cart` (leaves of a small tree; needs the `analysis` extra).
    cases, replicates
        Points of the sample, at least 20, by default 1,000, and runs a point, by default 64; a sweep has its own.
    seed
        Seed of the sample, of the runs and of the resampling; for `cart` at most 2³² − 1.

    Returns
    -------
    Discovery
        The boxes as rules, none if no box does better than all cases, and the share of all cases that show it.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> levers = ["force_size", "us_backing"]
    >>> found = discover(Scenario(horizon=6), "deployed", 10_000, factors=levers, cases=20, replicates=10)
    >>> found.asked, found.cases
    ('troops in place above 10,000 troops', 20)
    """
    validation.measure("measure", measure)
    sample = _sample(scenario, measure, factors, cases, replicates, seed)
    if level is None:
        level = float(f"{np.quantile(sample.y, USUAL_SHARE if above else 1 - USUAL_SHARE):.3g}")
    level = validation.level("above" if above else "at_most", measure, level)
    y = sample.y > level if above else sample.y <= level
    if method == "prim":
        rules = box_rules(sample.x, y, sample.space.nominal, sample.space, seed=seed)
    elif method == "cart":
        rules = tree_rules(sample.x, y, sample.space, seed=seed)
    else:
        raise ScenarioError(f"method: {method!r}; allowed: prim, cart")
    bound = numbers.exact(level, outcomes.BY_NAME[measure].unit)
    searched = f"{labels.outcome(measure)} {'above' if above else 'at most'} {bound}"
    return Discovery(
        method,
        searched,
        float(y.mean()),
        len(y),
        rules,
        sample.seed,
        sample.runs_a_point,
        held(sample.space.base, sample.space.sets),
    )


def _sample(
    scenario: Scenario | Sweep,
    measure: str,
    factors: Sequence[str],
    cases: int | None,
    replicates: int | None,
    seed: int,
) -> Sample:
    """The points that are looked at, run or read."""
    if isinstance(scenario, Scenario):
        return drawn(
            scenario,
            measure,
            factors or FACTORS,
            cases=validation.count("cases", CASES if cases is None else cases, MIN_CASES),
            replicates=validation.count("replicates", RUNS if replicates is None else replicates, 1),
            seed=seed,
        )
    refuse_told(scenario, {"cases": cases, "replicates": replicates})
    sample = stored(scenario, measure, factors)
    validation.count("points of the sweep", len(sample.y), MIN_CASES)
    return sample


def box_rules(x: Reals, y: Flags, nominal: Sequence[bool], space: Space, *, seed: int) -> tuple[Rule, ...]:
    """The chosen box as a rule, with its stability over resamples of the cases; none if there is no box.

    Parameters
    ----------
    x
        Values of the factors, shape (cases, factors); for a switch, the position of its setting.
    y
        Which cases show the outcome, shape (cases,).
    nominal
        Which columns have settings without an order, one flag a factor.
    space
        The factors, in the order of the columns; gives the names in the rule.
    seed
        Seed of the resampling.

    Returns
    -------
    tuple of Rule
        One rule, or none.

    Examples
    --------
    >>> from sim.factors.sampling import unit_points
    >>> from sim.factors.space import around
    >>> space = around(Scenario(), ["arming", "us_backing"])
    >>> x = space.at(unit_points("lhs", 100, 2, seed=1))
    >>> [list(rule.limits) for rule in box_rules(x, x[:, 1] > 0.5, space.nominal, space, seed=1)]
    [['us_backing']]
    """
    if not y.any() or y.all():
        return ()
    box, whole = _chosen(x, y, nominal)
    limited = prim.restricted(box, whole)
    if not limited:
        return ()
    recurrence, densities = np.zeros(x.shape[1]), []
    for rows in resampling.rows(len(y), RESAMPLES, seed):
        other, start = _chosen(x[rows], y[rows], nominal)
        recurrence[prim.restricted(other, start)] += 1 / RESAMPLES
        inside = prim.within(x, other)
        densities.append(float(y[inside].mean()) if inside.any() else 0.0)
    stable = [j for j in limited if recurrence[j] >= STABLE]
    box = tuple(box[j] if j in stable else whole[j] for j in range(len(box)))
    inside = prim.within(x, box)
    names = space.names
    low, high = np.quantile(densities, (0.05, 0.95))
    rule = Rule(
        {names[j]: _named(box[j], space, j) for j in stable},
        float(y[inside].sum() / y.sum()),
        float(y[inside].mean()),
        int(inside.sum()),
        {names[j]: float(recurrence[j]) for j in stable},
        float(low),
        float(high),
    )
    return (rule,) if stable else ()


def _chosen(x: Reals, y: Flags, nominal: Sequence[bool]) -> tuple[Box, Box]:
    """The box of most coverage that is dense enough (or the densest), without limits that chance explains."""
    steps = prim.trajectory(x, y, nominal)
    whole = steps[0].box
    dense = [step for step in steps if step.density >= DENSITY]
    step = max(dense, key=lambda s: s.coverage) if dense else max(steps, key=lambda s: s.density)
    box = step.box
    for j in prim.restricted(box, whole):
        if _chance_explains(x, y, step, box, whole[j], j):
            box = (*box[:j], whole[j], *box[j + 1 :])
    return box, whole


def _chance_explains(x: Reals, y: Flags, step: Step, box: Box, open_: Limit, j: int) -> bool:
    """Whether cases drawn from the box without this limit would often be as dense as the box itself."""
    without = prim.within(x, (*box[:j], open_, *box[j + 1 :]))
    hits, held = int(y[step.inside].sum()), int(step.inside.sum())
    return float(stats.binom.sf(hits - 1, held, float(y[without].mean()))) > BELIEVED


def tree_rules(x: Reals, y: Flags, space: Space, *, seed: int) -> tuple[Rule, ...]:
    """Leaves of a classification tree in which most cases show the outcome, those of most coverage first.

    A limit is found again where some such leaf of a resampled tree limits the same factor.

    Parameters
    ----------
    x, y, space
        As for `box_rules`.
    seed
        Seed of the trees and of the resampling, 0 to 2³² − 1.

    Returns
    -------
    tuple of Rule
        None if all cases show the outcome, or none does.

    Raises
    ------
    ScenarioError
        If scikit-learn, of the `analysis` extra, is not installed.

    Examples
    --------
    >>> from sim.factors.sampling import unit_points
    >>> from sim.factors.space import around
    >>> space = around(Scenario(), ["arming", "us_backing"])
    >>> x = space.at(unit_points("lhs", 100, 2, seed=1))
    >>> [list(rule.limits) for rule in tree_rules(x, x[:, 1] > 0.5, space, seed=1)]
    [['us_backing']]
    """
    if not y.any() or y.all():
        return ()
    from sim.analysis.tree import leaves

    recurrence: dict[str, float] = dict.fromkeys(space.names, 0.0)
    densities = []
    for rows in resampling.rows(len(y), RESAMPLES, seed):
        grown = [leaf for leaf in leaves(x, y, space, seed, rows) if y[leaf[1]].mean() > 0.5]
        for name in {name for limits, _ in grown for name in limits}:
            recurrence[name] += 1 / RESAMPLES
        densities.append(max((float(y[inside].mean()) for _, inside in grown), default=0.0))
    low, high = (float(end) for end in np.quantile(densities, (0.05, 0.95)))
    found = [
        Rule(
            limits,
            float(y[inside].sum() / y.sum()),
            float(y[inside].mean()),
            int(inside.sum()),
            {name: recurrence[name] for name in limits},
            low,
            high,
        )
        for limits, inside in leaves(x, y, space, seed)
        if y[inside].mean() > 0.5
    ]
    return tuple(sorted(found, key=lambda rule: -rule.coverage))


def _named(limit: Limit, space: Space, j: int) -> tuple[float, float] | tuple[str, ...]:
    factor = space.factors[j]
    if isinstance(factor, Listed) and factor.cases:
        return tuple(str(factor.cases[int(k)].label) for k in sorted(limit))
    first, last = factor.ends
    edge, (low, high) = 0.01 * (last - first), sorted(limit)
    return -np.inf if low <= first + edge else low, np.inf if high >= last - edge else high
