"""A run's results as one NetCDF file, which any program that knows NetCDF opens.

Outcomes of a run are kept to the last bit; results by country and month to seven digits, half the size.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import xarray as xr
from xarray.backends import ScipyDataStore

from sim.scenario import ScenarioError
from sim.scenario.errors import show

NAME = "results.nc"
COUNTED = ("seed", "replicates")
"""Provenance that is a whole number; NetCDF 3 holds none beyond 32 bits, so it is written as text."""


def write(ds: xr.Dataset, folder: Path) -> Path:
    """Write results into a run's folder."""
    path = folder / NAME
    detail = [name for name, variable in ds.data_vars.items() if len(variable.dims) > 2]
    kept = ds.assign({name: ds[name].astype(np.float32) for name in detail})
    kept.attrs = {name: str(value) if name in COUNTED else value for name, value in ds.attrs.items()}
    # `to_netcdf` would import dask, where it is installed, to ask it for a lock.
    with ScipyDataStore(str(path), mode="w", lock=False) as store:
        kept.dump_to_store(store)
    return path


def read(path: Path) -> xr.Dataset:
    """Open the results of a run: its file, or the folder that holds it."""
    path = path / NAME if path.is_dir() else path
    try:
        with xr.open_dataset(path, engine="scipy") as opened:
            ds = opened.load()
        ds.attrs |= {name: int(ds.attrs[name]) for name in COUNTED}
    except (OSError, TypeError, ValueError, KeyError) as refusal:
        raise ScenarioError(f"{show(str(path))}: no results of a run ({type(refusal).__name__})") from None
    return ds
