"""Runs scenarios × replicates on the native engine or the Mesa model.

`native` is the compiled engine, over threads; pieces and threads only decide when a run is done, never what it gives.
`mesa` plays the same runs with agents, one after the other, and gives the same bits. `auto` is `native`; where there is
no library for it and none can be built, it says what to install rather than taking minutes unasked.
"""

from __future__ import annotations

import gc
import logging
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from sim.engine import native
from sim.engine.block import Block, empty
from sim.engine.inputs import Inputs
from sim.scenario.errors import ScenarioError, check_seed, choice

log = logging.getLogger(__name__)
ENGINES = ("auto", "native", "mesa")
CHUNK = 256
"""Replicates in a piece."""
AT_ONCE = 500
"""Mesa models in memory at a time: about 60 MB."""
Progress = Callable[[int], None]


def run_inputs(
    inputs: Inputs,
    *,
    replicates: int,
    seed: int = 1,
    first: int = 0,
    detail: bool = False,
    traced_country: int | None = None,
    threads: int | None = None,
    chunk: int = CHUNK,
    engine: str = "auto",
    progress: Progress | None = None,
) -> Block:
    """Run every scenario on the replicates from `first` on.

    Parameters
    ----------
    inputs
        Scenarios in numbers (`engine.inputs.lay_out`).
    replicates, first
        How many, and the number of the first.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    detail
        Keep results by country and by month too.
    traced_country
        Position of the country whose terms of willingness are kept, month by month.
    threads, chunk
        Threads of the native engine (left out: one a processor), and replicates in a piece; neither changes a result.
    engine
        One of `ENGINES`.
    progress
        Called with the number of runs finished, after each piece.

    Returns
    -------
    Block
        Results of P scenarios × R replicates.

    Raises
    ------
    ScenarioError
        If the engine is none of these, or cannot be had here.

    Examples
    --------
    >>> from sim.engine.inputs import lay_out
    >>> from sim.scenario import Scenario
    >>> run_inputs(lay_out([Scenario()]), replicates=3).run["deployed"].shape
    (1, 3)
    """
    seed = check_seed(seed)
    if choice("engine", engine, ENGINES) == "mesa":
        if traced_country is not None:
            raise ScenarioError("engine: mesa keeps no terms of a country; allowed: auto, native")
        return _played(inputs, replicates, seed=seed, first=first, detail=detail, progress=progress)
    block = empty(inputs, replicates, detail=detail, terms=traced_country is not None)

    def work(piece: tuple[slice, slice]) -> int:
        scenarios, part = piece
        native.run_into(
            block,
            inputs,
            seed=seed,
            first=first,
            scenarios=scenarios,
            replicates=part,
            traced_country=traced_country or 0,
        )
        return int((scenarios.stop - scenarios.start) * (part.stop - part.start))

    pieces = list(_pieces(len(inputs), replicates, chunk))
    native.prepare()
    with ThreadPoolExecutor(max(1, min(threads or cores(), len(pieces)))) as pool:
        for done in pool.map(work, pieces):
            if progress:
                progress(done)
    return block


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pieces(scenarios: int, replicates: int, chunk: int) -> Iterator[tuple[slice, slice]]:
    """Scenarios and replicates: at most `chunk` replicates and 16 chunks of runs each."""
    width = min(chunk, replicates)
    height = max(1, 16 * chunk // width)
    for left in range(0, replicates, width):
        for top in range(0, scenarios, height):
            yield slice(top, min(scenarios, top + height)), slice(left, min(replicates, left + width))


def _played(
    inputs: Inputs, replicates: int, *, seed: int, first: int, detail: bool, progress: Progress | None
) -> Block:
    """The same runs in the Mesa model."""
    import mesa

    from sim.engine.model import Replicate

    block = empty(inputs, replicates, detail=detail)
    for done, (i, r) in enumerate(np.ndindex(len(inputs), replicates)):
        model = Replicate(inputs, i, seed=seed, replicate=first + r)
        played = model.play()
        # Mesa 3.3 keeps every model for ever in a table of its class Agent, and a model holds itself in a circle.
        getattr(mesa.Agent, "_ids", {}).pop(model, None)
        if done % AT_ONCE == AT_ONCE - 1:
            gc.collect()
        block.run[i, r] = played.run[0, 0]
        if detail:
            block.by_country[i, r] = played.by_country[0, 0]
            block.by_month[i, r, : played.by_month.shape[2]] = played.by_month[0, 0]
        if progress:
            progress(1)
    return block


def mesa_seconds(inputs: Inputs) -> float:
    """Seconds that the Mesa model takes for one run, by playing one."""
    from sim.engine.model import Replicate

    began = time.perf_counter()
    Replicate(inputs, 0, seed=0, replicate=0).play()
    return time.perf_counter() - began


def say_mesa_price(runs: int, seconds: float) -> None:
    """Say, before they start, how long so many runs will take in the Mesa model."""
    log.warning("engine=mesa: about %s s for %s runs", f"{seconds:,.0f}", f"{runs:,}")
