"""A run's results as one NetCDF file, which any program that knows NetCDF opens.

Every value is kept to the last bit, in the smallest type of NetCDF 3 that holds it. The file appears whole or not at
all, and its first attribute is a hash over all its other bytes: one that was changed, cut off or made by another
program is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.io import netcdf_file

from sim.disk import Disk
from sim.evidence import load
from sim.scenario import ScenarioError

NAME = "results.nc"
SEAL, TYPES = "sha256", "types"
"""Attributes of the file: the hash, and the types that numbers and attributes had in memory."""
NO_SEAL = b"0" * 64
MARK = SEAL.encode().ljust(8, b"\0") + b"\0\0\0\x02" + b"\0\0\0\x40"
"""How NetCDF 3 opens an attribute of this name that holds 64 letters."""
MAGIC = b"CDF"
"""How any file of NetCDF 3 begins."""
HEADER, PIECE = 1 << 16, 1 << 20
NUMBERS = {"b": ("i1",), "i": ("i4", "f8"), "f": ("f4", "f8")}
"""NetCDF 3's types for each kind of number, the smaller first; none in which a difference would overflow."""
LARGE_FILE = 2
"""NetCDF 3 with 64-bit offsets: more than 2 GB."""
CHANGED = "it was changed or damaged"


class ChangedError(ScenarioError):
    """Results that are not what was written."""


def write(ds: xr.Dataset, folder: Path) -> Path:
    """Write results into a run's folder."""
    path = folder / NAME
    kept = {str(name): _kept(variable) for name, variable in ds.variables.items()}
    types = {name: variable.dtype.str for name, variable in ds.variables.items()}
    numbers = {name: value for name, value in ds.attrs.items() if not isinstance(value, str)}
    about = json.dumps({"variables": types, "attributes": numbers}, allow_nan=False)
    disk = Disk()
    with disk.whole(path) as unfinished:
        # `ds.to_netcdf` would import dask, where it is installed, to ask whether the arrays are its own.
        with netcdf_file(str(unfinished), "w", version=LARGE_FILE) as file:
            for name, size in ds.sizes.items():
                file.createDimension(str(name), size)
            _describe(file, {SEAL: NO_SEAL.decode(), TYPES: about, **ds.attrs})
            for name, variable in ds.variables.items():
                _put(file, str(name), kept[str(name)], variable)
        _seal(unfinished)
    return path


def read(path: Path) -> xr.Dataset:
    """The results of a run exactly as they were, from its file or the folder that holds it; raises `ScenarioError`."""
    path = path / NAME if path.is_dir() else path
    wrong = _wrong(path)
    if wrong:
        kind = ChangedError if wrong == CHANGED else ScenarioError
        raise kind(f"{path}: no results of a run ({wrong})")
    with xr.open_dataset(path, engine="scipy", decode_cf=True, mask_and_scale=False) as opened:
        ds = opened.load()
    types = json.loads(ds.attrs.pop(TYPES))
    del ds.attrs[SEAL]
    ds.attrs |= types["attributes"]
    for name, kind in types["variables"].items():
        ds[name] = ds[name].astype(kind)
        ds[name].encoding = {}
    _check_known(path, ds)
    return ds


def _check_known(path: Path, ds: xr.Dataset) -> None:
    """Refuse results of states that are not known here: tables and plates would leave them out."""
    strange = (
        {str(code) for code in ds["country"].values} - {*load().codes} if "country" in ds.coords else set()
    )
    if strange and "study" in ds.attrs:
        raise ScenarioError(
            f"{path}: holds {', '.join(sorted(strange))} of the study folder {ds.attrs['study']}; "
            "say with=FOLDER, or sim.use(FOLDER)"
        )


def _kept(variable: xr.Variable) -> NDArray[Any]:
    """The values in the smallest type that gives the same bits back."""
    values = variable.values
    if values.dtype.kind == "U":
        return _letters(values)
    for kind in NUMBERS[values.dtype.kind]:
        with np.errstate(invalid="ignore", over="ignore"):
            small = values.astype(kind)
            same = small.astype(values.dtype)
        if np.array_equal(same, values, equal_nan=values.dtype.kind == "f") and not _loses_a_sign(
            same, values
        ):
            return small
    raise ValueError(f"{variable.dtype} holds what no type of NetCDF 3 keeps")


def _loses_a_sign(same: NDArray[Any], values: NDArray[Any]) -> bool:
    """Whether a −0 became 0."""
    return values.dtype.kind == "f" and bool((np.signbit(same) != np.signbit(values))[values == 0].any())


def _letters(texts: NDArray[np.str_]) -> NDArray[np.bytes_]:
    encoded = np.char.encode(texts, "utf-8")
    return encoded.view("S1").reshape(*texts.shape, encoded.dtype.itemsize)


def _put(file: netcdf_file, name: str, values: NDArray[Any], variable: xr.Variable) -> None:
    """Add a variable as xarray reads it: text as rows of letters, yes and no as 1 and 0."""
    dims = [str(dimension) for dimension in variable.dims]
    about: dict[str, Any] = {}
    if values.dtype.kind == "S":
        about = {"_Encoding": "utf-8"}
        dims.append(f"string{values.shape[-1]}")
        if dims[-1] not in file.dimensions:
            file.createDimension(dims[-1], values.shape[-1])
    elif variable.dtype.kind == "b":
        about = {"dtype": "bool"}
    kept = file.createVariable(name, values.dtype, dims)
    kept[:] = values
    _describe(kept, {**variable.attrs, **about})


def _describe(part: Any, attributes: Mapping[str, Any]) -> None:
    """Set the attributes of a file or variable; a number beyond 32 bits is written as text."""
    for name, value in attributes.items():
        small = isinstance(value, int) and abs(value) < 2**31
        setattr(part, name, np.int32(value) if small else str(value).encode())


def _seal(path: Path) -> None:
    """Put the hash over the file, with zeros in its place, into its place."""
    with path.open("r+b") as file:
        at = file.read(HEADER).index(MARK) + len(MARK)
        digest = _digest(file, at)
        file.seek(at)
        file.write(digest)


def _wrong(path: Path) -> str:
    """What keeps a file from being results of a run, unchanged; empty if nothing does."""
    try:
        with path.open("rb") as file:
            at = file.read(HEADER).find(MARK) + len(MARK)
            if at < len(MARK):
                file.seek(0)
                emptied = path.name == NAME and file.read(len(MAGIC)) != MAGIC  # as a disk does that fails
                return CHANGED if emptied else "it was made by another program or version"
            file.seek(at)
            return "" if file.read(len(NO_SEAL)) == _digest(file, at) else CHANGED
    except OSError as refusal:
        return refusal.strerror or type(refusal).__name__


def _digest(file: Any, at: int) -> bytes:
    """SHA-256 over a file whose own hash stands at a place, as letters."""
    digest = hashlib.sha256()
    file.seek(0)
    digest.update(file.read(at) + NO_SEAL)
    file.seek(at + len(NO_SEAL))
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest().encode()
