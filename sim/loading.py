"""Reads back what was kept: the results of a run or a comparison, or a finished sweep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xarray as xr

from sim import results_file
from sim.scenario import ScenarioError
from sim.scenario.errors import show
from sim.wording import labels

MANIFEST, PARTS = "manifest.json", "parts"


def load(path: str | Path) -> Any:
    """What lies in a folder of results, unchanged.

    Parameters
    ----------
    path
        The folder of a run, or its results file; or the folder of a sweep.

    Returns
    -------
    xarray.Dataset or Sweep
        Exactly what `simulate` gave, attributes included, which all plates and analyses take; or what `sim.sweep` gave.

    Raises
    ------
    ScenarioError
        If the file is damaged, or no results of a run.
    SweepError
        If the sweep is damaged or unfinished.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import sim
    >>> ds = sim.simulate(sim.Scenario(), replicates=20)
    >>> with TemporaryDirectory() as folder:
    ...     load(results_file.write(ds, Path(folder))).identical(ds)
    True
    """
    if not isinstance(path, str | Path):
        raise ScenarioError(
            f"load: {show(path)} is no path; allowed: the folder of a run or a sweep, or a results file"
        )
    path = Path(path)
    if (path / MANIFEST).exists() or (path / PARTS).is_dir():
        from sim.sweeps.store import Store  # pyarrow, which a run does without
        from sim.sweeps.sweep import opened

        return opened(Store(path.resolve()))
    try:
        return results_file.read(path)
    except results_file.ChangedError:
        raise
    except ScenarioError as refusal:
        raise ScenarioError(_meant(path) or str(refusal)) from None


def _meant(path: Path) -> str:
    """What somebody may have meant by a part of a sweep, or by a folder that holds results; else nothing."""
    for folder in path.absolute().parents[:2]:
        if path.exists() and (folder / MANIFEST).is_file():
            return f"{path}: is a part of a sweep; load its folder, {folder.name}"
    held = (one.parent.name for name in (results_file.NAME, MANIFEST) for one in path.glob(f"*/{name}"))
    names = labels.some(sorted(held), 3) if path.is_dir() else ""
    return f"{path}: holds {names}; load one of them" if names else ""


def results(path: str | Path) -> xr.Dataset:
    """The runs in a folder as named scenarios, those of a run or the points of a sweep alike.

    Parameters
    ----------
    path
        As for `load`.

    Returns
    -------
    xarray.Dataset
        As `simulate` gives it; of a sweep without results by country and month, which it does not keep.

    Raises
    ------
    ScenarioError, SweepError
        As for `load`, and where a sweep keeps no runs or too many.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import sim
    >>> with TemporaryDirectory() as folder:
    ...     done = sim.sweep(sim.Scenario(horizon=6), {"roe": [0.1, 0.7]}, replicates=5, out=f"{folder}/a")
    ...     results(done.path)["scenario"].values.tolist()
    ['roe 0.1', 'roe 0.7']
    """
    loaded = load(path)
    if isinstance(loaded, xr.Dataset):
        return loaded
    ds: xr.Dataset = loaded.load()
    return ds.drop_vars([name for name in ds.coords if name not in ds.dims])
