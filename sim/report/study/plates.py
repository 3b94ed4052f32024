"""The plates of a study, drawn from its results."""

from __future__ import annotations

import re
from collections.abc import Iterator

import xarray as xr
from matplotlib.figure import Figure

from sim.plates.plate import listing
from sim.report.plate_data import QUICK, PlateData
from sim.report.study.question import Study

PLATES = {name: plate for name, plate in listing().items() if plate.in_studies}
"""The plates that a study may ask for."""


def draw(study: Study, ds: xr.Dataset) -> Iterator[tuple[str, Figure]]:
    """Every plate of a study, under a name that can stand in a path."""
    scenario = study.scenarios[study.base]
    for name, about in study.plates:
        data = PlateData(ds, study.base, scenario, QUICK, about, study.outcomes)
        yield re.sub(r"[^A-Za-z0-9_]+", "-", f"{name} {about}").strip("-"), PLATES[name].draw(data)
