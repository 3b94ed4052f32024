"""One row a point: every outcome with its interval, and how the headlines differ, paired, from the first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim import outcomes
from sim.stats.intervals import changes_from
from sim.sweeps.part import read_part
from sim.sweeps.plan import MAX_ROWS, Plan
from sim.sweeps.tidy import summaries
from sim.sweeps.work import Results

HEADLINES = ("announced", "deployed", "attacked", "kia", "direct_war")
MAX_POINTS = 20_000


def comparison(paths: list[Path], plan: Plan) -> pa.Table | None:
    """The comparison of a sweep's points; None if they are too many to read at once."""
    if plan.design.count > MAX_POINTS:
        return None
    if plan.keep == "summaries":
        return pa.concat_tables(map(read_part, paths))
    if sum(pq.read_metadata(path).num_rows for path in paths) > MAX_ROWS:
        return None
    results = _results(paths)
    table = summaries(plan.design, results)
    for name, column in _differences(results).items():
        table = table.append_column(name, pa.array(column))
    return table


def _results(paths: list[Path]) -> Results:
    """The rows of all parts as the work made them."""
    table = pa.concat_tables(map(read_part, paths))
    run = np.empty(table.num_rows, outcomes.RUN_ROW)
    for outcome in outcomes.RUN:
        run[outcome.name] = table[outcome.name].to_numpy()
    return Results(table["point"].to_numpy(), table["replicate"].to_numpy(), run, ())


def _differences(results: Results) -> dict[str, NDArray[np.float64]]:
    """Mean difference of each point from the first, on the replicates that all have, with its interval."""
    _, start, counts = np.unique(results.point, return_index=True, return_counts=True)
    if len(start) < 2:
        return {}
    common = int(counts.min())
    rows = start[:, None] + np.arange(common)
    columns: dict[str, NDArray[np.float64]] = {}
    for name in HEADLINES:
        flag = outcomes.BY_NAME[name].kind == "flag"
        estimate, _ = changes_from(results.run[name][rows], 0, flag=flag)
        columns |= {f"{name}_change": estimate.mean}
        columns |= {f"{name}_change_low": estimate.low, f"{name}_change_high": estimate.high}
    return columns
