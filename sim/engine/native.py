"""The native engine: a library of C, called through ctypes with the lock released."""

from __future__ import annotations

import ctypes
import functools
import math
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine import chance, library
from sim.engine.block import Block
from sim.engine.inputs import Inputs
from sim.engine.source import JOB, MAX_LANES
from sim.scenario.errors import ScenarioError

C_NUMBERS = {"uint64_t": ctypes.c_uint64, "int64_t": ctypes.c_int64}
_PREPARING = threading.Lock()


class Job(ctypes.Structure):
    """What is asked of the engine at once (`source.JOB`)."""

    _fields_ = [(name, C_NUMBERS.get(kind, ctypes.c_void_p)) for name, kind in JOB.items()]


def load(path: Path) -> Any:
    """The entry of a library: what runs a job. Raises `ScenarioError`."""
    try:
        entry = ctypes.CDLL(str(path)).tripwire_runs
    except (OSError, AttributeError) as reason:
        raise ScenarioError(
            f"engine: {path} cannot be loaded ({reason}); allowed: remove it, or engine=mesa"
        ) from None
    entry.argtypes, entry.restype = [ctypes.POINTER(Job)], None
    return entry


@functools.cache
def _runs() -> Any:
    """The entry of the library for this rulebook and processor, built first if need be."""
    return load(library.find())


def prepare() -> None:
    """Have the library at hand; of several threads the first builds it, if need be. Raises `ScenarioError`."""
    with _PREPARING:
        _runs()


def run_into(
    block: Block,
    inputs: Inputs,
    *,
    seed: int,
    first: int,
    scenarios: slice,
    replicates: slice,
    traced_country: int = 0,
    draws: NDArray[np.float64] | None = None,
    lanes: bool = True,
    entry: Any = None,
) -> None:
    """Run some scenarios on some replicates and write their rows of a block.

    Parameters
    ----------
    block
        Results of all scenarios and replicates of the call; only the named rows are written.
    inputs
        All scenarios.
    seed, first
        Seed of the draws, and number of the block's first replicate.
    scenarios, replicates
        Which rows: start and stop within the block.
    traced_country
        Position of the country whose terms are kept, if the block has room for terms.
    draws
        Draws of exactly these replicates, as `chance.tape` makes them; left out, the engine makes them itself.
    lanes
        Several runs abreast where the library can.
    entry
        What `load` gave of another build; left out, the library for this processor.

    Raises
    ------
    ScenarioError
        If the library for this processor is needed and cannot be built or loaded.

    Examples
    --------
    >>> from sim.engine.block import empty
    >>> from sim.engine.inputs import lay_out
    >>> from sim.scenario import Scenario
    >>> inputs = lay_out([Scenario(horizon=6)])
    >>> block = empty(inputs, 20)
    >>> run_into(block, inputs, seed=1, first=0, scenarios=slice(0, 1), replicates=slice(0, 10))
    >>> bool(block.run["deployed"][0, :10].any()), bool(block.run["deployed"][0, 10:].any())
    (True, False)
    """
    part = inputs.take(scenarios)
    numbers = sum(math.prod(array.shape[2:]) for array in (block.by_country, block.by_month, block.terms))
    rows = [
        array[scenarios, replicates] for array in (block.run, block.by_country, block.by_month, block.terms)
    ]
    arrays: dict[str, NDArray[Any] | None] = {
        **part.arrays(),
        "draws": draws,
        "scratch": _scratch(numbers + 2 * chance.width(inputs.horizon)),
    }
    contiguous = {
        name: None if array is None else np.ascontiguousarray(array) for name, array in arrays.items()
    }
    job = Job(
        seed=seed,
        first=first + replicates.start,
        replicates=replicates.stop - replicates.start,
        stride=block.run.shape[1],
        scenarios=len(part),
        months=inputs.horizon,
        countries=len(inputs.facts),
        countries_kept=block.by_country.shape[2],
        months_kept=block.by_month.shape[2],
        terms_kept=block.terms.shape[2],
        traced_country=traced_country,
        lanes=int(lanes),
        room=numbers,
        **{name: None if array is None else array.ctypes.data for name, array in contiguous.items()},
        **dict(
            zip(("run", "by_country", "by_month", "terms"), (row.ctypes.data for row in rows), strict=True)
        ),
    )
    (entry or _runs())(ctypes.byref(job))


def _scratch(numbers: int) -> NDArray[np.float64]:
    """Room for the vectors of one run, aligned as the widest vector needs."""
    space = np.empty(MAX_LANES * (numbers + 1))
    start = -space.ctypes.data // space.itemsize % MAX_LANES
    return space[start : start + MAX_LANES * numbers]
