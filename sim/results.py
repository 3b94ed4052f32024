"""Results of `simulate` as an `xarray.Dataset` with units and provenance."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import ArrayLike, NDArray
from xarray.indexes import PandasIndex

from sim import outcomes
from sim.assumed import assume, label
from sim.engine.block import Block
from sim.engine.ensemble import CHUNK, ENGINES, mesa_seconds, run_inputs, say_mesa_price
from sim.engine.inputs import lay_out
from sim.engine.rulebook import rulebook_digest
from sim.evidence import load
from sim.rules.hindrance import HINDRANCES
from sim.rules.roles import ROLE_NAMES
from sim.scenario import Scenario, ScenarioError, roster
from sim.scenario.errors import check_seed, choice, show, whole
from sim.version import STATEMENT, __version__

NAMED = {"roles": ("role", ROLE_NAMES), "hindrances": ("hindrance", HINDRANCES)}
"""Kinds of outcomes that hold names: their dimension in the results, and the names."""
MAX_REPLICATES = 100_000_000
MAX_THREADS = 256
MAX_NAME = 200
"""Signs of a scenario's name, which has to fit into figures and files."""
MAX_BYTES = 8 * 2**30
"""Results of one call are held in memory; a sweep streams more to disk."""


def simulate(
    scenarios: Mapping[str, Scenario] | Scenario,
    replicates: int = 1_000,
    seed: int = 1,
    *,
    first: int = 0,
    threads: int | None = None,
    chunk: int = CHUNK,
    detail: bool = True,
    engine: str = "auto",
    progress: Callable[[int], None] | None = None,
    assumptions: str = "priors",
) -> xr.Dataset:
    """Run scenarios on the same chance and assumptions, replicate by replicate.

    Parameters
    ----------
    scenarios
        One scenario, or names and scenarios.
    replicates, first
        How many runs of each, and the number of the first; the same number and seed give the same run whatever else
        is asked for.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    threads, chunk
        Threads (left out: one a processor) and replicates in a piece of work; neither changes a result.
    detail
        Keep results by country and month too.
    engine
        `native`, or `mesa`, which gives the same bits and says how long it will take; `auto` is `native`.
    progress
        Called with the number of runs finished, after each piece of work.
    assumptions
        What parameters are drawn from: `priors`, or `matched` to the patterns (`sim.assumed`).

    Returns
    -------
    xarray.Dataset
        Dimensions scenario × replicate, and with `detail` also country and month; variables and units are those of
        `sim.outcomes`. Months after a scenario's own horizon are NaN.

    Raises
    ------
    ScenarioError
        One line that names what cannot be; results of more than 8 GiB are refused.

    Examples
    --------
    >>> simulate({"base": Scenario(), "robust": Scenario(roe="robust")}, replicates=10)["deployed"].shape
    (2, 10)
    """
    named = _named(scenarios)
    replicates = whole("replicates", replicates, 1, MAX_REPLICATES)
    seed = check_seed(seed)
    first = whole("first", first, 0, MAX_REPLICATES)
    threads = None if threads is None else whole("threads", threads, 1, MAX_THREADS)
    _check_room(named, replicates, detail)
    inputs = assume(lay_out(list(named.values())), assumptions)
    if choice("engine", engine, ENGINES) == "mesa":
        runs = len(named) * replicates
        say_mesa_price(runs, runs * mesa_seconds(inputs))
    block = run_inputs(
        inputs,
        replicates=replicates,
        seed=seed,
        first=first,
        detail=detail,
        threads=threads,
        engine=engine,
        chunk=whole("chunk", chunk, 1, 1_000_000),
        progress=progress,
    )
    return labelled(named, block, seed=seed, first=first, assumptions=assumptions)


def _named(scenarios: Any) -> dict[str, Scenario]:
    if isinstance(scenarios, Scenario):
        return {"scenario": scenarios}
    allowed = "one Scenario, or a mapping of names to scenarios"
    if not isinstance(scenarios, Mapping):
        raise ScenarioError(f"scenarios: {show(scenarios)} is neither; allowed: {allowed}")
    if not scenarios:
        raise ScenarioError(f"scenarios: none given; allowed: {allowed}")
    for name, scenario in scenarios.items():
        if not (isinstance(name, str) and isinstance(scenario, Scenario)):
            raise ScenarioError(f"scenarios: {show(name)} → {show(scenario)}; allowed: a text → a Scenario")
        if not name.isprintable() or not name.strip() or len(name) > MAX_NAME:
            raise ScenarioError(
                f"scenarios: {show(name)} is no name; allowed: one line of 1 to {MAX_NAME} signs"
            )
    return dict(scenarios)


def _check_room(named: Mapping[str, Scenario], replicates: int, detail: bool) -> None:
    """Refuse what would not fit in memory before any of it is asked for."""
    needed = len(named) * replicates * _bytes_a_run(max(s.horizon for s in named.values()) if detail else 0)
    if needed > MAX_BYTES:
        leaner = ", fewer with detail=False" if detail else ""
        raise ScenarioError(
            f"replicates: {replicates:,} of each scenario need {needed / 2**30:.1f} GiB; "
            f"allowed: {MAX_BYTES // 2**30} GiB{leaner}; a sweep streams any number to disk"
        )


def _bytes_a_run(months: int) -> int:
    """Memory for one run's results, with those by country and month if there are months."""
    numbers = sum(outcome.kind not in NAMED for outcome in outcomes.COUNTRY) * np.dtype(float).itemsize
    named = sum(len(names) for _, names in NAMED.values()) * np.dtype(bool).itemsize
    detail = len(roster.codes()) * (numbers + named) + months * len(outcomes.MONTH) * np.dtype(float).itemsize
    return outcomes.RUN_ROW.itemsize + outcomes.WORD.itemsize + (detail if months else 0)


def labelled(
    named: Mapping[str, Scenario], block: Block, *, seed: int, first: int, assumptions: str = "priors"
) -> xr.Dataset:
    """Put names, units and provenance on a block of results.

    Parameters
    ----------
    named
        Names and scenarios, in the order of the block.
    block
        Results of P scenarios × R replicates; labelled by country and month too if it holds them.
    seed, first
        Seed of the draws, and number of the block's first replicate.
    assumptions
        What its parameters were drawn from.

    Returns
    -------
    xarray.Dataset
        As `simulate` returns it; the terms of a country's willingness are left out.

    Examples
    --------
    >>> scenario = Scenario(horizon=6)
    >>> block = run_inputs(lay_out([scenario]), replicates=20, first=100)
    >>> results = labelled({"base": scenario}, block, seed=1, first=100)
    >>> results["deployed"].units, results["replicate"].values[:2].tolist()
    ('troops', [100, 101])
    """
    replicates = block.run.shape[1]
    coords = _coordinate("scenario", list(named))
    coords |= _coordinate("replicate", np.arange(first, first + replicates))
    data = {o.name: _variable(o, block.run[o.name]) for o in outcomes.RUN}
    data[outcomes.BINDING.name] = _variable(outcomes.BINDING, outcomes.binding(block.run))
    if block.by_country.shape[2]:
        coords |= _coordinate("country", list(roster.codes()))
        coords |= _coordinate("month", np.arange(block.by_month.shape[2]))
        for k, outcome in enumerate(outcomes.COUNTRY):
            values = block.by_country[..., k]
            if outcome.kind in NAMED:
                dimension, names = NAMED[outcome.kind]
                coords |= _coordinate(dimension, list(names))
                data[outcome.name] = _variable(outcome, named_in(values, len(names)), "country", dimension)
            else:
                data[outcome.name] = _variable(outcome, values, "country")
        for k, outcome in enumerate(outcomes.MONTH):
            data[outcome.name] = _variable(outcome, block.by_month[..., k], "month")
    return xr.Dataset(
        data, coords, provenance(named, seed=seed, replicates=replicates, assumptions=assumptions)
    )


def named_in(numbers: NDArray[np.float64], names: int) -> NDArray[np.bool_]:
    """Which of so many names a number of the engine holds: a yes or no for each, last."""
    return (numbers[..., None].astype(np.int64) >> np.arange(names)) & 1 > 0


def _coordinate(name: str, labels: ArrayLike) -> xr.Coordinates:
    """The labels of a dimension, as an index: xarray takes it as it is, as `_variable` explains for values."""
    values = np.asarray(labels)
    return xr.Coordinates.from_xindex(PandasIndex(pd.Index(values), name, coord_dtype=values.dtype))


def _variable(outcome: outcomes.Outcome, values: NDArray[Any], *inner: str) -> xr.Variable:
    """An outcome as a variable over scenario, replicate and perhaps country or month.

    `fastpath` says that the values are a numpy array; to find out, xarray would import dask where it is installed: a
    fifth of a second.
    """
    dims = ("scenario", "replicate", *inner)
    return xr.Variable(dims, values, _attributes(outcome), fastpath=True)


def provenance(
    named: Mapping[str, Scenario], *, seed: int, replicates: int, assumptions: str = "priors"
) -> dict[str, Any]:
    """What every result and figure carries: seed, runs, version, hashes, scenarios, and that it is no forecast.

    Parameters
    ----------
    named
        Names and scenarios.
    seed, replicates
        Seed of the draws, and runs of each scenario.
    assumptions
        What parameters were drawn from.

    Returns
    -------
    dict
        Attributes of a dataset.

    Examples
    --------
    >>> provenance({"base": Scenario()}, seed=1, replicates=20)["assumptions"]
    'priors'
    """
    return {
        "statement": STATEMENT,
        "version": __version__,
        "seed": seed,
        "replicates": replicates,
        "assumptions": label(assumptions),
        "rulebook": rulebook_digest()[:12],
        "evidence": load().digest[:12],
        **({"study": load().overlay.mark} if load().overlay.mark else {}),
        "scenario_hash": scenario_hash(named),
        "scenarios": json.dumps({name: s.as_dict() for name, s in named.items()}, allow_nan=False),
    }


def scenario_hash(named: Mapping[str, Scenario]) -> str:
    """Twelve hexadecimal digits over all scenarios and their names."""
    text = json.dumps({name: scenario.digest for name, scenario in named.items()})
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _attributes(outcome: outcomes.Outcome) -> dict[str, str]:
    return {"units": outcome.unit, "long_name": outcome.long_name, "kind": outcome.kind}
