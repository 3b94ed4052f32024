"""The runs of a smaller sweep, looked up by point and replicate, so that the larger one need not make them again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import outcomes
from sim.sweeps.part import results_in
from sim.sweeps.plan import Plan
from sim.sweeps.work import Results

PARTS_AT_ONCE = 8
"""Parts that are held in memory: one a thread, and those that lie across two chunks."""


class Earlier:
    """Knows the runs of a finished sweep that kept its rows. A part that is lost is as if it had not been run."""

    def __init__(self, plan: Plan, parts: Mapping[int, Path]) -> None:
        self.plan, self.parts = plan, dict(parts)
        points = _keys(plan.design.slice(0, plan.design.count))
        self.order = np.argsort(points)
        self.points = points[self.order]
        self.part = lru_cache(PARTS_AT_ONCE)(self._part)

    def __call__(self, points: NDArray[Any], left: int, right: int) -> list[NDArray[Any]]:
        """For each point the runs of replicates `left`, `left` + 1, … that there are, up to `right`."""
        keys = _keys(points)
        at = np.minimum(np.searchsorted(self.points, keys), len(self.points) - 1)
        there = self.points[at] == keys
        return [
            self._runs(int(self.order[k]), left, right) if known else np.empty(0, outcomes.RUN_ROW)
            for k, known in zip(at, there, strict=True)
        ]

    def _runs(self, point: int, left: int, right: int) -> NDArray[Any]:
        row, width = point // self.plan.height, self.plan.width
        across = self.plan.across
        pieces = []
        for column in range(left // width, min(across, -(-right // width))):
            results = self.part(row * across + column)
            first, last = np.searchsorted(results.point, [point, point + 1])
            begun, ended = np.searchsorted(results.replicate[first:last], [left, right])
            pieces.append(results.run[first + begun : first + ended])
            if first + ended == first or len(pieces[-1]) < min(right, (column + 1) * width) - max(
                left, column * width
            ):
                break  # what comes after a gap is of no use
        return np.concatenate(pieces) if pieces else np.empty(0, outcomes.RUN_ROW)

    def _part(self, chunk: int) -> Results:
        if chunk in self.parts:
            return results_in(self.parts[chunk])
        none = np.zeros(0, np.int64)
        return Results(none, none, np.zeros(0, outcomes.RUN_ROW), ())


def _keys(points: NDArray[Any]) -> NDArray[Any]:
    """Each point's numbers as one text of bytes, which can be sorted and compared."""
    whole = np.ascontiguousarray(points)
    return whole.view(f"S{whole.dtype.itemsize}")
