"""The scenarios that the gallery draws its plates from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import xarray as xr
from matplotlib.figure import Figure

from sim.evidence import load
from sim.paths import configs
from sim.plates.plate import Plate
from sim.report.plate_data import CAREFUL, PlateData
from sim.results import simulate
from sim.scenario import Scenario, files

SEED = 1
BASE = Scenario()


@cache
def debate() -> xr.Dataset:
    """The excursions that the articles debate, as `tripwire demo` runs them."""
    preset = files.read(configs() / "experiment" / "debate.yaml")
    excursions = {name: BASE.but(**levers) for name, levers in preset.excursions.items()}
    return simulate({"base": BASE} | excursions, replicates=2_000, seed=SEED)


def forces() -> xr.Dataset:
    """Those of the excursions that ask for troops."""
    ds = debate()
    return ds.sel(scenario=[name for name in ds["scenario"].values if "no troops" not in str(name)])


def theories() -> xr.Dataset:
    """The base scenario under each theory."""
    scenarios = {theory: BASE.but(theory=theory) for theory in load().theories}
    return simulate(scenarios, replicates=1_000, seed=SEED)


SCENARIO_SETS: dict[str, Callable[[], xr.Dataset]] = {
    "debate": debate,
    "forces": forces,
    "theories": theories,
}
"""By the name in a plate's row."""


def draw(plate: Plate) -> Figure:
    """A plate on real simulations; the base is the first of its scenarios."""
    ds = SCENARIO_SETS[plate.gallery_scenarios]()
    return plate.draw(PlateData(ds, str(ds["scenario"].values[0]), BASE, CAREFUL))
