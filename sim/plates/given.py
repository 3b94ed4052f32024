"""What is handed to a plate: results are checked before it draws, and what they do not hold is refused in one line."""

from __future__ import annotations

import json
from typing import Any

import xarray as xr

from sim.analysis.compare import runs_in
from sim.outcomes import BY_NAME
from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import choice, nearest, show

MARKS = ("statement", "seed", "replicates", "version", "scenarios")
"""Attributes that footer and recipe rest on."""
FEWEST = 2
"""Runs that have an interval."""


def results(given: Any) -> xr.Dataset:
    """Results as a plate takes them, with the number of runs that are there; raises `ScenarioError`.

    Examples
    --------
    >>> from sim import Scenario, simulate
    >>> results(simulate(Scenario(), replicates=20).isel(replicate=slice(5))).attrs["replicates"]
    5
    """
    ds = runs_in(given)
    lost = [mark for mark in MARKS if mark not in ds.attrs]
    if lost:
        raise ScenarioError(
            f"ds: has lost its {', '.join(lost)}; keep the attributes, as in ds.assign_attrs(of_the_results.attrs)"
        )
    return ds.assign_attrs(replicates=ds.sizes["replicate"])


def several(ds: xr.Dataset) -> xr.Dataset:
    """The results, unless they are a single run, which has no interval; raises `ScenarioError`."""
    if ds.sizes["replicate"] < FEWEST:
        raise ScenarioError("ds: a single run has no interval; allowed: two runs or more")
    return ds


def variable(ds: xr.Dataset, outcome: str, over: str = "replicate") -> xr.DataArray:
    """An outcome of the results that has a value for each month, say; raises `ScenarioError` where they hold none."""
    choice("outcome", outcome, BY_NAME)
    if outcome not in ds:
        raise ScenarioError(
            f"outcome: these results hold no {outcome}; a sweep keeps nothing by country or month: "
            "run its points, as in sim.simulate({'a': sweep.scenario(0)})"
        )
    if over not in ds[outcome].dims:
        having = [name for name in BY_NAME if name in ds and over in ds[name].dims]
        raise ScenarioError(f"outcome: {outcome} has no value a {over}; allowed: {', '.join(having)}")
    return ds[outcome]


def scenario(ds: xr.Dataset, named: str | None) -> str:
    """The scenario that is named, or the first; raises `ScenarioError`."""
    names = [str(name) for name in ds["scenario"].values]
    if named is not None and named not in names:
        raise ScenarioError(
            f"scenario: no scenario {show(named)} in these results; {nearest(str(named), names)}"
        )
    return names[0] if named is None else named


def levers(ds: xr.Dataset, name: str) -> Scenario:
    """The levers that a scenario was run with; raises `ScenarioError` for one that was renamed."""
    known = json.loads(ds.attrs["scenarios"])
    if name not in known:
        raise ScenarioError(f"scenario: {show(name)} was run under another name, one of {', '.join(known)}")
    return Scenario(**known[name])
