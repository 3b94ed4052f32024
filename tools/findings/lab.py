"""How findings are measured: runs of the base scenario with some levers changed, kept and summarised."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import xarray as xr

import sim
from sim.evidence import load
from sim.scenario import levers

REPLICATES = 8_000
SEED = 1
SOLDIERS = 4
"""Lowest rung of a state with soldiers in Ukraine."""
Measurement = Callable[[], str]
FINDINGS: dict[str, Measurement] = {}


def finding(name: str) -> Callable[[Measurement], Measurement]:
    """Enter a measurement under the finding's name in the review; its docstring says what is measured."""

    def enter(measurement: Measurement) -> Measurement:
        FINDINGS[name] = measurement
        return measurement

    return enter


@cache
def played(scenario: sim.Scenario, replicates: int = REPLICATES) -> xr.Dataset:
    """Runs of one scenario; kept, since findings share some."""
    return sim.simulate(scenario, replicates=replicates, seed=SEED).isel(scenario=0)


def runs(replicates: int = REPLICATES, **changed: Any) -> xr.Dataset:
    """Runs of the base scenario with some levers changed."""
    return played(sim.Scenario().but(**changed), replicates)


def mean(measure: str, **changed: Any) -> float:
    """Mean of an outcome over the runs."""
    return float(runs(**changed)[measure].mean())


def attack(**changed: Any) -> float:
    """Chance of an attack within five years."""
    return mean("attacked", **({"horizon": 60} | changed))


def ground(ds: xr.Dataset) -> xr.DataArray:
    """Chance of each state to have soldiers in Ukraine."""
    return (ds["rung_by_country"] >= SOLDIERS).mean("replicate")


def helping(ds: xr.Dataset) -> xr.DataArray:
    """Whether each state trains soldiers or is a hub: by its roles, or by its rung where it has no other."""
    if "roles_by_country" in ds:
        return ds["roles_by_country"].sel(role=["training", "hub"]).any("role")
    return ds["rung_by_country"] >= 2


def assumed(factor: float, *names: str) -> dict[str, float]:
    """Those of some parameters that the rulebook has, each at a multiple of its highest value or at its ceiling."""
    known = load().parameters
    return {name: min(known[name].ceiling, factor * known[name].high) for name in names if name in known}


def each(values: Iterable[float], places: int = 3) -> str:
    """Several figures in a row."""
    return " / ".join(f"{value:,.{places}f}" for value in values)


def offered(*names: str) -> list[str]:
    """Those of some roles that a mission may offer in this rulebook."""
    return [name for name in names if name in levers.ROLES]
