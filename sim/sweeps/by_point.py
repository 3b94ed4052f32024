"""One row a point: every outcome with its interval, and how the headlines differ, paired, from the first.

Points are read a few parts at a time, so that memory does not grow with the number of runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim import outcomes
from sim.stats.bounds import bounds
from sim.stats.intervals import changes_from
from sim.sweeps.part import chunk_of, read_part, results_in
from sim.sweeps.plan import Plan
from sim.sweeps.tidy import summaries
from sim.sweeps.work import Results, joined

HEADLINES = ("announced", "deployed", "attacked", "kia", "direct_war")
MAX_POINTS = 20_000
"""Points that are compared in one table."""


def comparison(paths: list[Path], plan: Plan) -> pa.Table | None:
    """The comparison of a sweep's points; None if they are too many for one table."""
    if plan.design.count > MAX_POINTS:
        return None
    return pa.concat_tables(points(paths, plan))


def points(paths: list[Path], plan: Plan) -> Iterator[pa.Table]:
    """All points in their order, some at a time; with differences from the first where the runs are kept."""
    if plan.keep == "summaries":
        yield from (read_part(path).replace_schema_metadata(None) for path in paths)
        return
    common = _common(paths)
    base: NDArray[np.void] | None = None
    for results in _whole_points(paths, plan):
        table = summaries(plan.design, results)
        opens = base is None
        base = results.run[:common] if base is None and len(results.run) else base
        differences = {} if base is None else _differences(results, base, common, opens=opens)
        for name, column in differences.items():
            table = table.append_column(name, pa.array(column))
        yield table


def _whole_points(paths: list[Path], plan: Plan) -> Iterator[Results]:
    """The runs of the parts that hold the same points, joined."""
    for _, parts in groupby(paths, key=lambda path: chunk_of(path) // plan.across):
        results = joined([results_in(path) for path in parts])
        order = np.lexsort((results.replicate, results.point))
        yield Results(results.point[order], results.replicate[order], results.run[order], ())


def _common(paths: list[Path]) -> int:
    """Replicates that all points have."""
    counts: dict[int, int] = {}
    for path in paths:
        found = np.unique(pq.read_table(path, columns=["point"])["point"].to_numpy(), return_counts=True)
        for point, count in zip(*found, strict=True):
            counts[int(point)] = counts.get(int(point), 0) + int(count)
    return min(counts.values(), default=0)


def _differences(
    results: Results, base: NDArray[np.void], common: int, *, opens: bool
) -> dict[str, NDArray[np.float64]]:
    """Mean difference of each point from the first, on the replicates that all have, with its interval.

    The first point stands at the head of the results that open the sweep, and beside all others.
    """
    _, start = np.unique(results.point, return_index=True)
    rows = start[:, None] + np.arange(common)
    columns: dict[str, NDArray[np.float64]] = {}
    for name in HEADLINES:
        flag = outcomes.BY_NAME[name].kind == "flag"
        values = results.run[name][rows]
        beside = values if opens else np.concatenate([base[name][None], values])
        estimate, _ = changes_from(beside, 0, flag=flag, width=bounds(name).width)
        for end, column in (("", estimate.mean), ("_low", estimate.low), ("_high", estimate.high)):
            columns[f"{name}_change{end}"] = column if opens else column[1:]
    return columns
