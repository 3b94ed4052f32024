"""What a sweep would cost, before it starts: a few chunks' worth of runs, timed and weighed.

Of a sample a small one by the same sampler is timed, so that nobody waits for millions of points to hear their number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from sim.engine.ensemble import cores
from sim.factors.sampling import SAMPLERS
from sim.outcomes import RUN_ROW
from sim.sweeps.part import encode
from sim.sweeps.plan import MAX_ROWS, Chunk, Plan
from sim.sweeps.work import Results, compute, joined

PROBES, SAMPLE = 8, 256
RUNS_A_PROBE = {"mesa": 1}
USUAL_RUNS_A_PROBE = 64
BASE_MB = 260.0
"""Memory of the program itself, with its libraries loaded."""
BYTES_A_RUN = 4 * RUN_ROW.itemsize
"""Memory of one run of a chunk in work: its outcomes, and the copies that are sorted and encoded."""


@dataclass(frozen=True)
class Estimate:
    """A sweep's size and its likely cost on this machine."""

    points: int
    runs: int
    chunks: int
    seconds: float
    disk_mb: float
    memory_mb: float


def estimate(plan: Plan, clock: Callable[[], float], workers: int = 0) -> Estimate:
    """Run a few points spread over the design and scale up; `clock` tells the seconds."""
    # The Mesa model is plain Python: it has one processor at a time.
    workers = 1 if plan.engine == "mesa" else min(workers or cores(), plan.chunks)
    small = _small(plan)
    chunks = _probes(small)
    compute(small, replace(chunks[0], right=1))  # builds the engine if need be
    began = clock()
    results = [compute(small, chunk) for chunk in chunks]
    seconds = (clock() - began) / max(1, sum(len(result.run) for result in results))
    in_work = workers * min(plan.runs, plan.height * plan.width) * BYTES_A_RUN
    return Estimate(
        plan.design.count,
        plan.runs,
        plan.chunks,
        seconds * plan.runs / workers,
        _disk(plan, small, results) / 1e6,
        BASE_MB + in_work / 1e6,
    )


def _disk(plan: Plan, small: Plan, results: list[Results]) -> float:
    """Bytes of all parts, and of the one table if there is one, from what a few rows add to a small part."""
    few, many = encode(small, 0, results[0]), encode(small, 0, joined(results))
    added = many.runs - few.runs if plan.keep == "rows" else len(results) - 1
    a_row = (len(many.data) - len(few.data)) / max(1, added)
    rows = plan.runs if plan.keep == "rows" else plan.design.count
    return (plan.chunks * len(few.data) + rows * a_row) * (2 if rows <= MAX_ROWS else 1)


def _small(plan: Plan) -> Plan:
    """The same plan with a small sample; a filter has seen all points by now, and stays."""
    design = plan.design
    if design.method not in SAMPLERS or design.where or design.points <= SAMPLE:
        return plan
    return replace(plan, design=replace(design, points=SAMPLE))


def _probes(plan: Plan) -> list[Chunk]:
    at = np.unique(np.linspace(0, plan.design.count - 1, PROBES).astype(int))
    runs = min(plan.replicates, RUNS_A_PROBE.get(plan.engine, USUAL_RUNS_A_PROBE))
    return [Chunk(k, int(point), int(point) + 1, 0, runs) for k, point in enumerate(at)]
