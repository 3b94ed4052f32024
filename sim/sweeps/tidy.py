"""Results as tidy tables: one row a run, or one row a point with probabilities, quantiles and intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim import outcomes
from sim.factors.levels import Listed
from sim.outcomes import Outcome
from sim.stats import intervals
from sim.stats.bounds import bounds
from sim.stats.quantiles import quantiles
from sim.sweeps.design import Design
from sim.sweeps.plan import Plan
from sim.sweeps.work import Results

QUANTILES = (0.05, 0.5, 0.95)


def tabulate(plan: Plan, results: Results) -> pa.Table:
    """The table of a chunk, as the plan keeps it."""
    return rows(plan.design, results) if plan.keep == "rows" else summaries(plan.design, results)


def rows(design: Design, results: Results) -> pa.Table:
    """One row a run: point, replicate, swept levers, outcomes."""
    columns = _levers(design, results.point)
    columns["replicate"] = results.replicate
    for outcome in outcomes.RUN:
        columns[outcome.name] = np.ascontiguousarray(results.run[outcome.name])
    return pa.table(columns)


def summaries(design: Design, results: Results) -> pa.Table:
    """One row a point: swept levers, number of runs, then each outcome's mean, 95 % interval and quantiles.

    A flag has its probability and Wilson's interval and no quantiles. Runs without a value (no attack: no
    month of attack) are left out of the mean, and `…_n` says how many remain.
    """
    point, start, counts = np.unique(results.point, return_index=True, return_counts=True)
    columns = _levers(design, point)
    columns["replicates"] = counts
    for outcome in outcomes.RUN:
        for name, column in summary(outcome, results.run[outcome.name], start, counts).items():
            columns[name] = column
    return pa.table(columns)


def with_known(design: Design, results: Results, known: Mapping[int, tuple[pa.Table, int]]) -> pa.Table:
    """As `summaries`, with the rows of points that are known already, each with the table it stands in."""
    made = summaries(design, results)
    rows = {number: (made, row) for row, number in enumerate(made["point"].to_pylist())} | dict(known)
    order = sorted(rows)
    columns = _levers(design, np.array(order, np.int64))
    tables = {id(table): table for table, _ in rows.values()}
    places = {key: [k for k, number in enumerate(order) if id(rows[number][0]) == key] for key in tables}
    for name in made.column_names[1 + len(design.factors) :]:
        column = np.empty(len(order), made[name].type.to_pandas_dtype())
        for key, table in tables.items():
            taken = [rows[order[k]][1] for k in places[key]]
            column[places[key]] = table[name].to_numpy()[taken]
        columns[name] = column
    return pa.table(columns)


def _levers(design: Design, point: NDArray[np.int64]) -> dict[str, Any]:
    """The column of point numbers and those of the swept levers; the points are in rising order."""
    columns: dict[str, Any] = {"point": point}
    each, at = np.unique(point, return_inverse=True)
    points = design.at(each)[at]
    labels = design.labelled(points)
    for factor in design.factors:
        if isinstance(factor, Listed) and labels[factor.name].dtype.kind == "U":
            names = pa.array([str(case.label) for case in factor.cases])
            index = pa.array(points[factor.name].astype(np.int32))
            columns[factor.name] = pa.DictionaryArray.from_arrays(index, names)
        else:
            columns[factor.name] = labels[factor.name]
    return columns


def summary(
    outcome: Outcome, run: NDArray[np.float64], start: NDArray[np.int64], counts: NDArray[np.int64]
) -> dict[str, NDArray[Any]]:
    """Columns of one outcome, filled for all points with the same number of runs at once.

    Parameters
    ----------
    outcome
        Which outcome it is.
    run
        Its value in every run, those of a point one after the other.
    start, counts
        Where the runs of each point begin, and how many they are.

    Returns
    -------
    dict of str to numpy.ndarray
        Mean, interval and the rest, a number a point, by the names of their columns.

    Examples
    --------
    >>> found = summary(
    ...     outcomes.BY_NAME["attacked"], np.array([0.0, 1.0, 1.0, 1.0]), np.array([0, 2]), np.array([2, 2])
    ... )
    >>> found["attacked"].tolist(), list(found)
    ([0.5, 1.0], ['attacked', 'attacked_low', 'attacked_high'])
    """
    suffixes = _suffixes(outcome)
    columns = {suffix: np.full(len(start), np.nan) for suffix in suffixes}
    for n in np.unique(counts):
        alike = np.flatnonzero(counts == n)
        values = (
            np.ascontiguousarray(run).reshape(-1, n)  # the same values, without looking each one up
            if len(alike) == len(start)
            else run[start[alike][:, None] + np.arange(n)]
        )
        for suffix, column in zip(suffixes, _moments(outcome, values), strict=True):
            columns[suffix][alike] = column
    return {outcome.name + suffix: column for suffix, column in columns.items()}


def _suffixes(outcome: Outcome) -> list[str]:
    shared = ["", "_low", "_high"]
    if outcome.kind == "flag":
        return shared
    shared += ["_sd", *(f"_q{round(100 * q):02d}" for q in QUANTILES)]
    return [*shared, "_n"] if outcome.name in outcomes.ABSENT else shared


def _moments(outcome: Outcome, values: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The columns of one outcome, from values of shape (points, runs)."""
    flag = outcome.kind == "flag"
    estimate = intervals.level(values, flag=flag, **bounds(outcome.name)._asdict())
    columns = [estimate.mean, estimate.low, estimate.high]
    if not flag:
        columns += [intervals.deviation(values), *quantiles(values, QUANTILES)]
    return [*columns, estimate.n] if outcome.name in outcomes.ABSENT else columns
