"""What moves an outcome: Morris screening and Sobol indices, with intervals and a check that they settle.

Both work on any function of the unit cube, so the same code is held to published answers. A switch (theory,
mandate) has no order. Sobol's indices need none: a switch's total index compares cases that differ in its
setting alone. For Morris the settings are shuffled anew for each path, so that a step may lead from any
setting to any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis

from sim.analysis import row_tapes, validation
from sim.analysis.indices import Sensitivity
from sim.analysis.response import FACTORS, Function, held, spaces_around, varied
from sim.analysis.sampled import designed, refuse_told
from sim.factors.sampling import MORRIS_LEVELS, power_of_two, problem, unit_points
from sim.scenario import Scenario, ScenarioError
from sim.stats.intervals import Reals

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

SAMPLES, RUNS = 2_048, 64
"""Size of the sample, and runs of each point, unless told otherwise."""
SOBOL = "Sobol, total index"
RESAMPLES = 200
MIN_PATHS = 4
"""Half of them are looked at alone, and one path has no spread."""


def sensitivity(
    scenario: Scenario | Sweep,
    measure: str = "attacked",
    *,
    against: Scenario | None = None,
    factors: Sequence[str] = (),
    method: str | None = None,
    samples: int | None = None,
    replicates: int | None = None,
    seed: int = 1,
) -> Sensitivity:
    """Sobol indices, or Morris screening, of an outcome's expected value over levers and priors.

    Parameters
    ----------
    scenario, factors
        The base, and the names of what varies around it, each over its whole range or all its settings; left out:
        `response.FACTORS`. Or a finished sweep of a design by Saltelli or Morris, in which nothing is run again.
    measure
        Name of an outcome that every run has (`validation.MEASURES`).
    against
        With it, the indices are those of the difference: the mean around `scenario` less that around this one, at
        the same point and on the same chance. A factor may not be what tells the two apart.
    method
        `sobol` (left out) or `morris`; a sweep has the one that its design was made for.
    samples
        For `sobol` a power of two, at least 8; for `morris` the number of paths, at least 4; left out: 2,048. Costs
        samples × (factors + 2, for `morris` + 1) × replicates runs, twice that with `against`.
    replicates
        Runs a point, by default 64; for `sobol` at least 4, on tapes that a row of the sample has to itself, whose luck
        is taken out of the indices; for `morris` at least 1, on tapes that all points share.
    seed
        Seed of the sample and of the runs.

    Returns
    -------
    Sensitivity
        One row a factor, the strongest first.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> levers = ["force_size", "us_backing"]
    >>> found = sensitivity(Scenario(horizon=6), "deployed", factors=levers, samples=8, replicates=20)
    >>> sorted(found.table.index), found.settled
    (['force_size', 'us_backing'], False)
    """
    if not isinstance(scenario, Scenario):
        refuse_told(
            scenario, {"against": against, "factors": factors, "samples": samples, "replicates": replicates}
        )
        return _of_sweep(scenario, measure, method)
    scenarios = [scenario] if against is None else [scenario, against]
    samples, replicates = SAMPLES if samples is None else samples, RUNS if replicates is None else replicates
    names = factors or FACTORS
    if method in (None, "sobol"):
        found = _by_row(scenarios, measure, names, samples, replicates, seed)
    elif method == "morris":
        space, function = varied(scenarios, measure, names, replicates=replicates, seed=seed)
        points = (function, space.names, samples, space.nominal)
        found = morris(*points, seed=seed, measure=measure, runs_a_point=replicates)
    else:
        raise ScenarioError(f"method: {method!r}; allowed: sobol, morris")
    return replace(found, held=held(scenario, names), difference=against is not None)


def _by_row(
    scenarios: Sequence[Scenario],
    measure: str,
    factors: Sequence[str],
    samples: int,
    replicates: int,
    seed: int,
) -> Sensitivity:
    """Sobol's indices of expected values: each row of the sample has tapes of its own."""
    spaces = spaces_around(scenarios, factors)
    validation.measure("measure", measure)
    found = row_tapes.measured(spaces, measure, samples=samples, replicates=replicates, seed=seed)
    table = pd.DataFrame(
        {
            "index": found.total,
            "error": found.total_error,
            "first": found.first,
            "first_error": found.first_error,
        },
        index=pd.Index(spaces[0].names, name="factor"),
    )
    table = table.sort_values("index", ascending=False, kind="stable")
    return Sensitivity(SOBOL, measure, table, samples, found.doubled, seed, replicates, found.tapes_apart)


def _of_sweep(sweep: Sweep, measure: str, method: str | None) -> Sensitivity:
    """Indices from the points of a sweep, which are those of its design in their order."""
    kind, sample, size = designed(sweep, measure, method)
    found = (sobol if kind == "sobol" else morris)(
        lambda _: sample.y,
        sample.space.names,
        size,
        seed=sample.seed,
        measure=measure,
        runs_a_point=sample.runs_a_point,
    )
    return replace(found, held=held(sample.space.base, sample.space.sets))


def sobol(
    function: Function,
    names: Sequence[str],
    samples: int,
    *,
    seed: int = 1,
    measure: str = "the outcome",
    runs_a_point: int = 1,
) -> Sensitivity:
    """First-order and total indices (Saltelli 2010; Jansen 1999) of a function of the unit cube.

    Parameters
    ----------
    function
        From points, shape (points, factors), to one figure a point.
    names
        Names of the factors, one a column.
    samples
        A power of two, at least 8; the function is asked for samples × (factors + 2) points.
    seed
        Seed of the sample and of the resampling.
    measure, runs_a_point
        What the figure is called, and how many runs it is a mean of, for the sentence.

    Returns
    -------
    Sensitivity
        `index` is the total index, `first` the first-order index, `error` and `first_error` half their 95 % intervals.

    Raises
    ------
    ScenarioError
        If `samples` is too small or not a power of two.

    Examples
    --------
    >>> found = sobol(lambda x: 2 * x[:, 0] + x[:, 1], ["a", "b", "unused"], 64)
    >>> list(found.table.index), float(found.table["index"]["unused"])
    (['a', 'b', 'unused'], 0.0)
    """
    samples = validation.count("samples", samples, 8)
    power_of_two("samples", samples)
    values = function(unit_points("saltelli", samples, len(names), seed))
    whole = _sobol(names, values, seed)
    half = _sobol(names, values[: len(values) // 2], seed)
    moved = float((whole["index"] - half["index"]).abs().max())
    table = whole.sort_values("index", ascending=False)
    return Sensitivity(SOBOL, measure, table, samples, moved, seed, runs_a_point)


def morris(
    function: Function,
    names: Sequence[str],
    samples: int,
    nominal: Sequence[bool] = (),
    *,
    seed: int = 1,
    measure: str = "the outcome",
    runs_a_point: int = 1,
) -> Sensitivity:
    """Mean absolute elementary effects (Morris 1991; Campolongo 2007) of a function of the unit cube.

    Parameters
    ----------
    function, names, seed, measure, runs_a_point
        As for `sobol`.
    samples
        Number of paths, at least 4; the function is asked for samples × (factors + 1) points.
    nominal
        Which factors are switches, one flag a factor; left out: none.

    Returns
    -------
    Sensitivity
        `index` is the effect as a share of the largest; `effect` is in the outcome's unit, over the full range of a
        factor; `spread` tells interactions and bends.

    Raises
    ------
    ScenarioError
        If `samples` is too small.

    Examples
    --------
    >>> morris(lambda x: 2 * x[:, 0] + x[:, 1], ["a", "b"], 4).table["effect"].round(6).to_dict()
    {'a': 2.0, 'b': 1.0}
    """
    samples = validation.count("samples", samples, MIN_PATHS)
    paths = unit_points("morris", samples, len(names), seed)
    values = function(_shuffled(paths, nominal or [False] * len(names), seed))
    whole = _morris(names, paths, values, seed)
    cut = samples // 2 * (len(names) + 1)
    half = _morris(names, paths[:cut], values[:cut], seed)
    moved = float((whole["index"] - half["index"]).abs().max())
    table = whole.sort_values("index", ascending=False)
    return Sensitivity(
        "Morris, share of the largest effect", measure, table, samples, moved, seed, runs_a_point
    )


def _sobol(names: Sequence[str], values: Reals, seed: int) -> pd.DataFrame:
    columns = ("S1", "S1_conf", "ST", "ST_conf")
    if np.ptp(values) == 0.0:
        found = {column: np.zeros(len(names)) for column in columns}
    else:
        found = sobol_analysis.analyze(
            problem(names), values, calc_second_order=False, num_resamples=RESAMPLES, seed=seed
        )
    return pd.DataFrame(
        {
            "index": found["ST"],
            "error": found["ST_conf"],
            "first": found["S1"],
            "first_error": found["S1_conf"],
        },
        index=pd.Index(names, name="factor"),
    )


def _morris(names: Sequence[str], paths: Reals, values: Reals, seed: int) -> pd.DataFrame:
    found = morris_analysis.analyze(
        problem(names), paths, values, num_levels=MORRIS_LEVELS, num_resamples=RESAMPLES, seed=seed
    )
    effect, error = np.asarray(found["mu_star"], float), np.asarray(found["mu_star_conf"], float)
    largest = effect.max() or 1.0
    return pd.DataFrame(
        {"index": effect / largest, "error": error / largest, "effect": effect, "spread": found["sigma"]},
        index=pd.Index(names, name="factor"),
    )


def _shuffled(paths: Reals, nominal: Sequence[bool], seed: int) -> Reals:
    """Paths with the levels of each switch exchanged at random, once a path."""
    generator = np.random.default_rng(seed)
    width = paths.shape[1] + 1
    shuffled = paths.copy()
    for j in np.flatnonzero(nominal):
        for top in range(0, len(paths), width):
            column = paths[top : top + width, j]
            places = {
                float(level): place
                for level, place in zip(np.unique(column), generator.random(2), strict=False)
            }
            shuffled[top : top + width, j] = [places[float(level)] for level in column]
    return shuffled
