"""One chunk, from its number to its results: a pure function, the same on every thread and machine.

A point that raises is isolated by bisection and becomes a failure with stage and message; the others finish.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import outcomes
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import Inputs
from sim.stats.intervals import half_width
from sim.sweep.plan import Chunk, Plan, Precision

POINTS_AT_ONCE = 2_048
"""Points whose inputs are in memory at once: about 3 MB."""


@dataclass(frozen=True)
class Failure:
    """A point that gave no result: where it went wrong, and what was said."""

    point: int
    stage: str
    message: str


@dataclass(frozen=True)
class Results:
    """Runs in the order of point and replicate, and the points that failed."""

    point: NDArray[np.int64]
    replicate: NDArray[np.int64]
    run: NDArray[Any]  # outcomes.RUN_ROW
    failures: tuple[Failure, ...]


def compute(plan: Plan, chunk: Chunk) -> Results:
    """Run a chunk of a plan."""
    pieces: list[Results] = []
    for first in range(chunk.first, chunk.last, POINTS_AT_ONCE):
        last = min(chunk.last, first + POINTS_AT_ONCE)
        pieces += _halved(plan, np.arange(first, last), plan.design.slice(first, last), chunk)
    return joined(pieces)


def joined(pieces: list[Results]) -> Results:
    """Results one after the other."""
    if len(pieces) == 1:
        return pieces[0]
    return Results(
        np.concatenate([piece.point for piece in pieces]),
        np.concatenate([piece.replicate for piece in pieces]),
        np.concatenate([piece.run for piece in pieces]),
        tuple(failure for piece in pieces for failure in piece.failures),
    )


def _halved(plan: Plan, number: NDArray[np.int64], points: NDArray[Any], chunk: Chunk) -> list[Results]:
    stage = "expand"
    try:
        inputs = plan.design.inputs(points)
        stage = "run"
        return [_run(plan, number, inputs, chunk)]
    except Exception as error:  # noqa: BLE001  whatever a point raises is its result; the others must finish
        if len(points) == 1:
            return [
                _failed(Failure(int(number[0]), stage, f"{type(error).__name__}: {error}".splitlines()[0]))
            ]
    half = len(points) // 2
    return _halved(plan, number[:half], points[:half], chunk) + _halved(
        plan, number[half:], points[half:], chunk
    )


def _failed(failure: Failure) -> Results:
    none = np.zeros(0, np.int64)
    return Results(none, none, np.zeros(0, outcomes.RUN_ROW), (failure,))


def _run(plan: Plan, number: NDArray[np.int64], inputs: Inputs, chunk: Chunk) -> Results:
    if plan.precision is not None:
        return _until_precise(plan, plan.precision, number, inputs)
    run = _replicated(plan, inputs, chunk.left, chunk.right)
    return _flat(number, chunk.left, run)


def _until_precise(plan: Plan, precision: Precision, number: NDArray[np.int64], inputs: Inputs) -> Results:
    """Doubling batches; a point that is precise enough drops out."""
    flag = outcomes.BY_NAME[precision.outcome].kind == "flag"
    open_points = np.arange(len(number))
    values = np.zeros((len(number), 0))
    rounds: list[Results] = []
    done, target = 0, precision.batch
    while len(open_points) and done < plan.replicates:
        run = _replicated(plan, inputs.take(open_points), done, target)
        rounds.append(_flat(number[open_points], done, run))
        values = np.concatenate([values, run[precision.outcome]], axis=1)
        wide = half_width(values, flag=flag) > precision.half_width
        open_points, values = open_points[wide], values[wide]
        done, target = target, min(2 * target, plan.replicates)
    whole = joined(rounds)
    order = np.lexsort((whole.replicate, whole.point))
    return Results(whole.point[order], whole.replicate[order], whole.run[order], ())


def _replicated(plan: Plan, inputs: Inputs, left: int, right: int) -> NDArray[Any]:
    """Replicates `left` to `right`, in this thread."""
    return run_inputs(
        inputs, replicates=right - left, seed=plan.seed, first=left, threads=1, engine=plan.engine
    ).run


def _flat(number: NDArray[np.int64], first: int, run: NDArray[Any]) -> Results:
    points, replicates = run.shape
    return Results(
        np.repeat(number, replicates), np.tile(np.arange(first, first + replicates), points), run.ravel(), ()
    )
