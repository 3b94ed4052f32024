"""A run or comparison as the tables that a sweep is exported as: a scenario takes the place of a point."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import xarray as xr

from sim import outcomes
from sim.disk import Disk
from sim.stats.bounds import bounds
from sim.stats.intervals import changes_from
from sim.sweeps.by_point import HEADLINES
from sim.sweeps.export import About, check_rows, writer
from sim.sweeps.tidy import summary
from sim.version import STATEMENT


def export(ds: xr.Dataset, target: Path, each: str = "point") -> Path:
    """Write results of `simulate` to a file whose ending says how: .csv, .xlsx, .parquet or .jsonl.

    Parameters
    ----------
    ds
        The results.
    target
        The file.
    each
        What has a row: `point`, a scenario with means, intervals and paired differences from the first; or `run`.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ScenarioError
        For an ending that is not known.
    SweepError
        If the file would lie in a sweep.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import sim
    >>> ds = sim.simulate({"base": sim.Scenario(horizon=6), "firm": sim.Scenario(horizon=6, roe=0.9)}, 20)
    >>> with TemporaryDirectory() as folder:
    ...     len(export(ds, Path(folder, "two.csv")).read_text(encoding="utf-8").splitlines())
    3
    """
    write = writer(target, each)
    names = [str(name) for name in ds["scenario"].values]
    replicates = np.asarray(ds["replicate"].values)
    check_rows(target, len(names) * (len(replicates) if each == "run" else 1))
    tables = _runs(ds, names) if each == "run" else iter([_points(ds, names, len(replicates))])
    with Disk().whole(target) as unfinished:
        write(unfinished, _about(ds), tables)
    return target


def _about(ds: xr.Dataset) -> About:
    marks = {str(name): value for name, value in ds.attrs.items()}
    study = f"; with {marks['study']}" if "study" in marks else ""
    line = f"{STATEMENT}; version {marks['version']}; seed {marks['seed']}; scenarios {marks['scenario_hash']}{study}"
    return About(
        line, {name: getattr(value, "item", lambda value=value: value)() for name, value in marks.items()}
    )


def _values(ds: xr.Dataset, name: str) -> Any:
    """An outcome, one row a scenario."""
    return ds[name].transpose("scenario", "replicate").values


def _runs(ds: xr.Dataset, names: list[str]) -> Iterator[pa.Table]:
    """One row a run: scenario, replicate, outcomes; a scenario at a time."""
    for k, name in enumerate(names):
        columns: dict[str, Any] = {
            "scenario": pa.array([name] * ds.sizes["replicate"], pa.string()),
            "replicate": np.asarray(ds["replicate"].values),
        }
        columns |= {one.name: np.ascontiguousarray(_values(ds, one.name)[k], float) for one in outcomes.RUN}
        yield pa.table(columns)


def _points(ds: xr.Dataset, names: list[str], replicates: int) -> pa.Table:
    """One row a scenario: means, intervals, quantiles, and how the headlines differ, paired, from the first."""
    start, counts = np.arange(len(names)) * replicates, np.full(len(names), replicates)
    columns: dict[str, Any] = {"scenario": pa.array(names, pa.string()), "replicates": counts}
    for one in outcomes.RUN:
        columns |= summary(one, _values(ds, one.name).astype(float).ravel(), start, counts)
    for name in HEADLINES:
        flag = outcomes.BY_NAME[name].kind == "flag"
        found, _ = changes_from(_values(ds, name).astype(float), 0, flag=flag, width=bounds(name).width)
        for end, column in (("", found.mean), ("_low", found.low), ("_high", found.high)):
            columns[f"{name}_change{end}"] = column
    return pa.table(columns)
