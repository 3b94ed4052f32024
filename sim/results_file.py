"""A run's results as one NetCDF file, which any program that knows NetCDF opens.

Outcomes of a run are kept to the last bit; results by country and month to seven digits, half the size.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.io import netcdf_file

from sim.scenario import ScenarioError
from sim.scenario.errors import show

NAME = "results.nc"
COUNTED = ("seed", "replicates")
"""Provenance that is a whole number; NetCDF 3 holds none beyond 32 bits, so it is written as text."""
LARGE_FILE = 2
"""NetCDF 3 with 64-bit offsets: more than 2 GB."""


def write(ds: xr.Dataset, folder: Path) -> Path:
    """Write results into a run's folder."""
    path = folder / NAME
    # `ds.to_netcdf` would import dask, where it is installed, to ask whether the arrays are its own.
    with netcdf_file(str(path), "w", version=LARGE_FILE) as file:
        for name, variable in ds.variables.items():
            _put(file, str(name), variable)
        _describe(file, ds.attrs)
    return path


def _put(file: netcdf_file, name: str, variable: xr.Variable) -> None:
    """Add a variable as xarray reads it: text as rows of letters, NaN where there is no value."""
    values, dims = variable.values, [str(dimension) for dimension in variable.dims]
    about: dict[str, Any] = {}
    if values.dtype.kind == "U":
        values, about = _letters(values), {"_Encoding": "utf-8"}
        dims.append(f"string{values.shape[-1]}")
    elif values.dtype.kind == "i":
        values = values.astype(np.int32)
    else:
        values = values.astype(np.float32) if values.ndim > 2 else values
        about = {"_FillValue": values.dtype.type(np.nan)}
    for dimension, size in zip(dims, values.shape, strict=True):
        if dimension not in file.dimensions:
            file.createDimension(dimension, size)
    kept = file.createVariable(name, values.dtype, dims)
    kept[:] = values
    _describe(kept, {**variable.attrs, **about})


def _letters(texts: NDArray[np.str_]) -> NDArray[np.bytes_]:
    encoded = np.char.encode(texts, "utf-8")
    return encoded.view("S1").reshape(*texts.shape, encoded.dtype.itemsize)


def _describe(part: Any, attributes: dict[str, Any]) -> None:
    """Set the attributes of a file or variable."""
    for name, value in attributes.items():
        text = str(value) if name in COUNTED else value
        setattr(part, name, text.encode() if isinstance(text, str) else text)


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
