"""One chunk, from its number to its results: a pure function, the same on every thread and machine.

A point that raises is isolated by bisection and becomes a failure with stage and message; the others finish. Runs that
an earlier, smaller sweep has made are taken from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim import outcomes
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import Inputs
from sim.stats.intervals import half_width
from sim.sweeps.plan import Chunk, Plan, Precision

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


class Known(Protocol):
    """What need not be run."""

    def runs(self, points: NDArray[Any], left: int, right: int) -> list[NDArray[Any]]:
        """For each point, the runs of replicates `left`, `left` + 1, … that are known, up to `right`; perhaps none."""

    def summaries(self, points: NDArray[Any]) -> dict[int, tuple[pa.Table, int]]:
        """Of the points whose summary is known, by their place: the table that has it, and the row in it."""


def compute(
    plan: Plan, chunk: Chunk, known: Known | None = None, numbers: NDArray[np.int64] | None = None
) -> Results:
    """Run a chunk of a plan, or some of its points, but for the runs that are known.

    Parameters
    ----------
    plan, chunk
        The sweep, and the piece of it.
    known
        What need not be run, if there is such.
    numbers
        Numbers of the points to run; left out, all of the chunk.

    Returns
    -------
    Results
        Runs in the order of point and replicate.
    """
    pieces: list[Results] = []
    runner = Runner(plan, chunk, known)
    for first in range(chunk.first, chunk.last, POINTS_AT_ONCE):
        last = min(chunk.last, first + POINTS_AT_ONCE)
        asked = np.arange(first, last)
        if numbers is not None:
            asked = asked[np.isin(asked, numbers)]
        if len(asked):
            pieces += runner.halved(asked, plan.design.slice(first, last)[asked - first])
    return joined(pieces)


def joined(pieces: list[Results]) -> Results:
    """Results one after the other."""
    if not pieces:
        none = np.zeros(0, np.int64)
        return Results(none, none, np.zeros(0, outcomes.RUN_ROW), ())
    if len(pieces) == 1:
        return pieces[0]
    return Results(
        np.concatenate([piece.point for piece in pieces]),
        np.concatenate([piece.replicate for piece in pieces]),
        np.concatenate([piece.run for piece in pieces]),
        tuple(failure for piece in pieces for failure in piece.failures),
    )


@dataclass(frozen=True)
class Runner:
    """Runs points of one chunk."""

    plan: Plan
    chunk: Chunk
    known: Known | None

    def halved(self, number: NDArray[np.int64], points: NDArray[Any]) -> list[Results]:
        """Results of these points; if one raises, of each half by itself."""
        stage = "expand"
        try:
            inputs = self.plan.design.inputs(points)
            stage = "run"
            return [self._run(number, points, inputs)]
        except Exception as error:  # noqa: BLE001  whatever a point raises is its result; the others must finish
            if len(points) == 1:
                message = f"{type(error).__name__}: {error}".splitlines()[0]
                return [_failed(Failure(int(number[0]), stage, message))]
        half = len(points) // 2
        return self.halved(number[:half], points[:half]) + self.halved(number[half:], points[half:])

    def _run(self, number: NDArray[np.int64], points: NDArray[Any], inputs: Inputs) -> Results:
        if self.plan.precision is not None:
            return self._until_precise(self.plan.precision, number, points, inputs)
        run = self._replicated(points, inputs, self.chunk.left, self.chunk.right)
        return _flat(number, self.chunk.left, run)

    def _until_precise(
        self, precision: Precision, number: NDArray[np.int64], points: NDArray[Any], inputs: Inputs
    ) -> Results:
        """Doubling batches; a point that is precise enough drops out."""
        cap = self.plan.replicates
        flag = outcomes.BY_NAME[precision.outcome].kind == "flag"
        open_points = np.arange(len(number))
        values = np.zeros((len(number), 0))
        rounds: list[Results] = []
        done, target = 0, min(cap, precision.batch)
        while len(open_points) and done < cap:
            run = self._replicated(points[open_points], inputs.take(open_points), done, target)
            rounds.append(_flat(number[open_points], done, run))
            values = np.concatenate([values, run[precision.outcome]], axis=1)
            wide = half_width(values, flag=flag) > precision.half_width
            open_points, values = open_points[wide], values[wide]
            done, target = target, min(2 * target, cap)
        whole = joined(rounds)
        order = np.lexsort((whole.replicate, whole.point))
        return Results(whole.point[order], whole.replicate[order], whole.run[order], ())

    def _replicated(self, points: NDArray[Any], inputs: Inputs, left: int, right: int) -> NDArray[Any]:
        """Replicates `left` to `right`, in this thread."""
        if self.known is None:
            return self._engine(inputs, left, right)
        earlier = self.known.runs(points, left, right)
        have = np.array([len(run) for run in earlier])
        whole = np.empty((len(points), right - left), outcomes.RUN_ROW)
        for count in np.unique(have):
            alike = np.flatnonzero(have == count)
            for k in alike:
                whole[k, :count] = earlier[k]
            if count < right - left:
                whole[alike, count:] = self._engine(inputs.take(alike), left + int(count), right)
        return whole

    def _engine(self, inputs: Inputs, left: int, right: int) -> NDArray[Any]:
        return run_inputs(
            inputs,
            replicates=right - left,
            seed=self.plan.seed,
            first=left,
            threads=1,
            engine=self.plan.engine,
        ).run


def _failed(failure: Failure) -> Results:
    none = np.zeros(0, np.int64)
    return Results(none, none, np.zeros(0, outcomes.RUN_ROW), (failure,))


def _flat(number: NDArray[np.int64], first: int, run: NDArray[Any]) -> Results:
    points, replicates = run.shape
    return Results(
        np.repeat(number, replicates), np.tile(np.arange(first, first + replicates), points), run.ravel(), ()
    )
