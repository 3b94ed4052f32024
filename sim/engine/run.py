"""Runs on the engine that was asked for, over threads; pieces and threads only decide when a run is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from sim.engine import native
from sim.engine.inputs import Inputs
from sim.engine.results import Block, empty

CHUNK = 256
"""Replicates in a piece."""


def run_inputs(
    inputs: Inputs,
    *,
    replicates: int,
    seed: int = 1,
    first: int = 0,
    detail: bool = False,
    watched: int | None = None,
    threads: int | None = None,
    chunk: int = CHUNK,
    progress: Callable[[int], None] | None = None,
) -> Block:
    """Run every scenario on the replicates from `first` on, over threads."""
    block = empty(inputs, replicates, detail=detail, traced=watched is not None)

    def work(piece: tuple[slice, slice]) -> int:
        native.run_into(block, inputs, seed=seed, first=first, scenarios=piece[0], replicates=piece[1], watched=watched or 0)
        return (piece[0].stop - piece[0].start) * (piece[1].stop - piece[1].start)

    pieces = list(_pieces(len(inputs), replicates, chunk))
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
