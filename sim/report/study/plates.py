"""The plates of a study, drawn from its results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import xarray as xr
from matplotlib.figure import Figure

from sim.plates.plate import listing
from sim.report.plate_data import QUICK, PlateData
from sim.report.study.question import Study

PLATES = {name: plate for name, plate in listing().items() if plate.in_studies}
"""The plates that a study may ask for."""


class Drawn(NamedTuple):
    """A plate of a study, under a name that can stand in a path, and its form for a phone if it has one."""

    name: str
    figure: Figure
    narrow: Figure | None


def draw(study: Study, ds: xr.Dataset) -> Iterator[Drawn]:
    """Every plate of a study."""
    scenario = study.scenarios[study.base]
    for name, about in study.plates:
        plate, data = PLATES[name], PlateData(ds, study.base, scenario, QUICK, about, study.outcomes)
        narrow = plate.draw(replace(data, narrow=True)) if plate.narrows else None
        yield Drawn(re.sub(r"[^A-Za-z0-9_]+", "-", f"{name} {about}").strip("-"), plate.draw(data), narrow)
